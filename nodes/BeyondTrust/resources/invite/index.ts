import type { Resource } from '../../operation';
import { compose } from './compose';
import { send } from './send';

export const invite: Resource = {
	value: 'invite',
	name: 'Invite',
	description: 'Invites that lead customers into a session, in your own words',
	operations: [compose, send],
};
