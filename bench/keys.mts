import { startAppliance } from './appliance.mts';
import { median, table } from './statistics.mts';
import { inProcess } from './worker.mts';

/** What keysWorker.mts found. */
export interface Generated {
	seconds: number;
	/** Different ones. */
	keys: number;
	/** Answers 429, and those during the first items of the process, before the clock started. */
	throttled: number;
	whileCold: number;
}

/** Items with which the code gets warm, as it is in a server that runs for weeks. */
const WARM_UP = 60;
const ITEMS = 400;
const ROUNDS = 3;

/** Session keys a second, through the pace that keeps an API account within the appliance's limit. */
export async function benchKeys(): Promise<string> {
	const rows: Array<Array<string | number>> = [];
	const rates: number[] = [];
	let refused = 0;
	for (let round = 1; round <= ROUNDS; round++) {
		const appliance = await startAppliance();
		try {
			const { url, clientId, clientSecret } = appliance;
			const args = [url, clientId, clientSecret, WARM_UP, ITEMS];
			const { seconds, keys, throttled, whileCold } = await inProcess<Generated>(
				'keysWorker.mts',
				args,
			);
			if (keys !== ITEMS) throw new Error(`${keys} keys for ${ITEMS} items`);
			rates.push(keys / seconds);
			refused += throttled;
			rows.push([
				round,
				keys,
				seconds.toFixed(1),
				(keys / seconds).toFixed(2),
				throttled,
				whileCold,
			]);
		} finally {
			await appliance.close();
		}
	}
	return [
		`## Session keys a second (${ITEMS} items, the appliance allows 20 requests a second)`,
		'',
		table(
			[
				'run',
				'keys',
				'seconds',
				'keys a second',
				'throttled answers',
				'of the cold process before',
			],
			rows,
		),
		'',
		`Median: **${median(rates).toFixed(2)} keys a second** (at least 18 wanted), **${refused} throttled answers** (none wanted)`,
	].join('\n');
}
