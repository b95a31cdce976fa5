import { type Answer, type Call, jsonBody } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';
import type { SlackControl } from './control.mts';
import { BOT, type Channel, type Message, USERS } from './model.mts';

type Json = Record<string, unknown>;

/** Slack says no with HTTP 200. */
const no = (error: string, more: Json = {}): Refusal =>
	Refusal.of(200, { ok: false, error, ...more });

const TS = /^\d{10}\.\d{6}$/;

/** Answers a method of the Web API. @throws Refusal, with HTTP 200 */
export class SlackApi {
	private readonly control: SlackControl;

	constructor(control: SlackControl) {
		this.control = control;
	}

	answer(call: Call): Answer {
		this.login(call.authorization);
		const method = call.path.replace(/^\/api\//, '');
		const body = call.method === 'POST' ? this.bodyOf(call) : {};
		const of = (name: string) => call.query.get(name) ?? '';
		const charset = /charset=/.test(call.contentType) || call.method === 'GET';
		const warned = charset
			? {}
			: { warning: 'missing_charset', response_metadata: { warnings: ['missing_charset'] } };
		const done = (more: Json): Answer => ({ status: 200, body: { ok: true, ...more, ...warned } });
		switch (`${call.method} ${method}`) {
			case 'POST auth.test':
				return done({ user: 'bot', user_id: BOT.user, bot_id: BOT.bot, team_id: BOT.team });
			case 'POST chat.postMessage':
				return done(this.post(body));
			case 'POST chat.delete':
				return done(this.remove(body));
			case 'POST conversations.open':
				return done(this.open(body));
			case 'GET conversations.info':
				return done({ channel: this.info(of('channel')) });
			case 'GET conversations.replies':
				return done(this.replies(call));
			case 'GET conversations.history':
				return done(this.history(call));
			case 'GET users.lookupByEmail':
				return done({ user: this.lookup(of('email')) });
			default:
				throw no('unknown_method');
		}
	}

	private login(authorization = ''): void {
		const token = /^Bearer (\S+)$/.exec(authorization)?.[1];
		if (!token) throw no('not_authed');
		if (token !== this.control.token) throw no('invalid_auth');
		if (this.control.isRevoked) throw no('token_revoked');
	}

	private bodyOf(call: Call): Json {
		try {
			return jsonBody(call) as Json;
		} catch {
			throw no('invalid_json');
		}
	}

	private needs(...scopes: string[]): void {
		if (scopes.some((one) => this.control.scopes.has(one))) return;
		throw no('missing_scope', {
			...{ needed: scopes.join(','), provided: [...this.control.scopes].join(',') },
		});
	}

	/** A private channel that the app is not in is none. */
	private channel(id: unknown): Channel {
		const found = this.control.channels.find((one) => one.id === id);
		if (!found || (found.is_private && !found.is_member)) throw no('channel_not_found');
		return found;
	}

	private post(body: Json): Json {
		this.needs('chat:write');
		const channel = this.channel(body.channel);
		const { text, blocks, thread_ts: wanted } = body;
		if (channel.is_archived) throw no('is_archived');
		const mayAnywhere = this.control.scopes.has('chat:write.public');
		if (!channel.is_member && !mayAnywhere) throw no('not_in_channel');
		if ((typeof text !== 'string' || text === '') && !Array.isArray(blocks)) throw no('no_text');
		if (Array.isArray(blocks)) this.checkBlocks(blocks);
		const { failNext } = this.control;
		const fails = failNext.times > 0;
		if (fails) failNext.times -= 1;
		if (fails && !failNext.isStored) throw no(failNext.error);
		const whole = String(text ?? '');
		this.call(whole, body);
		const thread = this.thread(channel, wanted);
		const message = this.control.keep(channel.id, {
			...{ type: 'message', user: BOT.user, bot_id: BOT.bot, text: whole.slice(0, 40_000) },
			...(thread ? { thread_ts: thread.ts } : {}),
			...(Array.isArray(blocks) ? { blocks: blocks as unknown[] } : {}),
		});
		if (fails) throw no(failNext.error);
		const more = whole.length > 40_000 ? { warning: 'message_truncated' } : {};
		const shown = { ...message, app_id: BOT.app, team: BOT.team };
		const parent = thread ? { parent_user_id: thread.user } : {};
		return { channel: channel.id, ts: message.ts, message: { ...shown, ...parent }, ...more };
	}

	private checkBlocks(blocks: unknown[]): void {
		const isLong = (one: unknown) =>
			String(((one as Json).text as Json | undefined)?.text ?? '').length > 3000;
		const index = blocks.findIndex(isLong);
		if (index < 0) return;
		const said = `must be less than 3001 characters [json-pointer:/blocks/${index}/text/text]`;
		throw no('invalid_blocks', {
			...{ errors: [said], response_metadata: { messages: [`[ERROR] ${said}`] } },
		});
	}

	/** The message that a thread begins with; what is no `ts` is passed over, and so is one of nothing. */
	private thread(channel: Channel, wanted: unknown): Message | null {
		if (wanted === undefined) return null;
		const all = this.control.said.get(channel.id) ?? [];
		const found =
			typeof wanted === 'string' && TS.test(wanted) ? all.find(({ ts }) => ts === wanted) : null;
		if (!found && this.control.options.unknownThread === 'refused') throw no('thread_not_found');
		return found ?? null;
	}

	/** Who is called by what stands in a text. */
	private call(text: string, { link_names: names, parse }: Json): void {
		const marked = text.match(/<(?:!(?:channel|here|everyone|subteam\^)|@[UW])[^>]*>/g) ?? [];
		const byName = names === true || parse === 'full';
		const named = byName ? (text.match(/@(?:channel|here|everyone)\b/g) ?? []) : [];
		this.control.pings.push(...marked, ...named);
	}

	private remove(body: Json): Json {
		this.needs('chat:write');
		const channel = this.channel(body.channel);
		const all = this.control.said.get(channel.id) ?? [];
		const found = all.find(({ ts }) => ts === body.ts);
		if (!found) throw no('message_not_found');
		if (found.user !== BOT.user) throw no('cant_delete_message');
		this.control.forget(channel.id, found.ts);
		return { channel: channel.id, ts: found.ts };
	}

	private open(body: Json): Json {
		this.needs('im:write');
		const user = USERS.find(({ id }) => id === body.users);
		if (!user) throw no('user_not_found');
		if (user.deleted) throw no('user_disabled');
		const { channel, isNew } = this.control.directWith(user.id);
		return { channel: { id: channel.id }, ...(isNew ? {} : { no_op: true, already_open: true }) };
	}

	private info(id: string): Json {
		const channel = this.channel(id);
		this.needs(channel.is_im ? 'im:read' : channel.is_private ? 'groups:read' : 'channels:read');
		const { user: _user, name, ...rest } = channel;
		return {
			...{ ...rest, ...(channel.is_im ? {} : { name }), is_channel: !channel.is_im },
			...{ is_group: false, is_mpim: false, is_general: false, is_org_shared: false },
			...{ is_shared: channel.is_ext_shared, created: 1_700_000_000, creator: USERS[0].id },
		};
	}

	private lookup(email: string): Json {
		this.needs('users:read.email');
		const found = USERS.find((one) => one.email === email);
		if (!found) throw no('users_not_found');
		const { id, name, real_name, deleted } = found;
		return {
			...{ id, team_id: BOT.team, name, deleted, real_name, is_bot: false },
			profile: { real_name, email, team: BOT.team },
		};
	}

	private mayRead(channel: Channel): void {
		const kind = channel.is_im ? 'im' : channel.is_private ? 'groups' : 'channels';
		this.needs(`${kind}:history`);
		if (!channel.is_member) throw no('not_in_channel');
	}

	private replies(call: Call): Json {
		const channel = this.channel(call.query.get('channel'));
		this.mayRead(channel);
		const all = this.control.said.get(channel.id) ?? [];
		const parent = all.find(({ ts }) => ts === call.query.get('ts'));
		if (!parent) throw no('thread_not_found');
		const oldest = Number(call.query.get('oldest') ?? 0);
		const replies = all.filter(
			({ ts, thread_ts }) => thread_ts === parent.ts && Number(ts) > oldest && ts !== parent.ts,
		);
		const count = { reply_count: replies.length, subscribed: false };
		const first = { ...parent, thread_ts: parent.ts, ...count };
		const shown = replies.map((one) => ({ ...one, parent_user_id: parent.user }));
		return this.page([first, ...shown], call);
	}

	/** Newest first, without replies. */
	private history(call: Call): Json {
		const channel = this.channel(call.query.get('channel'));
		this.mayRead(channel);
		const oldest = Number(call.query.get('oldest') ?? 0);
		const roots = (this.control.said.get(channel.id) ?? []).filter(
			({ ts, thread_ts }) => (!thread_ts || thread_ts === ts) && Number(ts) > oldest,
		);
		return { ...this.page([...roots].reverse(), call), pin_count: 0 };
	}

	private page(all: unknown[], call: Call): Json {
		const { mostPerPage, emptyFirstPage } = this.control.options;
		const limit = Math.min(Number(call.query.get('limit') ?? 100), mostPerPage);
		const cursor = call.query.get('cursor');
		if (cursor === null && emptyFirstPage) {
			return { messages: [], has_more: true, response_metadata: { next_cursor: this.cursor(0) } };
		}
		const from = cursor === null ? 0 : Number(Buffer.from(cursor, 'base64').toString().slice(5));
		if (!Number.isInteger(from)) throw no('invalid_cursor');
		const more = from + limit < all.length;
		return {
			...{ messages: all.slice(from, from + limit), has_more: more },
			response_metadata: { next_cursor: more ? this.cursor(from + limit) : '' },
		};
	}

	private cursor(from: number): string {
		return Buffer.from(`next:${from}`).toString('base64');
	}
}
