import { type Api, itemsOf, type Json } from '../harness/api.mts';

/** What a published desk workflow answers to what it is asked (contract, version 1). */
export async function askDesk(api: Api, desk: string, asked: Json): Promise<Json> {
	const workflowId = { __rl: true, mode: 'id', value: desk };
	const execution = await api.runOnce({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
			{
				name: 'Asked',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: {
					mode: 'raw',
					jsonOutput: JSON.stringify({ contract: 1, ...asked }),
					options: {},
				},
			},
			{
				name: 'Desk',
				type: 'n8n-nodes-base.executeWorkflow',
				typeVersion: 1.3,
				parameters: {
					workflowId,
					workflowInputs: { mappingMode: 'defineBelow', value: {}, schema: [] },
				},
			},
		],
		connections: {
			Start: { main: [[{ node: 'Asked', type: 'main', index: 0 }]] },
			Asked: { main: [[{ node: 'Desk', type: 'main', index: 0 }]] },
		},
	});
	return itemsOf(execution, 'Desk')[0].json;
}
