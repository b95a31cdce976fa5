import type { SessionSummary } from '../session/model';
import type { Appliance } from './connection';
import type { Period } from './period';
import { throughPeriod, windowParams } from './period';
import type { SessionOptions } from './reporting';
import { getSessionOfAnySize } from './oversized';
import { getSessionIds, getSessionsOf } from './reporting';
import type { Window } from './windows';

export interface SessionSelection<S extends SessionSummary> extends Period, SessionOptions<S> {
	/** `end` finds closed sessions only; `start` also those that still run or ended abnormally. */
	by: 'end' | 'start';
}

/** The sessions of a window one by one, for one whose report is too large as a whole; null where they are too many. */
async function oneByOne<S extends SessionSummary>(
	appliance: Appliance,
	chosen: Record<string, string>,
	options: SessionOptions<S>,
	atMost: number,
): Promise<S[] | null> {
	const sessions: S[] = [];
	const ids = await getSessionIds(appliance, chosen);
	if (ids.length > atMost) return null;
	for (const sessionId of ids) {
		const alone = ids.length === 1;
		const session = await getSessionOfAnySize(appliance, sessionId, options, alone);
		if (session) sessions.push(session);
	}
	return sessions;
}

/**
 * The sessions that ended or began in a period: each once, oldest first, as they arrive.
 *
 * Reads window by window (sections 4.1 and 4.2 of the vendor's reporting guide: there is no paging), holds one window at a
 * time, and asks for nothing more when the caller stops. Throws ApplianceError. `from` and `to` are seconds since 1970;
 * `to` null means until now. Sessions that the appliance registers late are not waited for: read again with an overlap.
 */
export async function* sessionsBetween<S extends SessionSummary>(
	appliance: Appliance,
	{ by, from, to, signal, ...options }: SessionSelection<S>,
): AsyncGenerator<S, void, void> {
	const name = by === 'end' ? 'end_time' : 'start_time';
	const momentOf = (session: S) => (by === 'end' ? session.endedAt : session.startedAt);
	const first = new Date(from * 1_000).toISOString();
	const last = to === null ? null : new Date(to * 1_000 + 999).toISOString();

	/** What lies outside comes of windows that the appliance rounds, or of their least length of a second. */
	const isInside = (session: S) => {
		const moment = momentOf(session);
		return moment === null || (moment >= first && (last === null || moment <= last));
	};
	const inOrder = (sessions: S[]) =>
		sessions
			.filter(isInside)
			.sort(
				(a, b) =>
					compare(momentOf(a) ?? '', momentOf(b) ?? '') || compare(a.sessionId, b.sessionId),
			);
	yield* throughPeriod<S>(
		{ from, to, signal },
		{
			read: async (window: Window) =>
				inOrder(await getSessionsOf(appliance, windowParams(name, window), options)),
			readEach: async (window: Window, atMost: number) => {
				const sessions = await oneByOne(appliance, windowParams(name, window), options, atMost);
				return sessions && inOrder(sessions);
			},
			keyOf: ({ sessionId }) => sessionId,
		},
	);
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
