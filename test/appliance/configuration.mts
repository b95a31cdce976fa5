import type { Account } from './accounts.mts';
import type { Representative, Team } from './directory.mts';
import { isoTime, json, methodNotAllowed, type Answer, type Call } from './wire.mts';
import type { World } from './world.mts';

const base = '/api/config/v1';

const userJson = (user: Representative, index: number) => ({
	id: user.id,
	security_provider_id: 1,
	display_number: index + 1,
	username: user.username,
	public_display_name: user.publicName,
	private_display_name: user.privateName,
	email_address: user.email,
	preferred_email_language: 'en-us',
	two_factor_required: false,
	two_factor_enabled: true,
	enabled: true,
	password_expiration: null,
	failed_logins: 0,
	password_reset_next_login: false,
	last_authentication: user.loggedIn ? isoTime(user.loggedInSince) : null,
	created_at: '2024-05-01T10:00:00+00:00',
	perm_admin: false,
	perm_support_allowed: 'full_support',
	perm_generate_session_key: true,
	perm_show_on_public_list: user.showingOnRepList,
});

const teamJson = (team: Team) => ({
	id: team.id,
	name: team.name,
	code_name: team.codeName,
	comments: null,
	persistent_queue: team.persistentQueue,
	public_portal_ids: ['all'],
});

interface List {
	filters: string[];
	rows(world: World): Array<Record<string, unknown>>;
}

const lists: Record<string, List> = {
	'/user': {
		filters: ['security_provider_id', 'username', 'email_address'],
		rows: ({ directory }) => directory.representatives.map(userJson),
	},
	'/team': {
		filters: ['name', 'code_name'],
		rows: ({ directory }) => directory.teams.map(teamJson),
	},
	'/public-portal': { filters: [], rows: ({ directory }) => directory.portals },
};

/** Least and most characters of a filter. */
const lengths: Record<string, [number, number]> = { email_address: [3, 255], username: [1, 255] };

function isOfLength(text: string | null, name: string): boolean {
	const [least, most] = lengths[name];
	return text === null || (text.length >= least && text.length <= most);
}

const notFound = () => json(404, { message: 'The specified resource was not found.' });

/** A page number or size: `undefined` when it is outside its range. */
function pageNumber(text: string | null, fallback: number, from: number, to: number) {
	if (text === null) return fallback;
	const value = /^\d{1,6}$/.test(text) ? Number(text) : NaN;
	return value >= from && value <= to ? value : undefined;
}

function unprocessable(field: string): Answer {
	const errors = { [field]: [`The ${field} field is invalid.`] };
	return json(422, { message: 'The given data was invalid.', errors });
}

/** Headers of a paged list: note `previous`, and comma-space between the links (reference, 6.1). */
function pagingHeaders(world: World, call: Call, page: number, size: number, total: number) {
	const last = Math.max(1, Math.ceil(total / size));
	const link = (target: number, rel: string) => {
		const query = new URLSearchParams(call.query);
		query.set('per_page', `${size}`);
		query.set('current_page', `${target}`);
		return `<${world.publicUrl()}${call.path}?${query.toString()}>; rel="${rel}"`;
	};
	return {
		'X-BT-Pagination-Current-Page': `${page}`,
		'X-BT-Pagination-Per-Page': `${size}`,
		'X-BT-Pagination-Last-Page': `${last}`,
		'X-BT-Pagination-Total': `${total}`,
		Link: [
			link(1, 'first'),
			...(page > 1 ? [link(page - 1, 'previous')] : []),
			...(page < last ? [link(page + 1, 'next')] : []),
			link(last, 'last'),
		].join(', '),
	};
}

function listAnswer(world: World, call: Call, list: List): Answer {
	const unknown = [...call.query.keys()].find(
		(key) => !['per_page', 'current_page', ...list.filters].includes(key),
	);
	// This API says 401 where the command API v2 says 400 (reference, 6.1).
	if (unknown) return json(401, { message: `The query parameter ${unknown} is not recognized.` });
	const size = pageNumber(call.query.get('per_page'), 100, 5, 100);
	if (size === undefined) return unprocessable('per_page');
	const page = pageNumber(call.query.get('current_page'), 1, 1, 999_999);
	if (page === undefined) return unprocessable('current_page');
	const wrong = Object.keys(lengths).find((name) => !isOfLength(call.query.get(name), name));
	if (wrong) return unprocessable(wrong);
	const rows = list
		.rows(world)
		.filter((row) =>
			list.filters.every(
				(name) =>
					!call.query.has(name) ||
					`${row[name]}`.toLowerCase() === `${call.query.get(name)}`.toLowerCase(),
			),
		);
	const headers = pagingHeaders(world, call, page, size, rows.length);
	return json(200, rows.slice((page - 1) * size, page * size), headers);
}

function teamMembers(world: World, id: number): Answer {
	const team = world.directory.team(id);
	if (!team) return notFound();
	const role = (index: number) => (index === 0 ? 'lead' : 'member');
	return json(
		200,
		team.members.map((user_id, index) => ({ team_id: id, user_id, role: role(index) })),
	);
}

/** `/api/config/v1`: the few lists a service desk reads (reference, 6). */
export function configurationEndpoint(world: World, call: Call, account: Account): Answer {
	if (!account.permissions.perm_configuration) {
		return json(403, { message: 'This API account may not use this API.' });
	}
	if (call.method !== 'GET') return methodNotAllowed('GET');
	const path = call.path.slice(base.length);
	if (Object.hasOwn(lists, path)) return listAnswer(world, call, lists[path]);
	const [, resource, id, child] = /^\/(user|team)\/(\d+)(\/user)?$/.exec(path) ?? [];
	if (resource === 'team' && child) return teamMembers(world, Number(id));
	const row = resource && !child && lists[`/${resource}`].rows(world).find((one) => one.id === +id);
	return row ? json(200, row) : notFound();
}
