import type { ChatService, MessageSeen, On, Place, Room } from './chat';
import { type Format, formatted } from './message';
import { byMail, personBy } from './place';
import { slackFailure } from './slackFailure';
import { type Flow, type Page, type Query, type Reply, send } from '../desk/flow';
import { fieldsOf, listOf } from '../desk/json';
import { requestTo } from '../desk/request';
import { cleaned } from '../session/text';
import { lineOf, textOf, textOrNull } from '../session/value';

/** Messages a page; Slack gives 200 at most where it is not to complain. */
const PAGE = '200';
/** Seconds by which the clocks of n8n and of Slack may differ. */
const SKEW = 300;

/** Slack's markup knows three characters only, and everything that calls people (`<!channel>`, `<@U…>`) needs one of them. */
export const escapedMrkdwn = (text: string): string =>
	cleaned(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const FORMAT: Format = {
	line: escapedMrkdwn,
	heading: (text) => `*${escapedMrkdwn(text.replace(/[*\n]/g, ' ').trim())}*`,
	join: (lines) => lines.join('\n'),
	sizeOf: (text) => text.length,
	// Above 4,000, Slack may split a message.
	most: 3900,
};

const room = (id: string, thread: string | undefined): Place => ({
	...{ kind: 'room', id, team: null, thread: thread ?? null, isDirect: id.startsWith('D') },
});

/** A message's `ts` out of the `p1795594442500000` of its link. */
const tsIn = (digits: string | undefined) =>
	digits ? `${digits.slice(0, 10)}.${digits.slice(10)}` : undefined;

/**
 * A channel, a thread or a person: an id (`C…`, `D…`, `U…`), a channel with the `ts` of a message behind a slash (or a colon, as in links of
 * invites), what *Copy link* gives in Slack, or an email address. A `ts` with too few digits is none: Slack would post to the channel.
 */
export function placeIn(typed: unknown): Place | null {
	const text = lineOf(typed, 400);
	const [, at, digits, query] =
		/^https:\/\/[a-z0-9.-]{1,80}\.slack\.com\/archives\/([CDG][A-Z0-9]{5,20})(?:\/p(\d{16}))?\/?(?:\?(\S{0,200}))?$/.exec(
			text,
		) ?? [];
	if (at) {
		const [, parent] = /(?:^|&)thread_ts=(\d{10}\.\d{6})(?:&|$)/.exec(query ?? '') ?? [];
		return room(at, parent ?? tsIn(digits));
	}
	const [, app] =
		/^https:\/\/app\.slack\.com\/client\/[TE][A-Z0-9]{5,20}\/([CDG][A-Z0-9]{5,20})\/?$/.exec(
			text,
		) ?? [];
	if (app) return room(app, undefined);
	const [, id, thread] = /^([CDG][A-Z0-9]{5,20})(?:[/:](\d{10}\.\d{6}))?$/.exec(text) ?? [];
	if (id) return room(id, thread);
	if (/^[UW][A-Z0-9]{5,20}$/.test(text)) return personBy('person', text);
	return byMail(text);
}

function* direct({ settings }: On, { kind, id }: Place): Flow<Reply<Room | string>> {
	let person: string | null = id;
	if (kind === 'mail') {
		const found = yield* send<string | null>({
			request: requestTo(settings, '/users.lookupByEmail', { query: { email: id } }),
			read({ body }) {
				const { deleted, ...user } = fieldsOf(fieldsOf(body).user);
				return deleted === true ? null : textOrNull(user.id);
			},
			takesFailures: true,
		});
		if (!found.ok) return found;
		person = found.value;
	}
	if (person === null) {
		return { ok: true, value: 'The person with this email address was removed from Slack.' };
	}
	return yield* send<Room | string>({
		request: posting({ settings }, '/conversations.open', { users: person }),
		read({ body }) {
			const channel = textOf(fieldsOf(fieldsOf(body).channel).id);
			return /^D[A-Z0-9]{5,20}$/.test(channel)
				? { id: channel, team: null, thread: null, isDirect: true }
				: 'Slack opened no direct messages with this person.';
		},
		takesFailures: true,
	});
}

const posting = ({ settings }: Pick<On, 'settings'>, path: string, body: object) =>
	requestTo(settings, path, {
		...{ method: 'POST', body },
		headers: { 'content-type': 'application/json; charset=utf-8' },
	});

function messages(on: On, { id, thread }: Room, cursor: string | null): Query<Page<MessageSeen>> {
	const oldest = `${Math.floor(on.startedAt / 1000) - SKEW}.000000`;
	const more: Record<string, string> = cursor === null ? {} : { cursor };
	const path = thread === null ? '/conversations.history' : '/conversations.replies';
	const query = { channel: id, ...(thread === null ? {} : { ts: thread }), oldest, limit: PAGE };
	return {
		request: requestTo(on.settings, path, { query: { ...query, ...more } }),
		read({ body }) {
			const { messages: all, response_metadata: meta } = fieldsOf(body);
			const items = listOf(all ?? [], '').flatMap(({ ts, text, blocks }): MessageSeen[] => {
				const own = textOf(ts);
				// A thread begins with the message that it hangs on.
				if (own === '' || own === thread) return [];
				const at = Math.round(Number(own) * 1000);
				return [{ id: own, text: [text, blocks], at: Number.isFinite(at) ? at : null }];
			});
			// A page may be short or empty although there is a next one.
			return { items, next: textOrNull(fieldsOf(meta).next_cursor) };
		},
	};
}

/** Slack, by the names of its Web API; written as the app, with a bot token. */
export const slack: ChatService = {
	name: 'Slack',
	channel: 'slack',
	sampleAddress: 'https://slack.com/api',
	toList: "the scopes 'channels:history' and 'groups:history', for direct messages 'im:history'",
	places:
		"Enter the ID of a channel ('C0HELP001'), a thread ('C0HELP001/1795594442.500000'), the link that 'Copy link' gives, the ID of a person ('U0MIKA001') or an email address.",
	placeIn,
	failure: slackFailure,
	direct,
	look: ({ settings }, { id }) => ({
		request: requestTo(settings, '/conversations.info', { query: { channel: id } }),
		read({ body }) {
			const channel = fieldsOf(fieldsOf(body).channel);
			if (textOf(channel.id) !== id) return null;
			const closed = channel.is_archived === true;
			const shared = ['is_shared', 'is_ext_shared', 'is_pending_ext_shared', 'is_org_shared'];
			return {
				name: lineOf(channel.name, 80),
				// What is not surely private is not.
				isPrivate:
					channel.is_private === true || channel.is_im === true || channel.is_mpim === true,
				isShared: shared.some((one) => channel[one] === true),
				closed: closed ? slackClosed : null,
			};
		},
	}),
	messages,
	format: (message, marker) => formatted(FORMAT, message, marker),
	post: (on, { id, thread }, text) => ({
		// As text: a number would lose its zeros, and Slack posts to the channel where it does not know the thread.
		request: posting(on, '/chat.postMessage', {
			channel: id,
			...(thread === null ? {} : { thread_ts: thread }),
			...{ text, unfurl_links: false, unfurl_media: false, link_names: false },
		}),
		read({ body }) {
			const { ts, message } = fieldsOf(body);
			return { id: textOrNull(ts), thread: textOrNull(fieldsOf(message).thread_ts) };
		},
	}),
	takeBack: (on, { id }, ts) => ({
		request: posting(on, '/chat.delete', { channel: id, ts }),
		read: () => true,
	}),
};

const slackClosed = 'The channel is archived. Take another one, or restore it in Slack.';
