import type { Agent } from '../agents';
import type { Ticket } from '../contract';
import type { DeskSettings, Found, NoteWritten } from '../desk';
import { type Fields, fieldsOf, timeOf } from '../json';
import { typedNumber } from '../numbers';
import { baseOf } from '../request';
import { lineOf, textOf } from '../../session/value';

/** What a person has set in the desk workflow for Zendesk, besides address and name. */
export interface ZendeskSettings extends DeskSettings {
	/** Ids of the two ticket fields that Zendesk's Time Tracking app made; empty: no time is kept. */
	totalTimeField: string;
	lastTimeField: string;
}

/** Entries of a page, whatever is asked for. */
export const PAGE = 100;

const text = (value: unknown): string | null => lineOf(value, 500) || null;

/** An id of a user, a field or a comment; they have more digits than numbers of tickets, and fit into a number. `null`: it is none. */
export const idOf = (value: unknown): string | null =>
	/^[1-9][0-9]{0,14}$/.exec(textOf(value).trim())?.[0] ?? null;

/** Entries of one list of an answer; an answer without the list has none. */
export function listIn(body: unknown, name: string): Fields[] {
	const found = fieldsOf(body)[name];
	return Array.isArray(found) ? (found as unknown[]).map(fieldsOf) : [];
}

/** Where the next page begins, of a list that is asked for by `page[size]`. Its `links.next` is not followed: it could lead elsewhere. */
export function nextCursor(body: unknown): string | null {
	const { has_more: more, after_cursor: after } = fieldsOf(fieldsOf(body).meta);
	const cursor = textOf(after);
	return more === true && cursor !== '' && cursor.length <= 1000 ? cursor : null;
}

/** Where the next page begins, of a list that is asked for by `page`; `most`: what comes after that page is refused. */
export function nextPage(body: unknown, cursor: string | null, most: number): string | null {
	const page = Number(cursor ?? 1);
	return textOf(fieldsOf(body).next_page) !== '' && page < most ? String(page + 1) : null;
}

/** Whom and what an answer brought along (`include=users,organizations`). */
function besides(body: unknown) {
	const byId = (name: string) =>
		new Map(listIn(body, name).map((one) => [idOf(one.id), one] as const));
	const [users, organizations] = [byId('users'), byId('organizations')];
	const of = (map: typeof users, id: unknown): Fields => (idOf(id) && map.get(idOf(id))) || {};
	return {
		user: (id: unknown) => of(users, id),
		organization: (id: unknown) => of(organizations, id),
	};
}

/** `closed` cannot be changed any more; `solved` can be opened again. */
export const FINAL = 'closed';
const CLOSED = ['solved', FINAL];

/** Makes tickets of the contract out of an answer; `null` where an entry is none. */
export function ticketsOf(body: unknown, settings: DeskSettings) {
	const { user, organization } = besides(body);
	return (ticket: Fields): Ticket | null => {
		const id = typedNumber(ticket.id);
		if (id === null) return null;
		const status = text(ticket.status);
		const requester = user(ticket.requester_id);
		return {
			id,
			number: id,
			summary: text(ticket.subject) ?? text(ticket.raw_subject) ?? '',
			status,
			closed: CLOSED.includes(status ?? ''),
			customer: {
				id: idOf(ticket.requester_id),
				name: text(requester.name),
				email: text(requester.email),
				company: text(organization(ticket.organization_id ?? requester.organization_id).name),
			},
			technician: text(user(ticket.assignee_id).name),
			device: null,
			type: text(ticket.type),
			typeId: text(ticket.type),
			openedAt: timeOf(ticket.created_at),
			touchedAt: timeOf(ticket.updated_at),
			url: `${baseOf(settings) ?? ''}/agent/tickets/${id}`,
			openChatId: null,
		};
	};
}

/** What later steps have to know of a ticket: seconds so far, or `null` where it has no such field, and as of when. */
export function factsOf(ticket: Fields, { totalTimeField, lastTimeField }: ZendeskSettings) {
	const value = (wanted: unknown) => {
		const id = idOf(wanted);
		const fields = listIn(ticket, 'custom_fields');
		const field = id ? fields.find((one) => idOf(one.id) === id) : undefined;
		return field ? Math.max(0, Math.round(Number(textOf(field.value)) || 0)) : null;
	};
	const tags: unknown = ticket.tags;
	return {
		status: textOf(ticket.status),
		customStatusId: idOf(ticket.custom_status_id),
		// UNSURE [zendesk.merged]: others say that a merged ticket is closed and has this tag; nothing tells where it went.
		isMerged: Array.isArray(tags) && tags.includes('closed_by_merge'),
		updatedAt: textOf(ticket.updated_at),
		seconds: value(lastTimeField) === null ? null : value(totalTimeField),
	};
}

/** One ticket as an answer holds it. */
export function foundIn(body: unknown, settings: ZendeskSettings): Found | null {
	const entry = fieldsOf(fieldsOf(body).ticket);
	const ticket = ticketsOf(body, settings)(entry);
	return ticket && { ticket, ref: ticket.id, facts: factsOf(entry, settings) };
}

/** An agent or administrator; `null`: somebody else. Who has left is suspended or no longer active. */
export function agentIn(user: Fields): Agent | null {
	const id = idOf(user.id);
	const name = lineOf(user.name);
	if (id === null || name === '' || !['agent', 'admin'].includes(textOf(user.role))) return null;
	const enabled = user.active !== false && user.suspended !== true;
	return { id, name, email: text(user.email), enabled };
}

/** What an answer says of the comment that was written: the audit tells what was stored, whatever was asked for. */
export function commentWritten(body: unknown): NoteWritten {
	const events = listIn(fieldsOf(fieldsOf(body).audit), 'events');
	const comment = events.find(({ type }) => type === 'Comment') ?? {};
	const { public: isPublic } = comment;
	return { id: idOf(comment.id), isPrivate: typeof isPublic === 'boolean' ? !isPublic : null };
}
