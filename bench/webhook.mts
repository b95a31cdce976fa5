import { setTimeout as sleep } from 'node:timers/promises';

import { median, quantile, table } from './statistics.mts';
import { type Contestant, eventFields, startTriggers } from './triggers.mts';

const PAIRS = 250;
const DENSE_PAIRS = 60;
const WARM_UP = 30;

/** Milliseconds from sending an event to its 200. */
async function timeTo200(url: string, number: number): Promise<number> {
	const started = performance.now();
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', Connection: 'close' },
		body: new URLSearchParams(eventFields(number)).toString(),
	});
	await response.arrayBuffer();
	const elapsed = performance.now() - started;
	if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
	return elapsed;
}

/** Sends pairs of events, the order changing with every pair, `pause` milliseconds after each answer. */
async function race(contestants: Contestant[], pairs: number, pause: number) {
	const times = contestants.map(() => [] as number[]);
	for (let pair = 0; pair < pairs; pair++) {
		for (const index of pair % 2 === 0 ? [0, 1] : [1, 0]) {
			times[index].push(await timeTo200(contestants[index].url, pair));
			// The execution goes on after the 200.
			await sleep(pause);
		}
	}
	const rows = contestants.map(({ name }, index) => [
		name,
		median(times[index]).toFixed(1),
		quantile(times[index], 0.95).toFixed(1),
	]);
	return {
		table: table(['', 'median ms', '95 % below ms'], rows),
		ratio: median(times[0]) / median(times[1]),
	};
}

/**
 * Time to the 200 of our trigger (with its token checked) against n8n's own Webhook node (responding immediately, no
 * authentication), the same server, one after the other, the order changing with every pair.
 */
export async function benchWebhook(): Promise<string> {
	const { n8n, contestants } = await startTriggers();
	try {
		await race(contestants, WARM_UP, 60);
		const spaced = await race(contestants, PAIRS, 300);
		const dense = await race(contestants, DENSE_PAIRS, 60);
		return [
			`## Time to the 200 (interleaved pairs, one server)`,
			'',
			`${PAIRS} pairs, 300 ms between two events, so that n8n has finished with the one before:`,
			'',
			spaced.table,
			'',
			`Ratio of the medians: **${spaced.ratio.toFixed(3)}** (at most 1.05 wanted)`,
			'',
			`${DENSE_PAIRS} pairs, 60 ms between two events, while n8n still executes the one before:`,
			'',
			dense.table,
			'',
			`Ratio of the medians: ${dense.ratio.toFixed(3)}`,
		].join('\n');
	} finally {
		await n8n.close();
	}
}
