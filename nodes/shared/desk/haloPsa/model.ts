import type { Agent } from '../agents';
import type { Ticket } from '../contract';
import type { Chat } from '../desk';
import type { Page } from '../flow';
import { type Fields, fieldsOf, listOf, timeOf } from '../json';
import { typedNumber } from '../numbers';
import { lineOf, textOf } from '../../session/value';

/**
 * What HaloPSA's answers hold, by the names of its published document; what it does not publish is read in every spelling that was seen.
 */

/** Entries of a page, whatever is asked for. */
export const PAGE = 100;

const text = (value: unknown): string | null => lineOf(value, 500) || null;

/** A page of a list, however it is wrapped. `record_count` is that of the whole list; a short page may be one whose rows we may not see. */
export function listed(body: unknown, name: string, cursor: string | null): Page<Fields> {
	const items = listOf(body, name);
	const page = Number(cursor ?? 1);
	const count = Number(textOf(fieldsOf(body).record_count)) || 0;
	const more = items.length >= PAGE || (items.length > 0 && count > page * PAGE);
	return { items, next: more ? String(page + 1) : null };
}

/** A ticket of the contract; `null` where this is none. Its `closed` is that of status 9 or of a name that says so. */
export function ticketIn(body: unknown, urlOf: (id: string) => string): Ticket | null {
	const ticket = fieldsOf(body);
	const id = typedNumber(ticket.id);
	if (id === null) return null;
	const status = text(ticket.status_name ?? fieldsOf(ticket.status).name);
	return {
		id,
		number: id,
		summary: text(ticket.summary) ?? '',
		status,
		closed: Number(textOf(ticket.status_id)) === CLOSED || /closed/i.test(status ?? ''),
		customer: {
			id: text(ticket.user_id),
			name: text(ticket.user_name),
			email: text(ticket.user_email ?? ticket.emailaddress ?? ticket.reportedby),
			company: text(ticket.client_name),
		},
		technician: text(ticket.agent_name ?? fieldsOf(ticket.agent).name),
		device: text(ticket.inventory_number ?? ticket.asset_name ?? ticket.key_field),
		type: text(ticket.tickettype_name ?? fieldsOf(ticket.tickettype).name),
		typeId: text(ticket.tickettype_id ?? fieldsOf(ticket.tickettype).id),
		openedAt: timeOf(ticket.dateoccurred ?? ticket.datecreated),
		touchedAt: timeOf(ticket.lastactiondate ?? ticket.last_update),
		url: urlOf(id),
		openChatId: null,
	};
}

/** The number of the status *Closed* of every tenant. */
export const CLOSED = 9;

const ended = (chat: Fields): boolean =>
	[chat.closed, chat.isclosed, chat.is_closed, chat.ended].includes(true) ||
	[chat.isopen, chat.is_open, chat.open].includes(false) ||
	/clos|end|finish|complet|abandon/.test(
		lineOf(chat.status ?? chat.chat_status ?? chat.state).toLowerCase(),
	) ||
	Boolean(chat.dateended ?? chat.date_ended ?? chat.dateclosed ?? chat.enddate) ||
	[chat.isabandoned, chat.is_abandoned, chat.abandoned].includes(true);

/** A chat; `null` where this is none. HaloPSA does not publish its fields. */
export function chatIn(body: unknown): Chat | null {
	const chat = fieldsOf(body);
	const id = typedNumber(chat.id);
	if (id === null) return null;
	const ticket =
		chat.ticket_id ?? chat.faultid ?? chat.ticketid ?? chat.fault_id ?? fieldsOf(chat.ticket).id;
	return { id, ticketId: typedNumber(ticket), isOpen: !ended(chat) };
}

/** An agent; `null` where this is none: one without a number or a name. */
export function agentIn(entry: Fields): Agent | null {
	const id = typedNumber(entry.id);
	const name = lineOf(entry.name);
	if (id === null || name === '') return null;
	return { id, name, email: text(entry.email), enabled: entry.isdisabled !== true };
}

/** Its webhooks can be given any body: what is likely counts. */
const NAMES = ['ticket_id', 'ticketid', 'ticketId', 'faultid', 'object_id', 'objectid', 'id'];

/** The ticket that a call names. */
export function newTicketIn(body: unknown): string | null {
	const said = fieldsOf(Array.isArray(body) ? (body as unknown[])[0] : body);
	const candidates = [fieldsOf(said.ticket).id, ...NAMES.map((name) => said[name])];
	return candidates.map((one) => typedNumber(one)).find((one) => one !== null) ?? null;
}
