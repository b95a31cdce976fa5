import type { OutboundEvent } from '../session/model';
import { cut } from '../session/text';
import { type Arrival, arrivalFrom, type Choice, type Swept, type Why } from './arrival';
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
import type { Settings } from './settingsTable';

/** On what condition a row may be changed: it must still say this. `claim` 0 stands for an empty cell, too. */
export interface Claim {
	key: string;
	claim: number;
	state: LedgerRow['state'];
}

/**
 * `work`: make the row where there is none, then write `row` if the row still says what `claim` says; who succeeds has the session.
 * `setAside`: write `row` (under `claim`, where there is one). `nothing`: done before, or being done.
 */
export interface CheckedIn {
	todo: 'work' | 'setAside' | 'nothing';
	why: Why;
	key: string;
	sessionId: string | null;
	claim: Claim | null;
	/** What makes the row of a session nobody has seen; `null` where there is one. It claims nothing. */
	first: RowChange | null;
	row: RowChange | null;
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

/** An event, or a person, is new knowledge and waits for no pause; nobody takes a row that is in hands. */
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

const claimOn = (row: LedgerRow | null, key: string): Claim => ({
	key,
	claim: row?.claim ?? 0,
	state: row ? row.state : 'received',
});

function chosen(choice: Choice | null, now: number): RowChange {
	if (!choice) return {};
	return {
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
	...chosen(came.choice, now),
	state: 'received',
	attempts: (row?.attempts ?? 0) + 1,
	claim: (row?.claim ?? 0) + 1,
	lastError: null,
});

const identity = ({ key, sessionId, applianceId, raw }: Arrival): RowChange => ({
	key,
	sessionId,
	applianceId,
	raw,
});

/** A row that somebody has set to `received` goes straight back; the same junk again changes nothing. */
function unusable(arrival: Arrival, row: LedgerRow | null, nothing: CheckedIn): CheckedIn {
	if (row?.state === 'quarantined') return nothing;
	const change: RowChange = {
		state: 'quarantined',
		reason: cut(arrival.problems, LONGEST_SENTENCE),
		attempts: 0,
		outages: 0,
		lastError: null,
	};
	return {
		...nothing,
		todo: 'setAside',
		claim: row && claimOn(row, arrival.key),
		row: row ? change : { ...identity(arrival), ...change },
	};
}

/**
 * What is to be done about an event, a session of the sweep or a person's choice, by what the ledger says (`row`: the row of the same key
 * as the store gives it, or nothing). `now` is in milliseconds since 1970.
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
	const nothing: CheckedIn = {
		todo: 'nothing',
		why,
		key,
		sessionId,
		claim: null,
		first: null,
		row: null,
	};
	if (!arrival.usable) return unusable(arrival, row, nothing);
	const verdict = row ? verdictOn(row, why, settings, now) : 'work';
	if (verdict === 'nothing') return nothing;
	const claim = claimOn(row, key);
	if (verdict === 'giveUp') {
		const change: RowChange = { state: 'quarantined', reason: 'gave-up', attempts: 0, outages: 0 };
		return { ...nothing, todo: 'setAside', claim, row: change };
	}
	const first: RowChange | null = row
		? null
		: { ...identity(arrival), state: 'received', claim: 0 };
	return { ...nothing, todo: 'work', claim, first, row: working(arrival, row, now) };
}
