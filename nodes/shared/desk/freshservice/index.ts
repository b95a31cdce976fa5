/** Freshservice: its requests, and what its answers mean. */

import type { Agent } from '../agents';
import type { Author } from '../contract';
import type { Desk, Found, On } from '../desk';
import { bySecret } from '../event';
import type { Page, Query } from '../flow';
import {
	agentIn,
	foundIn,
	idOf,
	isAbout,
	listed,
	newTicketIn,
	PAGE,
	refusedFields,
	sent,
	ticketIdIn,
} from './model';
import { type FreshserviceSettings, listedWorkspace } from './settings';
import { addTime } from './time';
import { createTicket, LONG_AGO, setStatus } from './writes';
import { fieldsOf } from '../json';
import { requestTo } from '../request';
import { textOrNull } from '../../session/value';

/** Pages of a list in which a text is looked for: each costs three of the tenant's requests. */
const MOST_SEARCHED = 5;

/** The requester and the department are not in a ticket unless they are asked for; each costs one more request of the tenant's. */
const TICKET_WITH = 'requester,department';

function ticket({ settings }: On<FreshserviceSettings>, id: string): Query<Found | null> {
	return {
		request: requestTo(settings, `/api/v2/tickets/${id}`, { query: { include: TICKET_WITH } }),
		read({ body }) {
			const found = foundIn(body, settings);
			return found?.ref === id ? found : null;
		},
	};
}

/** The newest first. Without `updated_since` those of the last 30 days only. */
const tickets: Desk<FreshserviceSettings>['tickets'] = (
	{ settings },
	{ since, text, limit },
	cursor,
) => {
	const size = text === '' ? Math.min(limit, PAGE) : PAGE;
	const query = {
		...{ updated_since: sent(since) ?? LONG_AGO, order_type: 'desc', include: 'requester' },
		...{ per_page: String(size), page: cursor ?? '1' },
		...listedWorkspace(settings),
	};
	return {
		request: requestTo(settings, '/api/v2/tickets', { query }),
		read(got) {
			const { items, next } = listed(got, 'tickets', cursor, size);
			const found = items.flatMap((entry) => {
				const one = foundIn(entry, settings)?.ticket;
				return one && isAbout(entry, one, text) ? [one] : [];
			});
			const isFar = text !== '' && Number(cursor ?? 1) >= MOST_SEARCHED;
			return { items: found, next: isFar ? null : next };
		},
	};
};

/** First whoever has the email address, then all: by name the filter finds only what it splits into the same first and last name. */
const byEmail = (author: Author | null, cursor: string | null): string | null =>
	cursor === null ? (author?.email ?? null) : null;

function agents(
	{ settings }: On<FreshserviceSettings>,
	author: Author | null,
	cursor: string | null,
): Query<Page<Agent>> {
	const email = byEmail(author, cursor);
	const page = cursor === ALL ? '1' : (cursor ?? '1');
	return {
		request: requestTo(settings, '/api/v2/agents', {
			query: { ...(email ? { email } : {}), per_page: String(PAGE), page },
		}),
		read(got) {
			const { items, next } = listed(got, 'agents', page);
			const found = items.map(agentIn).filter((agent) => agent !== null);
			if (!email) return { items: found, next };
			const isThere = found.some((one) => one.email?.toLowerCase() === email.toLowerCase());
			return { items: found, next: isThere || !author?.names.length ? null : ALL };
		},
	};
}

/** Where the list of all agents begins, after nobody had the email address. */
const ALL = 'all';

const HIDDEN =
	'It may have been deleted, or be in a workspace that the agent of the API key is not a member of.';

/** Freshservice, API v2. */
export const freshservice: Desk<FreshserviceSettings> = {
	name: 'Freshservice',
	sampleAddress: 'https://your-domain.freshservice.com',
	noteFormat: 'html',
	// UNSURE [freshservice.note-length]: no document says how long a note may be; what is too long is refused with `invalid_size`.
	longestNote: 30_000,
	canWriteAs: true,
	privateNotes: true,
	ticketIn: ticketIdIn,
	ticket,
	tickets,
	agents,
	// UNSURE [freshservice.notes-order] in which order they come: all pages are looked at.
	notes: ({ settings }, { ref }, cursor) => ({
		request: requestTo(settings, `/api/v2/tickets/${ref}/conversations`, {
			query: { per_page: String(PAGE), page: cursor ?? '1' },
		}),
		read(got) {
			const { items, next } = listed(got, 'conversations', cursor);
			const seen = items.map(({ id, body, body_text: text }) => ({
				id: textOrNull(id),
				text: [body, text],
			}));
			return { items: seen, next };
		},
	}),
	// UNSURE [freshservice.user-id] which right `user_id` takes, and what a deactivated agent does: it is left out after a refusal.
	write: ({ settings }, { ref }, { body, isPrivate, agentId }) => ({
		request: requestTo(settings, `/api/v2/tickets/${ref}/notes`, {
			method: 'POST',
			body: {
				body,
				private: isPrivate,
				...(idOf(agentId) ? { user_id: Number(agentId) } : {}),
			},
		}),
		read({ body: answer }) {
			const said = fieldsOf(answer);
			const { id, private: isSo } = fieldsOf(said.conversation ?? said);
			return { id: idOf(id), isPrivate: typeof isSo === 'boolean' ? isSo : null };
		},
		because: refusedFields,
	}),
	takeBack: ({ settings }, _found, noteId) => ({
		request: requestTo(settings, `/api/v2/conversations/${encodeURIComponent(noteId)}`, {
			method: 'DELETE',
		}),
		read: () => 'gone',
	}),
	adviceOn(_on, status, because) {
		if (status === 400 && because) return `It names these fields: ${because}.`;
		if (status === 403)
			return "The role of the API key's agent must allow notes in this workspace.";
		return status === 404 ? HIDDEN : '';
	},
	hiddenAdvice: HIDDEN,
	listAdvice:
		"Check 'workspace' in Settings, which the agent of the API key must be a member of, and 'allWorkspaces', which must be 0, 1 or empty.",
	loginAdvice:
		"Check the credential: the API key as user, X as password. A key stops working when its agent is deactivated or creates a new one. 'address' in Settings must end in freshservice.com.",
	events: { doubt: bySecret, newTicketIn },
	createTicket,
	setStatus,
	findsTimeItself: true,
	addTime,
};
