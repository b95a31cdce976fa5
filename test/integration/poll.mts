import { randomUUID } from 'node:crypto';

import { PollContext } from 'n8n-core';
import type {
	ICredentialsHelper,
	IDataObject,
	INode,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { BeyondTrustPollTrigger } from '../../nodes/BeyondTrustPollTrigger/BeyondTrustPollTrigger.node';

/** A published poll trigger in n8n's own context, with the state that n8n keeps for it. */
export function pollTrigger(
	store: ICredentialsHelper,
	options: IDataObject = {},
	staticData: IDataObject = {},
) {
	const nodeType = new BeyondTrustPollTrigger() as unknown as INodeType;
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const node: INode = {
		id: randomUUID(),
		name: 'Poll',
		type: 'n8n-nodes-beyondtrust.beyondTrustPollTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: { options } as INode['parameters'],
		credentials: { beyondTrustOAuth2Api: { id: randomUUID(), name: 'BeyondTrust account' } },
	};
	const workflow = new Workflow({
		id: 'poll',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
		staticData,
	});
	const additionalData = {
		credentialsHelper: store,
		currentNodeParameters: node.parameters,
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	return {
		/** One poll: the session ids it passes on. */
		async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<string[]> {
			const context = new PollContext(workflow, node, additionalData, mode, 'activate');
			const output = await nodeType.poll?.call(context);
			return (output?.[0] ?? []).map(({ json }) => String(json.sessionId));
		},
		/** What n8n would save and load again at a restart. */
		saved: () => JSON.parse(JSON.stringify(workflow.staticData)) as IDataObject,
	};
}
