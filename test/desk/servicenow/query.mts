import type { Settings } from './settings.mts';
import { COLUMNS, REFERS, type Row, type Store } from './store.mts';
import { stored } from './time.mts';

/** Longest first, so that `>=` is not read as `>`. */
const OPERATORS = [
	'STARTSWITH',
	'ENDSWITH',
	'ISEMPTY',
	'LIKE',
	'IN',
	'>=',
	'<=',
	'!=',
	'=',
	'>',
	'<',
];
const TERM = new RegExp(`^([a-z_.]+?)(${OPERATORS.join('|')})(.*)$`, 's');

type Condition = (row: Row) => boolean;

export interface Asked {
	matches: Condition;
	order: Array<{ column: string; isDown: boolean }>;
}

/** Whether a column exists, also of what another one refers to. */
function exists(table: string, name: string, settings: Settings): boolean {
	const [column, ...rest] = name.split('.');
	if (!COLUMNS[table]?.includes(column)) return false;
	if (table === 'sys_user' && column === 'roles') return settings.rolesCanBeAsked;
	if (rest.length === 0) return true;
	return column in REFERS && exists(REFERS[column], rest.join('.'), settings);
}

/** A stored value, also of what a column refers to. */
export function valueAt(store: Store, row: Row | undefined, name: string): string {
	const [column, ...rest] = name.split('.');
	if (!row || rest.length === 0) return row?.[column] ?? '';
	return valueAt(store, store.referred(row, column), rest.join('.'));
}

/** A date in a query is read in the zone of the account. */
const inZone = (value: string, { zone }: Settings): string => {
	const at = Date.parse(`${value.replace(' ', 'T')}Z`);
	return Number.isNaN(at) ? value : stored(new Date(at - zone * 3_600_000));
};

function condition(
	store: Store,
	settings: Settings,
	table: string,
	term: string,
): Condition | null {
	const [, name = '', operator = '', given = ''] = TERM.exec(term) ?? [];
	if (name === '' || !exists(table, name, settings)) return null;
	const isDate = /_on$|_at$/.test(name);
	const wanted = (isDate ? inZone(given, settings) : given).toLowerCase();
	const compare: Record<string, (own: string) => boolean> = {
		'=': (own) => own === wanted,
		'!=': (own) => own !== wanted,
		'>=': (own) => own >= wanted,
		'<=': (own) => own <= wanted,
		'>': (own) => own > wanted,
		'<': (own) => own < wanted,
		LIKE: (own) => own.includes(wanted),
		STARTSWITH: (own) => own.startsWith(wanted),
		ENDSWITH: (own) => own.endsWith(wanted),
		IN: (own) => wanted.split(',').includes(own),
		ISEMPTY: (own) => own === '',
	};
	return (row) => compare[operator](valueAt(store, row, name).toLowerCase());
}

/**
 * An encoded query. Conditions that are none, or on columns that do not exist, are dropped and the rest holds, unless the instance is set to
 * give no rows then.
 */
export function parse(store: Store, settings: Settings, table: string, query: string): Asked {
	const groups: Condition[][] = [];
	const order: Asked['order'] = [];
	let isInvalid = false;
	for (const term of query.split('^').filter((one) => one !== '' && one !== 'EQ')) {
		const [, down, column] = /^ORDERBY(DESC)?([a-z_.]+)$/.exec(term) ?? [];
		if (column !== undefined) {
			if (exists(table, column, settings)) order.push({ column, isDown: down !== undefined });
			continue;
		}
		const isOr = term.startsWith('OR');
		const found = condition(store, settings, table, isOr ? term.slice(2) : term);
		if (found === null) isInvalid = true;
		else if (isOr && groups.length > 0) groups[groups.length - 1].push(found);
		else groups.push([found]);
	}
	const isNothing = isInvalid && settings.invalidQueryGivesNothing;
	return {
		matches: (row) => !isNothing && groups.every((group) => group.some((one) => one(row))),
		order,
	};
}

/** The rows in the order that was asked for; what is equal stays as it was made, newest first where the last order is downwards. */
export function ordered(store: Store, rows: Row[], order: Asked['order']): Row[] {
	const all = rows.map((row, index) => ({ row, index }));
	all.sort((a, b) => {
		for (const { column, isDown } of order) {
			const [one, other] = [a, b].map(({ row }) => valueAt(store, row, column));
			if (one !== other) return (one < other ? -1 : 1) * (isDown ? -1 : 1);
		}
		return (a.index - b.index) * (order.at(-1)?.isDown ? -1 : 1);
	});
	return all.map(({ row }) => row);
}
