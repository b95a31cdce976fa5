import type { IDataObject } from 'n8n-workflow';

import { callOf } from '../../../shared/invite/newTickets';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';

/** Where n8n's Webhook puts the bytes that were sent, with its option Raw Body. */
const BYTES = 'data';

export const takeCall: Operation = {
	value: 'takeCall',
	name: 'Take Call',
	action: 'Take a call of the desk',
	description:
		'Keep what the desk workflow has to know of a call of the desk: its headers, and the very text that was sent, which may be signed. Takes the item of a Webhook with the option Raw Body.',
	properties: [],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const { json, binary } = node.getInputData()[item];
		if (!binary?.[BYTES]) {
			throw new InputError(
				"The call came without the bytes that were sent. Switch on the option 'Raw Body' of the Webhook.",
			);
		}
		const body = await node.helpers.getBinaryDataBuffer(item, BYTES);
		return { event: callOf(json.headers, body) } as unknown as IDataObject;
	},
};
