import { keyFor, readKeyOrder, sessionKeyOutput } from '../../keyFor';
import type { Operation } from '../../operation';
import { keyOptions } from '../../properties/keyOptions';
import { linkProperties } from '../../properties/link';
import { queueProperties } from '../../properties/queue';

export const generate: Operation = {
	value: 'generate',
	name: 'Generate',
	action: 'Generate a session key',
	description: 'Create a key and a link that a customer can use to start a support session',
	properties: [...queueProperties, ...linkProperties, keyOptions],
	async execute({ node, item, appliance }) {
		const connection = await appliance();
		const order = readKeyOrder(node, item, connection);
		return sessionKeyOutput(order, await keyFor(connection, order));
	},
};
