import type { Flow, NodeSpec } from '../../flow';
import type { ColumnOf, TableName } from './columns';
import {
	changeRows,
	type Conditions,
	deleteRows,
	findTables,
	readRows,
	type RowOf,
	writeRow,
} from './tables';

/** Where rows are kept. Values are expressions; every node runs for the one item it is given. */
export interface Store {
	/** What people have to set up for it: lines of the note about the workflow. */
	setUp: string;
	/** Finds the tables, and makes those that are missing. @returns the names of the block's first and last node */
	open(flow: Flow, tables: TableName[]): { first: string; last: string };
	/** Reads rows, oldest first. Always gives an item, an empty one where nothing matches. */
	read<T extends TableName>(
		name: string,
		table: T,
		conditions: Conditions<ColumnOf<T>>,
		match?: 'allConditions' | 'anyCondition',
		limit?: number,
	): NodeSpec;
	/** Changes the rows that match, in one step, and gives them; gives nothing where none does. */
	change<T extends TableName>(
		name: string,
		table: T,
		conditions: Conditions<ColumnOf<T>>,
		row: RowOf<T>,
	): NodeSpec;
	/** Changes the row of this key, or makes it. Columns that are not named keep their values. */
	write<T extends TableName>(name: string, table: T, key: string, row: RowOf<T>): NodeSpec;
	/** Deletes the rows that match, once, however many items come in. Gives at least one item. */
	remove<T extends TableName>(
		name: string,
		table: T,
		conditions: Conditions<ColumnOf<T> | 'updatedAt'>,
	): NodeSpec;
}

/** n8n's own data tables: no unique keys, so the route claims a row before it works on it. */
export const dataTables: Store = {
	setUp: '',
	open: findTables,
	read: readRows,
	change: changeRows,
	write: (name, table, key, row) => writeRow(name, table, { key }, row),
	remove: deleteRows,
};
