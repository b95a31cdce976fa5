import { useScheduledClock } from './clock.mts';
import { canvasOf, type Store } from './engine.mts';
import { noClaim, noFence, noLock, type Plant } from './plants.mts';
import { playSchedule } from './schedule.mts';

/** As many as are played of what was built: a fault that is found later than that would not be found. */
const SCHEDULES = 2000;
/** Series of schedules that have nothing in common. */
const SERIES = [100_000, 200_000, 300_000];

const asBuilt: Plant = () => undefined;

beforeEach(() => {
	useScheduledClock();
});

afterEach(() => {
	jest.useRealTimers();
});

test.each<[string, Store, Plant, boolean]>([
	['claim', 'tables', noClaim, true],
	['claim', 'postgres', noClaim, true],
	['marker', 'tables', asBuilt, false],
	['marker', 'postgres', asBuilt, false],
	['fence', 'tables', noFence, true],
	['fence', 'postgres', noFence, true],
	['lock', 'tables', noLock, true],
])(
	'a route without its %s is found out by every series of schedules (%s)',
	async (what, store, plant, deskLooks) => {
		const canvas = await canvasOf(store, plant);
		const needed: number[] = [];
		for (const series of SERIES) {
			let played = 0;
			let wrong: string | null = null;
			while (wrong === null && played < SCHEDULES) {
				({ wrong } = await playSchedule(canvas, series + played++, deskLooks));
			}
			expect(wrong).toMatch(/notes|rows/);
			needed.push(played);
		}
		process.stdout.write(
			`simulated canvas, ${store}, no ${what}: found after ${needed.join(', ')} schedules\n`,
		);
	},
	900_000,
);
