import { createHash } from 'crypto';

import type { Told } from '../contract';
import type { Found, On } from '../desk';
import { type Flow, send } from '../flow';
import { foundIn, idOf, listed, PAGE, refusedFields } from './model';
import {
	CLOSED,
	fieldsIn,
	type FreshserviceSettings,
	isClosed,
	listedWorkspace,
	OPEN,
	ownWorkspace,
	PENDING,
	RESOLVED,
} from './settings';
import { type Fields, fieldsOf } from '../json';
import { plainNote } from '../noteBody';
import { requestTo } from '../request';
import { lineOf, textOf } from '../../session/value';

/** Since when tickets are listed where nobody says it: without it the desk shows those of 30 days only. */
export const LONG_AGO = '2010-01-01T00:00:00Z';

const namely = (because: string | null): string =>
	because ? ` It names these fields: ${because}.` : '';

/**
 * The tag by which a ticket is found again, as short as tags of this vendor's other products have to be (UNSURE [freshservice.tag-length] for this one: 32
 * characters), and without anything that the filter's quotes could stumble over.
 */
export function tagOf(key: unknown): string | null {
	const text = lineOf(key, 64);
	if (text === '') return null;
	if (/^[a-z0-9-]{1,29}$/.test(text)) return `bt-${text}`;
	return `bt-${createHash('sha256').update(text).digest('hex').slice(0, 26)}`;
}

/** The ticket that bears a tag: among the newest, which are current, then by the filter. UNSURE [freshservice.filter-lag] how far the filter's index lags. */
function* tagged({ settings }: On<FreshserviceSettings>, tag: string) {
	const own = ownWorkspace(settings);
	const named = own === null ? '' : `workspace_id:${own} AND `;
	const newest = { updated_since: LONG_AGO, order_type: 'desc', per_page: String(PAGE), page: '1' };
	const requests = [
		requestTo(settings, '/api/v2/tickets', { query: { ...newest, ...listedWorkspace(settings) } }),
		requestTo(settings, '/api/v2/tickets/filter', { query: { query: `"${named}tag:'${tag}'"` } }),
	];
	const has = ({ tags }: Fields) => Array.isArray(tags) && (tags as unknown[]).includes(tag);
	for (const request of requests) {
		const reply = yield* send({
			request,
			read: (got) => {
				const entry = listed(got, 'tickets', null).items.find(has);
				return entry ? (foundIn(entry, settings)?.ticket ?? null) : null;
			},
		});
		if (reply.ok && reply.value) return reply.value;
		// Who may not list tickets cannot know; a filter that is refused leaves what the list has told.
		if (!reply.ok && request === requests[0]) return reply;
	}
	return null;
}

const notJson = (setting: string): string =>
	`'${setting}' in Settings is not a JSON object, such as {"category":"Hardware"}.`;

/** Opens a ticket for a customer, once for each key: it is kept as a tag. */
export function* createTicket(on: On<FreshserviceSettings>): Flow<Told> {
	const { settings, asked } = on;
	const { summary, text, customer, key } = asked.create ?? {};
	const none = { ticketId: null, number: null, url: null };
	const refused = (said: string, status: number | null = null): Told => ({
		...{ outcome: 'refused', ...none, status, said },
	});
	const more = fieldsIn(settings.newTicketFields);
	if (more === null) return refused(notJson('newTicketFields'));
	const requester = idOf(customer?.id);
	const email = lineOf(customer?.email, 254);
	if (requester === null && email === '') {
		return refused(
			'Freshservice opens a ticket only for a requester: give an id or an email address.',
		);
	}
	const tag = tagOf(key);
	const there = tag === null ? null : yield* tagged(on, tag);
	if (there && 'ok' in there) return refused(there.said, there.status);
	if (there) {
		const { id: ticketId, number, url } = there;
		return { outcome: 'there', ticketId, number, url, status: null, said: null };
	}
	const subject = lineOf(summary, 250);
	const own = ownWorkspace(settings);
	const reply = yield* send({
		request: requestTo(settings, '/api/v2/tickets', {
			method: 'POST',
			body: {
				...{ status: OPEN, priority: 1, source: PHONE, ...more },
				...(requester ? { requester_id: Number(requester) } : { email }),
				subject,
				description: plainNote('html', [textOf(text) || subject, lineOf(key, 64)]),
				...(own === null ? {} : { workspace_id: own }),
				...(tag === null ? {} : { tags: [...tagsOf(more), tag] }),
			},
		}),
		read: ({ body }) => foundIn(body, settings)?.ticket ?? null,
		because: refusedFields,
	});
	if (!reply.ok) {
		const why = `${namely(reply.because)} Put the fields that a new ticket must have into 'newTicketFields' in Settings.`;
		return refused(`${reply.said}${why}`, reply.status);
	}
	const { id: ticketId = null, number = null, url = null } = reply.value ?? {};
	return { outcome: 'created', ticketId, number, url, status: null, said: null };
}

/** Where a ticket came from, as the desk counts it. */
const PHONE = 3;

const tagsOf = ({ tags }: Fields): string[] =>
	Array.isArray(tags) ? (tags as unknown[]).map((tag) => lineOf(tag, 32)).filter(Boolean) : [];

/** Statuses that every tenant has; all others are numbers of its own. */
const STATUSES: Record<string, number> = {
	...{ open: OPEN, pending: PENDING, resolved: RESOLVED, closed: CLOSED },
};

/** Puts a ticket into a status: one of those, or a number of the tenant's own. */
export function* setStatus(on: On<FreshserviceSettings>, found: Found): Flow<Told> {
	const { settings, asked } = on;
	const { id: ticketId, url } = found.ticket;
	const to = lineOf(asked.status?.to).toLowerCase();
	const own = Number(/^[1-9]\d{0,8}$/.exec(to)?.[0] ?? 0);
	const wanted = Object.hasOwn(STATUSES, to) ? STATUSES[to] : own;
	const about = { ticketId, url, status: null };
	if (wanted === 0) {
		const said = `All tenants of Freshservice have the statuses ${Object.keys(STATUSES).join(', ')}. For one of your own, use its number, which GET /api/v2/ticket_form_fields shows.`;
		return { outcome: 'unsupported', ...about, said };
	}
	if (found.facts?.status === wanted) return { outcome: 'there', ...about, said: null };
	const closes = isClosed(settings, wanted);
	const more = closes ? fieldsIn(settings.closingFields) : {};
	if (more === null) return { outcome: 'refused', ...about, said: notJson('closingFields') };
	const reply = yield* send({
		request: requestTo(settings, `/api/v2/tickets/${found.ref}`, {
			method: 'PUT',
			// Tags in a change would replace those that the ticket has.
			body: { ...more, tags: undefined, status: wanted },
		}),
		read: ({ body }) => Number(textOf(fieldsOf(fieldsOf(body).ticket).status)) || wanted,
		because: refusedFields,
	});
	if (!reply.ok) {
		const hint = closes
			? " Enter the fields that a ticket must have before it is closed as 'closingFields' in Settings, or have an agent fill them in."
			: '';
		const said = `${reply.said}${namely(reply.because)}${hint}`;
		return { outcome: 'refused', ...about, status: reply.status, said };
	}
	if (reply.value === wanted) return { outcome: 'set', ...about, said: null };
	const said =
		'Freshservice accepted the change, but put the ticket into another status: check its automations.';
	return { outcome: 'refused', ...about, said };
}
