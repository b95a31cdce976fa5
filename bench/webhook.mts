import { setTimeout as sleep } from 'node:timers/promises';

import { startN8n } from '../test/harness/n8n.mts';
import { testOwner } from '../test/harness/api.mts';
import { median, quantile, table } from './statistics.mts';

const PAIRS = 250;
const DENSE_PAIRS = 60;
const WARM_UP = 30;
const TOKEN = 'bench-token-0123456789abcdef';

const body = (number: number) =>
	new URLSearchParams({
		event: 'support_conference_end',
		version: '1',
		timestamp: String(1_770_110_702 + number),
		appliance_id: 'a0b1c2d3e4f5061728394a5b6c7d8e9f',
		lsid: number.toString(16).padStart(32, '0'),
		external_key: 'ticket:halo:1234',
	}).toString();

/** Milliseconds from sending an event to its 200. */
async function timeTo200(url: string, number: number): Promise<number> {
	const started = performance.now();
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', Connection: 'close' },
		body: body(number),
	});
	await response.arrayBuffer();
	const elapsed = performance.now() - started;
	if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
	return elapsed;
}

const end = {
	name: 'End',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [300, 0] as [number, number],
	parameters: {},
};
const toEnd = (name: string) => ({ [name]: { main: [[{ node: 'End', type: 'main', index: 0 }]] } });

interface Contestant {
	name: string;
	url: string;
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
	const n8n = await startN8n();
	try {
		await n8n.api.setupOwner(testOwner);
		const credential = await n8n.api.createCredential('beyondTrustWebhookApi', 'Token', {
			token: TOKEN,
		});
		const ours = await n8n.api.createWorkflow({
			name: 'Ours',
			nodes: [
				{
					name: 'Event',
					type: 'n8n-nodes-beyondtrust.beyondTrustTrigger',
					typeVersion: 1.1,
					position: [0, 0],
					webhookId: '11111111-1111-4111-8111-111111111111',
					parameters: { events: ['sessionEnded'], authentication: 'token', options: {} },
					credentials: { beyondTrustWebhookApi: { id: credential.id, name: credential.name } },
				},
				end,
			],
			connections: toEnd('Event'),
		});
		const theirs = await n8n.api.createWorkflow({
			name: 'Webhook node',
			nodes: [
				{
					name: 'Webhook',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2.1,
					position: [0, 0],
					webhookId: '22222222-2222-4222-8222-222222222222',
					parameters: {
						httpMethod: 'POST',
						path: 'plain',
						responseMode: 'onReceived',
						options: { noResponseBody: true },
					},
				},
				end,
			],
			connections: toEnd('Webhook'),
		});
		const [{ url: ourUrl }] = await n8n.api.publish(ours.id);
		const [{ url: theirUrl }] = await n8n.api.publish(theirs.id);
		const contestants: Contestant[] = [
			{ name: 'BeyondTrust trigger, token checked', url: `${ourUrl}?token=${TOKEN}` },
			{ name: "n8n's Webhook node, respond immediately", url: theirUrl },
		];
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
