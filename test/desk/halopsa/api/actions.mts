import type { Action, Outcome } from '../model.mts';
import { Refusal } from '../../chassis/refusal.mts';
import { actionFields } from '../schema/actions.mts';
import { readEntries } from '../schema/fields.mts';
import type { Entry } from '../schema/fields.mts';
import { API_AGENT_ID } from '../seed.mts';
import type { Store } from '../store.mts';
import { flag, page, wholeNumber } from './query.mts';

/** `GET /Actions`: newest first. `note_html` is left out unless `includehtmlnote` asks for it. */
export function listActions(store: Store, query: URLSearchParams) {
	const ticketId = wholeNumber(query, 'ticket_id');
	const all =
		ticketId === undefined ? [...store.data.actions.values()].flat() : store.actions(ticketId);
	const shown = all.filter((action) => !(flag(query, 'excludeprivate') && action.hiddenfromuser));
	shown.sort((a, b) => b.datetime.localeCompare(a.datetime) || b.id - a.id);
	const html = flag(query, 'includehtmlnote');
	return {
		record_count: shown.length,
		actions: page(shown, query, store.settings.mostPerPage).map((action) => present(action, html)),
	};
}

/** `GET /Actions/{id}?ticket_id=`: action ids count within a ticket. @throws Refusal 400, 404 */
export function getAction(store: Store, id: number, query: URLSearchParams) {
	const ticketId = wholeNumber(query, 'ticket_id');
	if (ticketId === undefined) {
		throw new Refusal(400, 'missing_field', 'ticket_id is required.', { field: 'ticket_id' });
	}
	const action = store.actions(ticketId).find((candidate) => candidate.id === id);
	if (!action) throw new Refusal(404, 'not_found', `Ticket ${ticketId} has no action ${id}.`);
	return present(action, true);
}

/** `POST /Actions`: checks the whole array first, so that nothing is stored if one entry is refused. */
export function postActions(store: Store, body: unknown): Action[] {
	const entries = readEntries(body, 'Actions', actionFields);
	const outcomes = entries.map((entry, index) => checkAction(store, entry, index));
	return entries.map((entry, index) => store.addAction(entry, outcomes[index]!));
}

function present(action: Action, html: boolean): Entry {
	const { note_html, ...rest } = action;
	return html ? { ...rest, note_html } : rest;
}

function checkAction(store: Store, entry: Entry, index: number): Pick<Outcome, 'id' | 'outcome'> {
	if (!entry.ticket_id) {
		throw new Refusal(400, 'missing_field', 'ticket_id is required.', {
			field: 'ticket_id',
			index,
		});
	}
	if (!store.data.tickets.has(Number(entry.ticket_id))) {
		const message = `There is no ticket ${entry.ticket_id}.`;
		throw new Refusal(400, 'unknown_ticket', message, { field: 'ticket_id', index });
	}
	for (const field of ['who_agentid', 'actionby_agent_id']) checkAuthor(store, entry, field, index);
	return checkOutcome(store, entry, index);
}

function checkAuthor(store: Store, entry: Entry, field: string, index: number): void {
	const id = entry[field];
	if (id === undefined || id === null) return;
	const agent = store.agent(id);
	if (!agent) {
		throw new Refusal(400, 'unknown_agent', `There is no agent ${id}.`, { field, index });
	}
	if (agent.id !== API_AGENT_ID && !store.settings.allowActingForAgents) {
		const message = `This application may not act for the agent ${agent.name}.`;
		throw new Refusal(403, 'acting_not_allowed', message, { field, index });
	}
}

/** An outcome must be one of the desk's own, and one that the ticket's workflow allows at its present step. */
function checkOutcome(store: Store, entry: Entry, index: number): Pick<Outcome, 'id' | 'outcome'> {
	const text = String(entry.outcome ?? '').trim();
	if (!text && !entry.outcome_id) {
		const message = 'An action needs an outcome: send outcome or outcome_id.';
		throw new Refusal(400, 'missing_field', message, { field: 'outcome', index });
	}
	const known = store.data.outcomes.find((outcome) =>
		entry.outcome_id
			? outcome.id === entry.outcome_id
			: outcome.outcome.toLowerCase() === text.toLowerCase(),
	);
	if (entry.outcome_id && !known) {
		const message = `There is no outcome ${entry.outcome_id}.`;
		throw new Refusal(400, 'unknown_outcome', message, { field: 'outcome_id', index });
	}
	if (!known && !store.settings.anyOutcome) {
		const message = `There is no outcome "${text}".`;
		throw new Refusal(400, 'unknown_outcome', message, { field: 'outcome', index });
	}
	const outcome = text || (known?.outcome ?? '');
	const allowed = store.allowedOutcomes.get(Number(entry.ticket_id));
	if (allowed && !allowed.includes(outcome)) {
		const message = 'You do not have access to this Action at the moment';
		throw new Refusal(400, 'bad_request', message);
	}
	return { id: known?.id ?? 0, outcome };
}
