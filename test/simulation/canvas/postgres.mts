import type { IExecuteFunctions, INodeExecutionData, IDataObject } from 'n8n-workflow';

import { type Cells, changeRows, insertRow } from '../store.mts';
import { CHANGING, given } from './tables.mts';
import type { Place, TableName } from './world.mts';

type Values = unknown[];
type Test = (row: Cells) => boolean;

const plain = (value: unknown) => (value instanceof Date ? value.toISOString() : (value ?? null));
const named = (list: string) => [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name);
const value = (values: Values, number: string) => plain(values[Number(number) - 1]);

/** One comparison of a WHERE, as the templates write them. */
const COMPARISONS: Array<[RegExp, (found: RegExpMatchArray, values: Values) => Test]> = [
	[
		/^"(\w+)" = \$(\d+)::\w+$/,
		([, name, number], values) =>
			(row) =>
				(row[name] ?? null) !== null && row[name] === value(values, number),
	],
	[
		/^coalesce\("(\w+)", (?:0|'')\) = (?:coalesce\()?\$(\d+)::(\w+)(?:, ''\))?$/,
		([, name, number, type], values) => {
			const empty = type === 'integer' ? 0 : '';
			const wanted = value(values, number);
			return (row) => (row[name] ?? empty) === (type === 'text' ? (wanted ?? empty) : wanted);
		},
	],
	[
		/^"(\w+)" (<|>=) \$(\d+)::timestamptz$/,
		([, name, sign, number], values) =>
			(row) => {
				const cell = row[name] as string | null | undefined;
				const than = new Date(value(values, number) as string).toISOString();
				return (cell ?? null) !== null && (sign === '<' ? cell! < than : cell! >= than);
			},
	],
	[
		/^"(\w+)" IS NULL$/,
		([, name]) =>
			(row) =>
				(row[name] ?? null) === null,
	],
];

function testOf(comparison: string, values: Values): Test {
	for (const [pattern, test] of COMPARISONS) {
		const found = comparison.match(pattern);
		if (found) return test(found, values);
	}
	throw new Error(`The simulated PostgreSQL does not know the comparison ${comparison}`);
}

function whereOf(query: string, values: Values): Test {
	const where = / WHERE (.*?)(?: RETURNING \*\)| ORDER BY|$)/.exec(query)?.[1];
	if (!where) return () => true;
	const any = where.includes(' OR ');
	const tests = where.split(any ? ' OR ' : ' AND ').map((one) => testOf(one, values));
	return (row) => (any ? tests.some((fits) => fits(row)) : tests.every((fits) => fits(row)));
}

const picked = (record: unknown, names: string[]) => {
	const cells = (typeof record === 'string' ? JSON.parse(record) : record) as IDataObject;
	return Object.fromEntries(
		names.filter((name) => name in cells).map((name) => [name, cells[name]]),
	);
};

/** Does what a query of the templates asks for, in one instant, and returns the rows that it gives. */
export function run(query: string, values: Values, rowsOf: (table: string) => Cells[]): Cells[] {
	const now = Date.now();
	const [, verb, table] =
		/(SELECT|INSERT|UPDATE|DELETE)(?: \*)?(?: FROM| INTO)? (beyondtrust_\w+)/.exec(query) ?? [];
	const rows = rowsOf(table);
	if (verb === 'SELECT') return rows.filter(whereOf(query, values));
	if (verb === 'DELETE') {
		const gone = rows.filter(whereOf(query, values));
		for (const row of gone) rows.splice(rows.indexOf(row), 1);
		return gone;
	}
	if (verb === 'UPDATE') {
		const columns = named(/ SET \((.*?)\) = /.exec(query)?.[1] ?? '');
		return changeRows(rows, whereOf(query, values), picked(values[0], columns), now);
	}
	const columns = named(/ \((.*?)\) /.exec(query)?.[1] ?? '');
	const cells = query.includes('jsonb_populate_record')
		? picked(values[0], columns)
		: Object.fromEntries(columns.map((name, index) => [name, plain(values[index])]));
	const same: Test = ({ key }) => key === cells.key;
	if (!rows.some(same)) return [insertRow(rows, cells, now)];
	return query.includes('DO UPDATE') ? changeRows(rows, same, cells, now) : [];
}

/**
 * n8n's PostgreSQL node for the queries of the templates: each is one statement, which happens in an instant, whole or not at all. What the
 * database says itself is tested with a real one (test/e2e and test/chaos).
 */
export async function postgres(
	node: IExecuteFunctions,
	{ world, actor }: Place,
): Promise<INodeExecutionData[][]> {
	const query = node.getNodeParameter('query', 0) as string;
	const values = node.getNodeParameter('options.queryReplacement', 0, []) as Values;
	const table = /beyondtrust_\w+/.exec(query)?.[0] as TableName;
	// What goes into the database is text by then.
	const sent = JSON.parse(JSON.stringify(values)) as Values;
	const happens = () => run(query, sent, (name) => world.tables[name as TableName]);
	const rows = CHANGING.includes(table)
		? await actor.step({ at: node.getNode().name, minutes: true }, happens)
		: happens();
	return [rows.map((row) => ({ json: given(table, row) as IDataObject, pairedItem: { item: 0 } }))];
}
