import type { Resource } from '../../operation';
import { slack } from './slack';
import { teams } from './teams';

export const chat: Resource = {
	value: 'chat',
	name: 'Chat',
	description:
		'The rules of the workflows that post into chats: what the answers of a chat service mean, and what comes next',
	operations: [slack, teams],
};
