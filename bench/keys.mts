import { startAppliance } from './appliance.mts';
import { median, table } from './statistics.mts';
import { inProcess } from './worker.mts';

/** What keysWorker.mts found. */
export interface Generated {
	seconds: number;
	/** Different ones. */
	keys: number;
}

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
			const { seconds, keys } = await inProcess<Generated>('keysWorker.mts', [
				url,
				clientId,
				clientSecret,
				ITEMS,
			]);
			if (keys !== ITEMS) throw new Error(`${keys} keys for ${ITEMS} items`);
			const { requests, throttled } = await appliance.counters();
			const answers = Object.values(throttled).reduce((sum, count) => sum + count, 0);
			rates.push(keys / seconds);
			refused += answers;
			rows.push([round, keys, seconds.toFixed(1), (keys / seconds).toFixed(2), requests, answers]);
		} finally {
			await appliance.close();
		}
	}
	return [
		`## Session keys a second (${ITEMS} items, the appliance allows 20 requests a second)`,
		'',
		table(['run', 'keys', 'seconds', 'keys a second', 'requests', 'throttled answers'], rows),
		'',
		`Median: **${median(rates).toFixed(2)} keys a second** (at least 18 wanted), **${refused} throttled answers** (none wanted)`,
	].join('\n');
}
