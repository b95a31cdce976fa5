import type { IDataObject } from 'n8n-workflow';

import { chatDelivered, chatRequest } from '../../../shared/invite/chatDelivery';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';

const ADVICE = 'Hand over the item as it is.';

export const deliverToChat: Operation = {
	value: 'deliverToChat',
	name: 'Deliver to Chat',
	action: 'Deliver an invite to a chat',
	description:
		'Make the request with which the desk workflow posts an invite into its chat; with the answer, say whether it is delivered',
	properties: [
		jsonProperty('What Came', 'came', 'The item that Invite: Send handed over'),
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
		const request = chatRequest(readObject(node, item, 'came', 'What Came', ADVICE));
		if (node.getNodeParameter('step', item) === 'ask') {
			return { ...request } as unknown as IDataObject;
		}
		const answer = readObject<IDataObject>(node, item, 'answer', 'Answer', ADVICE);
		const delivered = chatDelivered(request, answer);
		if (delivered === null) {
			throw new InputError(
				'Nobody knows whether the desk took the message: its workflow did not answer as agreed.',
				'Look at the chat, and at the last execution of the desk workflow.',
				'Answer',
			);
		}
		return { ...delivered } as unknown as IDataObject;
	},
};
