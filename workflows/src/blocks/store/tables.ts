import type { Flow, NodeSpec } from '../../flow';
import { firstOf, js, object, question } from '../../nodes';
import type { ColumnOf, TableName } from './columns';
import { LABELS, TABLES } from './columns';

export type { ColumnOf, TableName } from './columns';

const dataTable = (
	name: string,
	parameters: Record<string, unknown>,
	settings?: NodeSpec['settings'],
): NodeSpec => ({
	name,
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	parameters,
	settings,
});

const WHERE = 'Where the tables are';
const LIST = 'List the tables';
const THERE = 'Are the tables there?';
const AGAIN = 'List the tables again';

/** A table by its id: n8n finds tables by name with LIKE, and a backup called `old_beyondtrust_sessions` would do. */
const located = (table: TableName) => ({
	__rl: true,
	mode: 'id',
	value: js(`${firstOf(WHERE)}.${table}`),
});

/**
 * A condition on a column: an expression for its value; for its value where that may be null; for the least it may be; for
 * what it must stay below; or that it has none.
 */
export type Condition =
	| string
	| { same: string }
	| { since: string }
	| { before: string }
	| { empty: true };

/** A comparison that is found out while the workflow runs: expressions for n8n's name of it, and for what to compare with. */
export type Comparison = { is: string; code: string };

export type Conditions<Column extends string = string> = Partial<Record<Column, Condition>>;

/** What to write into a row: an expression a column. */
export type RowOf<T extends TableName> = Partial<Record<ColumnOf<T>, string>>;

/** What never changes needs no expression, each of which takes n8n about a millisecond. */
function valueOf(code: string): unknown {
	if (code === 'null') return null;
	const quoted = /^'([\w-]*)'$/.exec(code)?.[1];
	if (quoted !== undefined) return quoted;
	return /^"[\w-]*"$|^\d+$/.test(code) ? JSON.parse(code) : js(code);
}

function filter(keyName: string, wanted: Condition | Comparison) {
	if (typeof wanted === 'string') return { keyName, condition: 'eq', keyValue: valueOf(wanted) };
	if ('empty' in wanted) return { keyName, condition: 'isEmpty', keyValue: '' };
	if ('since' in wanted) return { keyName, condition: 'gte', keyValue: js(wanted.since) };
	if ('before' in wanted) return { keyName, condition: 'lt', keyValue: js(wanted.before) };
	if ('is' in wanted) return { keyName, condition: js(wanted.is), keyValue: js(wanted.code) };
	const { same } = wanted;
	const operator = `(${same} ?? '') === '' ? 'isEmpty' : 'eq'`;
	return { keyName, condition: js(operator), keyValue: js(same) };
}

const matching = (
	conditions: Partial<Record<string, Condition | Comparison>>,
	match: 'allConditions' | 'anyCondition',
) => ({
	matchType: match,
	filters: {
		conditions: Object.entries(conditions).map(([keyName, wanted]) =>
			filter(keyName, wanted as Condition | Comparison),
		),
	},
});

/**
 * What the editor needs to show the columns that are written; it adds the others when a person opens the node. All of them
 * here made n8n take twice as long to build the workflow, which it does three times for each event.
 */
const mapped = (table: TableName, row: Record<string, string>) => ({
	mappingMode: 'defineBelow',
	value: Object.fromEntries(Object.entries(row).map(([column, code]) => [column, valueOf(code)])),
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

/**
 * Reads rows, all of them where `limit` is 0: the oldest first, or the newest by a column of times. Always gives an item, an
 * empty one where nothing matches.
 */
export const readRows = <T extends TableName>(
	name: string,
	table: T,
	conditions: Partial<Record<ColumnOf<T>, Condition | Comparison>>,
	match: 'allConditions' | 'anyCondition' = 'allConditions',
	limit = 50,
	newestBy?: ColumnOf<T> | 'createdAt',
): NodeSpec =>
	dataTable(
		name,
		{
			operation: 'get',
			dataTableId: located(table),
			...matching(conditions, match),
			...(limit > 0 ? { limit } : { returnAll: true }),
			orderBy: true,
			orderByColumn: newestBy ?? 'id',
			orderByDirection: newestBy ? 'DESC' : 'ASC',
		},
		{ alwaysOutputData: true },
	);

/** Changes the rows that match, or makes one. Columns that are not named keep their values. */
export const writeRow = <T extends TableName>(
	name: string,
	table: T,
	conditions: Conditions,
	row: RowOf<T>,
): NodeSpec =>
	dataTable(name, {
		operation: 'upsert',
		dataTableId: located(table),
		...matching(conditions, 'allConditions'),
		columns: mapped(table, row as Record<string, string>),
		options: {},
	});

/** Changes the rows that match; gives nothing on where none does. */
export const changeRows = <T extends TableName>(
	name: string,
	table: T,
	conditions: Conditions,
	row: RowOf<T>,
): NodeSpec => {
	const spec = writeRow(name, table, conditions, row);
	return { ...spec, parameters: { ...spec.parameters, operation: 'update' } };
};

export const insertRow = <T extends TableName>(name: string, table: T, row: RowOf<T>): NodeSpec =>
	dataTable(name, {
		operation: 'insert',
		dataTableId: located(table),
		columns: mapped(table, row as Record<string, string>),
		options: {},
	});

/** Deletes the rows that match, once, however many items come in. Gives at least one item. */
export const deleteRows = <T extends TableName>(
	name: string,
	table: T,
	conditions: Conditions,
): NodeSpec =>
	dataTable(
		name,
		{
			operation: 'deleteRows',
			dataTableId: located(table),
			...matching(conditions, 'allConditions'),
			options: {},
		},
		{ executeOnce: true, alwaysOutputData: true },
	);

/** Hands on what came in, where no row matches. */
export const withoutRow = (name: string, table: TableName, conditions: Conditions): NodeSpec =>
	dataTable(name, {
		operation: 'rowNotExists',
		dataTableId: located(table),
		...matching(conditions, 'allConditions'),
	});

const list = (name: string): NodeSpec =>
	dataTable(
		name,
		{
			resource: 'table',
			operation: 'list',
			returnAll: true,
			options: { filterName: 'beyondtrust_' },
		},
		{ alwaysOutputData: true, executeOnce: true },
	);

/** `continue`: where a table of a similar name exists, n8n does not see that this one does, and refuses to make it. */
const create = (name: string, table: TableName): NodeSpec =>
	dataTable(
		name,
		{
			resource: 'table',
			operation: 'create',
			tableName: table,
			columns: {
				column: Object.entries(TABLES[table]).map(([column, type]) => ({ name: column, type })),
			},
			options: { createIfNotExists: true },
		},
		{ executeOnce: true, onError: 'continueRegularOutput' },
	);

/**
 * Finds the data tables by their exact names and makes those that are missing.
 *
 * @returns the names of the block's first and last node
 */
export function findTables(flow: Flow, tables: TableName[]): { first: string; last: string } {
	const all = JSON.stringify(tables);
	const creating = tables.map((table) => create(LABELS[table], table));
	flow.add(
		list(LIST),
		question(
			THERE,
			`((found) => ${all}.every((name) => found.includes(name)))($('${LIST}').all().map(({ json }) => json.name))`,
			// Else it is asked for each table.
			{ executeOnce: true },
		),
		object(
			WHERE,
			`Object.fromEntries(($('${AGAIN}').isExecuted ? $('${AGAIN}') : $('${LIST}')).all().map(({ json }) => [json.name, json.id]).filter(([name]) => ${all}.includes(name)))`,
			{ executeOnce: true },
		),
		...creating,
		list(AGAIN),
	);
	flow.path(LIST, THERE, WHERE);
	const made = creating.map(({ name }) => name);
	flow.on(THERE, 'no', ...made, AGAIN, WHERE);
	return { first: LIST, last: WHERE };
}
