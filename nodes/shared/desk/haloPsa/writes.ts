import type { Told } from '../contract';
import type { Found, On } from '../desk';
import { type Flow, send } from '../flow';
import { actionOf, actionWritten, adviceOn, type HaloSettings } from './action';
import { CLOSED, listed, ticketIn } from './model';
import { plainNote } from '../noteBody';
import { typedNumber } from '../numbers';
import { requestTo } from '../request';
import { cleaned, cut } from '../../session/text';
import { lineOf, textOf } from '../../session/value';

/** Opens a ticket for a customer. HaloPSA keeps no key of ours, so the key stands in the text only, and a second call opens a second ticket. */
export function* createTicket(on: On<HaloSettings>, urlOf: (id: string) => string): Flow<Told> {
	const { settings, asked } = on;
	const { summary, text, customer, key } = asked.create ?? {};
	const userId = typedNumber(customer?.id);
	const details = [cut(cleaned(textOf(text)), 20_000), lineOf(key, 64)]
		.filter(Boolean)
		.join('\n\n');
	const reply = yield* send({
		request: requestTo(settings, '/api/Tickets', {
			method: 'POST',
			body: [
				{
					summary: lineOf(summary, 250),
					details,
					...(userId ? { user_id: Number(userId) } : {}),
					...(userId ? {} : { user_name: lineOf(customer?.name) || undefined }),
					...(userId ? {} : { emailaddress: lineOf(customer?.email, 254) || undefined }),
				},
			],
		}),
		read: ({ body }) => ticketIn(listed(body, 'tickets', null).items[0], urlOf),
	});
	const none = { ticketId: null, number: null, url: null };
	if (!reply.ok) {
		const said = `${reply.said} Check which fields a new ticket must have in HaloPSA.`;
		return { outcome: 'refused', ...none, status: reply.status, said };
	}
	const { id: ticketId = null, number = null, url = null } = reply.value ?? {};
	return { outcome: 'created', ticketId, number, url, status: null, said: null };
}

/** Numbers of the statuses that every tenant has; all others are a tenant's own. */
const STATUSES: Record<string, number> = { new: 1, open: 2, closed: CLOSED };

/** Puts a ticket into a status: one of those, or a number of the tenant's own. */
export function* setStatus(on: On<HaloSettings>, found: Found): Flow<Told> {
	const { settings, asked } = on;
	const { id: ticketId, url, closed } = found.ticket;
	const to = lineOf(asked.status?.to).toLowerCase();
	const wanted = Object.hasOwn(STATUSES, to) ? STATUSES[to] : Number(typedNumber(to) ?? 0);
	const about = { ticketId, url, status: null };
	if (wanted === 0) {
		const said = `HaloPSA has no standard status for '${to}'. Use the number of the status (Configuration, Tickets, Statuses).`;
		return { outcome: 'unsupported', ...about, said };
	}
	if (wanted === CLOSED && closed) return { outcome: 'there', ...about, said: null };
	const reply = yield* send({
		request: requestTo(settings, '/api/Tickets', {
			method: 'POST',
			body: [{ id: Number(found.ref), status_id: wanted }],
		}),
		read: () => true,
	});
	if (reply.ok) return { outcome: 'set', ...about, said: null };
	const said = `${reply.said} The ticket's workflow may not allow this status right now.`;
	return { outcome: 'refused', ...about, status: reply.status, said };
}

/** Time on a ticket: an action with a time, private, with what was said of it. */
export function* addTime(on: On<HaloSettings>, found: Found, agentId: string | null): Flow<Told> {
	const { asked, settings } = on;
	const minutes = Number(textOf(asked.minutes));
	const { id: ticketId, url } = found.ticket;
	const text = textOf(asked.note?.text) || 'Time of a remote session.';
	const body = plainNote('html', [text, textOf(asked.note?.marker)]);
	const note = { body, isPrivate: true, agentId, minutes, at: textOf(asked.at) || null };
	const reply = yield* send({
		request: requestTo(settings, '/api/Actions', {
			method: 'POST',
			body: [actionOf(on, found, note)],
		}),
		read: ({ body: answer }) => actionWritten(answer),
	});
	if (!reply.ok) {
		const said = `${reply.said} ${adviceOn(on, reply.status)}`.trim();
		return { outcome: 'refused', ticketId, url, timeId: null, status: reply.status, said };
	}
	const timeId = reply.value.id;
	const more = { timeId, minutes, writtenAs: agentId, status: null, said: null };
	return { outcome: 'added', ticketId, url, ...more };
}
