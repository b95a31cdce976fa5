import { type Answer, type Call, jsonBody } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';
import type { TeamsControl } from './control.mts';
import { ME, type Message, type Room, TENANT, USERS } from './model.mts';

type Json = Record<string, unknown>;

/** An error of Graph. @returns what to throw */
export const no = (status: number, code: string, message = code): Refusal =>
	Refusal.of(status, { error: { code, message, innerError: { date: '2026-11-27T08:00:00' } } });

const SEND = ['ChannelMessage.Send', 'Group.ReadWrite.All'];
const READ = ['ChannelMessage.Read.All', 'Group.Read.All', 'Group.ReadWrite.All'];
const CHAT_READ = ['Chat.Read', 'Chat.ReadWrite'];

/** Answers a request below `/v1.0`. @throws Refusal */
export class TeamsApi {
	private readonly control: TeamsControl;

	constructor(control: TeamsControl) {
		this.control = control;
	}

	answer(call: Call): Answer {
		const token = this.control.tokens.check(call.authorization);
		const needs = (...scopes: string[]) => {
			if (scopes.some((one) => token.scopes.includes(one))) return;
			const has = token.scopes.join(', ');
			throw no(
				403,
				'Forbidden',
				`Missing scope permissions on the request. API requires one of '${scopes.join(', ')}'. Scopes on the request '${has}'`,
			);
		};
		if (/[:@]/.test(call.rawPath)) throw no(400, 'BadRequest', 'The id must be encoded.');
		const path = call.path.replace(/^\/v1\.0/, '');
		const ok = (body: Json, status = 200): Answer => ({ status, body });
		if (token.isApplication && call.method === 'POST') {
			throw no(
				403,
				'Forbidden',
				'The API supports only delegated tokens, or Teamwork.Migrate.All.',
			);
		}
		if (path === '/me') {
			needs('User.Read', 'User.ReadBasic.All', 'User.Read.All');
			return ok({ ...ME });
		}
		if (path === '/users') {
			needs('User.ReadBasic.All', 'User.Read.All');
			return ok({ value: this.users(call) });
		}
		if (path === '/chats' && call.method === 'POST') {
			needs('Chat.Create', 'Chat.ReadWrite');
			return ok(this.open(call), 201);
		}
		return this.inRoom(call, path, needs);
	}

	private users(call: Call): Json[] {
		const filter = call.query.get('$filter') ?? '';
		const [, mail, name] =
			/^mail eq '((?:[^']|'')+)' or userPrincipalName eq '((?:[^']|'')+)'$/.exec(filter) ?? [];
		if (!mail || mail !== name) throw no(400, 'Request_UnsupportedQuery', 'Unsupported filter.');
		const wanted = mail.replace(/''/g, "'");
		return USERS.filter((one) => one.mail === wanted).map((one) => ({ ...one }));
	}

	private open(call: Call): Json {
		const { members } = jsonBody(call) as { members: Array<Record<string, string>> };
		const ids = members.map((one) => /\('([^']+)'\)$/.exec(one['user@odata.bind'])?.[1]);
		const other = ids.find((id) => id !== ME.id);
		if (!ids.includes(ME.id) || !USERS.some(({ id }) => id === other)) {
			throw no(400, 'BadRequest', 'Both members must be known, and the caller one of them.');
		}
		const { id } = this.control.chatWith(other ?? '');
		return { id, chatType: 'oneOnOne', topic: null };
	}

	private inRoom(call: Call, path: string, needs: (...scopes: string[]) => void): Answer {
		const [, team, channel, chat, rest = ''] =
			/^\/(?:teams\/([^/]+)\/channels\/([^/]+)|chats\/([^/]+))(\/.+)?$/.exec(path) ?? [];
		const room = this.control.rooms.find(
			(one) => one.id === (channel ?? chat) && one.team === (team?.toLowerCase() ?? null),
		);
		if (!room) throw no(404, 'NotFound');
		const isChat = room.team === null;
		const [, id, what] = /^\/messages(?:\/(\d{10,20})\/(replies|softDelete))?$/.exec(rest) ?? [];
		if (rest === '' && call.method === 'GET') {
			needs(
				...(isChat
					? ['Chat.ReadBasic', ...CHAT_READ]
					: ['Channel.ReadBasic.All', ...READ.slice(1)]),
			);
			if (!room.isMember) throw no(403, 'Forbidden', 'The caller is not in the roster.');
			return { status: 200, body: this.channel(room) };
		}
		if (!/^\/messages/.test(rest)) throw no(404, 'NotFound');
		if (call.method === 'POST' && what === 'softDelete') {
			needs(...(isChat ? ['Chat.ReadWrite'] : ['ChannelMessage.ReadWrite', 'Group.ReadWrite.All']));
			return this.remove(room, id ?? '');
		}
		if (call.method === 'POST') {
			needs(...(isChat ? ['ChatMessage.Send', 'Chat.ReadWrite'] : SEND));
			return { status: 201, body: this.post(room, id ?? null, call) };
		}
		needs(...(isChat ? CHAT_READ : READ));
		if (!room.isMember) throw no(403, 'Forbidden', 'The caller is not in the roster.');
		return { status: 200, body: this.list(room, id ?? null, call) };
	}

	private channel({ id, name, membershipType, isArchived }: Room): Json {
		return {
			...{ id, displayName: name, description: null, membershipType, isArchived },
			...{ createdDateTime: '2024-03-01T08:00:00Z' },
			webUrl: `https://teams.microsoft.com/l/channel/${encodeURIComponent(id)}/x?tenantId=${TENANT}`,
		};
	}

	private post(room: Room, thread: string | null, call: Call): Json {
		if (!room.isMember) throw no(403, 'Forbidden', 'The caller is not in the roster.');
		if (room.isArchived) throw no(403, 'Forbidden', 'The channel is archived.');
		const { body, mentions = [] } = jsonBody(call) as { body?: Json; mentions?: unknown[] };
		const content = body?.content;
		if (typeof content !== 'string' || content === '') throw no(400, 'BadRequest', 'No content.');
		if (Buffer.byteLength(call.body) > this.control.options.mostBytes) {
			throw no(413, 'RequestEntityTooLarge');
		}
		const tags = content.match(/<at\b[^>]*>/gi) ?? [];
		if (tags.length > mentions.length) throw no(400, 'BadRequest', 'A mention is not described.');
		this.control.pings.push(...tags);
		const all = this.control.said.get(room.id) ?? [];
		const isThere = all.some(({ id, replyToId }) => id === thread && replyToId === null);
		if (thread !== null && !isThere && this.control.options.unknownThread === 'refused') {
			throw no(404, 'NotFound');
		}
		const message = this.control.keep(room.id, {
			...{ content, contentType: body?.contentType === 'html' ? 'html' : 'text', from: ME },
			replyToId: isThere ? thread : null,
		});
		return this.shown(room, message);
	}

	private remove(room: Room, id: string): Answer {
		const found = (this.control.said.get(room.id) ?? []).find((one) => one.id === id);
		if (!found) throw no(404, 'NotFound');
		if (found.from !== ME) throw no(403, 'Forbidden', 'Only own messages.');
		found.deletedDateTime = new Date().toISOString();
		return { status: 204, body: undefined };
	}

	/** Newest first; a channel without replies. */
	private list(room: Room, thread: string | null, call: Call): Json {
		const top = Number(call.query.get('$top') ?? 20);
		if (!(top >= 1 && top <= 50)) throw no(400, 'BadRequest', 'The limit of $top is 50.');
		const all = this.control.said.get(room.id) ?? [];
		if (thread !== null && !all.some(({ id }) => id === thread)) throw no(404, 'NotFound');
		const shown = all.filter(({ replyToId }) => replyToId === thread).reverse();
		const limit = Math.min(top, this.control.options.mostPerPage);
		const from = Number(call.query.get('$skiptoken') ?? 0);
		const next = new URL(call.rawPath, `http://${call.headers.host}`);
		next.search = new URLSearchParams({
			...Object.fromEntries(call.query),
			$skiptoken: String(from + limit),
		}).toString();
		const value = shown.slice(from, from + limit).map((one) => this.shown(room, one));
		const more = from + limit < shown.length;
		return {
			...{ '@odata.count': value.length, value },
			...(more ? { '@odata.nextLink': next.toString() } : {}),
		};
	}

	private shown({ id: room, team }: Room, message: Message): Json {
		const { id, replyToId, messageType, createdDateTime, deletedDateTime, from } = message;
		const { contentType, content } = message;
		return {
			...{ id, replyToId, etag: id, messageType, createdDateTime, deletedDateTime },
			...{ lastModifiedDateTime: createdDateTime, subject: null, importance: 'normal' },
			...{ webUrl: null, chatId: team === null ? room : null },
			from: from && {
				...{ application: null, device: null },
				user: { id: from.id, displayName: from.displayName },
			},
			body: { contentType, content: deletedDateTime ? '' : content },
			channelIdentity: team === null ? null : { teamId: team, channelId: room },
			...{ attachments: [], mentions: [] },
		};
	}
}
