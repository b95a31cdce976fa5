import { textOf } from '../session/value';
/** What the ledger says of a session. `received`: seen, and not done; somebody is at it, or the sweep will be. */
export type LedgerState =
	| 'received'
	| 'written'
	| 'chatted'
	| 'unlinked'
	| 'linked'
	| 'quarantined';

/** Why a session is on no ticket. `gave-up` stands with `quarantined`, the others with `unlinked` and `chatted`. */
export type Reason =
	| 'no-link'
	| 'bad-signature'
	| 'unsigned-chat'
	| 'customer-differs'
	| 'no-such-ticket'
	| 'unknown-technician'
	| 'not-invited-here'
	| 'gave-up';

const TEXTS = [
	'reason',
	'linkKind',
	'linkSystem',
	'linkId',
	'noteId',
	'noteHash',
	'lateHash',
	'name',
	'representative',
	'customer',
	'company',
	'hostname',
	'firstLine',
	'suggestion',
	'lastError',
	'linkedBy',
	'raw',
	'sessionId',
	'applianceId',
] as const;
const TIMES = ['startedAt', 'endedAt', 'linkedAt', 'keepUntil', 'createdAt', 'updatedAt'] as const;
const COUNTS = ['attempts', 'outages', 'claim'] as const;

/**
 * One session in the ledger. Times are ISO 8601 in UTC; `null` is an empty cell.
 *
 * `attempts` counts what failed since the last success, crashes included; an outage is none. `outages` counts those in a row. `claim`
 * counts how often a run took the row on and never goes down: it is what tells a run whether the row is still its own.
 * `noteHash` is written right before a note is, and tells what that note says (see lateHash.ts); `lateHash` the same after the desk has
 * answered. `keepUntil` is when the row may be deleted, empty for never. `createdAt` and `updatedAt` are the store's own.
 */
export type LedgerRow = {
	key: string;
	state: LedgerState | null;
	durationSeconds: number | null;
} & Record<(typeof TEXTS)[number] | (typeof TIMES)[number], string | null> &
	Record<(typeof COUNTS)[number], number>;

/** What is to be written into a row; other columns stay. */
export type RowChange = Partial<Omit<LedgerRow, 'createdAt' | 'updatedAt'>>;

const STATES: readonly string[] = [
	'received',
	'written',
	'chatted',
	'unlinked',
	'linked',
	'quarantined',
] satisfies LedgerState[];

/** Longest `lastError` and `reason`, in characters. */
export const LONGEST_SENTENCE = 500;

const text = (value: unknown): string | null => textOf(value) || null;

function time(value: unknown): string | null {
	if (!(value instanceof Date) && typeof value !== 'string') return null;
	const milliseconds = new Date(value).getTime();
	return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}

function count(value: unknown): number {
	const number = Number(textOf(value));
	return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

/**
 * A row as a store gives it, or `null` where there is none (an item without a key, as n8n's *Always Output Data* makes it).
 * Data tables give times as text, PostgreSQL as dates. People edit these tables: what does not fit counts as empty, and a state nobody knows
 * as `received`.
 */
export function rowFrom(value: unknown): LedgerRow | null {
	const cells = (typeof value === 'object' && value !== null ? value : {}) as Record<
		string,
		unknown
	>;
	const key = text(cells.key);
	if (key === null) return null;
	const state = text(cells.state)?.trim().toLowerCase() ?? null;
	const seconds = cells.durationSeconds;
	return {
		key,
		state: state === null ? null : STATES.includes(state) ? (state as LedgerState) : 'received',
		durationSeconds: typeof seconds === 'number' && seconds >= 0 ? seconds : null,
		...(Object.fromEntries(TEXTS.map((name) => [name, text(cells[name])])) as Record<
			(typeof TEXTS)[number],
			string | null
		>),
		...(Object.fromEntries(TIMES.map((name) => [name, time(cells[name])])) as Record<
			(typeof TIMES)[number],
			string | null
		>),
		...(Object.fromEntries(COUNTS.map((name) => [name, count(cells[name])])) as Record<
			(typeof COUNTS)[number],
			number
		>),
	};
}

/** Whether the row's session is still to be done. */
export const isOpen = (row: LedgerRow | null): boolean => !row?.state || row.state === 'received';

/** `noteHash` of a row whose ticket was chosen (by a person, or because its chat has one), and no note was begun. */
export const CHOSEN = 'chosen';

/** Whether a note is on the ticket in `linkId`, was about to be put there, or somebody wants it there. */
export const onTicket = (row: LedgerRow | null): boolean =>
	row?.linkKind === 'ticket' && Boolean(row.linkId && row.noteHash);

/** Columns of a row that is done: nothing failed any more. */
export const done = { reason: null, lastError: null, attempts: 0, outages: 0 } as const;
