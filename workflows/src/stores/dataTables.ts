import { LEASE } from '../../../nodes/shared/ledger/lock';
import { type ColumnOf, type TableName, TABLES } from '../../../nodes/shared/ledger/tables';
import type { Flow, NodeSpec } from '../flow';
import { itemOf, js, waitFor, when } from '../nodes';
import {
	AS_THE_ITEM,
	changeRows,
	makeDataTables,
	mapped,
	matching,
	node,
	readRows,
	write,
} from './dataTableNodes';
import { readSettings } from './settings';
import { FIRST_COLUMNS, type FirstTable, type Part, type Path, type Store } from './store';

/** A condition only where there is something to compare with; else one that every row meets, and empty cells do. */
const wherever = (path: Path, is: string, any: string) => ({
	is: js(`${path} ? '${is}' : 'neq'`) as 'eq',
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

/** An empty cell is compared with by `isEmpty`, so the comparison itself comes from the claim. */
const still = (claim: Path) => ({
	key: { is: 'eq', path: `${claim}.key` },
	claim: { is: js(`${claim}.claimIs`) as 'eq', path: `${claim}.claim` },
	state: { is: js(`${claim}.stateIs`) as 'eq', path: `${claim}.state` },
});

const rowOf = (row: Path, columns: string[]): Record<string, Path> =>
	Object.fromEntries(columns.map((column) => [column, `${row}.${column}`]));

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
	const mine = { until: { is: 'eq', path: `${itemOf(take)}.until ?? ${lock}.free` } };
	const first = rowOf(`${checkedIn}.first`, [...FIRST_COLUMNS[table]]);
	flow.add(
		{
			...changeRows(take, 'beyondtrust_locks', { ...key, ...before }, until(lease)),
			settings: always,
		},
		when(
			free,
			[
				{ left: js('$json.key'), is: 'string:exists' },
				{ left: js('$runIndex'), is: 'number:gte', right: LOOKS },
			],
			'or',
		),
		waitFor(wait, LOOK_AGAIN),
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
	record: (name, table, claim) => changeRows(name, table, still(claim), AS_THE_ITEM),
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
