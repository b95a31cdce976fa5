import { randomUUID } from 'node:crypto';

import { type Credential, eventually } from '../../harness/api.mts';
import { rig } from '../rig.mts';

/** What two workers run side by side, ten each. */
const EXECUTIONS = 20;
const CALLS_EACH = 5;
const CALLS = EXECUTIONS * CALLS_EACH;

/** A workflow that gets the sessions whose ids are posted to it. */
async function publishGetter(credential: Credential) {
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	const { id } = await rig.n8n.api.createWorkflow({
		name: `Sessions by ${credential.name}`,
		nodes: [
			{
				name: 'When ids are posted',
				type: 'n8n-nodes-base.webhook',
				typeVersion: 2,
				webhookId: randomUUID(),
				parameters: { httpMethod: 'POST', path: credential.name, responseMode: 'onReceived' },
			},
			{
				name: 'Each id',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'body.ids', options: {} },
			},
			{
				name: 'Get the session',
				type: 'n8n-nodes-beyondtrust.beyondTrust',
				typeVersion: 1,
				parameters: {
					resource: 'session',
					operation: 'get',
					sessionId: '={{ Object.values($json)[0] }}',
					options: {},
				},
				credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
			},
		],
		connections: { 'When ids are posted': to('Each id'), 'Each id': to('Get the session') },
	});
	const [{ url }] = await rig.n8n.api.publish(id);
	return { workflowId: id, url };
}

/** A credential for an API account that nobody has used, and sessions to ask for. */
async function newAccount(clientId: string) {
	const { control, url: host } = rig.appliance;
	const clientSecret = randomUUID();
	control.addAccount({ clientId, clientSecret });
	const credential = await rig.n8n.api.createCredential('beyondTrustOAuth2Api', clientId, {
		host,
		clientId,
		clientSecret,
	});
	const ids = Array.from({ length: CALLS_EACH }, () => {
		const sessionId = control.startSession({ notify: false });
		control.end(sessionId, { notify: false });
		return sessionId;
	});
	const { workflowId, url } = await publishGetter(credential);
	let begun = 0;

	/** Posts the ids so often that both workers are busy. @returns the requests at the appliance, by name and status */
	async function burst(): Promise<Record<string, number>> {
		const last = control.requests().at(-1)?.id ?? 0;
		const body = JSON.stringify({ ids });
		const headers = { 'content-type': 'application/json' };
		await Promise.all(
			Array.from(
				{ length: EXECUTIONS },
				async () => await fetch(url, { method: 'POST', headers, body }),
			),
		);
		begun += EXECUTIONS;
		await eventually(
			`${begun} ended executions`,
			async () => {
				const all = await rig.n8n.api.listExecutions({ workflowId, status: ['success', 'error'] });
				return all.length >= begun ? true : undefined;
			},
			{ timeout: 180_000, pause: 500 },
		);
		const counts: Record<string, number> = {};
		for (const { id, name, status } of control.requests()) {
			const what = `${name} ${status}`;
			if (id > last) counts[what] = (counts[what] ?? 0) + 1;
		}
		console.info(`${clientId}: ${JSON.stringify(counts)}`);
		return counts;
	}

	return {
		burst,
		failedExecutions: async () =>
			await rig.n8n.api.listExecutions({ workflowId, status: ['error', 'crashed'] }),
		expireTokens: () => control.expireTokens(clientId),
	};
}

export function accountShared() {
	afterEach(() => {
		rig.appliance.control.setOptions({ requestsPerSecond: 20 });
	});

	it('gets one token a process at most from two cold workers, and one more when that has expired', async () => {
		const account = await newAccount('cold');
		const cold = await account.burst();
		expect(cold['token 200']).toBeLessThanOrEqual(2);
		expect(cold['SupportSession 200']).toBe(CALLS);
		expect(cold['SupportSession 401']).toBeUndefined();

		const warm = await account.burst();
		expect(warm['token 200']).toBeUndefined();
		expect(warm['SupportSession 401']).toBeUndefined();

		account.expireTokens();
		const expired = await account.burst();
		expect(expired['token 200']).toBeLessThanOrEqual(2);
		expect(expired['SupportSession 200']).toBe(CALLS);
		// Each request that was on its way is refused once, and nobody asks in a loop.
		expect(expired['SupportSession 401']).toBeLessThan(CALLS);
		expect(await account.failedExecutions()).toEqual([]);
	});

	it('loses no call where the workers may ask four times as often as the account', async () => {
		rig.appliance.control.setOptions({ requestsPerSecond: 5 });
		const account = await newAccount('slow');
		const counts = await account.burst();
		expect(counts['SupportSession 200']).toBe(CALLS);
		expect(await account.failedExecutions()).toEqual([]);
	});
}
