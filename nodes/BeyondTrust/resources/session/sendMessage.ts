import type { IExecuteFunctions, INodeParameterResourceLocator } from 'n8n-workflow';

import { sendChatMessage } from '../../../shared/appliance/sessionActions';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { byId, locator } from '../../properties/locator';
import { readSessionId, sessionIdProperty } from '../../properties/sessionId';

/** In characters; published for the second version of the interface, and taken for both. */
const LONGEST_MESSAGE = 2_048;

export const sendMessage: Operation = {
	value: 'sendMessage',
	name: 'Send Message',
	action: 'Send a message to a session',
	description:
		'Write a message into the chat of a support session that is running. Everybody in the session sees it.',
	properties: [
		sessionIdProperty,
		{
			displayName: 'Message',
			name: 'message',
			type: 'string',
			typeOptions: { rows: 4 },
			required: true,
			default: '',
			placeholder: 'e.g. Your ticket number is 1234.',
			description: 'Up to 2,048 characters',
		},
		{
			displayName: 'Sender',
			name: 'sender',
			type: 'options',
			options: [
				{ name: 'Customer', value: 'customer', description: 'In the name of the customer' },
				{
					name: 'Representative',
					value: 'representative',
					description: 'In the name of a representative',
				},
				{ name: 'System', value: 'system', description: 'As a message of the appliance' },
			],
			default: 'system',
			description: 'In whose name the message appears in the chat',
		},
		{
			displayName: 'Representative',
			name: 'senderRepresentativeId',
			...locator('searchRepresentatives', byId('11'), {
				displayName: 'By Username',
				name: 'username',
				placeholder: 'e.g. amorgan',
			}),
			description: 'Who the message is from. The list shows those who are logged in.',
			displayOptions: { show: { sender: ['representative'] } },
		},
	],
	async execute({ node, item, appliance }) {
		const sessionId = readSessionId(node, item);
		const message = readMessage(node.getNodeParameter('message', item));
		const sender = readSender(node, item);
		await sendChatMessage(await appliance(), sessionId, message, sender);
		return { success: true, sessionId };
	},
};

function readMessage(value: unknown): string {
	const message = String(value ?? '');
	if (message.trim() === '') {
		throw new InputError('There is no message.', 'Enter the text of the message.', 'Message');
	}
	const { length } = [...message];
	if (length > LONGEST_MESSAGE) {
		throw new InputError(
			`It has ${length} characters, and the appliance accepts at most 2,048.`,
			'Shorten it, or send it in parts. Nothing was sent.',
			'Message',
		);
	}
	return message;
}

/** The sender in the appliance's notation; undefined for the system. */
function readSender(node: IExecuteFunctions, item: number): string | undefined {
	const sender = String(node.getNodeParameter('sender', item, 'system'));
	if (sender === 'system') return undefined;
	if (sender === 'customer') return 'customer';
	if (sender === 'representative') return readRepresentative(node, item);
	throw new InputError(
		`'${sender}' cannot send a message.`,
		'Use system, customer or representative.',
		'Sender',
	);
}

function readRepresentative(node: IExecuteFunctions, item: number): string {
	const chosen = node.getNodeParameter('senderRepresentativeId', item, '') as
		| INodeParameterResourceLocator
		| string
		| number;
	const { mode, value } =
		typeof chosen === 'object' && chosen !== null ? chosen : { mode: 'id', value: chosen };
	const text = String(value ?? '').trim();
	if (mode === 'username' && text !== '' && text.length <= 64) return `rep_username:${text}`;
	if (mode !== 'username' && /^[1-9]\d{0,9}$/.test(text)) return `rep:${text}`;
	throw new InputError(
		text === '' ? 'Nobody is chosen.' : 'This is neither an ID nor a username.',
		'Choose from the list, or enter the ID or the username of a representative.',
		'Representative',
	);
}
