/**
 * Session Key: Generate for many items, through the shipped node in n8n's own execution context:
 * `keysWorker.mts URL CLIENT_ID CLIENT_SECRET WARM_UP ITEMS`; prints {@link Generated}.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { credentialStore, runNode } from '../test/integration/n8n.mts';
import type { Counters } from './appliance.mts';
import type { Generated } from './keys.mts';
import { report } from './worker.mts';

const [host, clientId, clientSecret, warmUp, items] = process.argv.slice(2);
const store = credentialStore({ host, clientId, clientSecret });
const generate = async (count: number) =>
	await runNode({
		parameters: {
			resource: 'sessionKey',
			operation: 'generate',
			queueType: 'team',
			teamId: { __rl: true, mode: 'id', value: '2' },
			linkTo: 'ticket',
			linkSystem: 'halo',
			linkId: '={{ $json.ticket }}',
			options: {},
		},
		store,
		items: Array.from({ length: count }, (_, index) => ({ ticket: `${index}` })),
	});

/** The appliance's second has passed before the clock starts. */
const PAUSE = 1_500;

const refused = async () => {
	const { throttled } = (await (await fetch(`${host}/control/counters`)).json()) as Counters;
	return Object.values(throttled).reduce((sum, count) => sum + count, 0);
};

await generate(Number(warmUp));
await sleep(PAUSE);
const whileCold = await refused();
const started = performance.now();
const output = await generate(Number(items));
const seconds = (performance.now() - started) / 1_000;
const keys = new Set(output.map(({ json }) => json.code));
report({
	seconds,
	keys: keys.size,
	whileCold,
	throttled: (await refused()) - whileCold,
} satisfies Generated);
