import type { INodeProperties } from 'n8n-workflow';

import { deliver, readDeliveryWorkflow } from '../../delivery';
import { inviteFor } from '../../inviteFor';
import type { Operation } from '../../operation';
import { inviteOptions, inviteProperties } from '../../properties/invite';
import { linkProperties } from '../../properties/link';
import { queueProperties } from '../../properties/queue';
import { readSendAgain } from '../../properties/readSendAgain';

const deliveryWorkflow: INodeProperties = {
	displayName: 'Delivery Workflow',
	name: 'deliveryWorkflow',
	type: 'workflowSelector',
	required: true,
	default: '',
	description:
		'The published workflow that sends the invite. It starts with When Executed by Another Workflow, gets invite, sessionKey and link, and returns an item once the invite is sent.',
};

/** One more option than composing has. */
const options: INodeProperties = {
	...inviteOptions,
	options: [
		...((inviteOptions.options ?? []) as INodeProperties[]),
		{
			displayName: 'Send Again',
			name: 'sendAgain',
			type: 'string',
			default: '',
			description:
				'The invite, session key and link of an earlier run, as JSON: they are delivered again, and no new key is made',
		},
	].sort((a, b) => a.displayName.localeCompare(b.displayName)) as INodeProperties[],
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
		options,
	],
	async execute(task) {
		const workflowId = readDeliveryWorkflow(task.node, task.item);
		const composed = readSendAgain(task.node, task.item) ?? (await inviteFor(task));
		const delivery = await deliver(task.node, workflowId, composed);
		return { ...composed.sessionKey, invite: { ...composed.invite }, delivery };
	},
};
