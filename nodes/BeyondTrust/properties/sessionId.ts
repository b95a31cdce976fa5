import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';
import { sessionIdFrom } from '../../shared/session/model';

export const sessionIdProperty: INodeProperties = {
	displayName: 'Session ID',
	name: 'sessionId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 0f1e2d3c4b5a69788796a5b4c3d2e1f0',
	description: 'The 32 hexadecimal digits that the trigger and Session: Get Many return',
};

/** The session ID of an item, in its one spelling. Throws InputError. */
export function readSessionId(node: IExecuteFunctions, item: number): string {
	const sessionId = sessionIdFrom(String(node.getNodeParameter('sessionId', item, '') ?? ''));
	if (sessionId === null) {
		throw new InputError(
			'A session ID has exactly 32 hexadecimal digits.',
			'Take it from the trigger or from Session: Get Many. The number of a ticket or a session key is not a session ID.',
			'Session ID',
		);
	}
	return sessionId;
}
