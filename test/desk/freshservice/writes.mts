import { type Answer, type Call, jsonBody } from '../chassis/http.mts';
import { CLOSING } from './lists.mts';
import { STATUS_NAMES, type Ticket, type TimeEntry } from './model.mts';
import { denied, type FieldError, invalid, nothing, wrong } from './refusals.mts';
import type { Store } from './store.mts';
import { noteOf, ticketOf, timeOf } from './wire.mts';

type Fields = Record<string, unknown>;

export function bodyOf(call: Call): Fields {
	const body = jsonBody(call);
	if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Fields;
	throw wrong('body', 'invalid_json', body);
}

const missing = (field: string): FieldError => ({
	...{ field, code: 'missing_field', message: `It should be a/an String` },
});

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

/** Those of these fields that nothing stands in; `custom_fields.cause` is one of the tenant's own. */
const lacking = (names: string[], ticket: Fields): FieldError[] =>
	names
		.filter((name) => {
			const [head, tail] = name.split('.');
			const value = ticket[head] as Fields | undefined;
			return !isGiven(tail === undefined ? value : value?.[tail]);
		})
		.map((name) => missing(name.replace('custom_fields.', '')));

function checked(fields: Fields): void {
	const { status, tags } = fields;
	if (status !== undefined && !(String(status) in STATUS_NAMES)) {
		const message = `It should be one of these values: ${Object.keys(STATUS_NAMES).join(',')}`;
		throw invalid([{ field: 'status', message, code: 'invalid_value' }]);
	}
	if (tags !== undefined) {
		const isList = Array.isArray(tags) && tags.every((tag) => typeof tag === 'string');
		if (!isList) throw wrong('tags', 'datatype_mismatch', tags);
		if (tags.some((tag: string) => tag.length > 32)) throw wrong('tags', 'invalid_size', tags);
	}
}

export function createTicket(store: Store, call: Call): Answer {
	const fields = bodyOf(call);
	const errors = lacking(
		['subject', 'description', 'status', 'priority', ...store.settings.neededToOpen],
		fields,
	);
	const { email, requester_id: requesterId, workspace_id: workspace, ...rest } = fields;
	if (!isGiven(email) && !isGiven(requesterId)) errors.push(missing('email'));
	if (errors.length > 0) throw invalid(errors);
	checked(fields);
	if (isGiven(workspace) && !store.workspaces.includes(Number(workspace))) throw denied();
	const requester = isGiven(requesterId)
		? store.requester(Number(requesterId))
		: store.requesterBy(String(email));
	if (!requester) throw wrong('requester_id', 'invalid_value', requesterId);
	const ticket = store.open({
		...(rest as Partial<Ticket>),
		...(isGiven(workspace) ? { workspace_id: Number(workspace) } : {}),
		requester_id: requester.id,
	});
	return { status: 201, body: { ticket: ticketOf(store, ticket) } };
}

/** Lists in it, such as `tags`, are replaced as a whole. */
export function changeTicket(store: Store, call: Call, id: number): Answer {
	const ticket = store.ticket(id);
	const fields = bodyOf(call);
	checked(fields);
	if (CLOSING.includes(Number(fields.status)) && call.query.get('bypass_mandatory') !== 'true') {
		const errors = lacking(store.settings.neededToClose, { ...ticket, ...fields });
		if (errors.length > 0) throw invalid(errors);
	}
	store.change(ticket, fields as Partial<Ticket>);
	return { status: 200, body: { ticket: ticketOf(store, ticket) } };
}

/** Private unless it is said; in the name of `user_id` where that is allowed. */
export function addNote(store: Store, call: Call, id: number): Answer {
	const ticket = store.ticket(id);
	const { body, private: isPrivate = true, user_id: userId } = bodyOf(call);
	const { userId: mode, longestNote } = store.settings;
	if (typeof body !== 'string' || body === '') throw invalid([missing('body')]);
	if (body.length > longestNote) throw wrong('body', 'invalid_size', body.slice(0, 100));
	if (typeof isPrivate !== 'boolean') throw wrong('private', 'datatype_mismatch', isPrivate);
	if (userId !== undefined) {
		if (mode === 403) throw denied();
		if (mode === 400 || !store.agent(userId)?.active) {
			throw wrong('user_id', 'invalid_value', userId);
		}
	}
	const note = store.note(ticket, { body, isPrivate, userId: userId as number | undefined });
	return { status: 201, body: { conversation: noteOf(note, false) } };
}

export function deleteNote(store: Store, id: number): Answer {
	const { conversations } = store.data;
	const note = conversations.find((one) => one.id === id);
	if (!note) throw nothing();
	store.ticket(note.ticket_id);
	store.data.conversations = conversations.filter((one) => one !== note);
	store.touch();
	return { status: 204, body: undefined };
}

export function timeTracking({ settings }: Store): void {
	if (settings.timeTracking === 403) throw denied();
	if (settings.timeTracking === 404) throw nothing();
}

export function addTime(store: Store, call: Call, id: number): Answer {
	timeTracking(store);
	const ticket = store.ticket(id);
	const body = bodyOf(call);
	const { timeEntry } = store.settings;
	const inner = body.time_entry as Fields | undefined;
	const isWrapped = typeof inner === 'object' && inner !== null;
	if (timeEntry !== 'both' && isWrapped !== (timeEntry === 'wrapped')) {
		throw invalid([
			isWrapped ? { ...missing('time_entry'), code: 'invalid_field' } : missing('time_entry'),
		]);
	}
	const fields = (isWrapped ? inner : body) as Partial<TimeEntry> & Fields;
	const { time_spent: spent, agent_id: agent, timer_running: runs } = fields;
	if (typeof spent !== 'string' || !/^\d{2,3}:[0-5]\d$/.test(spent)) {
		throw wrong('time_spent', 'invalid_value', spent);
	}
	if (agent !== undefined && !store.agent(agent)?.active) {
		throw wrong('agent_id', 'invalid_value', agent);
	}
	if (runs === true) throw wrong('timer_running', 'invalid_value', runs);
	const entry = store.time(ticket, { ...fields, time_spent: spent });
	return { status: 201, body: { time_entry: timeOf(entry) } };
}
