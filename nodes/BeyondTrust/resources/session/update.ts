import { setSessionAttributes } from '../../../shared/appliance/sessionActions';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { attributesProperty, readAttributes } from '../../properties/attributes';
import { readSessionId, sessionIdProperty } from '../../properties/sessionId';

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a session',
	description:
		'Set custom fields of a support session that is running. Fields that are not named stay as they are. The code name external_key ties the session to a ticket.',
	properties: [
		sessionIdProperty,
		{
			...attributesProperty,
			required: true,
			description: 'Custom fields to set, by code name. An empty value clears the field.',
		},
	],
	async execute({ node, item, appliance }) {
		const sessionId = readSessionId(node, item);
		const attributes = readAttributes(node.getNodeParameter('attributes', item, {}), {
			consequence: 'The session was not updated.',
		});
		if (Object.keys(attributes).length === 0) {
			throw new InputError(
				'There is nothing to set.',
				'Add at least one custom field. The session was not updated.',
				'Custom Fields',
			);
		}
		await setSessionAttributes(await appliance(), sessionId, attributes);
		return { success: true, sessionId, attributes: { ...attributes } };
	},
};
