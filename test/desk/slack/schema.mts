import { type Endpoint, flag, list, object, type Schema, text, whole } from '../chassis/schema.mts';

/** `epoch.microseconds`, always text. */
const ts: Schema = { type: 'string', pattern: '^\\d{10}\\.\\d{6}$' };
const id = (letters: string): Schema => ({
	type: 'string',
	pattern: `^[${letters}][A-Z0-9]{5,20}$`,
});
const yes: Schema = { const: true };
const warnings = {
	warning: text,
	response_metadata: object({ warnings: list(text), messages: list(text), next_cursor: text }),
};

const failure = object(
	{
		ok: { const: false },
		error: text,
		needed: text,
		provided: text,
		errors: list(text),
		...warnings,
	},
	['ok', 'error'],
);
const answers = (properties: Record<string, Schema>, required: string[]): Endpoint['answers'] => {
	const success = object({ ok: yes, ...properties, ...warnings }, ['ok', ...required]);
	return { 200: { anyOf: [success, failure] }, 429: failure };
};

const message = object(
	{
		...{
			type: { const: 'message' },
			ts,
			user: id('UW'),
			bot_id: id('B'),
			app_id: id('A'),
			team: id('T'),
		},
		...{
			text,
			thread_ts: ts,
			parent_user_id: id('UW'),
			blocks: { type: 'array' },
			subscribed: flag,
		},
		...{
			reply_count: whole,
			reply_users_count: whole,
			latest_reply: ts,
			reply_users: list(id('UW')),
		},
		is_locked: flag,
	},
	['type', 'ts', 'user', 'text'],
);

const channel = object(
	{
		...{ id: id('CDG'), name: text, is_channel: flag, is_group: flag, is_im: flag, is_mpim: flag },
		...{
			is_private: flag,
			is_archived: flag,
			is_general: flag,
			is_shared: flag,
			is_ext_shared: flag,
		},
		...{ is_org_shared: flag, is_member: flag, created: whole, creator: id('UW') },
	},
	['id', 'is_private', 'is_archived'],
);

const user = object(
	{
		...{ id: id('UW'), team_id: id('T'), name: text, deleted: flag, real_name: text, is_bot: flag },
		profile: object({ real_name: text, email: text, team: id('T') }),
	},
	['id', 'deleted', 'real_name'],
);

/** A whole message: what is longer may be split. */
const words: Schema = { type: 'string', minLength: 1, maxLength: 3900 };
const page = [
	'channel',
	'limit',
	'cursor',
	'oldest',
	'latest',
	'inclusive',
	'include_all_metadata',
];
const messages = { messages: list(message), has_more: flag, pin_count: whole };

export const ENDPOINTS: Endpoint[] = [
	{
		method: 'POST',
		path: /^\/api\/auth\.test$/,
		body: object({}),
		answers: answers(
			{ url: text, team: text, user: text, team_id: id('T'), user_id: id('UW'), bot_id: id('B') },
			['user_id'],
		),
	},
	{
		method: 'POST',
		path: /^\/api\/chat\.postMessage$/,
		body: object(
			{
				...{
					channel: id('CDG'),
					thread_ts: ts,
					text: words,
					blocks: { type: 'array', maxItems: 50 },
				},
				...{ unfurl_links: { const: false }, unfurl_media: { const: false }, mrkdwn: flag },
				...{ link_names: { const: false }, metadata: { type: 'object' }, reply_broadcast: flag },
			},
			['channel', 'text', 'unfurl_links', 'unfurl_media'],
		),
		answers: answers({ channel: id('CDG'), ts, message }, ['channel', 'ts', 'message']),
	},
	{
		method: 'POST',
		path: /^\/api\/chat\.delete$/,
		body: object({ channel: id('CDG'), ts }, ['channel', 'ts']),
		answers: answers({ channel: id('CDG'), ts }, ['channel', 'ts']),
	},
	{
		method: 'POST',
		path: /^\/api\/conversations\.open$/,
		body: object({ users: id('UW'), return_im: flag, prevent_creation: flag }, ['users']),
		answers: answers(
			{ channel: object({ id: id('D') }, ['id']), no_op: flag, already_open: flag },
			['channel'],
		),
	},
	{
		method: 'GET',
		path: /^\/api\/conversations\.info$/,
		query: ['channel', 'include_locale', 'include_num_members'],
		answers: answers({ channel }, ['channel']),
	},
	{
		method: 'GET',
		path: /^\/api\/conversations\.replies$/,
		query: [...page, 'ts'],
		answers: answers(messages, ['messages']),
	},
	{
		method: 'GET',
		path: /^\/api\/conversations\.history$/,
		query: page,
		answers: answers(messages, ['messages', 'has_more']),
	},
	{
		method: 'GET',
		path: /^\/api\/users\.lookupByEmail$/,
		query: ['email'],
		answers: answers({ user }, ['user']),
	},
];
