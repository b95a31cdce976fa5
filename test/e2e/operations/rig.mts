import { startAppliance } from '../../appliance/server.mts';
import type { Appliance } from '../../appliance/server.mts';
import { errorOf, itemsOf } from '../../harness/api.mts';
import type { Credential, Item, Json } from '../../harness/api.mts';
import { startN8n } from '../../harness/n8n.mts';
import type { N8n } from '../../harness/n8n.mts';

export const TYPE = 'n8n-nodes-beyondtrust.beyondTrust';
export let n8n: N8n;
export let appliance: Appliance;
let credential: Credential;

/** A real n8n with one credential, and a simulated appliance whose reports are complete at once. */
export async function begin(): Promise<void> {
	appliance = await startAppliance({ reportLag: 0 });
	n8n = await startN8n();
	await n8n.api.setupOwner();
	credential = await n8n.api.createCredential('beyondTrustOAuth2Api', 'BeyondTrust account', {
		host: appliance.url,
		...appliance.account,
		ignoreSslIssues: false,
		linkSecret: '',
	});
}

export async function finish(): Promise<void> {
	await Promise.all([n8n?.close(), appliance?.close()]);
}

const start = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

const beyondTrust = (name: string, type: string, parameters: Json) => ({
	id: 'beyondtrust',
	name,
	type,
	typeVersion: 1,
	position: [200, 0] as [number, number],
	parameters,
	credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
});

/** The items after one run of the node. @param given what comes in, else one empty item */
export async function itemsAfter(parameters: Json, given?: Item[]) {
	const execution = await n8n.api.runOnce({
		nodes: [start, beyondTrust('BeyondTrust', TYPE, parameters)],
		connections: { Start: { main: [[{ node: 'BeyondTrust', type: 'main', index: 0 }]] } },
		...(given ? { pinData: { Start: given } } : {}),
	});
	expect(errorOf(execution)).toBeUndefined();
	return itemsOf(execution, 'BeyondTrust');
}

/** The objects after one run of the node. */
export const output = async (parameters: Json): Promise<Json[]> =>
	(await itemsAfter(parameters)).map(({ json }) => json);

/** Calls the node as a tool, with what a model would have answered for its `$fromAI` fields. */
export async function callTool(parameters: Json, answers: Json = {}) {
	return await n8n.api.runOnce({
		nodes: [
			start,
			beyondTrust('Support', `${TYPE}Tool`, parameters),
			{
				id: 'executor',
				name: 'Executor',
				type: '@n8n/n8n-nodes-langchain.toolExecutor',
				typeVersion: 1,
				position: [400, 0] as [number, number],
				// n8n 2.41 takes the answers by the name of the tool, n8n 2.0 as they are.
				parameters: {
					query: JSON.stringify({ ...answers, Support: answers }),
					toolName: 'Support',
				},
			},
		],
		connections: {
			Start: { main: [[{ node: 'Executor', type: 'main', index: 0 }]] },
			Support: { ai_tool: [[{ node: 'Executor', type: 'ai_tool', index: 0 }]] },
		},
	});
}

/** What the node answers as a tool, as JSON. */
export async function asTool(parameters: Json, answers: Json = {}): Promise<string> {
	const execution = await callTool(parameters, answers);
	expect(errorOf(execution)).toBeUndefined();
	return JSON.stringify(itemsOf(execution, 'Executor'));
}

export const id = (value: string) => ({ __rl: true, mode: 'id', value });

/** A session that has ended. @returns its id */
export const ended = (input: object = {}) => {
	const lsid = appliance.control.startSession({ externalKey: 'ticket:halo:1401', ...input });
	appliance.control.end(lsid);
	return lsid;
};
