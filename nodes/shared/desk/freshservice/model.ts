import type { Agent } from '../agents';
import type { Ticket } from '../contract';
import type { Found } from '../desk';
import { headerOf } from '../failure';
import type { Got, Page } from '../flow';
import { type FreshserviceSettings, isClosed, pageOf } from './settings';
import { type Fields, fieldsOf, listOf, timeOf } from '../json';
import { typedNumber } from '../numbers';
import { lineOf, textOf } from '../../session/value';

/** What Freshservice's answers hold (API v2). */

/** Entries of a page at most. */
export const PAGE = 100;

const text = (value: unknown): string | null => lineOf(value, 500) || null;

/** Ids of people have more digits than those of tickets; they are exact below 2^53. */
export const idOf = (value: unknown): string | null =>
	/^[1-9]\d{0,15}$/.exec(textOf(value).trim())?.[0] ?? null;

/** What stands in front of a number, by what kind of request it is. */
export const PREFIXES = ['INC', 'SR'];

/** A ticket as people and placeholders write it: `1201`, `INC-1201`, `#SR-1201`. The number alone is the API's. */
export const ticketIdIn = (typed: unknown): string | null => typedNumber(typed, PREFIXES);

/** Time as it is sent: ISO 8601 in UTC, whole seconds. */
export const sent = (time: unknown): string | null =>
	timeOf(time)?.replace(/\.\d{3}Z$/, 'Z') ?? null;

/** The page behind `rel="next"`. Only its number is taken, so that no answer leads the API key to another host. */
function nextByLink(link: string): number | null {
	for (const [, url, rest] of link.slice(0, 4000).matchAll(/<([^<>]*)>([^<]*)/g)) {
		const page = /[?&]page=(\d{1,6})(?:&|$)/.exec(url)?.[1];
		if (page && /\brel="?next\b/i.test(rest)) return Number(page);
	}
	return null;
}

/** A page of a list. Where a proxy has dropped the header `Link`, a full page has one after it. */
export function listed(got: Got, name: string, cursor: string | null, size = PAGE): Page<Fields> {
	const items = listOf(got.body, name);
	const page = Number(cursor ?? 1);
	const linked = nextByLink(headerOf(got.answered, 'link'));
	const next = linked ?? (items.length >= size ? page + 1 : null);
	return { items, next: next !== null && next > page ? String(next) : null };
}

const STATUSES: Record<number, string> = { 2: 'Open', 3: 'Pending', 4: 'Resolved', 5: 'Closed' };
const PREFIX: Record<string, string> = { incident: 'INC-', 'service request': 'SR-' };

/** A ticket; `null` where this is none, or one in the trash. UNSURE [freshservice.deleted] whether a deleted one is shown with `deleted` or is a 404: both are none. */
export function foundIn(body: unknown, settings: FreshserviceSettings): Found | null {
	const said = fieldsOf(body);
	const ticket = fieldsOf(said.ticket ?? said);
	const id = typedNumber(ticket.id);
	if (id === null || ticket.deleted === true) return null;
	const status = Number(textOf(ticket.status)) || 0;
	const type = text(ticket.type);
	const requester = fieldsOf(ticket.requester);
	const found: Ticket = {
		id,
		number: `${PREFIX[(type ?? '').toLowerCase()] ?? ''}${id}`,
		summary: text(ticket.subject) ?? '',
		status: status === 0 ? null : (STATUSES[status] ?? `Status ${status}`),
		closed: isClosed(settings, status),
		customer: {
			id: idOf(ticket.requester_id ?? requester.id),
			name: text(requester.name),
			email: text(requester.email),
			company: text(fieldsOf(ticket.department).name),
		},
		// Only the responder's number comes along, and no list of the desk tells more.
		technician: null,
		device: null,
		type,
		typeId: type,
		openedAt: timeOf(ticket.created_at),
		touchedAt: timeOf(ticket.updated_at),
		url: pageOf(settings, id),
		openChatId: null,
	};
	return { ticket: found, ref: id, facts: { status } };
}

/** Whether a ticket has to do with a text that somebody looks for: the desk itself searches no texts. */
export function isAbout(entry: Fields, { number, summary, customer }: Ticket, wanted: string) {
	const { name, email } = customer;
	const told = [number, summary, name, email, textOf(entry.description_text).slice(0, 20_000)];
	return told.join('\n').toLowerCase().includes(wanted.toLowerCase());
}

/** An agent; `null` where this is none: one without a number or a name. */
export function agentIn(entry: Fields): Agent | null {
	const id = idOf(entry.id);
	const name = lineOf(`${lineOf(entry.first_name)} ${lineOf(entry.last_name)}`);
	if (id === null || name === '') return null;
	return { id, name, email: text(entry.email), enabled: entry.active !== false };
}

const CODES = [
	...['missing_field', 'invalid_value', 'invalid_field', 'invalid_json', 'invalid_size'],
	...['datatype_mismatch', 'duplicate_value'],
];

/**
 * The fields that a refusal is about, each with its code, such as `category (missing_field)`. The sentences of `errors[]` repeat what was
 * sent, so nothing of them is taken.
 */
export function refusedFields({ body }: Got): string | null {
	const errors = fieldsOf(body).errors;
	const all = Array.isArray(errors) ? (errors as unknown[]).slice(0, 8).map(fieldsOf) : [];
	const named = all.flatMap(({ field, code }) => {
		const name = /^[a-z][a-z0-9_.]{0,40}$/i.exec(textOf(field))?.[0];
		const known = CODES.find((one) => one === code);
		return name ? [known ? `${name} (${known})` : name] : [];
	});
	return named.join(', ') || null;
}

/** Calls of the Workflow Automator have any body; ours has the id only. It may come with its prefix, or wrapped. */
const NAMES = ['ticket_id', 'id', 'id_numeric', 'ticketId'];

/** The ticket that a call names. */
export function newTicketIn(body: unknown): string | null {
	const said = fieldsOf(body);
	const all = [said, fieldsOf(said.ticket), fieldsOf(said.freshdesk_webhook)];
	const candidates = all.flatMap((one) => NAMES.map((name) => one[name]));
	return candidates.map(ticketIdIn).find((one) => one !== null) ?? null;
}
