import type { IDataObject } from 'n8n-workflow';

import { getUsers } from '../../../shared/appliance/configuration';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { listProperties, readLimit } from '../../properties/lists';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many users',
	description:
		'Find users of the appliance by email address or username, whether or not they are logged in. Returns their ID, names, email address and whether the account is enabled.',
	properties: [
		...listProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: [
				{
					displayName: 'Email',
					name: 'email',
					type: 'string',
					placeholder: 'e.g. name@example.com',
					default: '',
					description: 'The whole email address, in upper or lower case',
				},
				{
					displayName: 'Username',
					name: 'username',
					type: 'string',
					placeholder: 'e.g. amorgan',
					default: '',
					description: 'The whole login name, in upper or lower case',
				},
			],
		},
	],
	async execute({ node, item, appliance }) {
		const { email, username } = node.getNodeParameter('filters', item, {}) as IDataObject;
		const filters = {
			email: checked(email, 'Email', 3),
			username: checked(username, 'Username', 1),
		};
		const users = await getUsers(await appliance(), filters, readLimit(node, item));
		return users.map((user) => ({ ...user }));
	},
};

/** The most characters that the appliance takes in either filter. */
const LONGEST = 255;

/** A filter of a length that the appliance takes; empty where there is none. Throws InputError. */
function checked(value: unknown, field: string, shortest: number): string {
	const text = String(value ?? '').trim();
	const { length } = [...text];
	if (length > 0 && (length < shortest || length > LONGEST)) {
		throw new InputError(
			`It must be ${shortest} to ${LONGEST} characters long, but has ${length}.`,
			'Enter the whole value, or remove the filter.',
			field,
		);
	}
	return text;
}
