import type { ColumnOf, TableName } from '../../../nodes/shared/ledger/tables';
import type { Flow, NodeSpec } from '../flow';

/** A path to a value, for an expression: `$json.key`, `$('Settings').first().json.linkSystem`. It reads and decides nothing. */
export type Path = string;

/** What a cell must be: one of n8n's comparisons, and the path or the literal to compare with. */
export interface Condition {
	is: 'eq' | 'gte' | 'lt' | 'isEmpty';
	path?: Path;
	literal?: string | number | boolean;
}

export type Where<T extends TableName> = Partial<
	Record<ColumnOf<T> | 'createdAt' | 'updatedAt', Condition | Condition[]>
>;

export interface ReadOptions {
	match?: 'allConditions' | 'anyCondition';
	/** Most rows; 0 for all. */
	limit?: number;
	newestFirst?: boolean;
}

/** Tables whose first rows are made once, and with which columns: those of `first` in what `checkIn` gives. */
export const FIRST_COLUMNS = {
	beyondtrust_sessions: ['sessionId', 'applianceId', 'raw'],
	beyondtrust_invites: ['ticketId', 'queue', 'recipient', 'channel', 'sentBy'],
} as const satisfies Partial<Record<TableName, readonly string[]>>;

export type FirstTable = keyof typeof FIRST_COLUMNS;

/** First and last node of a part of a canvas. */
export interface Part {
	first: string;
	last: string;
}

/** Where rows are kept. A node runs for the one item it is given. */
export interface Store {
	/** What the tables are, for the note about a workflow. */
	setUp: string;
	/** The tables that n8n keeps for it. */
	inN8n: readonly TableName[];
	/** Finds the tables and reads the settings: ends in the node `Settings`. */
	open(flow: Flow): Part;
	/** The same, and goes on where a setting is wrong: its item has an `error` then. */
	openAnyhow(flow: Flow): Part;
	/** Makes the tables that are missing. */
	makeTables(flow: Flow): Part;
	/** Reads rows, oldest first unless said otherwise. Always gives an item, an empty one where nothing matches. */
	read<T extends TableName>(
		name: string,
		table: T,
		where: Where<T>,
		options?: ReadOptions,
	): NodeSpec;
	/**
	 * Reads the newest sessions, for each item that comes in: those that fit `reading`, a path to `{ state, customer, technician, from, to }`
	 * (nodes/shared/linking/answer.ts), of which all but the state may be `null`.
	 */
	search(name: string, reading: Path, limit: number): NodeSpec;
	/** Makes the first row of a key once, however many runs want to. `checkedIn` is a path to what `checkIn` gave. */
	makeRow(flow: Flow, table: FirstTable, checkedIn: Path): Part;
	/** Writes `columns` of the object at `row` where the row still says `claim`: gives it then, and nothing else. */
	claim<T extends TableName>(
		name: string,
		table: T,
		claim: Path,
		row: Path,
		columns: Array<ColumnOf<T>>,
	): NodeSpec;
	/** The same with all that is in the item at hand, which is the row. */
	record<T extends TableName>(name: string, table: T, claim: Path): NodeSpec;
	/** Changes the row of this key, or makes it. Columns that are not named keep their values. */
	write<T extends TableName>(
		name: string,
		table: T,
		key: Path,
		row: Partial<Record<ColumnOf<T>, Path>>,
	): NodeSpec;
	/** Deletes the rows that match, once, however many items come in. Gives at least one item. */
	remove<T extends TableName>(name: string, table: T, where: Where<T>): NodeSpec;
}
