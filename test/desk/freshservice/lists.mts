import type { Answer, Call } from '../chassis/http.mts';
import { STATUS, type Ticket, WORKSPACES } from './model.mts';
import { denied, wrong } from './refusals.mts';
import type { Store } from './store.mts';
import { agentOf, ticketOf } from './wire.mts';

const MONTH = 30 * 24 * 3_600_000;
const INCLUDED = ['requester', 'department', 'stats', 'requested_for'];

export const included = ({ query }: Call): string[] => {
	const names = (query.get('include') ?? '').split(',').filter(Boolean);
	const unknown = names.find((name) => !INCLUDED.includes(name));
	if (unknown) throw wrong('include', 'invalid_value', unknown);
	return names;
};

function numberIn({ query }: Call, name: string, otherwise: number, most = Infinity): number {
	const text = query.get(name);
	if (text === null) return otherwise;
	if (!/^[1-9]\d{0,8}$/.test(text) || Number(text) > most) throw wrong(name, 'invalid_value', text);
	return Number(text);
}

/** A page of a list under its name, and in `Link` where the next one is. */
export function paged(
	{ settings }: Store,
	call: Call,
	name: string,
	all: object[],
	fixed?: { size: number; more: object },
): Answer {
	const size = fixed?.size ?? numberIn(call, 'per_page', 30, 100);
	const page = numberIn(call, 'page', 1);
	const items = all.slice((page - 1) * size, page * size);
	const query = new URLSearchParams(call.query);
	query.set('page', String(page + 1));
	const next = `<https://${call.headers.host}${call.path}?${query.toString()}>; rel="next"`;
	const hasMore = all.length > page * size && settings.hasLink;
	const headers: Record<string, string> = hasMore ? { link: next } : {};
	return { status: 200, body: { [name]: items, ...fixed?.more }, headers };
}

const byCreated = (a: Ticket, b: Ticket) => b.created_at.localeCompare(a.created_at) || b.id - a.id;

/** Without a workspace only the primary one, without `updated_since` only what was opened in the last 30 days. `filter=deleted`: the trash. */
export function listTickets(store: Store, call: Call): Answer {
	const include = included(call);
	const { settings, workspaces, now } = store;
	const workspace = call.query.get('workspace_id');
	if (workspace !== null && !/^\d+$/.test(workspace)) {
		throw wrong('workspace_id', 'datatype_mismatch', workspace);
	}
	const asked = workspace === null ? WORKSPACES.primary : Number(workspace);
	const isAll = workspace !== null && asked === settings.allWorkspaces;
	if (!isAll && !workspaces.includes(asked)) throw denied();
	const shown = isAll ? workspaces : [asked];
	const since = call.query.get('updated_since');
	if (since !== null && Number.isNaN(Date.parse(since))) {
		throw wrong('updated_since', 'invalid_value', since);
	}
	const isRecent = (ticket: Ticket) =>
		since === null
			? Date.parse(ticket.created_at) > now().getTime() - MONTH
			: Date.parse(ticket.updated_at) >= Date.parse(since);
	const filter = call.query.get('filter');
	if (filter !== null && filter !== 'deleted') throw wrong('filter', 'invalid_value', filter);
	const found = store.data.tickets
		.filter(({ deleted, spam }) => deleted === (filter === 'deleted') && !spam)
		.filter((ticket) => shown.includes(ticket.workspace_id) && isRecent(ticket))
		.sort(byCreated);
	if (call.query.get('order_type') === 'asc') found.reverse();
	return paged(
		store,
		call,
		'tickets',
		found.map((ticket) => ticketOf(store, ticket, include)),
	);
}

type Test = (ticket: Ticket) => boolean;

/** One condition of the filter language; it knows no text of a ticket. */
function condition(text: string): Test {
	const [, field, value] = /^(\w+):('[^']*'|\d+)$/.exec(text.trim()) ?? [];
	const bare = (value ?? '').replace(/^'|'$/g, '');
	switch (field) {
		case 'tag':
			return ({ tags }) => tags.includes(bare);
		case 'status':
			return ({ status }) => status === Number(bare);
		case 'workspace_id':
			return ({ workspace_id: id }) => id === Number(bare);
		case 'requester_id':
			return ({ requester_id: id }) => id === Number(bare);
		default:
			throw wrong(field ?? 'query', 'invalid_field', text);
	}
}

/** By an index that lags; 30 a page. */
export function filterTickets(store: Store, call: Call): Answer {
	const query = call.query.get('query') ?? '';
	if (!/^"[^"]{1,510}"$/.test(query)) throw wrong('query', 'invalid_value', query);
	const parts = query.slice(1, -1).split(' AND ');
	const tests = parts.map(condition);
	const names = parts.some((part) => part.startsWith('workspace_id:'));
	const known = store.now().getTime() - store.settings.filterLag;
	const found = store.data.tickets
		.filter((ticket) => store.workspaces.includes(ticket.workspace_id) && !ticket.deleted)
		.filter((ticket) => names || ticket.workspace_id === WORKSPACES.primary)
		.filter((ticket) => store.settings.filterLag === 0 || Date.parse(ticket.updated_at) <= known)
		.filter((ticket) => tests.every((test) => test(ticket)))
		.sort(byCreated);
	const all = found.map((ticket) => ticketOf(store, ticket));
	return paged(store, call, 'tickets', all, { size: 30, more: { total: all.length } });
}

/** By email, or all. */
export function listAgents(store: Store, call: Call): Answer {
	const email = call.query.get('email')?.toLowerCase();
	const active = call.query.get('active');
	const found = store.data.agents
		.filter((agent) => email === undefined || agent.email.toLowerCase() === email)
		.filter((agent) => active === null || String(agent.active) === active);
	const at = '2025-01-10T08:00:00Z';
	return paged(
		store,
		call,
		'agents',
		found.map((agent) => agentOf(agent, at)),
	);
}

export function listRequesters(store: Store, call: Call): Answer {
	const email = call.query.get('email')?.toLowerCase();
	const found = store.data.requesters.filter(
		(one) => email === undefined || one.email.toLowerCase() === email,
	);
	return paged(store, call, 'requesters', found);
}

export const CLOSING: number[] = [STATUS.resolved, STATUS.closed];
