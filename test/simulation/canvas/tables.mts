import type { DataTableFilter, INode } from 'n8n-workflow';

import { TABLES } from '../../../nodes/shared/ledger/tables';
import { type Cells, changeRows, insertRow } from '../store.mts';
import type { Place, TableName } from './world.mts';

type Condition = DataTableFilter['filters'][number];

export const columnsOf = (table: TableName) => TABLES[table] as Record<string, string>;

const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : value);

/** As n8n's repository of rows compares: an empty cell fits no comparison but the one for emptiness. */
function fitsOne(row: Cells, { columnName, condition, value }: Condition): boolean {
	const cell = row[columnName] ?? null;
	const wanted = plain(value) ?? null;
	if (condition === 'isEmpty') return cell === null || cell === '';
	if (wanted === null) return condition === 'eq' && cell === null;
	if (cell === null) return false;
	if (condition === 'eq') return cell === wanted;
	if (condition === 'lt') return (cell as string) < (wanted as string);
	if (condition === 'gte') return (cell as string) >= (wanted as string);
	throw new Error(`The simulated data tables do not know the condition ${condition}`);
}

export const fits =
	({ type, filters }: DataTableFilter) =>
	(row: Cells): boolean =>
		type === 'and'
			? filters.every((one) => fitsOne(row, one))
			: filters.some((one) => fitsOne(row, one));

/** Cells as they are stored. A column that the table does not have is an error in n8n, too. */
function cellsOf(table: TableName, data: Record<string, unknown>): Record<string, unknown> {
	const unknown = Object.keys(data).find((name) => !(name in columnsOf(table)));
	if (unknown) throw new Error(`unknown column name '${unknown}'`);
	const cells = Object.entries(data).map(([name, value]) => {
		const isDate = columnsOf(table)[name] === 'date' && typeof value === 'string';
		return [name, plain(isDate ? new Date(value) : value)];
	});
	return Object.fromEntries(cells) as Record<string, unknown>;
}

/** A row as n8n gives it: all columns, dates as dates. */
export function given(table: TableName, row: Cells): Record<string, unknown> {
	const types = { ...columnsOf(table), createdAt: 'date', updatedAt: 'date' };
	const cells = Object.entries(types).map(([name, type]) => {
		const cell = row[name] ?? null;
		return [name, type === 'date' && cell !== null ? new Date(cell as string) : cell];
	});
	return Object.fromEntries(cells);
}

/** Tables that the runs of a schedule change; what is read of the others is the same at any time. */
export const CHANGING: TableName[] = [
	'beyondtrust_sessions',
	'beyondtrust_locks',
	'beyondtrust_sweeps',
];

interface Change {
	data: Record<string, unknown>;
	filter: DataTableFilter;
}

/** One data table for n8n's own Data Table node. */
function proxyOf(table: TableName, name: string, { world, actor }: Place) {
	const rows = world.tables[table];
	const step = <T,>(what: string, happens: () => T, minutes = true): Promise<T> =>
		CHANGING.includes(table)
			? actor.step({ at: `${name} (${what})`, minutes }, happens)
			: Promise.resolve(happens());
	const change = ({ data, filter }: Change) =>
		changeRows(rows, fits(filter), cellsOf(table, data), Date.now());
	const givenAll = (found: Cells[]) => found.map((row) => given(table, row));
	return {
		getColumns: async () =>
			Object.entries(columnsOf(table)).map(([name, type], index) => ({ name, type, index })),
		getManyRowsAndCount: ({ filter }: Change) =>
			step('read', () => {
				const data = givenAll(filter.filters.length > 0 ? rows.filter(fits(filter)) : rows);
				return { count: data.length, data };
			}),
		// When a lock ends is said by the request that takes it.
		updateRows: (asked: Change) =>
			step('update', () => givenAll(change(asked)), table !== 'beyondtrust_locks'),
		// In n8n an update and then an insert in one transaction, which sees nothing of others that are not committed. Whoever makes a row
		// holds the session's lock, and does not stand still for longer than its lease.
		upsertRow: async (asked: Change) => {
			const changed = await step('upsert', () => change(asked), false);
			if (changed.length > 0) return givenAll(changed);
			const insert = () => insertRow(rows, cellsOf(table, asked.data), Date.now());
			return givenAll([await step('insert', insert, false)]);
		},
		deleteRows: ({ filter }: Change) =>
			step('delete', () => {
				const gone = rows.filter(fits(filter));
				for (const row of gone) rows.splice(rows.indexOf(row), 1);
				return givenAll(gone);
			}),
	};
}

/** All data tables, as n8n hands them to its Data Table node. Ids are names. */
export const dataTablesOf = (place: Place) => ({
	dataTableProxyProvider: {
		getDataTableAggregateProxy: async () => ({
			getManyAndCount: async () => {
				const data = Object.keys(TABLES).map((name) => ({ id: name, name }));
				return { count: data.length, data };
			},
		}),
		getDataTableProxy: async (_workflow: unknown, { name }: INode, id: string) =>
			proxyOf(id as TableName, name, place),
	},
});
