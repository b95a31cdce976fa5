import type { IDataObject } from 'n8n-workflow';

import { operations, samplesOn } from '../integration/samples.mts';
import { faultsOf } from '../integration/schemas.mts';
import { eventually, itemsOf } from '../harness/api.mts';
import type { Json } from '../harness/api.mts';
import {
	appliance,
	begin,
	ended,
	finish,
	id,
	itemsAfter,
	n8n,
	output,
} from '../e2e/operations/rig.mts';
import { asTools, publishedDelivery } from '../e2e/operations/tools.mts';

/** What the nodes need of n8n, whatever its version: `npm run compat`. The first words of a group are the column of the table. */
jest.setTimeout(120_000);

const TOKEN = 'a-token-of-the-outbound-event';

/** n8n 2.0 does not tell the node what it would warn about. */
const UNKNOWN = 'ledger/readSettings: .warning is not in the output';

let delivery: string;

beforeAll(begin, 300_000);

afterAll(finish);

describe('Package loads', () => {
	it('with its action node, its triggers and its credentials', async () => {
		const names = (await n8n.api.rest<Json[]>('GET', '/types/nodes.json')).map(({ name }) => name);
		for (const ours of ['beyondTrust', 'beyondTrustPollTrigger', 'beyondTrustTrigger']) {
			expect(names).toContain(`n8n-nodes-beyondtrust.${ours}`);
		}
		const credentials = await n8n.api.rest<Json[]>('GET', '/types/credentials.json');
		expect(credentials.map(({ name }) => name)).toEqual(
			expect.arrayContaining(['beyondTrustOAuth2Api', 'beyondTrustWebhookApi']),
		);
	});
});

describe('Credential is tested', () => {
	it('green for the right secret, red for a wrong one', async () => {
		const given = { host: appliance.url, ...appliance.account, linkSecret: '' };
		const credential = await n8n.api.createCredential('beyondTrustOAuth2Api', 'Tested', given);
		expect((await n8n.api.testCredential(credential, given)).status).toBe('OK');
		const wrong = { ...given, clientSecret: 'another-secret' };
		const other = await n8n.api.createCredential('beyondTrustOAuth2Api', 'Wrong', wrong);
		expect((await n8n.api.testCredential(other, wrong)).status).toBe('Error');
	});
});

describe('Operations run', () => {
	const samples = samplesOn(
		() => appliance.control,
		async (sessionId) =>
			(await output({ resource: 'session', operation: 'get', sessionId }))[0] as IDataObject,
	);

	beforeAll(async () => {
		delivery = await publishedDelivery();
	});

	it.each(operations)('%s', async (name) => {
		const { parameters, items, binary } = await samples.of(name);
		if (name === 'invite/send') parameters.deliveryWorkflow = id(delivery);
		const given = items.map((json, index) => ({
			json,
			...(index === 0 && binary ? { binary } : {}),
		}));
		const [item] = await itemsAfter(parameters, given as never);
		const faults = faultsOf(name, item.json);
		expect(faults.filter((fault) => `${name}: ${fault}` !== UNKNOWN)).toEqual([]);
	});
});

describe('Tools answer', asTools);

describe('Triggers start workflows', () => {
	const end = { name: 'End', type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };

	/** Publishes a workflow of a trigger and nothing else. @returns its id, and the address of its webhook */
	async function published(trigger: Json) {
		const { id: workflowId } = await n8n.api.createWorkflow({
			name: String(trigger.type),
			nodes: [{ name: 'Trigger', typeVersion: 1, ...trigger } as never, end],
			connections: { Trigger: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		});
		const [webhook] = await n8n.api.publish(workflowId);
		return { workflowId, url: webhook?.url };
	}

	/** Waits until a published trigger has passed on a session. */
	async function passesOn(workflowId: string, sessionId: string) {
		const look = async () => {
			const all = await n8n.api.waitForExecutions(workflowId, 1, 90_000);
			const items = all.flatMap((one) => itemsOf(one, 'Trigger'));
			return items.find(({ json }) => json.sessionId === sessionId)?.json;
		};
		return await eventually(`session ${sessionId}`, look, { timeout: 90_000, pause: 1_000 });
	}

	it('on an event, and answers 401 to a wrong token', async () => {
		const credentials = {
			beyondTrustWebhookApi: await n8n.api.createCredential('beyondTrustWebhookApi', 'Webhook', {
				token: TOKEN,
			}),
		};
		const { workflowId, url } = await published({
			type: 'n8n-nodes-beyondtrust.beyondTrustTrigger',
			webhookId: crypto.randomUUID(),
			parameters: {
				events: ['sessionEnded'],
				authentication: 'token',
				options: { binaryData: true },
			},
			credentials,
		});
		const refused = await fetch(`${url}?token=another-token-of-the-event`, {
			method: 'POST',
			body: new URLSearchParams({ event: 'support_conference_end' }),
		});
		expect(refused.status).toBe(401);
		appliance.control.setRecipients([
			{ url: `${url}?token=${TOKEN}`, events: ['support_conference_end'] },
		]);
		const sessionId = ended();
		expect(await passesOn(workflowId, sessionId)).toMatchObject({ event: 'sessionEnded' });
		expect(await n8n.api.listExecutions({ workflowId })).toHaveLength(1);
		appliance.control.setRecipients([]);
	});

	it('on an ended session that was asked for', async () => {
		const everyFiveSeconds = Array.from({ length: 12 }, (_, index) => ({
			mode: 'custom',
			cronExpression: `${index * 5} * * * * *`,
		}));
		const credentials = {
			beyondTrustOAuth2Api: await n8n.api.createCredential('beyondTrustOAuth2Api', 'Poll', {
				host: appliance.url,
				...appliance.account,
			}),
		};
		const { workflowId } = await published({
			type: 'n8n-nodes-beyondtrust.beyondTrustPollTrigger',
			parameters: { pollTimes: { item: everyFiveSeconds }, options: {} },
			credentials,
		});
		const sessionId = ended();
		expect(await passesOn(workflowId, sessionId)).toMatchObject({ state: 'ended' });
	});
});
