import { cleaned, cut } from '../session/text';
import { type LedgerRow, rowFrom } from './row';

/** Most rows of a kind that are counted; whoever reads them reads one more, so that it shows that there are more. */
export const MOST_ROWS = 5000;
/** Most characters of a name or a reason. */
const LONGEST_LABEL = 120;

export interface Group {
	/** As people typed it, without what hides or reorders text. */
	label: string;
	count: number;
	/** When the oldest began, ISO 8601. */
	since: string | null;
}

export interface Counts {
	unlinked: {
		count: number;
		/** There are more than were read. */
		more: boolean;
		since: string | null;
		inChats: number;
		suggested: number;
	};
	technicians: Group[];
	customers: Group[];
	quarantined: { count: number; more: boolean; reasons: Group[] };
	/** What failed and waits for another try. */
	failed: { count: number; more: boolean; errors: Group[] };
	/** Sessions that only the sweep found since the last event. */
	swept: number;
	/** ISO 8601. */
	lastEvent: string | null;
	lastSession: string | null;
	/** Nothing has ever come. */
	empty: boolean;
}

export interface ToCount {
	/** Rows that are `unlinked` or `chatted`. */
	open: unknown[];
	/** Rows that are `quarantined` or `received`. */
	failed: unknown[];
	/** Some of the newest rows, whatever their state. */
	latest: unknown[];
}

export const tidy = (value: unknown): string =>
	cut(
		cleaned(typeof value === 'string' ? value : '')
			.replace(/\s+/g, ' ')
			.trim(),
		LONGEST_LABEL,
	);

const least = (times: Array<string | null>): string | null =>
	times.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);

const greatest = (times: Array<string | null>): string | null =>
	times.reduce((a, b) => (a === null || (b !== null && b > a) ? b : a), null);

const began = (row: LedgerRow) => row.startedAt ?? row.createdAt;

/** Rows by a label, the largest group first. */
function groups(rows: LedgerRow[], labelOf: (row: LedgerRow) => string): Group[] {
	const by = new Map<string, LedgerRow[]>();
	for (const row of rows) {
		const label = labelOf(row);
		const own = by.get(label);
		if (own) own.push(row);
		else by.set(label, [row]);
	}
	return [...by]
		.map(([label, own]) => ({ label, count: own.length, since: least(own.map(began)) }))
		.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}

/** What stands in `raw` of a row that the sweep made, and of one that a person did (arrival.ts); all else came by an event. */
const sweptRaw = (row: LedgerRow) => row.raw?.startsWith('{"foundBy"') ?? false;
const byEvent = (row: LedgerRow) =>
	row.raw !== null && !sweptRaw(row) && !row.raw.startsWith('{"chosenBy"');

const rowsFrom = (given: unknown[]): LedgerRow[] =>
	given.map(rowFrom).filter((row): row is LedgerRow => row !== null);

const inState = (rows: LedgerRow[], ...states: Array<LedgerRow['state']>) =>
	rows.filter(({ state }) => states.includes(state));

/** When an event came last, when a session ended last, and how many sessions ended since then of which none told. */
function heard(latest: LedgerRow[]) {
	const lastEvent = greatest(latest.filter(byEvent).map(({ createdAt }) => createdAt));
	const swept = latest.filter(
		(row) =>
			sweptRaw(row) && row.endedAt !== null && (lastEvent === null || row.endedAt >= lastEvent),
	);
	return {
		lastEvent,
		swept: swept.length,
		lastSession: greatest(latest.map(({ endedAt }) => endedAt)),
	};
}

/** Numbers for the morning digest, from rows as the store gives them. Rows without a key are passed over. */
export function countRows(given: ToCount): Counts {
	const all = { open: rowsFrom(given.open), failed: rowsFrom(given.failed) };
	const latest = rowsFrom(given.latest);
	const open = inState(all.open, 'unlinked', 'chatted').slice(0, MOST_ROWS);
	const failing = all.failed.slice(0, MOST_ROWS);
	const quarantined = inState(failing, 'quarantined');
	const failed = inState(failing, 'received', null).filter(({ lastError }) => lastError !== null);
	const moreFailed = all.failed.length > MOST_ROWS;
	return {
		unlinked: {
			count: open.length,
			more: all.open.length > MOST_ROWS,
			since: least(open.map(began)),
			inChats: inState(open, 'chatted').length,
			suggested: open.filter(({ suggestion }) => suggestion !== null).length,
		},
		technicians: groups(open, (row) => tidy(row.representative) || 'no technician'),
		customers: groups(open, (row) => tidy(row.customer) || 'no customer'),
		quarantined: {
			count: quarantined.length,
			more: moreFailed,
			reasons: groups(quarantined, (row) => tidy(row.reason) || 'no reason'),
		},
		failed: {
			count: failed.length,
			more: moreFailed,
			errors: groups(failed, (row) => tidy(row.lastError)),
		},
		...heard(latest),
		empty: all.open.length + all.failed.length + latest.length === 0,
	};
}
