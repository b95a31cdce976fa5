import type { Ticket } from '../model.mts';
import { STATUS } from '../model.mts';
import { Refusal } from '../../chassis/refusal.mts';
import { readEntries } from '../schema/fields.mts';
import type { Entry } from '../schema/fields.mts';
import { ticketFields } from '../schema/tickets.mts';
import type { Store } from '../store.mts';
import { flag, matches, page, wholeNumber } from './query.mts';

/** `GET /Tickets/{id}`; the request's own text and the counts come with `includedetails`. */
export function getTicket(store: Store, id: number, query: URLSearchParams): Entry {
	const ticket = store.ticket(id);
	const { details, ...rest } = ticket;
	if (!flag(query, 'includedetails')) return rest;
	const chats = [...store.data.chats.values()].filter((chat) => chat.ticketId === id);
	return {
		...rest,
		details,
		chat_count: chats.length,
		open_chat_count: chats.filter((chat) => !chat.closed).length,
	};
}

/** `GET /Tickets`: newest first; `search` looks in number, summary, user and client. */
export function listTickets(store: Store, query: URLSearchParams) {
	const wanted: Array<[keyof Ticket, number | undefined]> = [
		['agent_id', wholeNumber(query, 'agent_id')],
		['client_id', wholeNumber(query, 'client_id')],
		['user_id', wholeNumber(query, 'user_id')],
	];
	const found = [...store.data.tickets.values()].filter((ticket) => {
		const closed = ticket.status_id === STATUS.closed;
		if (flag(query, 'open_only') && closed) return false;
		if (flag(query, 'closed_only') && !closed) return false;
		if (wanted.some(([name, value]) => value !== undefined && ticket[name] !== value)) return false;
		const { id, summary, user_name, client_name } = ticket;
		return matches(query.get('search'), [id, summary, user_name, client_name]);
	});
	found.sort((a, b) => b.id - a.id);
	const tickets = page(found, query, store.settings.mostPerPage).map(
		({ details: _details, ...rest }): Entry => rest,
	);
	return { record_count: found.length, tickets };
}

/** `POST /Tickets`: creates, or changes the ticket whose `id` is given. @throws Refusal 400, 404 */
export function postTickets(store: Store, body: unknown): Ticket[] {
	const entries = readEntries(body, 'Faults', ticketFields);
	entries.forEach((entry, index) => {
		if (entry.id) store.ticket(Number(entry.id));
		else if (!entry.summary) {
			const details = { field: 'summary', index };
			throw new Refusal(400, 'missing_field', 'A new ticket needs a summary.', details);
		}
		if (entry.agent_id && !store.agent(entry.agent_id)) {
			const details = { field: 'agent_id', index };
			throw new Refusal(400, 'unknown_agent', `There is no agent ${entry.agent_id}.`, details);
		}
	});
	return entries.map((entry) => store.saveTicket(entry));
}
