import type { BenchAppliance } from './appliance.mts';
import { startAppliance } from './appliance.mts';
import { median, table } from './statistics.mts';
import { inProcess } from './worker.mts';

/** What getAllWorker.mts found with its stop-watch. */
export interface Timed {
	sessions: number;
	milliseconds: number;
	/** Milliseconds of processor time of the process that asked. */
	processor: number;
}

/** What getAllWorker.mts found with its scales. */
export interface Weighed {
	sessions: number;
	/** Of the whole process, garbage not included. */
	peakMegabytes: number;
	returnedMegabytes: number;
}

const SIZES = [1_000, 5_000, 10_000];
const ROUNDS = 3;
/** Seconds between the ends of two sessions, the same for all sizes: a longer period holds more sessions. */
const SPACING = 600;
const CHAT_LINES = 10;

/** The largest over the smallest, as a share above it. */
const spread = (values: number[]) => Math.max(...values) / Math.min(...values) - 1;
const percent = (share: number) => `${(share * 100).toFixed(0)} %`;

/** Code gets faster while it runs, so each size has its turn at being the first. */
const rotated = (sizes: number[], by: number) => [...sizes.slice(by), ...sizes.slice(0, by)];

async function ask<T extends { sessions: number }>(
	what: 'time' | 'memory',
	{ url, clientId, clientSecret, first }: BenchAppliance,
	sizes: number[],
): Promise<T[]> {
	const ends = sizes.map((size) => first + (size - 1) * SPACING);
	const args = [what, url, clientId, clientSecret, first, ...ends];
	const results = await inProcess<T[]>('getAllWorker.mts', args, ['--expose-gc']);
	for (const [index, { sessions }] of results.entries()) {
		if (sessions !== sizes[index])
			throw new Error(`${sessions} sessions instead of ${sizes[index]}`);
	}
	return results;
}

/** Session: Get Many with summaries for three sizes of the same density: time per session and memory. */
export async function benchGetAll(): Promise<string> {
	const appliance = await startAppliance(Math.max(...SIZES), SPACING, CHAT_LINES);
	try {
		const weighed: Weighed[] = [];
		// In processes of their own: one size must not find the room that another has left.
		for (const size of SIZES) {
			weighed.push(...(await ask<Weighed>('memory', appliance, [size])));
		}
		const rounds: Timed[][] = [];
		for (let round = 0; round < ROUNDS; round++) {
			rounds.push(await ask<Timed>('time', appliance, rotated(SIZES, round)));
		}
		const ofSize = (size: number) =>
			rounds.flatMap((round) => round.filter(({ sessions }) => sessions === size));
		const { throttled } = await appliance.counters();
		const each = (value: (timed: Timed) => number) =>
			SIZES.map((size) => median(ofSize(size).map(value)) / size);
		const wall = each(({ milliseconds }) => milliseconds);
		const processor = each((timed) => timed.processor);
		const beyond = weighed.map((one) => one.peakMegabytes - one.returnedMegabytes);
		const rows = SIZES.map((size, index) => [
			size.toLocaleString('en'),
			wall[index].toFixed(2),
			processor[index].toFixed(2),
			weighed[index].returnedMegabytes.toFixed(1),
			beyond[index].toFixed(1),
		]);
		const refused = Object.values(throttled).reduce((sum, count) => sum + count, 0);
		return [
			`## Session: Get Many, summaries (a session every ${SPACING} s, ${CHAT_LINES} chat lines each, ${ROUNDS} interleaved rounds)`,
			'',
			table(
				[
					'sessions',
					'ms a session',
					'processor ms of our process',
					'returned items, MB',
					'peak of the process beyond them, MB',
				],
				rows,
			),
			'',
			`- Time per session: **within ${percent(spread(wall))}** (20 % wanted); processor time within ${percent(spread(processor))}`,
			`- Peak memory beyond the returned items: **within ${percent(spread(beyond))}** (20 % wanted)`,
			`- Throttled answers: ${refused}`,
		].join('\n');
	} finally {
		await appliance.close();
	}
}
