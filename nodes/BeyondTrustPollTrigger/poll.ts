import type { Session } from '../shared/session/model';

/** What the trigger keeps between two polls, in n8n's own poll state. Times in seconds since 1970. */
export interface PollState {
	/** End of the latest session seen, by the appliance's clock; where the first poll began, as long as none was seen. */
	cursor?: number;
	/** Sessions already handed on whose end a poll will read again, with the second of their end. */
	seen?: Record<string, number>;
	/** Sessions handed on while they ran. */
	running?: string[];
}

export interface PollOptions {
	/** Seconds before the latest session that are read again, for sessions that the appliance registers late. */
	overlap: number;
	/** Hours before the first poll. */
	lookBack: number;
}

const secondsOf = (time: string | null): number => (time === null ? 0 : Date.parse(time) / 1_000);

/** Where a poll begins to read. `now` in seconds; only the first poll looks at this clock, later ones follow the appliance's. */
export const pollFrom = (
	state: PollState,
	{ overlap, lookBack }: PollOptions,
	now: number,
): number =>
	Math.max(
		0,
		Math.floor(state.cursor === undefined ? now - lookBack * 3_600 : state.cursor - overlap),
	);

/**
 * What of the ended sessions read since `from` is new, and the state after handing it on.
 *
 * The cursor follows the latest end that was seen and never the clock, so that neither a clock that differs nor an
 * appliance that was away leaves a gap.
 */
export function unseen(
	ended: Session[],
	state: PollState,
	from: number,
	{ overlap }: PollOptions,
): { fresh: Session[]; state: PollState } {
	const known = new Map(Object.entries(state.seen ?? {}));
	const fresh = ended.filter(({ sessionId }) => !known.has(sessionId));
	for (const { sessionId, endedAt } of ended) known.set(sessionId, secondsOf(endedAt));
	const cursor = Math.max(state.cursor ?? from, ...known.values());
	const kept = [...known].filter(([, end]) => end >= cursor - overlap - 1);
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
