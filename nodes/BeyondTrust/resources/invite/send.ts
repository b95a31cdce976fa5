import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { composedBefore } from '../../../shared/invite/again';
import { deliver, readDeliveryWorkflow } from '../../delivery';
import { type ComposedInvite, inviteFor } from '../../inviteFor';
import type { Operation } from '../../operation';
import { inviteOptions, inviteProperties } from '../../properties/invite';
import { linkProperties } from '../../properties/link';
import { queueProperties } from '../../properties/queue';

const deliveryWorkflow: INodeProperties = {
	displayName: 'Delivery Workflow',
	name: 'deliveryWorkflow',
	type: 'workflowSelector',
	required: true,
	default: '',
	description:
		'The published workflow that sends the invite. It starts with When Executed by Another Workflow, gets invite, sessionKey and link, and returns an item once the invite is sent.',
};

const again: INodeProperties = {
	displayName: 'Send Again',
	name: 'again',
	type: 'json',
	default: '',
	description:
		'An invite that was made before, as JSON of invite, sessionKey and link. It is delivered as it is, and no new session key is made. If empty, a new invite is made.',
};

export const send: Operation = {
	value: 'send',
	name: 'Send',
	action: 'Send an invite',
	description: 'Create a session key, write the invite for it, and have a workflow deliver it',
	properties: [
		...queueProperties,
		...linkProperties,
		...inviteProperties,
		deliveryWorkflow,
		again,
		inviteOptions,
	],
	async execute(task) {
		const workflowId = readDeliveryWorkflow(task.node, task.item);
		const before = composedBefore(task.node.getNodeParameter('again', task.item, ''));
		const composed = (before as ComposedInvite | null) ?? (await inviteFor(task));
		const delivery = await deliver(task.node, workflowId, composed);
		return { ...composed.sessionKey, invite: { ...composed.invite }, delivery } as IDataObject;
	},
};
