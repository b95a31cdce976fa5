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
const DESK = 'Ask the desk';
const TELL = 'What is ready';

/** Hour of n8n's own time zone. */
const HOUR = 5;
const settings = `$('${SETTINGS}').first().json`;
const all = (node: string) => js(`$('${node}').all()`);
/** What left a node by its error output. */
const failed = (node: string) => js(`$('${node}').all(1)`);

/** A list of the appliance. What cannot be read is no entry: it leaves by the error output, and is told at the end. */
const listOf = (name: string, resource: string): NodeSpec => ({
	...rule(name, resource, 'getAll', { returnAll: true }),
	settings: { onError: 'continueErrorOutput', executeOnce: true },
});

/** Asks the desk workflow what it is. */
const describe = (name: string): NodeSpec => {
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
				value: { contract: 1, operation: 'describe' },
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
		keep('Keep the technicians', 'beyondtrust_technicians', 'representativeId', {
			representativeId: '$json.id',
			publicName: '$json.publicName',
			privateName: '$json.privateName',
		}),
		describe(DESK),
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
		rule(TELL, 'ledger', 'setup', {
			appliance: js(`$('${APPLIANCE}').first().json`),
			tables: all('List the tables'),
			desk: js('$json'),
			teams: all(TEAMS),
			teamsFailed: failed(TEAMS),
			technicians: all(TECHNICIANS),
			techniciansFailed: failed(TECHNICIANS),
			needed: store.inN8n,
			settings: js(settings),
		}),
	);
	flow.path(START, APPLIANCE, made.first);
	flow.path(made.last, opened.first);
	if (locks) flow.path(opened.last, locks.first);
	flow.path(opened.last, TEAMS, 'Keep the teams');
	flow.path(opened.last, TECHNICIANS, 'Keep the technicians');
	flow.path(opened.last, DESK, MISSING, ADD);
	flow.path(DESK, TELL);
	flow.about(
		`## Set up BeyondTrust
**What it does:** makes the tables that the other workflows use, fills *beyondtrust_settings* with defaults, and the lists of teams and technicians. Then it says what is ready, and what is missing and how to put it right. Running it again changes nothing that you entered. ${store.setUp}

**Set up:**
1. Choose the credential of the appliance in *Check the appliance*, *Get the teams* and *Get the technicians who are logged in*.
2. Press *Execute workflow*, and read the last node, *What is ready*.
3. Publish the desk workflow, enter its ID as \`deskWorkflow\` in *beyondtrust_settings*, and run this again until everything is ready.
4. Publish this workflow: it runs each day, and technicians who are new get their row.

Needs this package 0.1 and n8n 2.38 or newer.`,
	);
	return flow.build();
}
