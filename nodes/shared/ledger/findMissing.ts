import { sessionIdFrom } from '../session/model';
import type { Swept } from './arrival';
import { isDue, minutesSince, pauseAfter, SKEW } from './due';
import { sentence } from './failure';
import { isOpen, type LedgerRow, onTicket, rowFrom } from './row';
import type { Settings } from './settingsTable';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Hours after which a written session is no more looked at for what came late; longer than a day, so that each is once. */
const LATE_HOURS = 36;
/** The most sessions in one sweep; the next one continues. */
export const MOST_SESSIONS = 1000;

/** A row of `beyondtrust_sweeps`: one an appliance. Times are ISO 8601. */
export interface SweepRow {
	sweptTo: string | null;
	lookedBackAt: string | null;
	lastError: string | null;
}

/** From when the appliance is asked for sessions that ended (`from`), and rows of the ledger are read (`knownFrom`). ISO 8601. */
export interface Period {
	from: string;
	knownFrom: string;
	lookBack: boolean;
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString();

/**
 * A time of a sweep, never later than now: one sweep under a wrong clock must not stop all later ones. What lies before 1970 is no time
 * that a clock showed.
 */
function clamped(value: unknown, otherwise: number, now: number): number {
	const given = value instanceof Date || typeof value === 'string';
	const usable = given ? new Date(value).getTime() : Number.NaN;
	return Math.min(usable >= 0 ? usable : otherwise, now);
}

type Last = Record<string, unknown> | null | undefined;

/**
 * Since the last sweep with an overlap, once a day since longer ago, never since before the first sweep. After a time in which n8n did
 * not run, that is the time since then. `last` is the sweep's row as the store gives it, or nothing.
 */
export function periodOf(last: Last, settings: Settings, now: number): Period {
	const overlap = settings.sweepOverlapMinutes * MINUTE;
	const began = clamped(last?.createdAt, now, now);
	const looked = clamped(last?.lookedBackAt, began, now);
	const lookBack = Boolean(last?.key) && now - looked >= 24 * HOUR;
	const sinceLast = clamped(last?.sweptTo, began, now) - overlap;
	const wanted = lookBack ? Math.min(sinceLast, now - settings.lookBackHours * HOUR) : sinceLast;
	// What is listed once is never older than what was not swept yet, whatever the row of a wrong clock says of its beginning.
	const from = Math.min(Math.max(began - overlap, wanted), now - overlap);
	const known = Math.min(from, lookBack ? now - LATE_HOURS * HOUR : from) - SKEW * MINUTE;
	return { from: iso(from), knownFrom: iso(known), lookBack };
}

export interface ToFind {
	last: Last;
	/** Sessions that the appliance listed; what has no session id is passed over. */
	listed: Array<{ sessionId?: string | null; endedAt?: string | null }>;
	/** Rows that ended since `knownFrom` or are `received`, and those of the sessions listed. */
	rows: unknown[];
	/** Why the appliance could not be asked, in a sentence; `null` where it could. */
	failure?: string | null;
	/** Of the appliance that was asked. */
	applianceId: string | null;
	period: Period;
	settings: Settings;
	/** Milliseconds since 1970. */
	now: number;
}

/** Sessions to route, and what to write into the sweep's row when they were passed on. */
export interface Found {
	sessions: Swept[];
	/** More were found than a sweep takes. */
	cut: boolean;
	sweep: SweepRow;
}

/** A row that names no appliance, or an event's junk, may be anybody's; one that names another is another sweep's. */
const isOwn = (row: LedgerRow, applianceId: string | null) =>
	row.applianceId === null || applianceId === null || row.applianceId === applianceId;

/** When a session was done last; what a wrong clock wrote does not count. */
function lastSuccessOf(rows: LedgerRow[], now: number): number | null {
	const times = rows
		.filter(({ state }) => state === 'written' || state === 'linked' || state === 'chatted')
		.map(({ updatedAt }) => new Date(updatedAt ?? Number.NaN).getTime())
		.filter((time) => time <= now);
	return times.length > 0 ? times.reduce((a, b) => Math.max(a, b)) : null;
}

/** Whether the appliance's list is news for what the ledger says of a session. */
function isMissing(row: LedgerRow | undefined, { applianceId, settings, now }: ToFind): boolean {
	if (!row) return true;
	if (isOpen(row)) return !isOwn(row, applianceId) && isDue(row, settings, now);
	if (row.state !== 'quarantined') return row.endedAt === null;
	const waited = minutesSince(row.updatedAt, now) >= pauseAfter(1, settings);
	return row.reason !== 'gave-up' && waited;
}

/**
 * Sessions that ended and are not in the ledger, or not finished there. What the appliance lists is truth; rows are touched only where
 * they are of the same appliance, or it lists their session.
 */
export function findMissing(input: ToFind): Found {
	const { listed, applianceId, period, settings, now } = input;
	const rows = input.rows.map(rowFrom).filter((row): row is LedgerRow => row !== null);
	const byId = new Map(rows.map((row) => [row.sessionId ?? row.key, row]));
	const own = rows.filter((row) => isOwn(row, applianceId));
	const lastSuccess = lastSuccessOf(rows, now);
	const ofRow =
		(why: 'due' | 'recheck') =>
		(row: LedgerRow): Swept => ({
			why,
			key: row.key,
			sessionId: row.sessionId,
			applianceId: row.applianceId,
		});
	const ended = new Map<string, string | null>();
	for (const one of listed) {
		const id = sessionIdFrom(one.sessionId);
		if (id !== null) ended.set(id, one.endedAt ?? null);
	}
	const missing = [...ended]
		.filter(([id]) => isMissing(byId.get(id), input))
		.map(([sessionId, endedAt]): Swept => ({ why: 'listed', sessionId, applianceId, endedAt }));
	const due = own.filter((row) => isDue(row, settings, now, lastSuccess)).map(ofRow('due'));
	const young = (row: LedgerRow) => minutesSince(row.endedAt, now) <= LATE_HOURS * 60;
	const late = own.filter(
		(row) => !isOpen(row) && row.state !== 'quarantined' && onTicket(row) && young(row),
	);
	const all = [...missing, ...due, ...(period.lookBack ? late.map(ofRow('recheck')) : [])];
	return { sessions: all.slice(0, MOST_SESSIONS), ...sweepOf(input, all.length) };
}

/**
 * A sweep that was cut begins where it began, so that the next one goes on; one whose appliance could not be asked moves nothing and says
 * why.
 */
function sweepOf({ last, period, now, failure = null }: ToFind, found: number) {
	const { lookBack, from } = period;
	const cut = found > MOST_SESSIONS;
	const before = (value: unknown) => (value ? iso(clamped(value, now, now)) : null);
	const stays = cut || failure !== null;
	const sweep: SweepRow = {
		sweptTo: stays ? (before(last?.sweptTo) ?? (cut ? from : null)) : iso(now),
		lookedBackAt: lookBack && !stays ? iso(now) : before(last?.lookedBackAt),
		lastError: failure,
	};
	return { cut, sweep };
}

/** What the sweep's row says where the appliance could not be asked: nothing was swept, and why. */
export const sweepFailed = (error: unknown): Pick<SweepRow, 'lastError'> => ({
	lastError: sentence(error),
});
