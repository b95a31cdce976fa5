import { type Answer, type Call, jsonBody } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';
import { bad, invalid, noEndpoint } from './refusals.mts';
import { searchTickets, searchUsers } from './search.mts';
import { API_USER } from './seed.mts';
import type { Store, TicketChange, TicketMade } from './store.mts';
import { auditOut, besides, commentOut, ticketOut, userOut } from './wire.mts';

interface To {
	store: Store;
	call: Call;
	/** Of the desk itself. */
	url: string;
}

/** @throws Refusal 400 */
function whole(query: URLSearchParams, name: string, otherwise: number, most: number): number {
	const given = query.get(name);
	if (given === null) return otherwise;
	if (!/^[1-9]\d{0,6}$/.test(given)) throw bad(`Invalid parameter: ${name} must be an integer`);
	return Math.min(Number(given), most);
}

/** A page by its number. */
function paged<T>({ call, url }: To, all: T[], last: number, tooFar: () => Refusal) {
	const size = whole(call.query, 'per_page', 100, 100);
	const page = whole(call.query, 'page', 1, 1_000_000);
	if ((page - 1) * size >= last) throw tooFar();
	const at = (number: number) => {
		const query = new URLSearchParams(call.query);
		query.set('page', String(number));
		return `${url}${call.path}?${query.toString()}`;
	};
	const hasMore = page * size < all.length;
	return {
		items: all.slice((page - 1) * size, page * size),
		more: {
			next_page: hasMore ? at(page + 1) : null,
			previous_page: page > 1 ? at(page - 1) : null,
			count: all.length,
		},
	};
}

/** A page by a cursor, which is the id of the last entry of the page before. */
function byCursor<T extends { id: number }>({ call, url }: To, all: T[]) {
	const given = call.query.get('page[size]') ?? '100';
	if (!/^[1-9]\d?$|^100$/.test(given)) throw bad('page[size] must be from 1 to 100');
	const size = Number(given);
	const after = call.query.get('page[after]');
	const id = after === null ? null : Number(Buffer.from(after, 'base64url').toString());
	const from = id === null ? 0 : all.findIndex((one) => one.id === id) + 1;
	if (id !== null && from === 0) throw bad('Invalid cursor');
	const items = all.slice(from, from + size);
	const cursor = (one: T | undefined) =>
		one ? Buffer.from(String(one.id)).toString('base64url') : null;
	const [before_cursor, after_cursor] = [cursor(items[0]), cursor(items.at(-1))];
	const has_more = from + size < all.length;
	const query = new URLSearchParams({ 'page[size]': given, 'page[after]': after_cursor ?? '' });
	return {
		items,
		more: {
			meta: { has_more, after_cursor, before_cursor },
			links: { prev: null, next: has_more ? `${url}${call.path}?${query.toString()}` : null },
		},
	};
}

const sorted = <T extends { updated_at: string; created_at: string }>(
	all: T[],
	query: URLSearchParams,
): T[] => {
	const by = query.get('sort_by') ?? 'created_at';
	if (by !== 'created_at' && by !== 'updated_at') throw bad('sort_by is not valid');
	const way = query.get('sort_order') === 'desc' ? -1 : 1;
	return [...all].sort((a, b) => way * (Date.parse(a[by]) - Date.parse(b[by])));
};

function listTickets(to: To): Answer {
	const { store, call, url } = to;
	const wanted = call.query.get('external_id');
	const all = store.visible.filter((one) => wanted === null || one.external_id === wanted);
	const tooFar = () => bad('Requested response size was greater than 10,000 records');
	const { items, more } = paged(to, sorted(all, call.query), 10_000, tooFar);
	const tickets = items.map((one) => ticketOut(one, url));
	const include = call.query.get('include');
	return { status: 200, body: { tickets, ...besides(store, items, include, url), ...more } };
}

function search(to: To): Answer {
	const { store, call, url } = to;
	const tooFar = () => Refusal.of(422, { error: 'InsufficientResource', description: 'Too deep' });
	const found = searchTickets(store, call.query.get('query') ?? '').filter(
		({ id }) => !store.data.hidden.has(id),
	);
	const { items, more } = paged(to, sorted(found, call.query), 1000, tooFar);
	const results = items.map((one) => ({ ...ticketOut(one, url), result_type: 'ticket' }));
	const beside = besides(store, items, call.query.get('include'), url);
	return { status: 200, body: { results, facets: null, ...beside, ...more } };
}

function findUsers(to: To): Answer {
	const query = to.call.query.get('query');
	if (query === null || query === '') throw invalid('query', 'Query: cannot be blank');
	const tooFar = () => Refusal.of(422, { error: 'InsufficientResource', description: 'Too deep' });
	const { items, more } = paged(to, searchUsers(to.store, query), 10_000, tooFar);
	return { status: 200, body: { users: items.map((one) => userOut(one, to.url)), ...more } };
}

function listUsers(to: To): Answer {
	const roles = to.call.query.getAll('role[]');
	const all = to.store.data.users.filter(({ role }) => roles.length === 0 || roles.includes(role));
	const { items, more } = byCursor(to, all);
	return { status: 200, body: { users: items.map((one) => userOut(one, to.url)), ...more } };
}

function listComments(to: To, id: number): Answer {
	const sort = to.call.query.get('sort') ?? 'created_at';
	if (!['created_at', '-created_at'].includes(sort)) throw bad('sort is not valid');
	const all = to.store.comments(id);
	const { items, more } = byCursor(to, sort === 'created_at' ? all : [...all].reverse());
	return { status: 200, body: { comments: items.map(commentOut), ...more } };
}

/** @throws Refusal 400 */
function changeIn<T>(call: Call): T {
	const { ticket } = jsonBody(call) as { ticket?: T };
	if (typeof ticket !== 'object' || ticket === null) {
		throw Refusal.of(400, { error: 'Parameter Required', description: 'ticket is missing' });
	}
	return ticket;
}

function createTicket({ store, call, url }: To): Answer {
	const key = String(call.headers['idempotency-key'] ?? '');
	const done = store.create(changeIn<TicketMade>(call), key, call.body);
	const ticket = ticketOut(done.ticket, url);
	const headers: Record<string, string> = { location: ticket.url };
	if (key !== '') headers['x-idempotency-lookup'] = done.isOld ? 'hit' : 'miss';
	return { status: 201, body: { ticket, audit: auditOut(done) }, headers };
}

/** Answers a request below `/api/v2`, with or without `.json`. @throws Refusal */
export function route(store: Store, call: Call, url: string): Answer {
	const to: To = { store, call, url };
	const path = call.path.replace(/^\/api\/v2/, '').replace(/\.json$/, '');
	const [, ticketId, rest = ''] = /^\/tickets\/([1-9]\d{0,15})(\/.*)?$/.exec(path) ?? [];
	const id = Number(ticketId);
	const [, commentId] = /^\/comments\/(\d{1,16})\/make_private$/.exec(rest) ?? [];
	switch (
		`${call.method} ${ticketId ? `/tickets/{id}${commentId ? '/make_private' : rest}` : path}`
	) {
		case 'GET /tickets':
			return listTickets(to);
		case 'POST /tickets':
			return createTicket(to);
		case 'GET /tickets/{id}': {
			const ticket = store.ticket(id);
			const beside = besides(store, [ticket], call.query.get('include'), url);
			return { status: 200, body: { ticket: ticketOut(ticket, url), ...beside } };
		}
		case 'PUT /tickets/{id}': {
			const done = store.update(id, changeIn<TicketChange>(call));
			return { status: 200, body: { ticket: ticketOut(done.ticket, url), audit: auditOut(done) } };
		}
		case 'GET /tickets/{id}/comments':
			return listComments(to, id);
		case 'PUT /tickets/{id}/make_private':
			store.makePrivate(id, Number(commentId));
			return { status: 204, body: undefined };
		case 'GET /search':
			return search(to);
		case 'GET /users':
			return listUsers(to);
		case 'GET /users/search':
			return findUsers(to);
		case 'GET /users/me': {
			const me = store.data.users.find((user) => user.id === API_USER);
			return { status: 200, body: { user: me ? userOut(me, url) : { id: null } } };
		}
		default:
			throw noEndpoint();
	}
}
