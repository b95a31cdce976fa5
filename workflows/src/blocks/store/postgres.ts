import type { Flow, NodeSpec } from '../../flow';
import { js, question } from '../../nodes';
import { type ColumnOf, type TableName, TABLES } from './columns';
import type { Store } from './store';
import { type Condition, type Conditions, findTables, readRows, type RowOf } from './tables';

const TYPES = {
	string: 'text',
	number: 'integer',
	boolean: 'boolean',
	date: 'timestamptz',
} as const;

/** Columns that a data table has by itself. */
const OWN = { id: 'bigint', createdAt: 'timestamptz', updatedAt: 'timestamptz' } as const;

/** The operator's list stays where it is edited; all else is in PostgreSQL. */
const inDataTables = (table: TableName) => table === 'beyondtrust_technicians';

const typeOf = (table: TableName, column: string): string => {
	const columns: Record<string, keyof typeof TYPES> = TABLES[table];
	return column in OWN ? OWN[column as keyof typeof OWN] : TYPES[columns[column]];
};

/** SQL under construction: values never stand in it, they go beside it as parameters. */
class Statement {
	private readonly codes: string[] = [];

	private readonly table: TableName;

	constructor(table: TableName) {
		this.table = table;
	}

	/** A placeholder for a value. n8n drops parameters that are undefined, and would shift those after it. */
	value(column: string, code: string): string {
		this.codes.push(`(${code}) ?? null`);
		return `$${this.codes.length}::${typeOf(this.table, column)}`;
	}

	condition([column, wanted]: [string, Condition]): string {
		const name = `"${column}"`;
		if (typeof wanted === 'string') return `${name} = ${this.value(column, wanted)}`;
		if ('empty' in wanted) return `${name} IS NULL`;
		if ('since' in wanted) return `${name} >= ${this.value(column, wanted.since)}`;
		if ('before' in wanted) return `${name} < ${this.value(column, wanted.before)}`;
		return `${name} IS NOT DISTINCT FROM ${this.value(column, wanted.same)}`;
	}

	where(conditions: Conditions, match = 'allConditions'): string {
		const all = Object.entries(conditions) as Array<[string, Condition]>;
		return all.map((one) => this.condition(one)).join(match === 'anyCondition' ? ' OR ' : ' AND ');
	}

	/** What a row is set to. */
	assignments(row: Record<string, string>): string {
		const set = Object.entries(row).map(
			([column, code]) => `"${column}" = ${this.value(column, code)}`,
		);
		return [...set, '"updatedAt" = clock_timestamp()'].join(', ');
	}

	node(name: string, query: string, settings?: NodeSpec['settings']): NodeSpec {
		const parameters =
			this.codes.length > 0 ? { queryReplacement: js(`[${this.codes.join(', ')}]`) } : {};
		return {
			name,
			type: 'n8n-nodes-base.postgres',
			typeVersion: 2.6,
			parameters: { operation: 'executeQuery', query, options: parameters },
			settings,
		};
	}
}

/** n8n takes the rows of an UPDATE or INSERT that gives none for one row; of a SELECT it gives none. */
const asSelect = (statement: string) =>
	`WITH changed AS (${statement} RETURNING *) SELECT * FROM changed`;

function create(table: TableName): string {
	const columns = Object.keys(TABLES[table]).map(
		(column) => `"${column}" ${typeOf(table, column)}${column === 'key' ? ' NOT NULL UNIQUE' : ''}`,
	);
	const own = [
		'"id" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY',
		'"createdAt" timestamptz NOT NULL DEFAULT clock_timestamp()',
		'"updatedAt" timestamptz NOT NULL DEFAULT clock_timestamp()',
	];
	return `CREATE TABLE IF NOT EXISTS ${table} (\n\t${[...own, ...columns].join(',\n\t')}\n);`;
}

/** What the sweep and the look-ups by session filter by. */
const INDEXES = `CREATE INDEX IF NOT EXISTS beyondtrust_sessions_ended ON beyondtrust_sessions ("endedAt");
CREATE INDEX IF NOT EXISTS beyondtrust_sessions_open ON beyondtrust_sessions ("state") WHERE "state" IS NULL OR "state" = 'received';`;

function open(flow: Flow, tables: TableName[]) {
	const lists = findTables(flow, tables.filter(inDataTables));
	const own = tables.filter((table) => !inDataTables(table));
	const there = own.map((table) => `to_regclass('${table}') IS NOT NULL`).join(' AND ');
	const [look, ask, make, go] = [
		'Look for the ledger',
		'Is the ledger there?',
		'Make the ledger',
		'Go on with the ledger',
	];
	flow.add(
		new Statement(own[0]).node(look, `SELECT ${there} AS "there"`, { executeOnce: true }),
		question(ask, '$json.there'),
		// Two runs may make it at the same moment: one of them is told that it exists.
		new Statement(own[0]).node(make, `${own.map(create).join('\n')}\n${INDEXES}`, {
			onError: 'continueRegularOutput',
		}),
		{ name: go, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
	);
	flow.path(lists.last, look, ask, go);
	flow.on(ask, 'no', make, go);
	return { first: lists.first, last: go };
}

function read<T extends TableName>(
	name: string,
	table: T,
	conditions: Conditions<ColumnOf<T>>,
	match: 'allConditions' | 'anyCondition' = 'allConditions',
	limit = 50,
): NodeSpec {
	if (inDataTables(table)) return readRows(name, table, conditions, match, limit);
	const statement = new Statement(table);
	const where = statement.where(conditions, match);
	const most = limit > 0 ? ` LIMIT ${limit}` : '';
	return statement.node(name, `SELECT * FROM ${table} WHERE ${where} ORDER BY "id"${most}`, {
		alwaysOutputData: true,
	});
}

function change<T extends TableName>(
	name: string,
	table: T,
	conditions: Conditions<ColumnOf<T>>,
	row: RowOf<T>,
): NodeSpec {
	const statement = new Statement(table);
	const set = statement.assignments(row as Record<string, string>);
	const where = statement.where(conditions);
	return statement.node(name, asSelect(`UPDATE ${table} SET ${set} WHERE ${where}`));
}

function write<T extends TableName>(name: string, table: T, key: string, row: RowOf<T>): NodeSpec {
	const statement = new Statement(table);
	const columns = Object.entries({ ...(row as Record<string, string>), key });
	const values = columns.map(([column, code]) => statement.value(column, code));
	const names = columns.map(([column]) => `"${column}"`);
	const set = names.map((column) => `${column} = EXCLUDED.${column}`);
	return statement.node(
		name,
		asSelect(
			`INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')}) ON CONFLICT ("key") DO UPDATE SET ${[...set, '"updatedAt" = clock_timestamp()'].join(', ')}`,
		),
	);
}

function remove<T extends TableName>(
	name: string,
	table: T,
	conditions: Conditions<ColumnOf<T> | 'updatedAt'>,
): NodeSpec {
	const statement = new Statement(table);
	const where = statement.where(conditions);
	return statement.node(name, asSelect(`DELETE FROM ${table} WHERE ${where}`), {
		executeOnce: true,
		alwaysOutputData: true,
	});
}

/** PostgreSQL: a unique key, and no limit on size but its own. */
export const postgres: Store = {
	setUp:
		'\n6. All Postgres nodes: choose one *Postgres* credential. The tables are made by the first run, in the first schema of the search path.',
	open,
	read,
	change,
	write,
	remove,
};
