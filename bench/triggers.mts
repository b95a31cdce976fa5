import { testOwner } from '../test/harness/api.mts';
import { type N8n, startN8n } from '../test/harness/n8n.mts';

const TOKEN = 'bench-token-0123456789abcdef';

/** A published workflow of a trigger and a node that does nothing. */
export interface Contestant {
	name: string;
	workflowId: string;
	url: string;
}

/** One n8n with our trigger and n8n's own Webhook node. */
export interface Triggers {
	n8n: N8n;
	/** Ours first. */
	contestants: [Contestant, Contestant];
}

const webhookNode = {
	name: 'Start',
	type: 'n8n-nodes-base.webhook',
	typeVersion: 2.1,
	position: [0, 0] as [number, number],
	webhookId: '22222222-2222-4222-8222-222222222222',
	parameters: {
		httpMethod: 'POST',
		path: 'plain',
		responseMode: 'onReceived',
		options: { noResponseBody: true },
	},
};

const ourTrigger = (credential: { id: string; name: string }) => ({
	name: 'Start',
	type: 'n8n-nodes-beyondtrust.beyondTrustTrigger',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	webhookId: '11111111-1111-4111-8111-111111111111',
	parameters: {
		events: ['sessionEnded'],
		authentication: 'token',
		options: { binaryData: true },
	},
	credentials: { beyondTrustWebhookApi: { id: credential.id, name: credential.name } },
});

const end = {
	name: 'End',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: [300, 0] as [number, number],
	parameters: {},
};

/** Fields of the event of an ended session, each with a session of its own. */
export const eventFields = (number: number): Record<string, string> => ({
	event: 'support_conference_end',
	version: '1',
	timestamp: String(1_770_110_702 + number),
	appliance_id: 'a0b1c2d3e4f5061728394a5b6c7d8e9f',
	lsid: number.toString(16).padStart(32, '0'),
	external_key: 'ticket:halo:1234',
});

/**
 * Starts n8n with our trigger, its token checked, and n8n's own Webhook node, which responds immediately and checks
 * nothing. `env` is added to n8n's environment.
 */
export async function startTriggers(env: Record<string, string> = {}): Promise<Triggers> {
	const n8n = await startN8n({ env });
	const publish = async (
		name: string,
		start: ReturnType<typeof ourTrigger> | typeof webhookNode,
	) => {
		const { id } = await n8n.api.createWorkflow({
			name,
			nodes: [start, end],
			connections: { Start: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
		});
		const [{ url }] = await n8n.api.publish(id);
		return { name, workflowId: id, url };
	};
	try {
		await n8n.api.setupOwner(testOwner);
		const credential = await n8n.api.createCredential('beyondTrustWebhookApi', 'Token', {
			token: TOKEN,
		});
		const ours = await publish('BeyondTrust trigger, token checked', ourTrigger(credential));
		const theirs = await publish("n8n's Webhook node, respond immediately", webhookNode);
		return { n8n, contestants: [{ ...ours, url: `${ours.url}?token=${TOKEN}` }, theirs] };
	} catch (error) {
		await n8n.close();
		throw error;
	}
}
