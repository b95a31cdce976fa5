import type { Resource } from '../../operation';
import { generate } from './generate';

export const sessionKey: Resource = {
	value: 'sessionKey',
	name: 'Session Key',
	description: 'Keys and links that customers use to start a session',
	operations: [generate],
};
