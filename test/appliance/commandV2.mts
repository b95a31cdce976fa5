import type { Account } from './accounts.mts';
import { isoTime, json, methodNotAllowed, unixNow, type Answer, type Call } from './wire.mts';
import type { World } from './world.mts';

const base = '/api/command/v2';

function info(world: World, { permissions }: Account): Answer {
	const { perm_reporting_support, ...rest } = permissions;
	return json(200, {
		permissions: { ...rest, perm_reporting_session: perm_reporting_support },
		current_time: isoTime(unixNow()),
		command_api_version: '2.0.0',
		config_api_version: '1.10',
		reporting_api_version: world.options.apiVersion,
		backup_api_version: '1.0',
		product: 'rs',
	});
}

const teams = ({ directory }: World): Answer =>
	json(
		200,
		directory.teams.map(({ id, name, codeName }) => ({ id, name, code_name: codeName })),
	);

function issues({ directory }: World, key: string): Answer {
	const team = directory.teams.find(({ id, codeName }) => `${id}` === key || codeName === key);
	if (!team) return json(404, { message: 'The specified team was not found.' });
	return json(
		200,
		team.issues.map(({ id, codeName, title }) => ({ id, code_name: codeName, title })),
	);
}

/**
 * `/api/command/v2`: 404 on appliances older than it. Of the newer ones, only what the vendor's pages make likely:
 * `/info`, `/team`, `/team/{id or code name}/issue` (reference, 3).
 */
export function commandV2Endpoint(world: World, call: Call, account: Account): Answer {
	if (!world.options.commandV2) return json(404, { message: 'Not found.' });
	if (account.permissions.perm_command === 'deny') {
		return json(403, { message: 'This API account may not use this API.' });
	}
	if (call.method !== 'GET') return methodNotAllowed('GET');
	const [unknown] = call.query.keys();
	if (unknown) return json(400, { message: `The query parameter ${unknown} is not recognized.` });
	const path = call.path.slice(base.length);
	if (path === '/info') return info(world, account);
	if (path === '/team') return teams(world);
	const [, team] = /^\/team\/([^/]+)\/issue$/.exec(path) ?? [];
	return team === undefined ? json(404, { message: 'Not found.' }) : issues(world, team);
}
