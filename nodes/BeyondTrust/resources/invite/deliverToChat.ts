import type { IDataObject } from 'n8n-workflow';

import { chatDelivered, chatRequest } from '../../../shared/invite/chatDelivery';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';

export const deliverToChat: Operation = {
	value: 'deliverToChat',
	name: 'Deliver to Chat',
	action: 'Deliver an invite to a chat',
	description:
		'Make the request for the desk workflow to post an invite into its chat. When there is an answer, say whether the invite was delivered.',
	properties: [
		jsonProperty('What Came', 'came', 'The item that Invite: Send passed on'),
		{
			displayName: 'Step',
			name: 'step',
			type: 'options',
			options: [
				{ name: 'Answer', value: 'answer', description: 'The desk has answered' },
				{ name: 'Ask', value: 'ask', description: 'The desk is to be asked' },
			],
			default: 'ask',
		},
		{
			...jsonProperty('Answer', 'answer', "The desk workflow's answer to postToChat", '{}'),
			displayOptions: { show: { step: ['answer'] } },
		},
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const request = chatRequest(readObject(node, item, 'came', 'What Came'));
		if (node.getNodeParameter('step', item) === 'ask') {
			return { ...request } as unknown as IDataObject;
		}
		const answer = readObject<IDataObject>(node, item, 'answer', 'Answer');
		const delivered = chatDelivered(request, answer);
		if (delivered === null) {
			throw new InputError(
				"The desk may or may not have accepted the message: its workflow's answer does not follow the contract.",
				'Check the chat, and the last execution of the desk workflow.',
				'Answer',
			);
		}
		return { ...delivered } as unknown as IDataObject;
	},
};
