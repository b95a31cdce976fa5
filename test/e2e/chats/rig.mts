import { errorOf, itemsOf, type Json } from '../../harness/api.mts';
import { type SimulatedSlack, startSlack } from '../../desk/slack/server.mts';
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

/** The house with delivery workflows of a chat service in it. */
export class ChatHouse extends House {
	slack!: SimulatedSlack;

	override async start(options: HouseOptions = {}): Promise<void> {
		this.slack = await startSlack();
		await super.start(options);
	}

	override async close(): Promise<void> {
		await super.close();
		await this.slack?.close();
	}

	/** Calls a delivery workflow as those do who have something to send. */
	async deliver(workflowId: string, came: Json): Promise<Delivered> {
		const execution = await this.n8n.api.runOnce(
			inRow(
				node('Start', 'manualTrigger', 1, {}),
				node('Came', 'set', 3.4, {
					mode: 'raw',
					jsonOutput: JSON.stringify(came).replace(/[{}](?=[{}])/g, '$& '),
					options: {},
				}),
				node('Deliver', 'executeWorkflow', 1.3, {
					workflowId: { __rl: true, mode: 'id', value: workflowId },
					workflowInputs: { mappingMode: 'defineBelow', value: {}, schema: [] },
				}),
			) as never,
			90_000,
		);
		if (execution.status !== 'success') {
			return { json: null, failed: errorOf(execution)?.message ?? 'failed' };
		}
		return { json: itemsOf(execution, 'Deliver')[0].json, failed: null };
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
