import { type TableName, TABLES } from '../../../nodes/shared/ledger/tables';
import type { Flow, NodeSpec } from '../flow';
import { builtIn, itemOf, js } from '../nodes';
import type { Condition, Part, Path, ReadOptions, Where } from './store';

/** The node whose item holds the ids of the data tables by their names. */
export const TABLES_NODE = 'Tables';

/** A table by its id: n8n finds tables by name with LIKE, and a backup called `old_beyondtrust_sessions` would do. */
const located = (table: TableName) => ({
	__rl: true,
	mode: 'id',
	value: js(`${itemOf(TABLES_NODE)}.${table}`),
});

/** A node that does something with the rows of a table. */
export const node = (
	name: string,
	table: TableName,
	parameters: Record<string, unknown>,
	settings?: NodeSpec['settings'],
): NodeSpec => ({
	name,
	...builtIn('dataTable', 1.1),
	parameters: { ...parameters, dataTableId: located(table) },
	settings,
});

const filter = (keyName: string, { is, path, literal }: Condition) => ({
	keyName,
	condition: is,
	keyValue: path === undefined ? (literal ?? '') : js(path),
});

/** Which rows are meant. */
export const matching = (where: object, match: ReadOptions['match'] = 'allConditions') => ({
	matchType: match,
	filters: {
		conditions: Object.entries(where).flatMap(([column, ones]) =>
			[ones as Condition | Condition[]].flat().map((one) => filter(column, one)),
		),
	},
});

/**
 * What the editor needs to show the columns that are written; it adds the others when a person opens the node. All of them
 * here made n8n take twice as long to build the workflow, which it does three times for each event.
 */
export const mapped = (table: TableName, row: Record<string, Path>) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(Object.entries(row).map(([column, path]) => [column, js(path)])),
	matchingColumns: [],
	schema: Object.entries(TABLES[table])
		.filter(([column]) => column in row)
		.map(([column, type]) => ({
			id: column,
			displayName: column,
			required: false,
			defaultMatch: false,
			display: true,
			type: type === 'date' ? 'dateTime' : type,
			readOnly: false,
			removed: false,
		})),
	attemptToConvertTypes: false,
	convertFieldsToString: false,
});

/** All columns that the item at hand has, by their names. */
export const AS_THE_ITEM = {
	mappingMode: 'autoMapInputData',
	value: null,
	matchingColumns: [],
	schema: [],
};

/** Reads rows, as `Store.read` says. */
export const readRows = <T extends TableName>(
	name: string,
	table: T,
	where: Where<T>,
	{ match, limit = 50, newestFirst }: ReadOptions = {},
): NodeSpec =>
	node(
		name,
		table,
		{
			operation: 'get',
			...matching(where, match),
			...(limit > 0 ? { limit } : { returnAll: true }),
			orderBy: true,
			orderByColumn: 'id',
			orderByDirection: newestFirst ? 'DESC' : 'ASC',
		},
		{ alwaysOutputData: true, executeOnce: true },
	);

/** Changes the rows that match. */
export const changeRows = (
	name: string,
	table: TableName,
	where: object,
	columns: unknown,
): NodeSpec => node(name, table, { operation: 'update', ...matching(where), columns, options: {} });

/** Changes the row of this key, or makes it. */
export const write = (
	name: string,
	table: TableName,
	key: Path,
	row: Record<string, Path>,
	settings?: NodeSpec['settings'],
): NodeSpec =>
	node(
		name,
		table,
		{
			operation: 'upsert',
			...matching({ key: { is: 'eq', path: key } }),
			columns: mapped(table, { key, ...row }),
			options: {},
		},
		settings,
	);

/**
 * Makes the data tables that are missing. Their columns stand in each node: n8n 2.41 takes a list of columns that an expression gives for one
 * of unnamed columns, letter by letter, and refuses it. n8n looks for one that exists with LIKE, so that beside a copy called `old_…` it tries
 * to make ours again and fails: that is no reason not to go on, and a table that could not be made is missed by the node that finds them all.
 */
export function makeDataTables(flow: Flow, needed: readonly TableName[]): Part {
	const names = needed.map((table) => `Make ${table}`);
	needed.forEach((table, index) =>
		flow.add({
			name: names[index],
			...builtIn('dataTable', 1.1),
			parameters: {
				resource: 'table',
				operation: 'create',
				tableName: table,
				columns: {
					column: Object.entries(TABLES[table]).map(([name, type]) => ({ name, type })),
				},
				options: { createIfNotExists: true },
			},
			settings: { onError: 'continueRegularOutput', executeOnce: true },
		}),
	);
	flow.path(...names);
	return { first: names[0], last: names[names.length - 1] };
}
