import { terminateSession } from '../../../shared/appliance/sessionActions';
import type { Operation } from '../../operation';
import { readSessionId, sessionIdProperty } from '../../properties/sessionId';

export const terminate: Operation = {
	value: 'terminate',
	name: 'Terminate',
	action: 'Terminate a session',
	description:
		'End a support session that is running, at once and for everybody in it. This cannot be undone.',
	properties: [sessionIdProperty],
	async execute({ node, item, appliance }) {
		const sessionId = readSessionId(node, item);
		await terminateSession(await appliance(), sessionId);
		return { success: true, sessionId };
	},
};
