import { type TableName, TABLES } from '../../../nodes/shared/ledger/tables';
import type { NodeSpec } from '../flow';
import { builtIn, js } from '../nodes';
import { makeDataTables, readRows } from './dataTableNodes';
import { readSettings } from './settings';
import { type Condition, FIRST_COLUMNS, type Path, type ReadOptions, type Store } from './store';

const TYPES = {
	string: 'text',
	number: 'integer',
	boolean: 'boolean',
	date: 'timestamptz',
} as const;

/** Columns that a data table has by itself. */
const OWN = { id: 'bigint', createdAt: 'timestamptz', updatedAt: 'timestamptz' } as const;

/** What people edit stays where it is edited like a spreadsheet; all else is in PostgreSQL. */
const EDITED: TableName[] = [
	'beyondtrust_settings',
	'beyondtrust_technicians',
	'beyondtrust_teams',
];
/** Its unique keys need no locks. */
const OWN_TABLES = (Object.keys(TABLES) as TableName[]).filter(
	(table) => !EDITED.includes(table) && table !== 'beyondtrust_locks',
);

const typeOf = (table: TableName, column: string): string => {
	const columns: Record<string, keyof typeof TYPES> = TABLES[table];
	return column in OWN ? OWN[column as keyof typeof OWN] : TYPES[columns[column]];
};

/** SQL under construction: values never stand in it, they go beside it as parameters. */
class Statement {
	private readonly paths: Path[] = [];

	private readonly table: TableName;

	constructor(table: TableName) {
		this.table = table;
	}

	/** A placeholder for a value. n8n drops parameters that are undefined, and would shift those after it. */
	value(path: Path, type: string): string {
		this.paths.push(path.includes('??') ? path : `${path} ?? null`);
		return `$${this.paths.length}::${type}`;
	}

	private condition(column: string, { is, path, literal }: Condition): string {
		const name = `"${column}"`;
		if (is === 'isEmpty') return `${name} IS NULL`;
		const code = path ?? JSON.stringify(literal);
		return `${name} ${{ eq: '=', gte: '>=', lt: '<' }[is]} ${this.value(code, typeOf(this.table, column))}`;
	}

	where(conditions: object, match: ReadOptions['match'] = 'allConditions'): string {
		const all = Object.entries(conditions).flatMap(([column, ones]) =>
			[ones as Condition | Condition[]].flat().map((one) => this.condition(column, one)),
		);
		return all.join(match === 'anyCondition' ? ' OR ' : ' AND ') || 'TRUE';
	}

	/** An empty claim counts as 0, an empty state as none. */
	still(claim: Path): string {
		return [
			`"key" = ${this.value(`${claim}.key`, 'text')}`,
			`coalesce("claim", 0) = ${this.value(`${claim}.claim`, 'integer')}`,
			`coalesce("state", '') = coalesce(${this.value(`${claim}.state`, 'text')}, '')`,
		].join(' AND ');
	}

	/** Columns as the object at a path says; what it does not name stays. */
	taken(row: Path, columns: string[]): string {
		const names = columns.map((column) => `"${column}"`).join(', ');
		const said = `jsonb_populate_record(own, ${this.value(row, 'jsonb')})`;
		return `(${names}) = (SELECT ${names} FROM ${said}), "updatedAt" = clock_timestamp()`;
	}

	node(name: string, query: string, settings?: NodeSpec['settings']): NodeSpec {
		const options =
			this.paths.length > 0 ? { queryReplacement: js(`[${this.paths.join(', ')}]`) } : {};
		return {
			name,
			...builtIn('postgres', 2.6),
			parameters: { operation: 'executeQuery', query, options },
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
	const missing = Object.keys(TABLES[table])
		.filter((column) => column !== 'key')
		.map((column) => `ADD COLUMN IF NOT EXISTS "${column}" ${typeOf(table, column)}`);
	return `CREATE TABLE IF NOT EXISTS ${table} (\n\t${[...own, ...columns].join(',\n\t')}\n);\nALTER TABLE ${table}\n\t${missing.join(',\n\t')};`;
}

/** What the sweep and the look-ups by session filter by. */
const INDEXES = `CREATE INDEX IF NOT EXISTS beyondtrust_sessions_ended ON beyondtrust_sessions ("endedAt");
CREATE INDEX IF NOT EXISTS beyondtrust_sessions_open ON beyondtrust_sessions ("state") WHERE "state" IS NULL OR "state" = 'received';`;

/** Makes the tables and completes those of an earlier version; run by setup. */
export const CREATE_TABLES = `${OWN_TABLES.map(create).join('\n')}\n${INDEXES}`;

/** PostgreSQL: unique keys, and no limit on size but its own. */
export const postgres: Store = {
	setUp: 'The ledger is in PostgreSQL; settings and technicians are n8n data tables.',
	inN8n: EDITED,
	open: (flow) => readSettings(flow, EDITED),
	openAnyhow: (flow) => readSettings(flow, EDITED, true),
	makeTables(flow) {
		const name = 'Make the tables in PostgreSQL';
		flow.add(
			new Statement('beyondtrust_sessions').node(name, CREATE_TABLES, { executeOnce: true }),
		);
		const { first, last } = makeDataTables(flow, EDITED);
		flow.path(name, first);
		return { first: name, last };
	},
	read(name, table, where, options = {}) {
		if (EDITED.includes(table)) return readRows(name, table, where, options);
		const { match, limit = 50, newestFirst } = options;
		const statement = new Statement(table);
		const query = `SELECT * FROM ${table} WHERE ${statement.where(where, match)} ORDER BY "id"${newestFirst ? ' DESC' : ''}`;
		return statement.node(name, limit > 0 ? `${query} LIMIT ${limit}` : query, {
			alwaysOutputData: true,
			executeOnce: true,
		});
	},
	search(name, reading, limit) {
		const statement = new Statement('beyondtrust_sessions');
		const state = statement.value(`${reading}.state`, 'text');
		const part = (column: string, path: Path) => {
			const value = statement.value(path, 'text');
			return `(${value} IS NULL OR position(lower(${value}) IN lower(coalesce("${column}", ''))) > 0)`;
		};
		const at = (comparison: string, path: Path) => {
			const value = statement.value(path, 'timestamptz');
			return `(${value} IS NULL OR ${comparison} ${value})`;
		};
		const all = [
			`"state" = ${state}`,
			part('customer', `${reading}.customer`),
			part('representative', `${reading}.technician`),
			at('"startedAt" >=', `${reading}.from`),
			at('"endedAt" <', `${reading}.to`),
		];
		const query = `SELECT * FROM beyondtrust_sessions WHERE ${all.join(' AND ')} ORDER BY "startedAt" DESC NULLS LAST, "id" DESC LIMIT ${limit}`;
		return statement.node(name, query, { alwaysOutputData: true });
	},
	makeRow(flow, table, checkedIn) {
		const name = 'Write down that it came';
		const statement = new Statement(table);
		const names = ['key', ...FIRST_COLUMNS[table]].map((column) => `"${column}"`);
		const said = `jsonb_populate_record(NULL::${table}, ${statement.value(`${checkedIn}.first`, 'jsonb')})`;
		const query = `INSERT INTO ${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${said} ON CONFLICT ("key") DO NOTHING`;
		flow.add(statement.node(name, query, { alwaysOutputData: true }));
		return { first: name, last: name };
	},
	claim(name, table, claim, row, columns) {
		const statement = new Statement(table);
		const set = statement.taken(row, columns);
		const query = `UPDATE ${table} AS own SET ${set} WHERE ${statement.still(claim)}`;
		return statement.node(name, asSelect(query));
	},
	record(name, table, claim) {
		const statement = new Statement(table);
		const columns = Object.keys(TABLES[table]).filter((column) => column !== 'key');
		const set = statement.taken('$json', columns);
		const query = `UPDATE ${table} AS own SET ${set} WHERE ${statement.still(claim)}`;
		return statement.node(name, asSelect(query));
	},
	write(name, table, key, row) {
		const statement = new Statement(table);
		const columns = Object.entries({ key, ...row } as Record<string, Path>);
		const values = columns.map(([column, path]) => statement.value(path, typeOf(table, column)));
		const names = columns.map(([column]) => `"${column}"`);
		const set = names.map((column) => `${column} = EXCLUDED.${column}`);
		const query = `INSERT INTO ${table} (${names.join(', ')}) VALUES (${values.join(', ')}) ON CONFLICT ("key") DO UPDATE SET ${[...set, '"updatedAt" = clock_timestamp()'].join(', ')}`;
		return statement.node(name, asSelect(query), { executeOnce: true });
	},
	remove(name, table, where) {
		const statement = new Statement(table);
		const query = `DELETE FROM ${table} WHERE ${statement.where(where)}`;
		return statement.node(name, asSelect(query), { executeOnce: true, alwaysOutputData: true });
	},
};
