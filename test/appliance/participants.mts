import type { Representative } from './directory.mts';
import type { Party, Session } from './session.mts';
import type { World } from './world.mts';

type Values = Array<{ name: string; value: string }>;

/** Variables of a participant in an outbound event (reference, 5.2; which come with which event is not published). */
export function variablesOf(
	{ type, name }: Party,
	profile?: Representative,
): Record<string, string> {
	const extra = profile && { username: profile.username, user_id: `${profile.id}` };
	return { type, name, display_name: name, ...extra };
}

/** `data` of "Conference Member Added" for a representative. */
export function memberData(world: World, profile: Representative): Values {
	const teams = world.directory.teamsOf(profile.id).map(({ name }) => name);
	return [
		{ name: 'user_id', value: `${profile.id}` },
		{ name: 'username', value: profile.username },
		{ name: 'public_name', value: profile.publicName },
		{ name: 'private_name', value: profile.privateName },
		{ name: 'support_teams', value: teams.join(', ') },
	];
}

/** `data` of "Conference Member Added" for the customer. */
export const customerData = ({ customer }: Session): Values => [
	{ name: 'name', value: customer.name },
	{ name: 'hostname', value: customer.hostname ?? '' },
	{ name: 'os', value: customer.os },
	{ name: 'private_ip', value: customer.privateIp },
	{ name: 'public_ip', value: customer.publicIp },
];
