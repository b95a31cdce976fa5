import { placeIn, slack } from '../../../nodes/shared/chat/slack';
import { at, came, LINK, lost, ok, playOn, SLACK } from './play.mts';

const TS = '1795594442.500000';
const ROOM = 'C0DESK001';
const room = { id: ROOM, name: 'desk', is_private: true, is_archived: false };
const posted = (thread?: string) =>
	ok({ ok: true, channel: ROOM, ts: '1795600931.123400', message: { thread_ts: thread } });

const play = (recipient: unknown, answers: Parameters<typeof playOn>[2]['answers'], more = {}) =>
	playOn(slack, SLACK, { came: came(recipient as string), answers, ...more });
/** A private channel, and what comes of each post. */
const posting =
	(...outcomes: unknown[]) =>
	(url: URL) => {
		if (url.pathname.endsWith('/conversations.info')) return ok({ ok: true, channel: room });
		return url.pathname.includes('/chat.') ? outcomes.shift() : ok({ ok: true, messages: [] });
	};

describe('A place in Slack', () => {
	it.each<[string, string, string, string | null]>([
		['C0HELP001', 'room', 'C0HELP001', null],
		[` C0HELP001/${TS} `, 'room', 'C0HELP001', TS],
		[`C0HELP001:${TS}`, 'room', 'C0HELP001', TS],
		['D0HELP001', 'room', 'D0HELP001', null],
		['U0MIKA001', 'person', 'U0MIKA001', null],
		["o'brien@desk.example", 'mail', "o'brien@desk.example", null],
		['https://acme.slack.com/archives/C0HELP001', 'room', 'C0HELP001', null],
		['https://acme.slack.com/archives/C0HELP001/p1795594442500000', 'room', 'C0HELP001', TS],
		[
			`https://acme.slack.com/archives/C0HELP001/p1795594999000000?thread_ts=${TS}&cid=C0HELP001`,
			'room',
			'C0HELP001',
			TS,
		],
		['https://app.slack.com/client/T0TEAM001/C0HELP001', 'room', 'C0HELP001', null],
	])('is %s', (typed, kind, id, thread) => {
		expect(placeIn(typed)).toMatchObject({ kind, id, thread, team: null });
	});

	it.each([
		...['', '#help', 'C0HELP001/1795594442.5', 'C0HELP001/1795594442', 'help-vpn', '<#C0HELP001>'],
		...['https://evil.example/archives/C0HELP001', 'https://a.slack.com.evil.example/archives/C0A'],
		...['c0help001', 'a@b', 'a@b.c d@e.f', null, 17, {}, 'C0HELP001?x=1'],
	])('is not %s', (typed) => {
		expect(placeIn(typed)).toBeNull();
	});
});

describe('A message in Slack', () => {
	it('asks who reads, posts as text, and shows no previews', () => {
		const { answer, calls, bodies } = play(`${ROOM}/${TS}`, posting(posted(TS)));
		expect(calls).toEqual([`GET /conversations.info?channel=${ROOM}`, 'POST /chat.postMessage']);
		const [text, ref] = (bodies[1].text as string).split('\n\n').slice(1);
		expect(bodies[1]).toEqual({
			...{ channel: ROOM, thread_ts: TS, text: bodies[1].text },
			...{ unfurl_links: false, unfurl_media: false, link_names: false },
		});
		expect(text).toBe(`Join here:\n${LINK.replace('&', '&amp;')}`);
		expect(ref).toMatch(/^Ref\. [a-z2-7]{8}$/);
		expect(answer).toEqual({
			...{ delivered: true, channel: 'slack', messageId: '1795600931.123400', thread: TS },
			...{ reason: null, unsure: false },
		});
	});

	it('goes to where the invite is linked, then to the recipient, then to Settings, then to the address', () => {
		const to = 'C0TEAM001';
		const first = (given: unknown, settings = {}) =>
			playOn(slack, SLACK, { came: given, settings, answers: () => lost }).calls[0];
		const link = { kind: 'chat', system: 'SLACK', id: `C0LINK001:${TS}` };
		expect(first(came('C0MINE001', { link }), { to })).toContain('channel=C0LINK001');
		expect(first(came('C0MINE001'), { to })).toContain('channel=C0MINE001');
		expect(first(came('a@desk.example'), { to })).toContain('channel=C0TEAM001');
		expect(first(came('a@desk.example'))).toBe('GET /users.lookupByEmail?email=a%40desk.example');
		const other = { kind: 'chat', system: 'halo', id: '501' };
		expect(first(came('C0MINE001', { link: other }))).toContain('channel=C0MINE001');
	});

	it('refuses a link and a setting that are no place, by their names', () => {
		const link = { kind: 'chat', system: 'slack', id: '501' };
		const { answer } = playOn(slack, SLACK, { came: came('C0A', { link }), answers: () => lost });
		expect(answer.reason).toContain("linked to the chat '501'");
		const set = play('a@desk.example', () => lost, { settings: { to: '#help' } });
		expect(set.answer.reason).toContain("'to' in Settings is no place of Slack: '#help'");
	});

	it('stays in private channels, unless it is allowed elsewhere', () => {
		const open = (url: URL) =>
			url.pathname.endsWith('.info')
				? ok({ ok: true, channel: { ...room, is_private: false, is_ext_shared: true } })
				: posted();
		expect(play(ROOM, open).answer.reason).toContain("'allowPublic' in Settings");
		const allowed = play(ROOM, open, { settings: { allowPublic: 'true' } });
		expect([allowed.answer.delivered, allowed.calls]).toEqual([true, ['POST /chat.postMessage']]);
		expect(play(ROOM, open, { purpose: 'team' }).answer.reason).toContain("'allowShared'");
		const team = play(ROOM, open, { purpose: 'team', settings: { allowShared: true } });
		expect(team.answer.delivered).toBe(true);
		const own = (url: URL) =>
			url.pathname.endsWith('.info')
				? ok({ ok: true, channel: { ...room, is_private: false } })
				: posted();
		expect(play(ROOM, own, { purpose: 'team' }).answer.delivered).toBe(true);
	});

	it.each([
		['an answer about another channel', ok({ ok: true, channel: { ...room, id: 'C0OTHER01' } })],
		['an empty answer', ok({ ok: true })],
	])('is not posted after %s', (_what, answer) => {
		const { answer: said, calls } = play(ROOM, () => answer);
		expect(said.reason).toBe('Slack did not tell who reads in the channel. Nothing was posted.');
		expect(calls).toHaveLength(1);
	});

	it.each([
		...[['not_in_channel', /Invite it there/] as const, ['msg_too_long', /length/] as const],
		...[
			['no_such_word', /Slack refused it: 'no_such_word'/] as const,
			['restricted_action', /admin/i] as const,
		],
	])('is a failure with HTTP 200: %s', (error, said) => {
		const { answer, calls } = play(ROOM, posting(ok({ ok: false, error })));
		expect(answer).toMatchObject({ delivered: false, unsure: false });
		expect(answer.reason).toMatch(said);
		expect(calls).toHaveLength(2);
	});

	it('names missing scopes, and repeats nothing else of an answer', () => {
		const refused = (needed: unknown) =>
			play(ROOM, () => ok({ ok: false, error: 'missing_scope', needed })).answer.reason;
		expect(refused('groups:read,chat:write.public')).toContain(
			"'groups:read' or 'chat:write.public'",
		);
		expect(refused('<script>, xoxb-secret')).toContain('lacks a scope.');
		const odd = play(ROOM, () => ok({ ok: false, error: 'xoxb-1 <b>' }));
		expect(odd.answer.reason).not.toContain('xoxb');
	});

	it('is looked for in its thread before it is posted again, after whatever may be a lost answer', () => {
		for (const first of [
			lost,
			at(502, '<html>'),
			ok({ ok: false, error: 'fatal_error' }),
			ok(''),
		]) {
			const { calls, answer, pauses } = play(`${ROOM}/${TS}`, posting(first, posted(TS)));
			expect(calls.slice(1)).toEqual([
				'POST /chat.postMessage',
				expect.stringMatching(
					/^GET \/conversations.replies\?channel=C0DESK001&ts=1795594442.500000&/,
				),
				'POST /chat.postMessage',
			]);
			expect(answer.delivered).toBe(true);
			expect(pauses).toEqual([3]);
		}
	});

	it('is found on a later page, by its marker', () => {
		let marker = '';
		const { answer, calls } = play(ROOM, (url, body) => {
			if (url.pathname.endsWith('.info')) return ok({ ok: true, channel: room });
			if (url.pathname.includes('/chat.')) {
				marker = (body.text as string).slice(-'Ref. abcdefgh'.length);
				return lost;
			}
			const isFirst = url.searchParams.get('cursor') === null;
			const messages = isFirst ? [] : [{ ts: '1795600931.000001', text: `x\n${marker}` }];
			return ok({
				ok: true,
				messages,
				response_metadata: { next_cursor: isFirst ? 'bmV4dA==' : '' },
			});
		});
		expect(answer).toMatchObject({ delivered: true, messageId: '1795600931.000001' });
		expect(calls.filter((one) => one.startsWith('POST'))).toHaveLength(1);
	});

	it('is not posted a third time', () => {
		const { answer, calls } = play(ROOM, posting(lost, lost));
		expect(answer).toMatchObject({ delivered: false, unsure: false });
		expect(answer.reason).toContain('tried twice, and the message is not there');
		expect(calls.filter((one) => one.startsWith('POST'))).toHaveLength(2);
	});

	it('was surely not sent where nobody listened', () => {
		const gone = { error: { message: 'connect ECONNREFUSED 127.0.0.1:9' } };
		const { answer, calls } = play(ROOM, posting(gone));
		expect(answer).toMatchObject({ delivered: false, unsure: false });
		expect(calls).toHaveLength(2);
	});

	it('is unsure where it cannot be looked for', () => {
		const { answer } = play(ROOM, (url) => {
			if (url.pathname.endsWith('.info')) return ok({ ok: true, channel: room });
			if (url.pathname.includes('/chat.')) return lost;
			return ok({ ok: false, error: 'missing_scope', needed: 'groups:history' });
		});
		expect(answer).toMatchObject({ delivered: false, unsure: true });
		expect(answer.reason).toContain("'groups:history'");
	});

	it('waits up to half a minute for a busy Slack, a minute in all', () => {
		const busy = (seconds: string) => at(429, { ok: false }, { 'retry-after': seconds });
		const once = play(ROOM, posting(busy('30'), posted()));
		expect([once.pauses, once.answer.delivered]).toEqual([[30], true]);
		const long = play(ROOM, posting(busy('31')));
		expect([long.pauses, long.answer.delivered]).toEqual([[], false]);
		expect(long.answer.reason).toContain('before 31 seconds are over');
		const often = play(ROOM, posting(...Array.from({ length: 9 }, () => busy('25'))));
		expect(often.pauses).toEqual([25, 25]);
	});

	it('is deleted where Slack put it into the channel', () => {
		const { answer, bodies } = play(`${ROOM}/${TS}`, posting(posted(), ok({ ok: true })));
		expect(bodies.at(-1)).toEqual({ channel: ROOM, ts: '1795600931.123400' });
		expect(answer.reason).toContain('deleted again');
		const stays = play(`${ROOM}/${TS}`, posting(posted(), ok({ ok: false, error: 'x' })));
		expect(stays.answer.reason).toContain('do that by hand');
	});

	it('is cut at a line, says so, and keeps link and reference', () => {
		const line = 'A line of a list that is <long> & that goes on for a while.';
		const text = Array.from({ length: 200 }, (_, index) => `${index} ${line}`).join('\n');
		const long = { invite: { recipient: ROOM, subject: 'x', text }, sessionKey: { url: LINK } };
		const { bodies } = playOn(slack, SLACK, { came: long, answers: posting(posted()) });
		const lines = (bodies[1].text as string).split('\n');
		expect((bodies[1].text as string).length).toBeLessThanOrEqual(3900);
		expect((bodies[1].text as string).length).toBeGreaterThan(3700);
		expect(lines.slice(-4)).toEqual([
			'… The message was cut here: it is longer than the chat takes.',
			...[LINK.replace('&', '&amp;'), '', expect.stringMatching(/^Ref\. /)],
		]);
		expect(lines.at(-5)).toMatch(/^\d+ A line .* while\.$/);
	});

	it('needs a text and an address', () => {
		const none = playOn(slack, SLACK, {
			came: { invite: { recipient: ROOM } },
			answers: () => lost,
		});
		expect(none.answer.reason).toBe('The message has no text. Nothing was posted.');
		const address = play(ROOM, () => lost, { settings: { address: 'slack.com' } });
		expect(address.answer.reason).toContain("'address' in Settings");
	});
});
