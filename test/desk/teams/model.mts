import { AGENTS, TICKETS } from '../chassis/seed.mts';

const guid = (part: string, number: number) =>
	`${part}-0000-4000-8000-${String(number).padStart(12, '0')}`;

export const TENANT = guid('24320000', 1);

export interface User {
	id: string;
	displayName: string;
	mail: string;
}

const people = [
	...AGENTS.map(({ name, email }) => ({ name, email })),
	...TICKETS.map(({ customer: { name, email } }) => ({ name, email })),
];

/** Agents and customers of the seed, behind the account that n8n is connected with. */
export const USERS: User[] = [
	{ id: guid('8ea00000', 0), displayName: 'Remote Support', mail: 'remote.support@desk.example' },
	...people.map(({ name, email }, index) => ({
		...{ id: guid('8ea00000', index + 1), displayName: name, mail: email },
	})),
];
export const [ME] = USERS;

export interface Room {
	id: string;
	/** `null`: a chat. */
	team: string | null;
	name: string;
	/** Of a channel. */
	membershipType: 'standard' | 'private' | 'shared' | null;
	isArchived: boolean;
	/** Whether the account is in it. */
	isMember: boolean;
	/** Of a chat of two. */
	withUser: string | null;
}

export const TEAM = guid('fbe20000', 1);

const channel = (
	letter: string,
	name: string,
	membershipType: Room['membershipType'],
	more: Partial<Room> = {},
): Room => ({
	...{ id: `19:${letter.repeat(32)}@thread.tacv2`, team: TEAM, name, membershipType },
	...{ isArchived: false, isMember: true, withUser: null, ...more },
});

export const ROOMS = (): Room[] => [
	channel('a', 'General', 'standard'),
	channel('b', 'Service desk', 'private'),
	channel('c', 'With Northwind', 'shared'),
	channel('d', 'Old desk', 'private', { isArchived: true }),
	channel('e', 'Management', 'private', { isMember: false }),
	{
		...channel('f', 'Second line', null),
		...{ id: `19:${'f'.repeat(32)}@thread.v2`, team: null },
	},
];

export interface Message {
	id: string;
	replyToId: string | null;
	messageType: 'message' | 'systemEventMessage';
	/** ISO 8601, UTC, with milliseconds. */
	createdDateTime: string;
	deletedDateTime: string | null;
	from: User | null;
	contentType: 'html' | 'text';
	/** As it is given back. */
	content: string;
}

/** What n8n's credential asks for unless told otherwise. */
export const SCOPES = [
	...['openid', 'offline_access', 'User.Read.All', 'Group.ReadWrite.All', 'Chat.ReadWrite'],
	...['ChannelMessage.Read.All', 'OnlineMeetings.ReadWrite', 'ChannelMessage.ReadWrite'],
	'TeamworkTag.Read',
];

/** What an administrator consents to: that, and the least that the guide has the credential ask for. */
export const ALLOWED = [
	...[...SCOPES, 'User.ReadBasic.All', 'Channel.ReadBasic.All', 'ChannelMessage.Send'],
	...['ChatMessage.Send', 'Chat.Read', 'Chat.Create'],
];

const BLOCKS = /<(\/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|'[^']*'|[^<>"'])*)>/g;
const KNOWN = new Set(
	'p strong b em i u ul ol li a code pre table thead tbody tr td th blockquote br div span h1 h2 h3 at'.split(
		' ',
	),
);

/** HTML as Teams gives it back: unknown elements and attributes are gone, entities that need not be are signs, paragraphs stand on lines. */
export function normalised(html: string): string {
	return html
		.replace(BLOCKS, (_whole, close: string, name: string, attributes: string) => {
			const tag = name.toLowerCase();
			if (!KNOWN.has(tag)) return '';
			const href = /\bhref="([^"]*)"/.exec(attributes)?.[1];
			const kept = tag === 'a' && href && !close ? ` href="${href}"` : '';
			return `<${close}${tag}${kept}>`;
		})
		.replace(/&#(\d{1,6});/g, (whole, code: string) =>
			['38', '60', '62', '34'].includes(code) ? whole : String.fromCodePoint(Number(code)),
		)
		.replace(/<\/p><p>/g, '</p>\n<p>');
}
