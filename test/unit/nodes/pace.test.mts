import type * as Pace from '../../../nodes/shared/appliance/pace';
import { holdBack, takeTurn } from '../../../nodes/shared/appliance/pace';
import { Limiter } from '../../appliance/limiter.mts';
import { defaultOptions } from '../../appliance/options.mts';
import type { World } from '../../appliance/world.mts';

/** Milliseconds at which each of `count` requests that ask at once may leave. */
async function departures(account: string, count: number): Promise<number[]> {
	const left: number[] = [];
	await Promise.all(
		Array.from({ length: count }, async () => {
			await takeTurn(account);
			left.push(Date.now());
		}),
	);
	return left;
}

describe('The pace of an API account', () => {
	it('never lets more than 19 requests leave within a second', async () => {
		const left = await departures('many', 30);
		for (const start of left) {
			expect(
				left.filter((time) => time >= start && time < start + 1_000).length,
			).toBeLessThanOrEqual(19);
		}
	});

	it('does not make up for a stall of the process with a burst', async () => {
		const turns = departures('stall', 12);
		const until = Date.now() + 400;
		while (Date.now() < until);
		const left = await turns;
		for (const [first, start] of left.entries()) {
			for (const [after, time] of left.slice(first).entries()) {
				// A clock of whole milliseconds may show one less.
				expect(time - start).toBeGreaterThanOrEqual(after * 54 - 15 - 1);
			}
		}
	});

	it('is one account’s own', async () => {
		const started = Date.now();
		await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map(takeTurn));
		// One account's six turns take five times 54 ms.
		expect(Date.now() - started).toBeLessThan(250);
	});

	it('stops for as long as the appliance asks', async () => {
		const started = Date.now();
		holdBack('held', 300);
		await takeTurn('held');
		expect(Date.now() - started).toBeGreaterThanOrEqual(295);
	});
});

describe('Processes that share an API account', () => {
	const LATENCY_MS = 40;
	const CALLS_AT_ONCE = 10;

	/** As Node.js loads it in a process of its own. */
	function paceOfNewProcess(): typeof Pace {
		let pace!: typeof Pace;
		jest.isolateModules(() => {
			pace = jest.requireActual<typeof Pace>('../../../nodes/shared/appliance/pace');
		});
		return pace;
	}

	/** Lets processes ask as fast as they may for so many seconds. @returns attempts each call that came through took */
	async function ask(processes: number, seconds: number): Promise<number[]> {
		const limiter = new Limiter({ options: defaultOptions } as World);
		const attempts: number[] = [];
		const call = async (pace: typeof Pace) => {
			for (let attempt = 1; ; attempt++) {
				await pace.takeTurn('shared');
				await new Promise((resolve) => setTimeout(resolve, LATENCY_MS));
				const { retryAfter } = limiter.admit('shared');
				if (retryAfter === undefined) return attempt;
				pace.holdBack('shared', retryAfter * 1000);
			}
		};
		let over = false;
		const caller = async (pace: typeof Pace) => {
			while (!over) attempts.push(await call(pace));
		};
		for (let process = 0; process < processes; process++) {
			const pace = paceOfNewProcess();
			for (let index = 0; index < CALLS_AT_ONCE; index++) void caller(pace);
		}
		await jest.advanceTimersByTimeAsync(seconds * 1000);
		over = true;
		await jest.advanceTimersByTimeAsync(60_000);
		return attempts;
	}

	beforeEach(() => {
		jest.useFakeTimers();
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	it.each([2, 4, 8])('get most of what it may ask, few refusals, %i of them', async (processes) => {
		const seconds = 60;
		const attempts = await ask(processes, seconds);
		expect(attempts.length).toBeGreaterThan(seconds * 20 * 0.7);
		const refusals = attempts.reduce((sum, count) => sum + count - 1, 0);
		expect(refusals / attempts.length).toBeLessThan(0.1);
		expect(Math.max(...attempts)).toBeLessThanOrEqual(6);
	});

	it('are as fast as before some time after the other ones have stopped', async () => {
		const pace = paceOfNewProcess();
		for (let refusal = 0; refusal < 20; refusal++) {
			pace.holdBack('shared', 1000);
			await jest.advanceTimersByTimeAsync(1000);
		}
		let left = 0;
		const caller = async () => {
			for (;;) {
				await pace.takeTurn('shared');
				left++;
			}
		};
		void caller();
		await jest.advanceTimersByTimeAsync(10_000);
		expect(left).toBeLessThan(10);
		await jest.advanceTimersByTimeAsync(240_000);
		left = 0;
		await jest.advanceTimersByTimeAsync(10_000);
		expect(left).toBeGreaterThan(180);
	});
});
