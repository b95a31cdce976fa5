import type { Account } from './accounts.mts';
import type { Action } from './command.mts';
import type { Representative, Team } from './directory.mts';
import { escapeHtml, isoTime, unixNow } from './wire.mts';
import type { World } from './world.mts';
import { element, type XmlElement } from './xml.mts';

function apiInformation(world: World, account: Account): XmlElement {
	const { apiVersion, companyName } = world.options;
	const permissions = Object.entries(account.permissions).map(([name, value]) =>
		element('permission', typeof value === 'boolean' ? Number(value) : value, { name }),
	);
	return element('api_information', [
		element('api_version', apiVersion),
		...(companyName === null ? [] : [element('company_name', companyName)]),
		element('timestamp', unixNow()),
		element('permissions', permissions),
	]);
}

function healthCheck({ options, health }: World): XmlElement {
	return element('health_check', [
		element('appliance', options.applianceName, { id: options.applianceId }),
		element('version', options.version),
		element('success', Number(health.healthy)),
		...(health.healthy ? [] : [element('error_message', health.message)]),
		element('failover_role', 'none'),
		...(options.sharedIps.length > 0
			? [
					element(
						'enabled_shared_ips',
						options.sharedIps.map((ip) => element('ip', ip)),
					),
				]
			: []),
	]);
}

/** The public name goes into a link that starts a session with this representative. */
function directLink(world: World, { id, publicName, showingOnRepList }: Representative): string {
	if (!showingOnRepList) return '';
	const query = `id=${id}&name=${encodeURIComponent(publicName)}`;
	const href = escapeHtml(`${world.publicUrl()}/api/start_session?${query}`);
	return `<a href="${href}">${escapeHtml(publicName)}</a>`;
}

function loggedInRepresentative(world: World, one: Representative): XmlElement {
	const busyWith = world.sessions
		.all()
		.filter(
			({ state, representatives }) =>
				state === 'running' && representatives.some(({ profile }) => profile.id === one.id),
		).length;
	return element(
		'rep',
		[
			element('display_name', one.publicName),
			element('public_display_name', one.publicName),
			element('private_display_name', one.privateName),
			element('type', one.type),
			element('direct_link', directLink(world, one)),
			element('logged_in_since', isoTime(one.loggedInSince)),
			element('presentation_count', 0),
			element('support_session_count', busyWith),
			element('showing_on_rep_list', Number(one.showingOnRepList)),
		],
		{ id: one.id },
	);
}

function teamMember(world: World, id: number): XmlElement[] {
	const one = world.directory.representative(id);
	if (!one) return [];
	const names = [
		element('display_name', one.publicName),
		element('public_display_name', one.publicName),
		element('private_display_name', one.privateName),
	];
	return [element('representative', names, { id })];
}

function supportTeam(world: World, team: Team, showMembers: boolean): XmlElement {
	const issues = team.issues.map(({ id, title }) =>
		element('issue', [element('title', title)], { id }),
	);
	const members = team.members.flatMap((id) => teamMember(world, id));
	const listOf = (name: string, items: XmlElement[]) =>
		element(name, items.length > 0 ? items : undefined);
	return element(
		'support_team',
		[
			element('name', team.name),
			listOf('issues', issues),
			...(showMembers ? [listOf('members', members)] : []),
		],
		{ id: team.id },
	);
}

/** Consoles and customers that are connected right now, counted by type. */
function connectedClients(world: World): XmlElement {
	const running = world.sessions.all().filter(({ state }) => state === 'running');
	const representatives = world.directory.loggedIn();
	const count = (type: string, value: number) => element('count', value, { type });
	const client = (type: string, id: number) => element('connected_client', undefined, { type, id });
	return element('connected_client_list', [
		element('connected_client_summary', [
			element(
				'appliance_summary',
				[
					count('representative', representatives.length),
					count('support_customer', running.length),
					count('presentation_attendee', 0),
					count('push_agent', 0),
					count('pinned_client', 0),
				],
				{ id: world.options.applianceId },
			),
		]),
		...representatives.map(({ id }) => client('representative', 500 + id)),
		...running.map(({ lseq }) => client('support_customer', lseq)),
	]);
}

/** Actions that only read. */
export const listActions: Record<string, Action> = {
	get_api_info: {
		root: 'api_information',
		needs: 'read_only',
		run: (world, _params, account) => apiInformation(world, account),
	},
	check_health: { root: 'health_check', needs: 'read_only', run: healthCheck },
	get_logged_in_reps: {
		root: 'logged_in_reps',
		needs: 'read_only',
		run: (world) =>
			element(
				'logged_in_reps',
				world.directory.loggedIn().map((one) => loggedInRepresentative(world, one)),
			),
	},
	get_support_teams: {
		root: 'support_teams',
		needs: 'read_only',
		run: (world, params) => {
			// Integrators send the parameter with and without a value (reference, 2.5).
			const showMembers = params.has('showmembers') && params.get('showmembers') !== '0';
			return element(
				'support_teams',
				world.directory.teams.map((team) => supportTeam(world, team, showMembers)),
			);
		},
	},
	get_connected_client_list: {
		root: 'connected_client_list',
		needs: 'read_only',
		run: connectedClients,
	},
};
