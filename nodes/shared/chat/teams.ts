import type { ChatService, MessageSeen, On, Place, Posted, Room } from './chat';
import { type Format, formatted } from './message';
import { byMail, mailIn } from './place';
import { teamsFailure } from './teamsFailure';
import { type Flow, type Page, type Query, type Reply, send } from '../desk/flow';
import { fieldsOf, listOf } from '../desk/json';
import { baseOf, requestTo } from '../desk/request';
import { escapedHtml } from '../session/escape';
import { cleaned } from '../session/text';
import { lineOf, textOf, textOrNull } from '../session/value';

/** More than 50 messages a page are refused. */
const PAGE = '50';
const GUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const CHANNEL = '19:[A-Za-z0-9_-]{1,160}@thread\\.(?:tacv2|skype)';
const CHAT = '19:[A-Za-z0-9_-]{1,160}@(?:thread\\.v2|unq\\.gbl\\.spaces)';

/** Addresses in plain text, as links. They end before a blank, a quote or a bracket, and before a sign at their end. */
const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^]{1,2000}[^\s<>"'`{}|\\^.,;:!?)\]]/g;

/** The one place where text is escaped for Teams: `<at>` of people is text then, and calls nobody. Addresses become links. */
export function escapedTeams(text: string): string {
	const plain = cleaned(text);
	let [html, from] = ['', 0];
	for (const { 0: url, index } of plain.matchAll(ADDRESS)) {
		html += `${escapedHtml(plain.slice(from, index))}<a href="${escapedHtml(url)}">${escapedHtml(url)}</a>`;
		from = index + url.length;
	}
	return html + escapedHtml(plain.slice(from));
}

const FORMAT: Format = {
	line: escapedTeams,
	heading: (text) => `<strong>${escapedTeams(text)}</strong>`,
	join: (lines) => `<p>${lines.join('<br>')}</p>`,
	// UNSURE [teams.encoding] in which encoding Graph counts its 28 KB: the larger one counts here.
	sizeOf: (text) => Math.max(2 * text.length, Buffer.byteLength(text, 'utf8')),
	most: 26_000,
};

const channel = (team: string, id: string, thread: string | undefined | null): Place => ({
	...{ kind: 'room', id, team: team.toLowerCase(), thread: thread ?? null, isDirect: false },
});
const chat = (id: string): Place => ({
	...{ kind: 'room', id, team: null, thread: null, isDirect: true },
});
const fits = (pattern: string, text: string) => new RegExp(`^${pattern}$`).test(text);

/** What *Get link to channel* and *Copy link* of a message give. Its host does not matter: only ids are taken out of it. */
function placeInLink(text: string): Place | null {
	let url: URL;
	let parts: string[];
	try {
		url = new URL(text);
		parts = url.pathname.split('/').map(decodeURIComponent);
	} catch {
		return null;
	}
	const [, l, kind, id = '', message = ''] = parts;
	if (l !== 'l' || !/^(?:channel|message|chat)$/.test(kind ?? '')) return null;
	if (fits(CHAT, id)) return chat(id);
	const team = url.searchParams.get('groupId') ?? '';
	if (!fits(CHANNEL, id) || !fits(GUID, team)) return null;
	if (kind !== 'message') return channel(team, id, null);
	const thread = url.searchParams.get('parentMessageId') ?? message;
	return /^\d{10,20}$/.test(thread) ? channel(team, id, thread) : null;
}

/**
 * A channel, a thread, a chat or a person: the link that Teams gives, `<team>/<channel>` with the id of a message behind it (or with colons, as
 * in links of invites), the id of a chat, or an email address.
 */
export function placeIn(typed: unknown): Place | null {
	const text = lineOf(typed, 1500);
	if (text.startsWith('https://')) return placeInLink(text);
	const [, team, id, thread] =
		new RegExp(`^(${GUID})[/:](${CHANNEL})(?:[/:](\\d{10,20}))?$`).exec(text) ?? [];
	if (team) return channel(team, id, thread);
	return fits(CHAT, text) ? chat(text) : byMail(text);
}

/** Ids hold `:` and `@`, which must be encoded. */
const pathOf = ({ team, id }: Room): string =>
	team === null
		? `/chats/${encodeURIComponent(id)}`
		: `/teams/${team}/channels/${encodeURIComponent(id)}`;
const messagesOf = (room: Room): string =>
	`${pathOf(room)}/messages${room.thread === null ? '' : `/${room.thread}/replies`}`;

const idOf = ({ body }: { body: unknown }): string => textOf(fieldsOf(body).id);

function* person({ settings }: On, mail: string): Flow<Reply<string | null>> {
	// Of an apostrophe in a text of OData there are two.
	const quoted = `'${(mailIn(mail) ?? '').replace(/'/g, "''")}'`;
	return yield* send<string | null>({
		request: requestTo(settings, '/users', {
			query: {
				$filter: `mail eq ${quoted} or userPrincipalName eq ${quoted}`,
				$select: 'id,displayName,mail',
			},
		}),
		read({ body }) {
			const ids = listOf(body, 'value').map(({ id }) => textOf(id));
			return ids.length === 1 && fits(GUID, ids[0]) ? ids[0] : null;
		},
		takesFailures: true,
	});
}

/** The chat with one person, which is made where there is none: Graph gives the one that is there. */
function* direct(on: On, { id: mail }: Place): Flow<Reply<Room | string>> {
	const found = yield* person(on, mail);
	if (!found.ok) return found;
	if (found.value === null) {
		return { ok: true, value: 'Nobody in Teams, or more than one, has this email address.' };
	}
	const me = yield* send<string>({
		request: requestTo(on.settings, '/me', { query: { $select: 'id' } }),
		read: idOf,
		takesFailures: true,
	});
	if (!me.ok) return me;
	if (me.value === found.value) {
		const said = 'That is the account which the credential is connected with.';
		return { ok: true, value: said };
	}
	const member = (id: string) => ({
		'@odata.type': '#microsoft.graph.aadUserConversationMember',
		roles: ['owner'],
		'user@odata.bind': `${baseOf(on.settings) ?? ''}/users('${id}')`,
	});
	return yield* send<Room | string>({
		request: requestTo(on.settings, '/chats', {
			method: 'POST',
			body: { chatType: 'oneOnOne', members: [me.value, found.value].map(member) },
		}),
		read(got) {
			const id = idOf(got);
			return fits(CHAT, id)
				? { id, team: null, thread: null, isDirect: true }
				: 'Teams opened no chat with this person.';
		},
		takesFailures: true,
	});
}

/** A next page is asked for only at the same service: the token goes with it. */
function nextIn(settings: On['settings'], body: unknown): string | null {
	const next = textOf(fieldsOf(body)['@odata.nextLink']);
	const base = baseOf(settings);
	return base !== null && next.startsWith(`${base}/`) ? next : null;
}

function messages(on: On, room: Room, cursor: string | null): Query<Page<MessageSeen>> {
	const order: Record<string, string> =
		room.team === null ? { $orderby: 'createdDateTime desc' } : {};
	const first = requestTo(on.settings, messagesOf(room), { query: { $top: PAGE, ...order } });
	return {
		request: cursor === null ? first : { ...first, url: cursor },
		read({ body }) {
			const items = listOf(fieldsOf(body).value ?? [], '').flatMap((one): MessageSeen[] => {
				const id = textOf(one.id);
				if (id === '' || one.messageType !== 'message' || textOf(one.deletedDateTime)) return [];
				const at = Date.parse(textOf(one.createdDateTime));
				return [{ id, text: fieldsOf(one.body).content, at: Number.isNaN(at) ? null : at }];
			});
			return { items, next: nextIn(on.settings, body) };
		},
	};
}

/** Microsoft Teams by Microsoft Graph; written as the person that the credential is connected with. */
export const teams: ChatService = {
	name: 'Teams',
	channel: 'teams',
	sampleAddress: 'https://graph.microsoft.com/v1.0',
	toList: "the permission 'ChannelMessage.Read.All', for chats 'Chat.Read'",
	places:
		"Enter the link that 'Get link to channel' or 'Copy link' of a message gives in Teams, the ID of a chat ('19:…@thread.v2') or an email address.",
	placeIn,
	failure: teamsFailure,
	direct,
	look: ({ settings }, room) => ({
		request: requestTo(settings, pathOf(room)),
		read({ body }) {
			const { id, displayName, membershipType, isArchived } = fieldsOf(body);
			if (textOf(id) !== room.id) return null;
			return {
				name: lineOf(displayName, 80),
				// All of a team read its standard channels, and a team may be open to everybody.
				isPrivate: membershipType === 'private',
				// What is neither is taken for shared: Graph may learn new words.
				isShared: membershipType !== 'private' && membershipType !== 'standard',
				closed:
					isArchived === true
						? 'The channel is archived. Take another one, or restore it in Teams.'
						: null,
			};
		},
	}),
	messages,
	format: (message, marker) => formatted(FORMAT, message, marker),
	post: ({ settings }, room, content) => ({
		request: requestTo(settings, messagesOf(room), {
			...{ method: 'POST', body: { body: { contentType: 'html', content } } },
		}),
		read({ body }): Posted {
			const { id, replyToId } = fieldsOf(body);
			return { id: textOrNull(id), thread: textOrNull(replyToId) };
		},
	}),
	takeBack: ({ settings }, room, id) => ({
		request: requestTo(settings, `${pathOf(room)}/messages/${encodeURIComponent(id)}/softDelete`, {
			method: 'POST',
		}),
		read: () => true,
	}),
};
