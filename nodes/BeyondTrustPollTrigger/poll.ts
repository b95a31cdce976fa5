import type { Session } from '../shared/session/model';

/** What the trigger keeps between two polls, in n8n's own poll state. Times in seconds since 1970. */
export interface PollState {
	/** End of the latest session seen, at most n8n's own time; where the first poll began, as long as none was seen. */
	cursor?: number;
	/** Where the first poll began: what ended before does not concern us. */
	since?: number;
	/** When a poll last looked back some hours, and when some days. */
	near?: number;
	far?: number;
	/** Sessions already passed on whose end a poll can read again, with the second of their end. */
	seen?: Record<string, number>;
	/** Sessions passed on while they ran. */
	running?: string[];
}

export interface PollOptions {
	/** Seconds before the latest session that are read again, for sessions that the appliance registers late. */
	overlap: number;
	/** Hours before the first poll. */
	lookBack: number;
}

const secondsOf = (time: string | null): number => (time === null ? 0 : Date.parse(time) / 1_000);

/**
 * How often a poll looks back further than its overlap, and how far, in seconds: a report may come long after those of its
 * neighbours. So a session is found within an hour when its report is up to two hours late, within a day when up to a day.
 */
const LOOKS_BACK = [
	{ name: 'far', every: 24 * 3_600, back: 48 * 3_600 },
	{ name: 'near', every: 3_600, back: 3 * 3_600 },
] as const;

const FARTHEST = Math.max(...LOOKS_BACK.map(({ back }) => back));

/** Due when it is time, and when the clock was set back. */
const isDue = (last: number | undefined, every: number, now: number) =>
	last !== undefined && (now - last >= every || now < last);

/** What one poll reads. */
export interface Reading {
	/** Seconds since 1970. */
	from: number;
	/** The state once everything from there on was read. */
	state: PollState;
}

/**
 * Where a poll begins to read. `now` in seconds, by n8n's clock: only the first poll goes by it, and no cursor lies in its
 * future, where one session with a wrong end would leave everything after it unread.
 */
export function pollFrom(
	state: PollState,
	{ overlap, lookBack }: PollOptions,
	now: number,
): Reading {
	if (state.cursor === undefined) {
		const first = Math.max(0, Math.floor(now - lookBack * 3_600));
		return { from: first, state: { ...state, since: first, near: now, far: now } };
	}
	const usual = Math.floor(Math.min(state.cursor, now) - overlap);
	const since = state.since ?? Math.max(0, usual);
	const due = LOOKS_BACK.filter(({ name, every }) => isDue(state[name], every, now));
	const back = Math.max(0, ...due.map((one) => one.back));
	const looked = Object.fromEntries(due.map(({ name }) => [name, now]));
	return {
		from: Math.max(0, since, usual - back),
		state: { ...state, since, near: state.near ?? now, far: state.far ?? now, ...looked },
	};
}

/**
 * What of the ended sessions read since `from` is new, and the state after handing it on.
 *
 * The cursor follows the latest end that was seen, so that an appliance that was away leaves no gap. `now` in seconds.
 */
export function unseen(
	ended: Session[],
	{ from, state }: Reading,
	{ overlap }: PollOptions,
	now: number,
): { fresh: Session[]; state: PollState } {
	const known = new Map(Object.entries(state.seen ?? {}));
	const fresh = ended.filter(({ sessionId }) => !known.has(sessionId));
	for (const { sessionId, endedAt } of ended) known.set(sessionId, secondsOf(endedAt));
	const latest = Math.max(Math.min(state.cursor ?? from, now), ...known.values());
	const cursor = Math.max(from, Math.min(latest, now));
	const kept = [...known].filter(([, end]) => end >= cursor - overlap - FARTHEST - 1);
	return { fresh, state: { ...state, cursor, seen: Object.fromEntries(kept) } };
}

/** Which of the sessions that run are new, and the state after handing them on. */
export function newlyRunning(
	running: Session[],
	state: PollState,
): { fresh: Session[]; state: PollState } {
	const known = new Set(state.running ?? []);
	const fresh = running.filter(({ sessionId }) => !known.has(sessionId));
	return { fresh, state: { ...state, running: running.map(({ sessionId }) => sessionId) } };
}
