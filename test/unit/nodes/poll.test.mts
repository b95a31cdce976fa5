import fc from 'fast-check';

import { pollFrom, unseen } from '../../../nodes/BeyondTrustPollTrigger/poll';
import type { PollState } from '../../../nodes/BeyondTrustPollTrigger/poll';
import type { Session } from '../../../nodes/shared/session/model';
import { runs } from '../runs.mts';

const START = 1_770_000_000;
const HOUR = 3_600;
const OPTIONS = { overlap: 120, lookBack: 1 };

interface Ended {
	sessionId: string;
	/** Seconds since 1970: when it ended, by the report, and when the report appeared. */
	end: number;
	registered: number;
}

/** An appliance that lists what is registered, and a trigger that polls it. `skew`: n8n's clock less the appliance's. */
function trigger(all: Ended[]) {
	let state: PollState = {};
	return {
		poll(at: number, skew = 0): string[] {
			const now = at + skew;
			const reading = pollFrom(state, OPTIONS, now);
			const listed = all
				.filter(({ registered, end }) => registered <= at && end >= reading.from)
				.map(
					({ sessionId, end }) =>
						({ sessionId, endedAt: new Date(end * 1_000).toISOString() }) as Session,
				);
			const { fresh, state: after } = unseen(listed, reading, OPTIONS, now);
			state = JSON.parse(JSON.stringify(after)) as PollState;
			return fresh.map(({ sessionId }) => sessionId);
		},
		size: () => JSON.stringify(state).length,
	};
}

const session = (name: number, end: number, registered = end): Ended => ({
	sessionId: name.toString(16).padStart(32, '0'),
	end: START + end,
	registered: START + registered,
});

it('goes on after a session whose end lies in the future', () => {
	const all = [session(1, 10 * 365 * 24 * HOUR, 60), session(2, 300), session(3, 900)];
	const { poll } = trigger(all);
	const found = [0, 60, 360, 960, 1_020].flatMap((at) => poll(START + at));
	expect(found).toEqual(all.map(({ sessionId }) => sessionId));
});

it('goes on with a state whose cursor an earlier version left in the future', () => {
	const reading = pollFrom({ cursor: START + 1e8, seen: {} }, OPTIONS, START);
	expect(reading.from).toBe(START - OPTIONS.overlap);
});

it('finds a report that comes two hours late within an hour, and one that comes a day late within a day', () => {
	const all = [session(1, 60, 2 * HOUR), session(2, 120, 24 * HOUR), session(3, 25 * HOUR)];
	const { poll } = trigger(all);
	const foundAt = new Map<string, number>();
	for (let at = 0; at <= 60 * HOUR; at += 60) {
		for (const one of poll(START + at)) foundAt.set(one, at);
	}
	const [near, far] = all.map(({ sessionId }) => foundAt.get(sessionId) ?? Infinity);
	expect(near).toBeLessThanOrEqual(3 * HOUR + 60);
	expect(far).toBeLessThanOrEqual(48 * HOUR + 60);
});

it('hands on nothing that ended before the first poll looked', () => {
	const { poll } = trigger([session(1, -2 * HOUR, -HOUR)]);
	const found = Array.from({ length: 60 }, (_, hour) => poll(START + hour * HOUR)).flat();
	expect(found).toEqual([]);
});

it('keeps no more than the sessions of some two days', () => {
	const all = Array.from({ length: 20 * 24 }, (_, hour) => session(hour, hour * HOUR + 1));
	const { poll, size } = trigger(all);
	for (let at = 0; at <= 20 * 24 * HOUR; at += HOUR) poll(START + at);
	expect(size()).toBeLessThan(60 * 60);
});

it('hands on every session once, whatever its report’s delay up to a day and the clock of n8n', () => {
	const ended = fc.record({
		end: fc.integer({ min: 0, max: 72 * HOUR }),
		late: fc.oneof(fc.constant(30), fc.integer({ min: 0, max: 24 * HOUR })),
	});
	const skews = fc.array(fc.integer({ min: -HOUR, max: HOUR / 2 }), { minLength: 1, maxLength: 4 });
	fc.assert(
		fc.property(fc.array(ended, { maxLength: 20 }), skews, (list, clocks) => {
			const all = list.map(({ end, late }, index) =>
				session(index, end + 2 * HOUR, end + 2 * HOUR + late),
			);
			const { poll } = trigger(all);
			const found: string[] = [];
			for (let at = 0; at <= 150 * HOUR; at += 900) {
				found.push(...poll(START + at, clocks[Math.floor(at / (40 * HOUR)) % clocks.length]));
			}
			expect([...found].sort()).toEqual(all.map(({ sessionId }) => sessionId).sort());
		}),
		{ numRuns: Math.min(runs.numRuns, 300) },
	);
});
