import { setTimeout as sleep } from 'node:timers/promises';

import { startN8n } from '../test/harness/n8n.mts';
import { testOwner } from '../test/harness/api.mts';
import { median, quantile, table } from './statistics.mts';

const PAIRS = 250;
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
					typeVersion: 1,
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
		const contestants = [
			{
				name: 'BeyondTrust trigger, token checked',
				url: `${ourUrl}?token=${TOKEN}`,
				times: [] as number[],
			},
			{ name: "n8n's Webhook node, respond immediately", url: theirUrl, times: [] as number[] },
		];
		for (let pair = 0; pair < PAIRS + WARM_UP; pair++) {
			for (const contestant of pair % 2 === 0 ? contestants : [...contestants].reverse()) {
				const elapsed = await timeTo200(contestant.url, pair);
				if (pair >= WARM_UP) contestant.times.push(elapsed);
				// The execution goes on after the 200; a pause keeps it out of the next measurement.
				await sleep(60);
			}
		}
		const rows = contestants.map(({ name, times }) => [
			name,
			median(times).toFixed(1),
			quantile(times, 0.95).toFixed(1),
		]);
		const ratio = median(contestants[0].times) / median(contestants[1].times);
		return [
			`## Time to the 200 (${PAIRS} interleaved pairs, one server)`,
			'',
			table(['', 'median ms', '95 % below ms'], rows),
			'',
			`Ratio of the medians: **${ratio.toFixed(3)}** (at most 1.05 wanted)`,
		].join('\n');
	} finally {
		await n8n.close();
	}
}
