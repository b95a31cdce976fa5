import type { TableName } from '../../../nodes/shared/ledger/tables';
import type { Flow, NodeSpec } from '../flow';
import { goingOn, rule } from '../nodes';
import { readRows } from './dataTables';
import type { Part } from './store';

/** The node whose item holds the settings. */
export const SETTINGS = 'Settings';
/** The node whose item holds the ids of the data tables by their names. */
export const TABLES_NODE = 'Tables';
const LIST = 'List the tables';

const list: NodeSpec = {
	name: LIST,
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	parameters: {
		resource: 'table',
		operation: 'list',
		returnAll: true,
		options: { filterName: 'beyondtrust_' },
	},
	settings: { alwaysOutputData: true, executeOnce: true },
};

/** Finds the data tables by their exact names, and reads the settings. `needed` are those that the store keeps there. */
export function readSettings(flow: Flow, needed: readonly TableName[], anyhow = false): Part {
	const rows = 'Get the settings';
	const settings = rule(SETTINGS, 'ledger', 'readSettings');
	flow.add(
		list,
		rule(TABLES_NODE, 'ledger', 'findTables', { needed }),
		readRows(rows, 'beyondtrust_settings', {}, { limit: 0 }),
		anyhow ? goingOn(settings) : settings,
	);
	flow.path(LIST, TABLES_NODE, rows, SETTINGS);
	return { first: LIST, last: SETTINGS };
}
