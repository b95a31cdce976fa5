import type { TableName } from '../../../nodes/shared/ledger/tables';
import type { Flow, NodeSpec } from '../flow';
import { builtIn, goingOn, itemOf, rule } from '../nodes';
import { readRows, TABLES_NODE } from './dataTableNodes';
import type { Part } from './store';

export { TABLES_NODE };

/** The node whose item holds the settings. */
export const SETTINGS = 'Settings';
/** The path to the id of the desk workflow. */
export const DESK_WORKFLOW = `${itemOf(SETTINGS)}.deskWorkflow`;
const LIST = 'List the tables';

const list: NodeSpec = {
	name: LIST,
	...builtIn('dataTable', 1.1),
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
