import { randomUUID } from 'node:crypto';

import { rig } from '../e2e/route/rig.mts';
import { type Credential, eventually } from '../harness/api.mts';
import { describeWithServers } from '../harness/programs.mts';
import { type QueueMode, queueModeServers, startQueueMode } from '../harness/queueMode.mts';

jest.setTimeout(300_000);

describeWithServers('Queue mode: one main process, one webhook processor, two workers', queueModeServers(), () => {
	let processes: QueueMode;

	beforeAll(async () => {
		await rig.start({
			boot: async () => {
				processes = await startQueueMode();
				return processes.main;
			},
		});
	}, 400_000);

	afterAll(async () => {
		await rig.close();
		await processes?.close();
	}, 60_000);

	async function load(credential: Credential) {
		const { id } = await rig.n8n.api.createWorkflow({
			name: 'Load',
			nodes: [
				{ name: 'Hook', type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: randomUUID(), parameters: { httpMethod: 'POST', path: 'load', responseMode: 'onReceived' } },
				{ name: 'Split', type: 'n8n-nodes-base.splitOut', typeVersion: 1, parameters: { fieldToSplitOut: 'body.ids', options: {} } },
				{ name: 'Get', type: 'n8n-nodes-beyondtrust.beyondTrust', typeVersion: 1, parameters: { resource: 'session', operation: 'get', sessionId: '={{ Object.values($json)[0] }}', options: {} }, credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } } },
			],
			connections: { Hook: { main: [[{ node: 'Split', type: 'main', index: 0 }]] }, Split: { main: [[{ node: 'Get', type: 'main', index: 0 }]] } },
		});
		const [{ url }] = await rig.n8n.api.publish(id);
		return { id, url };
	}

	it.each([20, 5])('explores the account at %i requests per second', async (requestsPerSecond) => {
		const { control } = rig.appliance;
		control.setOptions({ requestsPerSecond });
		const clientId = `cold-${requestsPerSecond}`;
		control.addAccount({ clientId, clientSecret: 'cold-secret-of-the-test' });
		const credential = await rig.n8n.api.createCredential('beyondTrustOAuth2Api', clientId, { host: rig.appliance.url, clientId, clientSecret: 'cold-secret-of-the-test' });
		const ids = Array.from({ length: 10 }, () => { const id = control.startSession({ notify: false }); control.end(id, { notify: false }); return id; });
		const work = await load(credential);
		const account = () => control.state().accounts.find((one) => one.clientId === clientId);
		let done = 0;
		const burst = async (what: string) => {
			const begun = Date.now();
			const first = control.requests().length;
			await Promise.all(Array.from({ length: 20 }, async () => await fetch(work.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ids }) })));
			done += 20;
			await eventually('end', async () => {
				const all = await rig.n8n.api.listExecutions({ workflowId: work.id });
				return all.filter((e) => e.stoppedAt).length >= done ? true : undefined;
			}, { timeout: 120_000, pause: 500 });
			const all = (await rig.n8n.api.listExecutions({ workflowId: work.id }));
			const statuses: Record<string, number> = {};
			for (const e of all) statuses[e.status] = (statuses[e.status] ?? 0) + 1;
			const mine = control.requests().slice(first);
			const wire: Record<string, number> = {};
			for (const e of mine) wire[`${e.name} ${e.status}`] = (wire[`${e.name} ${e.status}`] ?? 0) + 1;
			console.info(what, Date.now() - begun, statuses, wire, account(), control.counters().throttled);
		};
		await burst('cold');
		await burst('warm');
		control.expireTokens(clientId);
		await burst('expired');
	});
});
