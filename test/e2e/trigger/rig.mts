import { type Appliance, startAppliance } from '../../appliance/server.mts';
import { eventually, itemsOf } from '../../harness/api.mts';
import type { Credential, Json } from '../../harness/api.mts';
import { type N8n, startN8n } from '../../harness/n8n.mts';

export const TOKEN = 'e2e-token-0123456789abcdef';
export const APPLIANCE = 'a0b1c2d3e4f5061728394a5b6c7d8e9f';
export const LSID = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
export const FORM = 'application/x-www-form-urlencoded';

/** A real n8n server with both credentials, and a simulated appliance. */
class TriggerRig {
	n8n!: N8n;

	appliance!: Appliance;

	webhook!: Credential;

	api!: Credential;

	async start(): Promise<void> {
		this.appliance = await startAppliance({ reportLag: 0, retryDuration: 0 });
		this.n8n = await startN8n();
		await this.n8n.api.setupOwner();
		this.webhook = await this.n8n.api.createCredential('beyondTrustWebhookApi', 'Webhook', {
			token: TOKEN,
		});
		this.api = await this.n8n.api.createCredential('beyondTrustOAuth2Api', 'Account', {
			host: this.appliance.url,
			...this.appliance.account,
			linkSecret: 'a-secret-for-links',
		});
	}

	async close(): Promise<void> {
		await this.n8n?.close();
		await this.appliance?.close();
	}
}

export const rig = new TriggerRig();

export interface Listening {
	id: string;
	url: string;
	/** Posts a body and answers status and text. */
	post(
		body: string | FormData,
		type?: string,
		query?: string,
	): Promise<{ status: number; text: string }>;
	/** What the trigger passed on, once there are `count` executions. */
	events(count: number): Promise<Json[]>;
	executions(): Promise<number>;
}

/** Publishes a workflow of the trigger alone, for one test. */
export async function listen(
	parameters: Json = {},
	withApi = false,
	tokenCredential = rig.webhook,
): Promise<Listening> {
	const trigger = {
		id: 'trigger',
		name: 'Event',
		type: 'n8n-nodes-beyondtrust.beyondTrustTrigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		webhookId: crypto.randomUUID(),
		parameters: {
			events: ['sessionEnded'],
			authentication: 'token',
			...parameters,
			options: { binaryData: true, ...(parameters.options as Json | undefined) },
		},
		credentials: {
			beyondTrustWebhookApi: { id: tokenCredential.id, name: tokenCredential.name },
			...(withApi ? { beyondTrustOAuth2Api: rig.api } : {}),
		},
	};
	const end = {
		id: 'end',
		name: 'End',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [200, 0] as [number, number],
		parameters: {},
	};
	const { id } = await rig.n8n.api.createWorkflow({
		name: 'Listen',
		nodes: [trigger, end],
		connections: { Event: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	});
	const [{ url }] = await rig.n8n.api.publish(id);
	const executions = async () => (await rig.n8n.api.listExecutions({ workflowId: id })).length;
	return {
		id,
		url,
		executions,
		post: async (body, type = FORM, query = `?token=${TOKEN}`) => {
			const headers = typeof body === 'string' ? { 'Content-Type': type } : undefined;
			const response = await fetch(`${url}${query}`, { method: 'POST', body, headers });
			return { status: response.status, text: await response.text() };
		},
		events: async (count) =>
			await eventually(`${count} executions`, async () => {
				const list = await rig.n8n.api.listExecutions({ workflowId: id });
				if (list.length < count || list.some(({ status }) => status !== 'success'))
					return undefined;
				const all = await Promise.all(
					list.map(async (one) => await rig.n8n.api.getExecution(one.id)),
				);
				return all.reverse().map((execution) => itemsOf(execution, 'Event')[0].json);
			}),
	};
}

export const form = (fields: Record<string, string> = {}) =>
	new URLSearchParams({
		event: 'support_conference_end',
		version: '1',
		timestamp: '1770110702',
		appliance_id: APPLIANCE,
		lsid: LSID,
		external_key: 'ticket:halo:1201',
		...fields,
	}).toString();
