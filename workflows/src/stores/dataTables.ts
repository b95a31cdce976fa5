import { LEASE } from '../../../nodes/shared/ledger/lock';
import { type ColumnOf, type TableName, TABLES } from '../../../nodes/shared/ledger/tables';
import type { Flow, NodeSpec } from '../flow';
import { when } from '../nodes';
import { readSettings, TABLES_NODE } from './settings';
import {
	type Condition,
	FIRST_COLUMNS,
	type FirstTable,
	type Part,
	type Path,
	type ReadOptions,
	type Store,
	type Where,
} from './store';

const read = (path: Path) => `={{ ${path} }}`;

/** A table by its id: n8n finds tables by name with LIKE, and a backup called `old_beyondtrust_sessions` would do. */
export const located = (table: TableName) => ({
	__rl: true,
	mode: 'id',
	value: read(`$('${TABLES_NODE}').first().json.${table}`),
});

const node = (
	name: string,
	table: TableName,
	parameters: Record<string, unknown>,
	settings?: NodeSpec['settings'],
): NodeSpec => ({
	name,
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	parameters: { ...parameters, dataTableId: located(table) },
	settings,
});

const filter = (keyName: string, { is, path, literal }: Condition) => ({
	keyName,
	condition: is,
	keyValue: path === undefined ? (literal ?? '') : read(path),
});

const matching = (where: object, match: ReadOptions['match'] = 'allConditions') => ({
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
	value: Object.fromEntries(Object.entries(row).map(([column, path]) => [column, read(path)])),
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

/** A condition only where there is something to compare with; else one that every row meets, and empty cells do. */
const wherever = (path: Path, is: string, any: string) => ({
	is: read(`${path} ? '${is}' : 'neq'`) as 'eq',
	path: `${path} ?? '${any}'`,
});

const NO_TEXT = '\\u0001';
const NO_TIME = '1900-01-01T00:00:00.000Z';

const search = (name: string, reading: Path, limit: number): NodeSpec =>
	node(
		name,
		'beyondtrust_sessions',
		{
			operation: 'get',
			...matching({
				state: { is: 'eq', path: `${reading}.state` },
				customer: wherever(`${reading}.customer`, 'ilike', NO_TEXT),
				representative: wherever(`${reading}.technician`, 'ilike', NO_TEXT),
				startedAt: wherever(`${reading}.from`, 'gte', NO_TIME),
				endedAt: wherever(`${reading}.to`, 'lt', NO_TIME),
			}),
			limit,
			orderBy: true,
			orderByColumn: 'startedAt',
			orderByDirection: 'DESC',
		},
		{ alwaysOutputData: true },
	);

const changeRows = (name: string, table: TableName, where: object, columns: unknown): NodeSpec =>
	node(name, table, { operation: 'update', ...matching(where), columns, options: {} });

/** An empty cell is compared with by `isEmpty`, so the comparison itself comes from the claim. */
const still = (claim: Path) => ({
	key: { is: 'eq', path: `${claim}.key` },
	claim: { is: read(`${claim}.claimIs`) as 'eq', path: `${claim}.claim` },
	state: { is: read(`${claim}.stateIs`) as 'eq', path: `${claim}.state` },
});

const rowOf = (row: Path, columns: string[]): Record<string, Path> =>
	Object.fromEntries(columns.map((column) => [column, `${row}.${column}`]));

const write = (
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

/** Seconds between two looks at a lock, and how many there are: longer than a lock is held after a crash (lock.ts). */
const LOOK_AGAIN = 1;
const LOOKS = 30;

/**
 * Makes a row under a lock, because these tables have no unique keys. A lock that is never free, because setup has not made it or a clock
 * went wrong, keeps nobody for ever.
 */
function makeRow(flow: Flow, table: FirstTable, checkedIn: Path): Part {
	const lock = `${checkedIn}.lock`;
	const [take, free, wait] = ['Take the lock', 'Is the lock free?', 'Wait a moment'];
	const [make, give] = ['Write down that it came', 'Give the lock back'];
	const until = (path: Path) => mapped('beyondtrust_locks', { until: path });
	const always = { alwaysOutputData: true };
	const key = { key: { is: 'eq', path: `${lock}.key` } };
	// By the clock of the moment: a run may have waited, or stood still, since it was checked in.
	const before = { until: { is: 'lt', path: '$now.toISO()' } };
	const lease = `$now.plus(${LEASE * 1000}).toISO()`;
	const mine = { until: { is: 'eq', path: `$('${take}').first().json.until ?? ${lock}.free` } };
	const first = rowOf(`${checkedIn}.first`, [...FIRST_COLUMNS[table]]);
	flow.add(
		{
			...changeRows(take, 'beyondtrust_locks', { ...key, ...before }, until(lease)),
			settings: always,
		},
		when(
			free,
			[
				{ left: read('$json.key'), is: 'string:exists' },
				{ left: read('$runIndex'), is: 'number:gte', right: LOOKS },
			],
			'or',
		),
		{
			name: wait,
			type: 'n8n-nodes-base.wait',
			typeVersion: 1.1,
			parameters: { resume: 'timeInterval', amount: LOOK_AGAIN, unit: 'seconds' },
		},
		write(make, table, `${checkedIn}.key`, first),
		{
			...changeRows(give, 'beyondtrust_locks', { ...key, ...mine }, until(`${lock}.free`)),
			settings: always,
		},
	);
	flow.path(take, free, make, give);
	flow.on(free, 'no', wait, take);
	return { first: take, last: give };
}

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
			type: 'n8n-nodes-base.dataTable',
			typeVersion: 1.1,
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

const ALL = Object.keys(TABLES) as TableName[];

/** n8n's own data tables: visible and editable in n8n, without unique keys and limited in size. */
export const dataTables: Store = {
	setUp: 'The tables are n8n data tables.',
	inN8n: ALL,
	open: (flow) => readSettings(flow, ALL),
	openAnyhow: (flow) => readSettings(flow, ALL, true),
	makeTables: (flow) => makeDataTables(flow, ALL),
	read: readRows,
	search,
	makeRow,
	claim: (name, table, claim, row, columns) =>
		changeRows(name, table, still(claim), mapped(table, rowOf(row, columns))),
	record: (name, table, claim) =>
		changeRows(name, table, still(claim), {
			mappingMode: 'autoMapInputData',
			value: null,
			matchingColumns: [],
			schema: [],
		}),
	write: (name, table, key, row) =>
		write(name, table, key, row as Record<ColumnOf<typeof table>, Path>, { executeOnce: true }),
	remove: (name, table, where) =>
		node(
			name,
			table,
			{ operation: 'deleteRows', ...matching(where), options: {} },
			{ executeOnce: true, alwaysOutputData: true },
		),
};
