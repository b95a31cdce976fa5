import type { ChatControl } from '../../desk/chassis/chatControl.mts';
import type { SimulatedDesk } from '../../desk/chassis/desk.mts';
import { type Credential, errorOf, itemsOf, type Json } from '../../harness/api.mts';
import { House, type HouseOptions } from '../house.mts';

/** What a delivery workflow gave back, or the sentence with which it failed. */
export interface Delivered {
	json: Json | null;
	failed: string | null;
}

type Node = Record<string, unknown> & { name: string };

const node = (name: string, type: string, typeVersion: number, parameters: Json): Node => ({
	...{ name, type: `n8n-nodes-base.${type}`, typeVersion, parameters },
});

const inRow = (...nodes: Node[]) => ({
	nodes,
	connections: Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name }, index) => [
				name,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	),
});

/** A simulated chat service. */
type Simulated = SimulatedDesk<ChatControl>;

/** The house with the delivery workflows of a chat service in it. */
export class ChatHouse<Service extends Simulated> extends House {
	service!: Service;

	private readonly begin: () => Promise<Service>;

	constructor(begin: () => Promise<Service>) {
		super();
		this.begin = begin;
	}

	override async start(options: HouseOptions = {}): Promise<void> {
		this.service = await this.begin();
		await super.start(options);
		const { account, name } = this.service;
		const { type, data } = account;
		this.credentials[type] = await this.n8n.api.createCredential(type, name, data);
	}

	override async close(): Promise<void> {
		await super.close();
		await this.service?.close();
	}

	/** Connects an OAuth2 credential as a person does in the browser: there is one answer to the question of the simulated login. */
	async connect(credential: Credential): Promise<void> {
		const { rest } = this.n8n.api;
		const login = await rest<string>('GET', `/rest/oauth2-credential/auth?id=${credential.id}`);
		const answer = await fetch(login, { redirect: 'manual' });
		const { pathname, search } = new URL(answer.headers.get('location') ?? '');
		const page = await rest<string>('GET', `${pathname}${search}`);
		if (!/Connection successful/i.test(page))
			throw new Error(`Not connected: ${page.slice(0, 2000)}`);
	}

	/** Sends an invite by a delivery workflow, as the templates do. */
	async sendInvite(workflowId: string, parameters: Json): Promise<Delivered> {
		const { id, name } = this.credentials.beyondTrustOAuth2Api;
		const locator = (value: string) => ({ __rl: true, mode: 'id', value });
		return await this.run({
			...{ name: 'Last', type: 'n8n-nodes-beyondtrust.beyondTrust', typeVersion: 1 },
			credentials: { beyondTrustOAuth2Api: { id, name } },
			parameters: {
				...{ resource: 'invite', operation: 'send', queueType: 'team', teamId: locator('2') },
				...{ linkTo: 'none', deliveryWorkflow: locator(workflowId), ...parameters },
			},
		});
	}

	/** Calls a delivery workflow as those do who have something to send. */
	async deliver(workflowId: string, came: Json): Promise<Delivered> {
		return await this.run(
			node('Came', 'set', 3.4, {
				mode: 'raw',
				jsonOutput: JSON.stringify(came).replace(/[{}](?=[{}])/g, '$& '),
				options: {},
			}),
			node('Last', 'executeWorkflow', 1.3, {
				workflowId: { __rl: true, mode: 'id', value: workflowId },
				workflowInputs: { mappingMode: 'defineBelow', value: {}, schema: [] },
			}),
		);
	}

	private async run(...nodes: Node[]): Promise<Delivered> {
		const flow = inRow(node('Start', 'manualTrigger', 1, {}), ...nodes);
		const execution = await this.n8n.api.runOnce(flow as never, 90_000);
		if (execution.status !== 'success') {
			return { json: null, failed: errorOf(execution)?.message ?? 'failed' };
		}
		return { json: itemsOf(execution, 'Last')[0].json, failed: null };
	}
}

/** An invite as *Invite: Send* hands it over. */
export const invite = (recipient: string | null, more: Json = {}): Json => ({
	invite: {
		recipient,
		subject: 'Your remote support session',
		text: 'Please join here:\nhttps://support.example.com/?ak=abc&x=1',
		html: '<p>Please join here</p>',
	},
	sessionKey: { url: 'https://support.example.com/?ak=abc&x=1', code: '1234567' },
	link: { kind: 'none' },
	...more,
});
