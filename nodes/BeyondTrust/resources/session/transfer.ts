import { transferSession } from '../../../shared/appliance/sessionActions';
import type { Operation } from '../../operation';
import { readSessionId, sessionIdProperty } from '../../properties/sessionId';
import { readTransferQueue, transferQueueProperties } from '../../properties/transferQueue';

export const transfer: Operation = {
	value: 'transfer',
	name: 'Transfer',
	action: 'Transfer a session',
	description:
		'Move a support session that is running to the queue of a team or to a representative who is logged in',
	properties: [sessionIdProperty, ...transferQueueProperties],
	async execute({ node, item, appliance }) {
		const sessionId = readSessionId(node, item);
		const queue = readTransferQueue(node, item);
		await transferSession(await appliance(), sessionId, queue.wire, queue.label);
		return { success: true, sessionId };
	},
};
