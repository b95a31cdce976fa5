import { createHmac } from 'node:crypto';

import { type SimulatedSlack, startSlack } from '../../desk/slack/server.mts';

/** The simulated Slack does what the reference says; nothing here knows the module. */
type Json = Record<string, any>;

let slack: SimulatedSlack;

beforeAll(async () => {
	slack = await startSlack();
});
afterAll(async () => await slack.close());
beforeEach(() => slack.control.reset());

const PRIVATE = 'C0DESK001';
const headers = (token = slack.control.token) => ({ authorization: `Bearer ${token}` });

const get = async (method: string, query: Record<string, string> = {}) => {
	const search = new URLSearchParams(query).toString();
	const answer = await fetch(`${slack.url}/api/${method}?${search}`, { headers: headers() });
	const body = (await answer.json()) as Json;
	return { status: answer.status, ...body } as Json;
};
const tell = async (method: string, body: unknown, more: Record<string, string> = {}) => {
	const answer = await fetch(`${slack.url}/api/${method}`, {
		method: 'POST',
		headers: { ...headers(), 'content-type': 'application/json; charset=utf-8', ...more },
		body: JSON.stringify(body),
	});
	const retryAfter = answer.headers.get('retry-after');
	const said = (await answer.json()) as Json;
	return { status: answer.status, retryAfter, ...said } as Json;
};
const post = async (more: object) => await tell('chat.postMessage', { channel: PRIVATE, ...more });

it('says no with HTTP 200', async () => {
	expect(await post({ channel: 'C0NOTHERE', text: 'x' })).toMatchObject({
		...{ status: 200, ok: false, error: 'channel_not_found' },
	});
	expect(await post({ channel: 'C0SECRET1', text: 'x' })).toMatchObject({
		error: 'channel_not_found',
	});
	expect(await post({ channel: 'C0OPEN001', text: 'x' })).toMatchObject({
		error: 'not_in_channel',
	});
	expect(await post({ channel: 'C0ARCH001', text: 'x' })).toMatchObject({ error: 'is_archived' });
	expect(await post({ text: '' })).toMatchObject({ error: 'no_text' });
	expect(await post({ text: 'x' })).toMatchObject({ status: 200, ok: true });
	expect(await tell('auth.test', {}, { authorization: 'Bearer xoxb-other' })).toMatchObject({
		...{ status: 200, error: 'invalid_auth' },
	});
	slack.control.revoke();
	expect(await post({ text: 'x' })).toMatchObject({ error: 'token_revoked' });
});

it('warns of a missing charset, and of nothing else', async () => {
	const bare = await tell('auth.test', {}, { 'content-type': 'application/json' });
	expect(bare).toMatchObject({ ok: true, warning: 'missing_charset' });
	expect(await tell('auth.test', {})).not.toHaveProperty('warning');
});

it('passes over a thread_ts that is none, and posts to the channel', async () => {
	const parent = slack.control.says(PRIVATE, 'VPN drops again');
	const inThread = await post({ text: 'x', thread_ts: parent });
	expect(inThread.message.thread_ts).toBe(parent);
	for (const thread_ts of ['1795594442.5', 1795594442.5, '1795594442.500000']) {
		const { ok, message } = await post({ text: 'x', thread_ts });
		expect([ok, message.thread_ts]).toEqual([true, undefined]);
	}
});

it('lists the parent first, keeps escapes, and leaves replies out of the history', async () => {
	const parent = slack.control.says(PRIVATE, 'a &amp; b');
	await post({ text: 'x &lt;y&gt;', thread_ts: parent });
	const { messages } = await get('conversations.replies', { channel: PRIVATE, ts: parent });
	expect(messages.map(({ text }: { text: string }) => text)).toEqual(['a &amp; b', 'x &lt;y&gt;']);
	const history = await get('conversations.history', { channel: PRIVATE });
	expect(history.messages).toHaveLength(1);
	expect(
		await get('conversations.replies', { channel: PRIVATE, ts: '1795594442.500000' }),
	).toMatchObject({
		error: 'thread_not_found',
	});
});

it('gives pages by cursor, of which one may be empty', async () => {
	for (const text of ['1', '2', '3']) slack.control.says(PRIVATE, text);
	Object.assign(slack.control.options, { mostPerPage: 2, emptyFirstPage: true });
	const texts: string[] = [];
	let cursor = '';
	for (let page = 0; page < 4; page += 1) {
		const query = { channel: PRIVATE, limit: '200', ...(cursor ? { cursor } : {}) };
		const { messages, response_metadata: meta } = await get('conversations.history', query);
		texts.push(...messages.map(({ text }: { text: string }) => text));
		cursor = meta.next_cursor;
		if (cursor === '') break;
	}
	expect(texts).toEqual(['3', '2', '1']);
});

it('wants scopes, and names the one that is needed', async () => {
	slack.control.scopes.delete('groups:history');
	expect(await get('conversations.history', { channel: PRIVATE })).toMatchObject({
		...{ ok: false, error: 'missing_scope', needed: 'groups:history' },
	});
});

it('refuses long sections, cuts long texts, and counts who is called', async () => {
	const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }];
	expect(await post({ text: 'x', blocks })).toMatchObject({ error: 'invalid_blocks' });
	expect(await post({ text: 'x'.repeat(40_001) })).toMatchObject({ warning: 'message_truncated' });
	await post({ text: '&lt;!channel&gt; @here' });
	expect(slack.control.pings).toEqual([]);
	await post({ text: '<!channel> <@U0SEED001>' });
	await post({ text: '@here', link_names: true });
	expect(slack.control.pings).toEqual(['<!channel>', '<@U0SEED001>', '@here']);
});

it('is busy with HTTP 429 and Retry-After', async () => {
	slack.control.setFaults({ answerNext: { times: 1, status: 429, retryAfter: 30 } });
	expect(await post({ text: 'x' })).toMatchObject({
		...{ status: 429, retryAfter: '30', error: 'ratelimited' },
	});
});

it('signs its events', () => {
	const { headers: signed, body } = slack.control.event({ type: 'message', text: 'x' });
	const at = signed['x-slack-request-timestamp'];
	const hash = createHmac('sha256', slack.control.signingSecret).update(`v0:${at}:${body}`);
	expect(signed['x-slack-signature']).toBe(`v0=${hash.digest('hex')}`);
	const old = slack.control.event({ type: 'message' }, 600).headers['x-slack-request-timestamp'];
	expect(Number(at) - Number(old)).toBeGreaterThanOrEqual(599);
});

it('finds what it does not publish', async () => {
	const before = slack.control.checked.invalid.length;
	await post({ text: 'x', unfurl_links: false, unfurl_media: false, as_user: true });
	const [found] = slack.control.checked.invalid.slice(before);
	expect(found).toContain('as_user');
});

it('shows its channels as pages', async () => {
	slack.control.says(PRIVATE, '&lt;b&gt; & more');
	const page = await (await fetch(`${slack.url}/chat/${PRIVATE}`)).text();
	expect(page).toContain('data-test="message"');
	expect(page).toContain('&lt;b&gt;');
	expect(page).not.toContain('<b>');
});
