import { isOpen, type LedgerRow } from './row';
import type { Settings } from './settingsTable';

/** Minutes: no pause between two attempts is longer. */
const LONGEST_PAUSE = 180;
/** Minutes: the same after outages, which end for all sessions at once. */
const LONGEST_OUTAGE_PAUSE = 30;
/** Minutes by which clocks may differ. A time further in the future is not believed. */
export const SKEW = 15;

/** Minutes since a time, never negative; for ever where there is no time, or one that a wrong clock wrote. */
export function minutesSince(time: string | null, now: number): number {
	const minutes = time === null ? Number.NaN : (now - new Date(time).getTime()) / 60_000;
	if (Number.isNaN(minutes) || minutes < -SKEW) return Number.POSITIVE_INFINITY;
	return Math.max(0, minutes);
}

const doubled = (settings: Settings, times: number, longest: number) =>
	Math.min(settings.retryPauseMinutes * 2 ** Math.min(Math.max(times - 1, 0), 30), longest);

/** Minutes to wait after this many failed attempts: they double, up to three hours. */
export const pauseAfter = (attempts: number, settings: Settings): number =>
	attempts > 0 ? doubled(settings, attempts, LONGEST_PAUSE) : 0;

/** Minutes a row waits: after outages half an hour at most. */
const pauseOf = (row: LedgerRow, settings: Settings): number =>
	row.outages > 0
		? doubled(settings, row.outages, LONGEST_OUTAGE_PAUSE)
		: pauseAfter(row.attempts, settings);

/**
 * Whether a run is at the row: it has claimed it and said nothing since. Nobody else takes it before the longest run is over.
 * Where a person set the state by hand, the attempts are 0 and nobody is at it.
 */
export const inHands = (row: LedgerRow, settings: Settings, now: number): boolean =>
	isOpen(row) &&
	row.attempts > 0 &&
	row.lastError === null &&
	minutesSince(row.updatedAt, now) < settings.longestRunMinutes;

/**
 * Whether the next attempt at a row is due. `lastSuccess` is when any session was done last: it ends the pauses of an outage.
 */
export function isDue(
	row: LedgerRow,
	settings: Settings,
	now: number,
	lastSuccess: number | null = null,
): boolean {
	if (!isOpen(row) || inHands(row, settings, now)) return false;
	const waited = minutesSince(row.updatedAt, now);
	if (waited >= pauseOf(row, settings)) return true;
	const tried = new Date(row.updatedAt ?? 0).getTime();
	return row.outages > 0 && lastSuccess !== null && tried < Math.min(lastSuccess, now);
}

/**
 * Whether a row was tried often enough, and for as long as all pauses last: a repeated event cannot make a session give up early.
 */
export function isTired(row: LedgerRow, settings: Settings, now: number): boolean {
	let all = 0;
	for (let attempt = 1; attempt < settings.retryLimit; attempt++) {
		all += pauseAfter(attempt, settings);
	}
	return row.attempts >= settings.retryLimit && minutesSince(row.createdAt, now) >= all;
}
