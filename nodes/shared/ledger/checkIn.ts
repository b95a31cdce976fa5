import type { OutboundEvent } from '../session/model';
import { cut } from '../session/text';
import { type Arrival, arrivalFrom, type Choice, type Swept, type Why } from './arrival';
import { againOn } from './choice';
import { inHands, isDue, isTired, minutesSince, pauseAfter } from './due';
import {
	CHOSEN,
	isOpen,
	type LedgerRow,
	LONGEST_SENTENCE,
	onTicket,
	type RowChange,
	rowFrom,
} from './row';
import { keepJunkUntil } from './keep';
import type { Settings } from './settingsTable';

/**
 * On what condition a row may be changed: it must still say this. A cell that was empty must be empty still (`isEmpty`, as n8n's data
 * tables call it), because no comparison of theirs finds it.
 */
export interface Claim {
	key: string;
	claim: number;
	claimIs: 'eq' | 'isEmpty';
	state: LedgerRow['state'];
	stateIs: 'eq' | 'isEmpty';
}

/** Of a row that a run has claimed. */
export const claimed = (key: string, claim: number): Claim => ({
	key,
	claim,
	claimIs: 'eq',
	state: 'received',
	stateIs: 'eq',
});

/**
 * `work` and `setAside`: make the row where there is none (`first`), then write `row` if the row still says what `claim` says. Who
 * succeeds with `work` has the session; with `setAside` that is all. `nothing`: done before, or being done.
 */
export interface CheckedIn {
	todo: 'work' | 'setAside' | 'nothing';
	why: Why;
	key: string;
	sessionId: string | null;
	claim: Claim | null;
	/** What makes the row of a session nobody has seen; `null` where there is one. It claims nothing, so that writing it twice does no harm. */
	first: RowChange | null;
	/** All of CLAIMED, whether or not they change. */
	row: RowChange | null;
}

/** Columns that a claim writes. */
export const CLAIMED = [
	'state',
	'reason',
	'attempts',
	'outages',
	'claim',
	'lastError',
	'applianceId',
	'linkKind',
	'linkSystem',
	'linkId',
	'linkedBy',
	'linkedAt',
	'noteId',
	'noteHash',
	'lateHash',
	'keepUntil',
] as const satisfies Array<keyof RowChange>;

/** A change of a row with what stays as it is, so that a canvas can name the columns once. */
export function filled(
	columns: readonly string[],
	row: Partial<LedgerRow> | null,
	change: RowChange,
): RowChange {
	const cells = { attempts: 0, outages: 0, claim: 0, ...row, ...change } as Record<string, unknown>;
	return Object.fromEntries(columns.map((name) => [name, cells[name] ?? null])) as RowChange;
}

/** What was done comes back for surveys, for what the sweep's look back finds, and where its report was not complete. */
function comesBack(row: LedgerRow, why: Why): boolean {
	if (why === 'survey' || why === 'recheck') return onTicket(row);
	return why === 'listed' && row.endedAt === null;
}

/** What the appliance lists cannot be unknown to it. */
const isRefuted = (row: LedgerRow, why: Why, settings: Settings, now: number) =>
	why === 'listed' &&
	row.reason !== 'gave-up' &&
	minutesSince(row.updatedAt, now) >= pauseAfter(1, settings);

type Verdict = 'work' | 'giveUp' | 'nothing';

/** An event, or a person, is new knowledge and waits for no pause; nobody takes a row that another run has in hand. */
function openVerdict(row: LedgerRow, why: Why, settings: Settings, now: number): Verdict {
	if (inHands(row, settings, now)) return 'nothing';
	// A note that was begun on one ticket may be there already, so nobody takes the session to another one.
	if (why === 'person' && onTicket(row)) return 'nothing';
	if (why === 'ended' || why === 'survey' || why === 'person') return 'work';
	if (why === 'recheck') return 'nothing';
	// The sweep may know that an outage is over, which this row does not say.
	const due = isDue(row, settings, now) || (why === 'due' && row.outages > 0);
	if (!due) return 'nothing';
	return isTired(row, settings, now) ? 'giveUp' : 'work';
}

function verdictOn(row: LedgerRow, why: Why, settings: Settings, now: number): Verdict {
	if (isOpen(row)) return openVerdict(row, why, settings, now);
	if (why === 'person') return onTicket(row) ? 'nothing' : 'work';
	if (row.state === 'quarantined') {
		return isRefuted(row, why, settings, now) ? 'work' : 'nothing';
	}
	return comesBack(row, why) ? 'work' : 'nothing';
}

/** `before` as the store gives it: an empty cell is another thing than a 0 that somebody typed. */
export function claimOn(before: unknown, row: LedgerRow | null, key: string): Claim {
	const cells = (row ? before : {}) as { claim?: unknown; state?: unknown };
	const isThere = (cell: unknown) => cell !== null && cell !== undefined && cell !== '';
	return {
		key,
		claim: row?.claim ?? 0,
		claimIs: isThere(cells.claim) ? 'eq' : 'isEmpty',
		state: isThere(cells.state) ? (cells.state as LedgerRow['state']) : null,
		stateIs: isThere(cells.state) ? 'eq' : 'isEmpty',
	};
}

function chosen(choice: Choice | null, row: LedgerRow | null, now: number): RowChange {
	if (!choice) return {};
	const again = againOn(row, choice.ticketId);
	return {
		...(again ? { reason: again } : {}),
		linkKind: 'ticket',
		linkSystem: choice.linkSystem,
		linkId: choice.ticketId,
		linkedBy: cut(choice.by, 200),
		linkedAt: new Date(now).toISOString(),
		noteId: null,
		noteHash: CHOSEN,
		lateHash: null,
	};
}

const working = (came: Arrival, row: LedgerRow | null, now: number): RowChange => ({
	// An event's word on its appliance is nobody's; what an appliance lists is its own.
	...(came.why === 'listed' ? { applianceId: came.applianceId } : {}),
	...chosen(came.choice, row, now),
	state: 'received',
	attempts: (row?.attempts ?? 0) + 1,
	claim: (row?.claim ?? 0) + 1,
	lastError: null,
	keepUntil: null,
});

/** A row that somebody has set to `received` goes straight back; the same junk again changes nothing. */
const setAside = (arrival: Arrival, row: LedgerRow | null, now: number): RowChange | null =>
	row?.state === 'quarantined'
		? null
		: {
				state: 'quarantined',
				reason: cut(arrival.problems, LONGEST_SENTENCE),
				attempts: 0,
				outages: 0,
				lastError: null,
				keepUntil: keepJunkUntil(now),
			};

/** What the row is to say, and whether there is work behind it; `null` where nothing is to be done. */
function changeFor(
	arrival: Arrival,
	row: LedgerRow | null,
	settings: Settings,
	now: number,
): { todo: 'work' | 'setAside'; change: RowChange } | null {
	if (!arrival.usable) {
		const change = setAside(arrival, row, now);
		return change && { todo: 'setAside', change };
	}
	const verdict = row ? verdictOn(row, arrival.why, settings, now) : 'work';
	if (verdict === 'nothing') return null;
	if (verdict === 'work') return { todo: 'work', change: working(arrival, row, now) };
	const change: RowChange = { state: 'quarantined', reason: 'gave-up', attempts: 0, outages: 0 };
	return { todo: 'setAside', change };
}

/**
 * What is to be done about an event, a session of the sweep or a person's choice, by what the ledger says (`before`: the row of the same key
 * as the store gives it, or nothing). `now` is in milliseconds since 1970. An empty item, as n8n makes one where a list is empty, is nothing to do.
 */
export function checkIn(
	came: OutboundEvent | Swept | Choice,
	before: unknown,
	settings: Settings,
	now: number,
): CheckedIn {
	const arrival = arrivalFrom(came);
	const row = rowFrom(before);
	const { why, key, sessionId } = arrival;
	const found =
		Object.keys(came).length > 0 && why !== 'nothing'
			? changeFor(arrival, row, settings, now)
			: null;
	if (!found) return { todo: 'nothing', why, key, sessionId, claim: null, first: null, row: null };
	const identity: RowChange = {
		key,
		sessionId,
		applianceId: arrival.applianceId,
		raw: arrival.raw,
	};
	return {
		todo: found.todo,
		why,
		key,
		sessionId,
		claim: claimOn(before, row, key),
		first: row ? null : identity,
		row: filled(CLAIMED, row ?? identity, found.change),
	};
}
