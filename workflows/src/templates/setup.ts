import { findTables, changeRows, insertRow, withoutRow } from '../blocks/tables';
import { Flow } from '../flow';
import { beyondTrust, firstOf, js, manualTrigger, object, question, stop } from '../nodes';

const flow = new Flow('Set up BeyondTrust Remote Support');
const START = 'Run once, and again at any time';
const CHECK = 'Check the appliance';
const TEAMS = 'Get the teams';
const sameTeam = { teamId: '$json.id' };

// Outputs are named by number: left out, n8n takes the one that leads here, which may be the error output.
const RESULT = `(() => {
	const appliance = $('${CHECK}').first(0).json;
	const teams = $('${TEAMS}').all(0).filter((team) => team.json.id).length;
	const missing = appliance.missingPermissions.map((one) => 'The API account lacks a right. It is needed for: ' + one.neededFor);
	return {
		result: $json.error ? 'The tables are there, but the teams could not be read.' : 'Everything is ready.',
		teams,
		teamsError: $json.error ?? null,
		missingPermissions: missing,
		appliance: appliance.hostname,
		applianceId: appliance.applianceId,
		version: appliance.version,
		tables: ${firstOf('Where the tables are')},
	};
})()`;

flow.add(
	manualTrigger(START),
	beyondTrust(CHECK, 'appliance', 'get'),
	question(
		'May it read ended sessions?',
		"!$json.missingPermissions.some((missing) => missing.permission === 'perm_reporting_support')",
	),
	stop(
		'Stop: the appliance cannot be used',
		js("[$json.error, $json.message].filter(Boolean).join(' ')"),
	),
	stop(
		'Stop: a right is missing',
		'The API account may not read ended sessions, and without that nothing can be routed. In /login > Management > API Configuration, open the API account and allow "Reporting API: Support Session Reports and Recordings". Then run this again.',
	),
);
const tables = findTables(flow, [
	'beyondtrust_sessions',
	'beyondtrust_teams',
	'beyondtrust_technicians',
]);
flow.add(
	{
		...beyondTrust(TEAMS, 'team', 'getAll', { returnAll: true }),
		settings: { onError: 'continueErrorOutput', alwaysOutputData: true },
	},
	question('Is there a team?', '$json.id'),
	changeRows('Correct the names of known teams', 'beyondtrust_teams', sameTeam, {
		name: '$json.name',
	}),
	withoutRow('Which teams are new?', 'beyondtrust_teams', sameTeam),
	insertRow('Add the new teams', 'beyondtrust_teams', {
		teamId: '$json.id',
		name: '$json.name',
		displayName: '$json.name',
		enabled: 'true',
		default: 'false',
	}),
	object('Tell the result', RESULT, { executeOnce: true }),
);

flow.path(START, CHECK, 'May it read ended sessions?', tables.first);
flow.on(CHECK, 'error', 'Stop: the appliance cannot be used');
flow.on('May it read ended sessions?', 'no', 'Stop: a right is missing');
flow.path(tables.last, TEAMS, 'Is there a team?');
flow.path('Is there a team?', 'Correct the names of known teams');
flow.path('Is there a team?', 'Which teams are new?', 'Add the new teams');
flow.path('Is there a team?', 'Tell the result');
flow.on('Is there a team?', 'no', 'Tell the result');
flow.on(TEAMS, 'error', 'Tell the result');

flow.about(
	`## Set up BeyondTrust Remote Support
**What it does:** checks the appliance and the rights of the API account, makes the data tables that the other templates use, and fills the list of teams.

**Set up:** choose your BeyondTrust credential in *Check the appliance* and *Get the teams*, then press *Execute workflow*. Run it again whenever teams are new or renamed: nothing you entered is changed.`,
);
flow.note(
	`### Data tables
\`beyondtrust_sessions\` is the ledger: one row for each ended session. \`beyondtrust_teams\` and \`beyondtrust_technicians\` are yours to fill in. Tables that exist are left as they are.`,
	tables.first,
	tables.last,
);
flow.note(
	`### Teams
New teams get a row. Of known teams only \`name\` follows the appliance; **\`displayName\`, \`enabled\` and \`default\` are yours**. Mark one team as \`default\`.

### Technicians
Optional, one row a technician: \`representativeId\` or a name as BeyondTrust knows it, and \`agentId\`, the number of the agent in HaloPSA. Without a row, agents are found by name.`,
	TEAMS,
	'Tell the result',
);

export const template = flow.build();
