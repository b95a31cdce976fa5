import { createHash } from 'crypto';

import type { Told } from '../contract';
import type { Found, On } from '../desk';
import { type Flow, type Query, type Reply, send } from '../flow';
import { fieldsOf } from '../json';
import { headerOf } from '../failure';
import { plainNote } from '../noteBody';
import { requestTo } from '../request';
import { FINAL, foundIn, idOf, listIn, ticketsOf, type ZendeskSettings } from './model';
import { adviceOn, commentWithTime, hasTime, inert, timeAfter } from './note';
import { lineOf, textOf } from '../../session/value';

/** A key that can stand in a header, too. */
function keyOf(key: unknown): string | null {
	const said = lineOf(key, 64);
	if (said === '' || /^[\x21-\x7e]{1,64}$/.test(said)) return said || null;
	return createHash('sha256').update(said).digest('hex');
}

interface Made {
	ticketId: string | null;
	number: string | null;
	url: string | null;
}

const NOTHING: Made = { ticketId: null, number: null, url: null };

/** The ticket that was opened for a key before. The list is asked, because it is current; `external_id` is compared, too. */
const byKey = ({ settings }: On<ZendeskSettings>, key: string): Query<Made | null> => ({
	request: requestTo(settings, '/api/v2/tickets.json', { query: { external_id: key } }),
	read({ body }) {
		const entry = listIn(body, 'tickets').find(({ external_id: id }) => textOf(id) === key);
		const ticket = entry && ticketsOf(body, settings)(entry);
		return ticket ? { ticketId: ticket.id, number: ticket.number, url: ticket.url } : null;
	},
});

/** Somebody without an address is named in the text only: Zendesk would make a new user for each ticket. */
function requesterOf({ asked }: On<ZendeskSettings>) {
	const { customer } = asked.create ?? {};
	const id = idOf(customer?.id);
	const email = lineOf(customer?.email, 254);
	const name = lineOf(customer?.name) || email;
	if (id) return { requester_id: Number(id) };
	return email ? { requester: { name, email } } : {};
}

const opening = (on: On<ZendeskSettings>, key: string | null): Query<Made & { isOld: boolean }> => {
	const { summary, text, customer } = on.asked.create ?? {};
	const who = requesterOf(on);
	const name = Object.keys(who).length === 0 ? lineOf(customer?.name) : '';
	const body = plainNote('html', [textOf(text) || lineOf(summary), name && `Customer: ${name}`]);
	return {
		request: requestTo(on.settings, '/api/v2/tickets.json', {
			method: 'POST',
			// UNSURE [zendesk.key-kept]: Zendesk is said to keep a key for about two hours; `external_id` is what lasts.
			headers: key ? { 'idempotency-key': key } : {},
			body: {
				ticket: {
					subject: inert(lineOf(summary, 150)),
					comment: { html_body: inert(body), public: false },
					...who,
					...(key ? { external_id: key } : {}),
				},
			},
		}),
		read({ body: answer, answered }) {
			const ticket = foundIn(answer, on.settings)?.ticket;
			const { id: ticketId = null, number = null, url = null } = ticket ?? {};
			const isOld = headerOf(answered, 'x-idempotency-lookup').toLowerCase() === 'hit';
			return { ticketId, number, url, isOld };
		},
	};
};

/** Opens a ticket whose first comment only agents see, once for a key. */
export function* createTicket(on: On<ZendeskSettings>): Flow<Told> {
	const key = keyOf(on.asked.create?.key);
	const there = (made: Made): Told => ({ outcome: 'there', ...made, status: null, said: null });
	const refused = ({ status, said }: { status: number; said: string }): Told => ({
		...{ outcome: 'refused', ...NOTHING, status },
		said: `${said} Check which fields a new ticket must have in Zendesk, and that the customer may be a requester.`,
	});
	const before = key ? yield* send(byKey(on, key)) : null;
	// Who cannot look whether it is there does not open a second one.
	if (before && !before.ok) return refused(before);
	if (before?.ok && before.value) return there(before.value);
	const reply = yield* send(opening(on, key));
	if (reply.ok) {
		const { isOld, ...made } = reply.value;
		return isOld ? there(made) : { outcome: 'created', ...made, status: null, said: null };
	}
	// UNSURE [zendesk.key-refusal]: 400 is what a key is refused with that came with other words before.
	const after = key && reply.status === 400 ? yield* send(byKey(on, key)) : null;
	return after?.ok && after.value ? there(after.value) : refused(reply);
}

/** The words of the contract, and Zendesk's own. */
const STATUSES: Record<string, string> = {
	...{ new: 'new', open: 'open', pending: 'pending', hold: 'hold', 'on-hold': 'hold' },
	...{ resolved: 'solved', solved: 'solved', closed: FINAL },
};

/** Puts a ticket into a status: one of those, or the id of a custom one. */
export function* setStatus(on: On<ZendeskSettings>, found: Found): Flow<Told> {
	const { settings, asked } = on;
	const { id: ticketId, url } = found.ticket;
	const about = { ticketId, url, status: null };
	const to = lineOf(asked.status?.to).toLowerCase();
	const status = Object.hasOwn(STATUSES, to) ? STATUSES[to] : null;
	const custom = status === null ? idOf(to) : null;
	if (status === null && custom === null) {
		const said = `Zendesk has no status '${to}'. It has new, open, pending, hold, solved and closed, and custom statuses by their IDs (Admin Center, Objects and rules, Ticket statuses).`;
		return { outcome: 'unsupported', ...about, said };
	}
	const now = textOf(found.facts?.status);
	const isThere = status ? now === status : found.facts?.customStatusId === custom;
	const isOver = now === FINAL && status === 'solved';
	if (isThere || isOver) return { outcome: 'there', ...about, said: null };
	const query: Query<true> = {
		request: requestTo(settings, `/api/v2/tickets/${found.ref}.json`, {
			method: 'PUT',
			body: { ticket: status ? { status } : { custom_status_id: Number(custom) } },
		}),
		read: () => true,
		because: ({ body }) => (now === FINAL || isClosed(body) ? 'closed' : null),
	};
	let reply: Reply<true> = yield* send(query);
	// Two changes at one moment: one of them got nothing.
	if (!reply.ok && reply.status === 409) reply = yield* send(query);
	if (reply.ok) return { outcome: 'set', ...about, said: null };
	const said = reply.because
		? `${reply.said} ${adviceOn(on, reply.status, reply.because)}`
		: `${reply.said} Zendesk may require fields to be filled in first, or may not have this status.`;
	return { outcome: 'refused', ...about, status: reply.status, said };
}

const isClosed = (body: unknown): boolean =>
	/closed prevents/i.test(lineOf(JSON.stringify(fieldsOf(body).details ?? null), 2000));

/** Time on a ticket: added to its sum in the same update as a private comment that says what it was. */
export function* addTime(
	on: On<ZendeskSettings>,
	found: Found,
	agentId: string | null,
): Flow<Told> {
	const { asked, settings } = on;
	const minutes = Number(textOf(asked.minutes));
	const about = { ticketId: found.ticket.id, url: found.ticket.url, timeId: null, status: null };
	const time = timeAfter(on, found, minutes);
	if (typeof time === 'string') {
		return { outcome: hasTime(settings) ? 'refused' : 'unsupported', ...about, said: time };
	}
	const text = textOf(asked.note?.text) || 'Time of a remote session.';
	const body = plainNote('html', [text, textOf(asked.note?.marker)]);
	const as = (author: string | null) => ({
		...{ body, isPrivate: true, agentId: author, minutes, at: null },
	});
	let writtenAs = agentId;
	let { reply } = yield* commentWithTime(on, found, as(agentId));
	if (!reply.ok && [403, 422].includes(reply.status) && agentId !== null && !reply.because) {
		writtenAs = null;
		({ reply } = yield* commentWithTime(on, found, as(null)));
	}
	if (!reply.ok) {
		const { status, because } = reply;
		const said = `${reply.said} ${adviceOn(on, status, because)}`.trim();
		if (status === 409)
			return { outcome: 'later', errorKind: 'unavailable', ...about, status, said };
		return { outcome: 'refused', ...about, status, said };
	}
	return { outcome: 'added', ...about, timeId: reply.value.id, minutes, writtenAs, said: null };
}
