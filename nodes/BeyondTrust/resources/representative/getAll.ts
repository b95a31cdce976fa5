import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { LoggedInRepresentative } from '../../../shared/appliance/command';
import { getLoggedInRepresentatives } from '../../../shared/appliance/command';
import type { User } from '../../../shared/appliance/configuration';
import { getUsers } from '../../../shared/appliance/configuration';
import type { Appliance } from '../../../shared/appliance/connection';
import { ApplianceError } from '../../../shared/appliance/errors';
import type { Operation } from '../../operation';
import { limited, listProperties } from '../../properties/lists';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many representatives',
	description:
		'Get the representatives who are logged in now, and how many sessions each of them is in. Use this to find somebody who can take a session.',
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
					displayName: 'Include User',
					name: 'includeUser',
					type: 'boolean',
					default: false,
					description:
						'Whether to add username and email address. This needs the permission for the Configuration API.',
				},
			],
		},
	],
	async execute({ node, item, appliance }) {
		const { includeUser } = node.getNodeParameter('options', item, {}) as IDataObject;
		const connection = await appliance();
		const representatives = limited(node, item, await getLoggedInRepresentatives(connection));
		if (includeUser !== true) return representatives.map((one) => ({ ...one }));
		const users = await usersById(node, connection);
		return representatives.map((one) => withUser(one, users.get(one.id)));
	},
};

/** UNSURE [appliance.user-ids]: that both interfaces count users by the same ids; the vendor calls both "user ID". */
const withUser = (representative: LoggedInRepresentative, user?: User): IDataObject => ({
	...representative,
	username: user?.username ?? null,
	email: user?.email ?? null,
});

const NOT_TO_BE_HAD = ['permission', 'notAnAppliance', 'refused'];

/** The users of the appliance; none, and a hint in the editor, where the account may not read them. */
async function usersById(
	node: IExecuteFunctions,
	appliance: Appliance,
): Promise<Map<string, User>> {
	return await appliance.once('users by id', async () => {
		const users = await getUsers(appliance).then(
			(all) => all,
			(error: unknown) => {
				if (!(error instanceof ApplianceError) || !NOT_TO_BE_HAD.includes(error.kind)) throw error;
				node.addExecutionHints?.({
					message: `Username and email address are missing. ${error.message} ${error.advice}`,
					location: 'outputPane',
					type: 'warning',
				});
				return [];
			},
		);
		return new Map(users.map((user) => [user.id, user]));
	});
}
