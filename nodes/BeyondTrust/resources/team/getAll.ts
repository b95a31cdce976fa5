import type { IDataObject } from 'n8n-workflow';

import { getTeams } from '../../../shared/appliance/command';
import type { Operation } from '../../operation';
import { limited, listProperties } from '../../properties/lists';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many teams',
	description: 'Get the support teams with their issues and, if you want, their members',
	properties: [
		...listProperties,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Include Members',
					name: 'includeMembers',
					type: 'boolean',
					default: false,
					description: 'Whether to add the members of each team',
				},
			],
		},
	],
	async execute({ node, item, appliance }) {
		const { includeMembers } = node.getNodeParameter('options', item, {}) as IDataObject;
		const teams = await getTeams(await appliance());
		return limited(node, item, teams).map(({ id, name, issues, members }) => ({
			id,
			name,
			issues: issues.map((issue) => ({ id: issue.id, title: issue.title })),
			...(includeMembers === true ? { members: members.map((member) => ({ ...member })) } : {}),
		}));
	},
};
