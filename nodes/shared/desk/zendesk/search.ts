import type { Agent } from '../agents';
import type { Author, Ticket } from '../contract';
import type { On, TicketsWanted } from '../desk';
import type { Page, Query } from '../flow';
import { timeOf } from '../json';
import { requestTo } from '../request';
import {
	agentIn,
	listIn,
	nextCursor,
	nextPage,
	PAGE,
	ticketsOf,
	type ZendeskSettings,
} from './model';

/** Page 11 of a search is refused with 422, and so is what comes after 10,000 entries of a list. */
const MOST_SEARCHED = 10;
const MOST_LISTED = 100;

const isPlain = (word: string) => /^[\p{L}\p{N}]{1,60}$/u.test(word);

/**
 * Words as Zendesk's search takes them, whatever people type: in quotes nothing is an operator, and what could end the quotes is left out. Plain
 * words stay bare, in lower-case letters, because quoted ones are found only as they are written.
 */
export const searchWords = (text: string): string =>
	text
		.split(/\s+/)
		.map((word) => word.replace(/["\\]/g, ''))
		.filter((word) => /[\p{L}\p{N}]/u.test(word))
		.map((word) => (isPlain(word) ? word.toLowerCase() : `"${word}"`))
		.join(' ');

/**
 * Tickets by their last change, newest first. A text is searched for, and the search knows of new tickets only minutes later; without one
 * the list is read, which is current.
 */
export function tickets(
	{ settings }: On<ZendeskSettings>,
	{ text, since, limit }: TicketsWanted,
	cursor: string | null,
): Query<Page<Ticket>> {
	const words = searchWords(text);
	const sorted = { sort_by: 'updated_at', sort_order: 'desc' };
	const paged = { per_page: String(Math.min(PAGE, limit)), page: cursor ?? '1' };
	if (words === '') {
		return {
			request: requestTo(settings, '/api/v2/tickets.json', {
				query: { include: 'users,organizations', ...sorted, ...paged },
			}),
			read: ({ body }) => page(body, 'tickets', settings, nextPage(body, cursor, MOST_LISTED)),
		};
	}
	// A time without a zone would be one of the account's zone.
	const from = timeOf(since)?.replace(/\.\d+Z$/, 'Z');
	const query = ['type:ticket', ...(from ? [`updated>=${from}`] : []), words].join(' ');
	return {
		request: requestTo(settings, '/api/v2/search.json', {
			query: { query, include: 'tickets(users,organizations)', ...sorted, ...paged },
		}),
		read: ({ body }) => page(body, 'results', settings, nextPage(body, cursor, MOST_SEARCHED)),
	};
}

function page(
	body: unknown,
	name: string,
	settings: ZendeskSettings,
	next: string | null,
): Page<Ticket> {
	const ticketOf = ticketsOf(body, settings);
	const found = listIn(body, name).filter(
		({ result_type: kind }) => (kind ?? 'ticket') === 'ticket',
	);
	return { items: found.map(ticketOf).filter((one) => one !== null), next };
}

/**
 * All agents and administrators; or those whom an author may be, each of address and names by a search of its own, because an account may
 * have thousands. `cursor` counts those searches.
 */
export function agents(
	{ settings }: On<ZendeskSettings>,
	author: Author | null,
	cursor: string | null,
): Query<Page<Agent>> {
	if (author === null) {
		const query = new URLSearchParams({ 'page[size]': String(PAGE) });
		['agent', 'admin'].forEach((role) => query.append('role[]', role));
		if (cursor) query.set('page[after]', cursor);
		return {
			request: requestTo(settings, `/api/v2/users.json?${query.toString()}`),
			read: ({ body }) => ({ items: agentsIn(body), next: nextCursor(body) }),
		};
	}
	const searches = searchesFor(author);
	const at = Number(cursor ?? 0);
	return {
		request: requestTo(settings, '/api/v2/users/search.json', {
			query: { query: searches[at] ?? '', per_page: String(PAGE) },
		}),
		read({ body }) {
			const items = agentsIn(body);
			const isFound = items.some(({ enabled, email }) => enabled && isSame(email, author.email));
			const next = isFound || at + 1 >= searches.length ? null : String(at + 1);
			return { items, next };
		},
	};
}

const agentsIn = (body: unknown): Agent[] =>
	listIn(body, 'users')
		.map(agentIn)
		.filter((agent) => agent !== null);

const isSame = (a: string | null, b: string | null): boolean =>
	a !== null && a.toLowerCase() === b?.toLowerCase();

/** Names that are looked for, at most. */
const MOST_NAMES = 3;

function searchesFor({ email, names }: Author): string[] {
	const bare = (said: string) => said.replace(/["\\]/g, ' ').trim();
	const address = /^[^\s"\\:<>()*]{1,254}$/.exec(email ?? '')?.[0];
	const all = [
		...(address ? [`email:${address}`] : []),
		...names.slice(0, MOST_NAMES).map((name) => `"${bare(name)}"`),
	];
	return [...new Set(all)].filter((one) => /[\p{L}\p{N}]/u.test(one));
}
