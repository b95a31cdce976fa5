import { useScheduledClock } from './clock.mts';
import { canvasOf, type Store } from './engine.mts';
import { playSchedule } from './schedule.mts';

/** Schedules a store; SCHEDULES in the environment plays more, or fewer. */
const SCHEDULES = Number(process.env.SCHEDULES) || 2000;
/** The first seed: with SEED in the environment a schedule is played again, and its story told. */
const SEED = Number(process.env.SEED) || 1;

beforeEach(() => {
	useScheduledClock();
});

afterEach(() => {
	jest.useRealTimers();
});

test.each<Store>(['tables', 'postgres'])(
	'two events and a sweep for one session end with one note and one row, in whatever order and with whatever crash (%s)',
	async (store) => {
		const canvas = await canvasOf(store);
		const wrong: string[] = [];
		let steps = 0;
		for (let seed = SEED; seed < SEED + SCHEDULES; seed++) {
			const played = await playSchedule(canvas, seed);
			steps += played.steps;
			if (process.env.SEED) process.stdout.write(`${played.story.join('\n')}\n`);
			if (played.wrong) wrong.push([`seed ${seed}: ${played.wrong}`, ...played.story].join('\n'));
		}
		process.stdout.write(
			`simulated canvas, ${store}: ${SCHEDULES.toLocaleString('en')} schedules of two events and a sweep, ${steps.toLocaleString('en')} steps\n`,
		);
		expect(wrong.slice(0, 3).join('\n\n')).toBe('');
		expect(steps).toBeGreaterThan(SCHEDULES);
	},
	900_000,
);

test('the same seed plays the same schedule', async () => {
	const canvas = await canvasOf('tables');
	const first = await playSchedule(canvas, 7);
	expect(await playSchedule(canvas, 7)).toEqual(first);
	expect((await playSchedule(canvas, 8)).story).not.toEqual(first.story);
});
