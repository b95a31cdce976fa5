import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { ask, dailyTrigger, goingOn, js, object, rule } from '../nodes';
import type { NodeSpec } from '../spec';
import { SETTINGS, TABLES_NODE } from '../stores/settings';
import type { Store } from '../stores/store';

const START = 'Run it by hand, or each day';
const APPLIANCE = 'Check the appliance';
const TEAMS = 'Get the teams';
const TECHNICIANS = 'Get the technicians who are logged in';
const USERS = 'Get the users of the appliance';
const LOCKS = 'Get the locks';
const KNOWN = 'Get the known technicians';
const DESK = 'Ask the desk';
const AGENTS = 'Ask the desk for its agents';
const PLAN = 'Which rows are to be written?';
const ROW = 'One row';
const WRITE = 'Write the rows';
const TELL = 'What is ready';

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

const planned = (field: string) => js(`$('${PLAN}').item.json.${field}`);

/** Changes the row that has this cell, or adds it, and only in the columns that the item has. */
const write: NodeSpec = {
	name: WRITE,
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	parameters: {
		operation: 'upsert',
		dataTableId: { __rl: true, mode: 'id', value: planned('tableId') },
		matchType: 'allConditions',
		filters: {
			conditions: [{ keyName: planned('column'), condition: 'eq', keyValue: planned('value') }],
		},
		columns: {
			mappingMode: 'autoMapInputData',
			value: null,
			matchingColumns: [],
			schema: [],
		},
		options: {},
	},
};

/** Makes what the other templates need, and says what is ready. */
export function build(store: Store) {
	const flow = new Flow('Set up BeyondTrust', { saveDataSuccessExecution: 'none' });
	flow.add(dailyTrigger(START, HOUR), goingOn(rule(APPLIANCE, 'appliance', 'get')));
	const made = store.makeTables(flow);
	const opened = store.openAnyhow(flow);
	const hasLocks = store.inN8n.includes('beyondtrust_locks');
	flow.add(
		listOf(TEAMS, 'team'),
		listOf(TECHNICIANS, 'representative'),
		listOf(USERS, 'user'),
		...(hasLocks ? [store.read(LOCKS, 'beyondtrust_locks', {}, { limit: 0 })] : []),
		store.read(KNOWN, 'beyondtrust_technicians', {}, { limit: 0 }),
		askDesk(DESK, 'describe'),
		askDesk(AGENTS, 'findAgents'),
		rule(PLAN, 'ledger', 'planSetup', {
			tables: js(`$('${TABLES_NODE}').first().json`),
			needed: store.inN8n,
			settingsRows: all('Get the settings'),
			...(hasLocks ? { locks: all(LOCKS) } : {}),
			rows: all(KNOWN),
			teams: all(TEAMS),
			technicians: all(TECHNICIANS),
			users: all(USERS),
			desk: js(`$('${DESK}').first().json`),
			agents: js(`$('${AGENTS}').first().json`),
		}),
		// n8n takes the columns of a row from its item, where they are not written into the node one by one.
		object(ROW, '$json.row'),
		write,
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
	flow.path(opened.last, TEAMS);
	flow.path(opened.last, TECHNICIANS);
	flow.path(opened.last, USERS);
	flow.path(opened.last, ...(hasLocks ? [LOCKS] : []), KNOWN, DESK, AGENTS, PLAN, ROW, WRITE);
	flow.path(AGENTS, TELL);
	flow.about(
		`## Set up BeyondTrust
**What it does:** creates the tables that the other workflows use, and fills in the default settings (*beyondtrust_settings*) and the lists of teams and technicians. Then it says what is ready, what is missing, and how to fix it. You can run it again at any time: it does not change anything that you entered. ${store.setUp}

**Set up:**
1. Choose the credential of the appliance in *Check the appliance*, *Get the teams*, *Get the technicians who are logged in* and *Get the users of the appliance*.
2. Press *Execute workflow*, and read the last node, *What is ready*.
3. Publish the desk workflow, enter its ID as \`deskWorkflow\` in *beyondtrust_settings*, and run this again until everything is ready.
4. Publish this workflow: it runs every day and adds a row for each new technician.

${NEEDS}`,
	);
	flow.note(
		`### What is written
Missing settings; names of teams and technicians as the appliance has them; \`username\`, \`email\`, \`agentId\` and \`agentName\` of technicians where they are empty (the agent with the same email address; \`0\` keeps it empty). **Everything else is yours.**`,
		DESK,
		WRITE,
	);
	return flow.build();
}
