import { inviteFor } from '../../inviteFor';
import type { Operation } from '../../operation';
import { inviteOptions, inviteProperties } from '../../properties/invite';
import { linkProperties } from '../../properties/link';
import { queueProperties } from '../../properties/queue';

export const compose: Operation = {
	value: 'compose',
	name: 'Compose',
	action: 'Compose an invite',
	description: 'Create a session key and write the invite for it, without sending it',
	properties: [...queueProperties, ...linkProperties, ...inviteProperties, inviteOptions],
	async execute(task) {
		const { invite, sessionKey } = await inviteFor(task);
		return { ...sessionKey, invite: { ...invite } };
	},
};
