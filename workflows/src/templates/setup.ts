import { Flow } from '../flow';
import { ask, dailyTrigger, goingOn, js, rule } from '../nodes';
import type { NodeSpec } from '../spec';
import { located, mapped } from '../stores/dataTables';
import { SETTINGS } from '../stores/settings';
import type { Store } from '../stores/store';

const START = 'Run it by hand, or each day';
const APPLIANCE = 'Check the appliance';
const MISSING = 'Which settings are to be written?';
const ADD = 'Write the settings';
const TEAMS = 'Get the teams';
const TECHNICIANS = 'Get the technicians who are logged in';
const USERS = 'Get the users of the appliance';
const DESK = 'Ask the desk';
const AGENTS = 'Ask the desk for its agents';
const KNOWN = 'Get the known technicians';
const PEOPLE = 'Which technicians are to be written?';
const TELL = 'What is ready';

/** What the appliance and the desk say of a technician; all else is a person's. */
const OF_PERSON = [
	'representativeId',
	'publicName',
	'privateName',
	'username',
	'email',
	'agentId',
	'agentName',
];
/** Hour of n8n's own time zone. */
const HOUR = 5;
const settings = `$('${SETTINGS}').first().json`;
const all = (node: string) => js(`$('${node}').all(0)`);
/** What left a node by its error output. */
const failed = (node: string) => js(`$('${node}').all(1)`);

/** A list of the appliance. What cannot be read is no entry: it leaves by the error output, and is told at the end. */
const listOf = (name: string, resource: string): NodeSpec => ({
	...rule(name, resource, 'getAll', { returnAll: true }),
	settings: { onError: 'continueErrorOutput', executeOnce: true },
});

/** Asks the desk workflow for something that needs nothing more. */
const askDesk = (name: string, operation: string): NodeSpec => {
	const spec = ask(name, `${settings}.deskWorkflow`);
	const field = (id: string, type: string) => ({
		...{ id, type, displayName: id, required: false, defaultMatch: false, display: true },
		...{ canBeUsedToMatch: true, removed: false },
	});
	return {
		...spec,
		parameters: {
			...spec.parameters,
			workflowInputs: {
				mappingMode: 'defineBelow',
				value: { contract: 1, operation },
				matchingColumns: [],
				schema: [field('contract', 'number'), field('operation', 'string')],
				attemptToConvertTypes: false,
				convertFieldsToString: false,
			},
		},
		settings: { ...spec.settings, executeOnce: true },
	};
};

/** Changes the rows of this name or id, or adds them, and only in the columns that are named. */
const keep = (
	name: string,
	table: 'beyondtrust_teams' | 'beyondtrust_technicians' | 'beyondtrust_settings',
	id: string,
	row: Record<string, string>,
): NodeSpec => ({
	name,
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	parameters: {
		operation: 'upsert',
		dataTableId: located(table),
		matchType: 'allConditions',
		filters: { conditions: [{ keyName: id, condition: 'eq', keyValue: js(row[id]) }] },
		columns: mapped(table, row),
		options: {},
	},
});

/** Makes what the other templates need, and says what is ready. */
export function build(store: Store) {
	const flow = new Flow('Set up BeyondTrust', { saveDataSuccessExecution: 'none' });
	flow.add(dailyTrigger(START, HOUR), goingOn(rule(APPLIANCE, 'appliance', 'get')));
	const made = store.makeTables(flow);
	const opened = store.openAnyhow(flow);
	const locks = store.makeLocks(flow);
	flow.add(
		listOf(TEAMS, 'team'),
		keep('Keep the teams', 'beyondtrust_teams', 'teamId', {
			teamId: '$json.id',
			name: '$json.name',
		}),
		listOf(TECHNICIANS, 'representative'),
		listOf(USERS, 'user'),
		askDesk(DESK, 'describe'),
		rule(MISSING, 'ledger', 'planSetup', {
			what: 'settings',
			rows: all('Get the settings'),
			desk: js('$json'),
		}),
		keep(ADD, 'beyondtrust_settings', 'name', {
			name: '$json.name',
			value: '$json.value',
			about: '$json.about',
		}),
		askDesk(AGENTS, 'findAgents'),
		store.read(KNOWN, 'beyondtrust_technicians', {}, { limit: 0 }),
		rule(PEOPLE, 'ledger', 'planSetup', {
			what: 'technicians',
			rows: all(KNOWN),
			representatives: all(TECHNICIANS),
			users: all(USERS),
			agents: js(`$('${AGENTS}').first().json`),
		}),
		keep(
			'Write the technicians',
			'beyondtrust_technicians',
			'representativeId',
			Object.fromEntries(OF_PERSON.map((column) => [column, `$json.${column}`])),
		),
		rule(TELL, 'ledger', 'setup', {
			appliance: js(`$('${APPLIANCE}').first().json`),
			tables: all('List the tables'),
			desk: js(`$('${DESK}').first().json`),
			agents: js(`$('${AGENTS}').first().json`),
			teams: all(TEAMS),
			teamsFailed: failed(TEAMS),
			technicians: all(TECHNICIANS),
			techniciansFailed: failed(TECHNICIANS),
			usersFailed: failed(USERS),
			needed: store.inN8n,
			settings: js(settings),
		}),
	);
	flow.path(START, APPLIANCE, made.first);
	flow.path(made.last, opened.first);
	if (locks) flow.path(opened.last, locks.first);
	flow.path(opened.last, TEAMS, 'Keep the teams');
	flow.path(opened.last, TECHNICIANS);
	flow.path(opened.last, USERS);
	flow.path(opened.last, DESK, MISSING, ADD);
	flow.path(DESK, AGENTS, KNOWN, PEOPLE, 'Write the technicians');
	flow.path(AGENTS, TELL);
	flow.about(
		`## Set up BeyondTrust
**What it does:** makes the tables that the other workflows use, fills *beyondtrust_settings* with defaults, and the lists of teams and technicians. Then it says what is ready, and what is missing and how to put it right. Running it again changes nothing that you entered. ${store.setUp}

**Set up:**
1. Choose the credential of the appliance in *Check the appliance*, *Get the teams*, *Get the technicians who are logged in* and *Get the users of the appliance*.
2. Press *Execute workflow*, and read the last node, *What is ready*.
3. Publish the desk workflow, enter its ID as \`deskWorkflow\` in *beyondtrust_settings*, and run this again until everything is ready.
4. Publish this workflow: it runs each day, and technicians who are new get their row.

Needs this package 0.1 and n8n 2.38 or newer.`,
	);
	return flow.build();
}
