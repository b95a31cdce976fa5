import type { IDataObject } from 'n8n-workflow';

import { getUsers } from '../../../shared/appliance/configuration';
import type { Operation } from '../../operation';
import { listProperties, readLimit } from '../../properties/lists';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many users',
	description:
		'Find users of the appliance by email address or username, whether or not they are logged in. Gives their ID, names, email address and whether the account is enabled.',
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
					description: 'The whole email address, in capital or small letters',
				},
				{
					displayName: 'Username',
					name: 'username',
					type: 'string',
					placeholder: 'e.g. amorgan',
					default: '',
					description: 'The whole login name, in capital or small letters',
				},
			],
		},
	],
	async execute({ node, item, appliance }) {
		const { email, username } = node.getNodeParameter('filters', item, {}) as IDataObject;
		const filters = {
			email: String(email ?? '').trim(),
			username: String(username ?? '').trim(),
		};
		const users = await getUsers(await appliance(), filters, readLimit(node, item));
		return users.map((user) => ({ ...user }));
	},
};
