import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ChatService, ChatSettings, Purpose } from '../../../shared/chat/chat';
import {
	beginDelivery,
	CHAT_WAYS,
	type ChatGiven,
	type ChatState,
	goOnDelivering,
} from '../../../shared/chat/play';
import type { Answered } from '../../../shared/desk/failure';
import { InputError } from '../../../shared/session/errors';
import { textOf } from '../../../shared/session/value';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';

/** A workflow that fails says that nobody knows whether a message went out (docs/delivery.md). */
function failWhereUnsure({ name }: ChatService, answer: Record<string, unknown>): void {
	if (answer.unsure !== true) return;
	throw new InputError(
		`Nobody knows whether ${name} took the message. ${textOf(answer.reason)}`,
		`Look into the chat before you send it again.`,
		'Answered',
		'perhapsDelivered',
	);
}

function givenTo(node: IExecuteFunctions, item: number): ChatGiven {
	const read = <T>(name: string, label: string) => readObject<T>(node, item, name, label);
	return {
		came: read('came', 'What Came'),
		settings: read<ChatSettings>('settings', 'Settings'),
		purpose: node.getNodeParameter('purpose', item) as Purpose,
	};
}

/** The operation that plays a chat workflow: which request it sends next, whether it waits, or what it answers. */
export const chatOperation = (value: string, service: ChatService): Operation => ({
	value,
	name: service.name,
	action: `Go on at ${service.name}`,
	description: `Say what a workflow that posts a message to ${service.name} does next: which request it sends, or what it answers`,
	properties: [
		jsonProperty('What Came', 'came', 'The item that the workflow was called with', '{}'),
		jsonProperty('Settings', 'settings', 'What the node Settings of the workflow holds', '{}'),
		{
			displayName: 'Purpose',
			name: 'purpose',
			type: 'options',
			options: [
				{
					name: 'Invite',
					value: 'invite',
					description: 'Its link lets anybody who reads it join as the customer',
				},
				{ name: 'Message to the Team', value: 'team', description: 'Such as that of the morning' },
			],
			default: 'invite',
		},
		jsonProperty('State', 'state', 'What the step before gave; empty for the first step', '{}'),
		jsonProperty('Answered', 'answered', 'What came of the last request', '{}'),
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const read = <T>(name: string, label: string) => readObject<T>(node, item, name, label);
		const given = givenTo(node, item);
		const state = read<ChatState>('state', 'State');
		const run = { startedAt: Date.now(), run: node.getExecutionId() };
		const next = Array.isArray(state.results)
			? goOnDelivering(service, given, state, read<Answered>('answered', 'Answered'))
			: beginDelivery(service, given, run);
		const { answer, goes, request, seconds } = next;
		if (answer) failWhereUnsure(service, answer);
		const way = CHAT_WAYS.findIndex((one) => one === goes);
		return { goes, way, request, seconds, answer, state: next.state } as unknown as IDataObject;
	},
});
