import { confirmed, contradicted, count, notSeen } from '../findings.mjs';
import { USERS } from './appliance.mjs';
import { allOf, childrenOf, textOf } from './xml.mjs';

/** What lists of the Command API and of the Configuration API tell of what nobody has seen. */

const teamsOf = async (appliance) => (await appliance.command('get_support_teams')).root;
const issuesOf = async (appliance) => allOf(await teamsOf(appliance), 'issue');

async function issueTitle(appliance) {
	const issues = await issuesOf(appliance);
	if (issues.length === 0) return notSeen('no team has an issue');
	const has = (name) => issues.filter((issue) => textOf(issue, name) !== '').length;
	const bare = issues.filter((issue) => issue.children.length === 0 && issue.text.trim() !== '');
	const seen = `of ${count(issues.length, 'issue')}, ${has('title')} with an element title, ${has('name')} with name, ${bare.length} with a bare text`;
	return has('title') === issues.length ? confirmed(seen) : contradicted(seen);
}

async function issueCodeName(appliance) {
	const issues = await issuesOf(appliance);
	if (issues.length === 0) return notSeen('no team has an issue');
	const named = issues.filter(
		(issue) => issue.attributes.code_name || textOf(issue, 'code_name') !== '',
	);
	const seen = `${named.length} of ${count(issues.length, 'issue')} with a code name in v1`;
	return named.length === 0 ? confirmed(seen) : contradicted(seen);
}

/** The one user who has a name in any of its forms; nobody where two have it. */
const userNamed = (users, names) => {
	const found = users.filter(({ private_display_name: own, public_display_name: shown }) =>
		names.some((name) => name !== '' && (name === own || name === shown)),
	);
	return found.length === 1 ? found[0] : null;
};

async function userIds(appliance) {
	const { root } = await appliance.command('get_logged_in_reps');
	const { status, body } = await appliance.json('/api/config/v1/user', USERS);
	const users = Array.isArray(body) ? body : [];
	const people = childrenOf(root, 'rep').map((rep) => ({
		id: rep.attributes.id,
		user: userNamed(users, [textOf(rep, 'private_display_name'), textOf(rep, 'display_name')]),
	}));
	const known = people.filter(({ user }) => user !== null);
	if (known.length === 0) {
		return notSeen(
			`${count(people.length, 'representative')} logged in, ${count(users.length, 'user')} listed (HTTP ${status}), nobody in both`,
		);
	}
	const same = known.filter(({ id, user }) => id === String(user.id));
	const seen = `the same id in ${same.length} of ${count(known.length, 'case')} where the names match`;
	return same.length === known.length ? confirmed(seen) : contradicted(seen);
}

const V2 = '/api/command/v2';

async function issuesInV2(appliance) {
	const team = childrenOf(await teamsOf(appliance), 'support_team').find(
		(one) => allOf(one, 'issue').length > 0,
	);
	if (!team) return { said: 'no team has an issue', isAsAssumed: true };
	const path = `${V2}/team/${encodeURIComponent(team.attributes.id)}/issue`;
	const { status, body } = await appliance.json(path);
	if (status !== 200) return { said: `the list of issues is HTTP ${status}`, isAsAssumed: false };
	const first = Array.isArray(body) ? body[0] : null;
	const names = Object.keys(first ?? body ?? {});
	const isAsAssumed =
		first !== null &&
		['id', 'code_name'].every((name) => names.includes(name)) &&
		['title', 'name'].some((name) => names.includes(name));
	const kind = Array.isArray(body) ? 'a bare list' : 'an object';
	return {
		said: `the list of issues is ${kind} with ${appliance.personal.names(names)}`,
		isAsAssumed,
	};
}

async function commandV2(appliance) {
	const { status, body } = await appliance.json(`${V2}/info`);
	if (status === 404) return confirmed('without v2: HTTP 404');
	if (status !== 200) {
		const known = (await appliance.command('get_api_info')).root !== null;
		const seen = `HTTP ${status}; v1 ${known ? 'lets' : 'does not let'} this account in`;
		return known ? contradicted(seen) : notSeen(seen);
	}
	const hasVersion = typeof body?.command_api_version === 'string';
	const { said, isAsAssumed } = await issuesInV2(appliance);
	const seen = `info ${hasVersion ? 'has' : 'has no'} command_api_version; ${said}`;
	return hasVersion && isAsAssumed ? confirmed(seen) : contradicted(seen);
}

export const listQuestions = [
	{
		id: 'appliance.issue-title',
		ask: issueTitle,
		see: 'give a team an issue in /login, and run the pilot again',
	},
	{
		id: 'appliance.issue-code-name',
		ask: issueCodeName,
		see: 'give a team an issue with a code name in /login, and run the pilot again',
	},
	{
		id: 'appliance.user-ids',
		ask: userIds,
		see: 'log in to the representative console, and run the pilot with an account that may read the Configuration API',
	},
	{
		id: 'appliance.command-v2',
		ask: commandV2,
		see: 'run the pilot with an account that has at least read-only access to the Command API',
	},
];
