import fc from 'fast-check';

import { Windows } from '../../../nodes/shared/appliance/windows';
import type { Window } from '../../../nodes/shared/appliance/windows';
import { runs } from '../runs.mts';

const DAY = 86_400;
const NOW = 1_790_000_000;

/** Plays an appliance that refuses what holds more than `most` of the moments; returns the answered windows. */
function play(
	windows: Windows,
	{ moments, most, milliseconds = 20 }: { moments: number[]; most: number; milliseconds?: number },
): { answered: Window[]; asked: number } {
	const answered: Window[] = [];
	for (let asked = 1; ; asked++) {
		if (asked > 20_000) throw new Error('It does not come to an end');
		const window = windows.next();
		if (!window) return { answered, asked: asked - 1 };
		const results = moments.filter((at) => at >= window.from && at <= (window.to ?? NOW)).length;
		if (results > most && windows.refused()) continue;
		answered.push(window);
		windows.answered({ results, milliseconds });
	}
}

const period = fc
	.tuple(
		fc.integer({ min: 0, max: 4_000 * DAY }),
		fc.boolean(),
		fc.integer({ min: 0, max: 4_000 * DAY }),
	)
	.map(([length, open, back]) => {
		const from = NOW - back;
		return { from, to: open ? null : from + length };
	});

const moments = (from: number, to: number) =>
	fc
		.array(
			fc.record({
				at: fc.integer({ min: from, max: to }),
				burst: fc.integer({ min: 1, max: 60 }),
				spread: fc.integer({ min: 0, max: 7_200 }),
			}),
			{ maxLength: 8 },
		)
		.map((bursts) =>
			bursts.flatMap(({ at, burst, spread }) =>
				Array.from({ length: burst }, (_, n) =>
					Math.min(to, at + Math.floor((n * spread) / burst)),
				),
			),
		);

describe('A period in windows', () => {
	it('is covered without a gap, whatever it holds and whatever is refused', () => {
		const input = period.chain(({ from, to }) =>
			fc.record({
				from: fc.constant(from),
				to: fc.constant(to),
				moments: moments(from, Math.max(from, Math.min(to ?? NOW, NOW))),
				most: fc.integer({ min: 1, max: 40 }),
				milliseconds: fc.constantFrom(5, 900, 4_000, 60_000),
			}),
		);
		fc.assert(
			fc.property(input, ({ from, to, ...rest }) => {
				const { answered } = play(new Windows(from, to, NOW), rest);
				expect(answered[0].from).toBe(from);
				answered.slice(1).forEach((window, index) => {
					expect(window.from).toBe(answered[index].to);
				});
				const last = answered[answered.length - 1];
				expect(last.to).toBe(to === null || to >= NOW ? null : to);
			}),
			{ ...runs, numRuns: Math.min(runs.numRuns, 300) },
		);
	});

	it('has no window wider than 92 days, and none that ends before it begins', () => {
		fc.assert(
			fc.property(period, ({ from, to }) => {
				const { answered } = play(new Windows(from, to, NOW), { moments: [], most: 1 });
				const wrong = answered.filter((window) => {
					const width = (window.to ?? Math.max(NOW, window.from)) - window.from;
					return width < 0 || width > 92 * DAY;
				});
				expect(wrong).toEqual([]);
			}),
			runs,
		);
	});

	it('goes through ten quiet years in few windows', () => {
		const { asked } = play(new Windows(NOW - 3_653 * DAY, null, NOW), { moments: [], most: 1 });
		expect(asked).toBeLessThan(50);
	});

	it('asks for windows in proportion to what there is', () => {
		const spread = (count: number) =>
			Array.from({ length: count }, (_, n) => NOW - 30 * DAY + Math.floor((n * 30 * DAY) / count));
		const asked = (count: number) =>
			play(new Windows(NOW - 30 * DAY, null, NOW), { moments: spread(count), most: 1_000 }).asked;
		expect(asked(10_000)).toBeLessThan(11 * asked(1_000));
		expect(asked(10_000)).toBeLessThan(120);
	});

	it('narrows what is refused down to a second, and then says that it cannot', () => {
		const windows = new Windows(NOW - DAY, NOW - 1, NOW);
		const widths: number[] = [];
		for (;;) {
			const { from, to } = windows.next() as Window;
			widths.push((to as number) - from);
			if (!windows.refused()) break;
		}
		expect(widths[0]).toBe(DAY - 1);
		expect(widths[widths.length - 1]).toBe(1);
		expect(widths.length).toBeLessThan(10);
		expect([...widths].sort((a, b) => b - a)).toEqual(widths);
	});

	it('stays narrower for a while after what was too large', () => {
		const windows = new Windows(NOW - 30 * DAY, null, NOW);
		windows.next();
		windows.answered({ results: 3, milliseconds: 20, tooLarge: true });
		const { from, to } = windows.next() as Window;
		expect((to as number) - from).toBe(DAY / 2);
	});

	it('widens again when it grows quiet after a burst', () => {
		const burst = Array.from({ length: 300 }, (_, n) => NOW - 40 * DAY + n);
		const { answered } = play(new Windows(NOW - 41 * DAY, null, NOW), { moments: burst, most: 50 });
		const widths = answered.map(({ from, to }) => (to ?? NOW) - from);
		expect(Math.min(...widths)).toBeLessThan(300);
		expect(widths.slice(0, -1).at(-1)).toBeGreaterThan(DAY);
	});

	it('does not narrow for an appliance that is slow whatever it is asked', () => {
		const { asked } = play(new Windows(NOW - 30 * DAY, null, NOW), {
			moments: [NOW - 3 * DAY],
			most: 10,
			milliseconds: 30_000,
		});
		expect(asked).toBeLessThan(40);
	});
});
