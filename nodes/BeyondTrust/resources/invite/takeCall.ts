import type { IDataObject } from 'n8n-workflow';

import { callOf } from '../../../shared/invite/newTickets';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';

/** Where n8n's Webhook puts the bytes that were sent, with its option Raw Body. */
const BYTES = 'data';

export const takeCall: Operation = {
	value: 'takeCall',
	name: 'Take Call',
	action: 'Take a call from the desk',
	description:
		'Keep what the desk workflow has to know about a call from the desk: its headers, and the exact text that was sent, which may be signed. Takes the item of a Webhook node with the option Raw Body.',
	properties: [],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const { json, binary } = node.getInputData()[item];
		if (!binary?.[BYTES]) {
			throw new InputError(
				"The call came without its raw body. Switch on the option 'Raw Body' of the Webhook node.",
			);
		}
		const body = await node.helpers.getBinaryDataBuffer(item, BYTES);
		return { event: callOf(json.headers, body) } as unknown as IDataObject;
	},
};
