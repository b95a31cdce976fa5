import { findTables, changeRows, insertRow, withoutRow } from '../blocks/store/tables';
import { Flow } from '../flow';
import {
	beyondTrust,
	beyondTrustList,
	dailyTrigger,
	firstOf,
	js,
	manualTrigger,
	object,
	question,
	stop,
} from '../nodes';

const flow = new Flow('Set up BeyondTrust Remote Support');
const START = 'Run once, and again at any time';
const CHECK = 'Check the appliance';
const DAILY = 'Every day';
const TEAMS = 'Get the teams';
const NO_TEAM = 'Remember why there is no team';
const TECHNICIANS = 'Get the technicians who are logged in';
const sameTeam = { teamId: '$json.id' };
const sameTechnician = { representativeId: '$json.id' };
/** What follows the appliance; all other columns are the operator's. */
const names = { publicName: '$json.publicName', privateName: '$json.privateName' };

// Outputs are named by number: left out, n8n takes the one that leads here, which may be the error output.
const RESULT = `(() => {
	const appliance = $('${CHECK}').first(0).json;
	// Not by the nodes that asked: n8n cannot hand out an item again that holds an error.
	const found = (question) => $(question).all(0).length;
	const teamsError = $('${NO_TEAM}').isExecuted ? $('${NO_TEAM}').first().json.error : null;
	const techniciansError = $json.error ? String($json.error.message ?? $json.error) : null;
	const missing = appliance.missingPermissions.map((one) => 'The API account lacks a right. It is needed for: ' + one.neededFor);
	const unread = [teamsError && 'teams', techniciansError && 'technicians'].filter(Boolean).join(' and the ');
	return {
		result: unread ? 'The tables are there, but the ' + unread + ' could not be read.' : 'Everything is ready.',
		teams: found('Is there a team?'),
		teamsError,
		technicians: found('Is there a technician?'),
		techniciansError,
		missingPermissions: missing,
		appliance: appliance.hostname,
		applianceId: appliance.applianceId,
		version: appliance.version,
		tables: ${firstOf('Where the tables are')},
	};
})()`;

flow.add(
	manualTrigger(START),
	dailyTrigger(DAILY, 5),
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
	'beyondtrust_invites',
	'beyondtrust_sweeps',
]);
flow.add(
	beyondTrustList(TEAMS, 'team'),
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
	object(NO_TEAM, '{ error: $json.error ? String($json.error.message ?? $json.error) : null }'),
	beyondTrustList(TECHNICIANS, 'representative'),
	question('Is there a technician?', '$json.id'),
	changeRows('Correct the names of known technicians', 'beyondtrust_technicians', sameTechnician, {
		...names,
	}),
	withoutRow('Which technicians are new?', 'beyondtrust_technicians', sameTechnician),
	insertRow('Add the new technicians', 'beyondtrust_technicians', {
		representativeId: '$json.id',
		...names,
		displayName: '$json.privateName ?? $json.displayName ?? $json.publicName',
		enabled: 'true',
	}),
	object('Tell the result', RESULT, { executeOnce: true }),
);

flow.path(START, CHECK, 'May it read ended sessions?', tables.first);
flow.path(DAILY, CHECK);
flow.on(CHECK, 'error', 'Stop: the appliance cannot be used');
flow.on('May it read ended sessions?', 'no', 'Stop: a right is missing');
flow.path(tables.last, TEAMS, 'Is there a team?');
flow.path('Is there a team?', 'Correct the names of known teams');
flow.path('Is there a team?', 'Which teams are new?', 'Add the new teams');
flow.path('Is there a team?', TECHNICIANS, 'Is there a technician?');
flow.on('Is there a team?', 'no', NO_TEAM, TECHNICIANS);
flow.path('Is there a technician?', 'Correct the names of known technicians');
flow.path('Is there a technician?', 'Which technicians are new?', 'Add the new technicians');
flow.path('Is there a technician?', 'Tell the result');
flow.on('Is there a technician?', 'no', 'Tell the result');

flow.about(
	`## Set up BeyondTrust Remote Support
**What it does:** checks the appliance and the rights of the API account, makes the data tables that the other templates use, and fills the lists of teams and technicians.

**Set up:** choose your BeyondTrust credential in *Check the appliance*, *Get the teams* and *Get the technicians who are logged in*, then press *Execute workflow*. Publish it, and it runs every day by itself. Running it again changes nothing that you entered.`,
);
flow.note(
	`### Data tables
\`beyondtrust_sessions\` is the ledger: one row for each ended session. \`beyondtrust_teams\` and \`beyondtrust_technicians\` are lists in which some columns are yours. \`beyondtrust_invites\` remembers what was sent. \`beyondtrust_sweeps\` remembers when the appliance was last asked for sessions that nobody told of. Tables that exist are left as they are.`,
	tables.first,
	tables.last,
);
flow.note(
	`### Teams
New teams get a row. Of known teams only \`name\` follows the appliance; **\`displayName\`, \`enabled\` and \`default\` are yours**. Mark one team as \`default\`.

### Technicians
Whoever is logged in gets a row, so the list grows day by day. \`publicName\` and \`privateName\` follow the appliance; **\`agentId\`, \`agentName\`, \`enabled\`, \`displayName\`, \`username\` and \`email\` are yours**. \`agentId\` is the number of the agent in HaloPSA; without it, agents are found by name. Whose \`enabled\` is off is offered to nobody.`,
	TEAMS,
	'Tell the result',
);

export const template = flow.build();
