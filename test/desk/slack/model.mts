import { AGENTS, TICKETS } from '../chassis/seed.mts';

export interface Channel {
	id: string;
	name: string;
	is_private: boolean;
	is_im: boolean;
	is_archived: boolean;
	is_ext_shared: boolean;
	is_member: boolean;
	/** Of direct messages: who is there. */
	user?: string;
}

export interface Message {
	type: 'message';
	ts: string;
	user: string;
	bot_id?: string;
	/** As it was sent: escapes stay. */
	text: string;
	thread_ts?: string;
	blocks?: unknown[];
}

export interface User {
	id: string;
	name: string;
	real_name: string;
	email: string;
	deleted: boolean;
}

const channel = (id: string, name: string, more: Partial<Channel> = {}): Channel => ({
	...{ id, name, is_private: true, is_im: false, is_archived: false, is_ext_shared: false },
	...{ is_member: true, ...more },
});

export const CHANNELS = (): Channel[] => [
	channel('C0HELP001', 'help-vpn', { is_private: false }),
	channel('C0DESK001', 'service-desk'),
	channel('C0SHARE01', 'with-northwind', { is_ext_shared: true }),
	channel('C0ARCH001', 'old-desk', { is_archived: true }),
	channel('C0OPEN001', 'coffee', { is_private: false, is_member: false }),
	channel('C0SECRET1', 'management', { is_member: false }),
];

/** The bot of the app. */
export const BOT = { user: 'U0BOT0001', bot: 'B0BOT0001', app: 'A0APP0001', team: 'T0TEAM001' };

const people = [
	...AGENTS.map(({ name, email }) => ({ name, email })),
	...TICKETS.map(({ customer: { name, email } }) => ({ name, email })),
];

/** Agents and customers of the seed; the last one has left. */
export const USERS: User[] = people.map(({ name, email }, index) => ({
	id: `U0SEED${String(index + 1).padStart(3, '0')}`,
	name: name.toLowerCase().replace(' ', '.'),
	real_name: name,
	email,
	deleted: index === people.length - 1,
}));

/** All that the guide has the app ask for. */
export const SCOPES = [
	...['chat:write', 'channels:read', 'groups:read', 'channels:history', 'groups:history'],
	...['im:history', 'im:write', 'users:read', 'users:read.email'],
];
