import { escapedTeams, placeIn, teams } from '../../../nodes/shared/chat/teams';
import { at, came, LINK, lost, ok, playOn, TEAMS } from './play.mts';

const TEAM = 'fbe20000-0000-4000-8000-00000000508b';
const CHANNEL = '19:0a1b2c3d4e5f60718293a4b5c6d7e8f9@thread.tacv2';
const CHAT = '19:deadbeef00000000000000000000cafe@thread.v2';
const ID = '1795594442500';
const IN = `/teams/${TEAM}/channels/${encodeURIComponent(CHANNEL)}`;
const linkTo = (what: string, rest: string, query = `?groupId=${TEAM}`) =>
	`https://teams.microsoft.com/l/${what}/${encodeURIComponent(CHANNEL)}/${rest}${query}`;

const play = (recipient: string, answers: Parameters<typeof playOn>[2]['answers'], more = {}) =>
	playOn(teams, TEAMS, { came: came(recipient), answers, ...more });
const seen = ok({ id: CHANNEL, displayName: 'Desk', membershipType: 'private', isArchived: false });
const posted = (replyToId: string | null = null) => at(201, { id: '1795600931266', replyToId });

describe('A place in Teams', () => {
	it.each([
		[linkTo('channel', 'Help'), TEAM, CHANNEL, null],
		[
			linkTo('message', '1795600931266', `?groupId=${TEAM}&parentMessageId=${ID}`),
			TEAM,
			CHANNEL,
			ID,
		],
		[linkTo('message', ID), TEAM, CHANNEL, ID],
		[`${TEAM.toUpperCase()}/${CHANNEL}/${ID}`, TEAM, CHANNEL, ID],
		[`${TEAM}:${CHANNEL}`, TEAM, CHANNEL, null],
		[CHAT, null, CHAT, null],
		[`https://teams.cloud.microsoft/l/message/${CHAT}/${ID}?context=x`, null, CHAT, null],
		['19:a_b@unq.gbl.spaces', null, '19:a_b@unq.gbl.spaces', null],
	])('is %s', (typed, team, id, thread) => {
		expect(placeIn(typed)).toEqual({ kind: 'room', id, team, thread, isDirect: team === null });
	});

	it.each([
		...['', CHANNEL, linkTo('channel', 'x', ''), linkTo('team', 'x'), `${CHAT}/../me`, 'General'],
		...['https://teams.microsoft.com/l/channel/%E0%A4/x', `${TEAM}/${CHANNEL}/1`, null, {}],
		`${TEAM}/${CHANNEL}?x`,
	])('is not %s', (typed) => {
		expect(placeIn(typed)).toBeNull();
	});
});

describe('A message in Teams', () => {
	it('is posted as HTML into its thread, with ids encoded', () => {
		const { answer, calls, bodies } = play(linkTo('message', ID), (url) =>
			url.pathname.endsWith('/replies') ? posted(ID) : seen,
		);
		expect(calls).toEqual([`GET ${IN}`, `POST ${IN}/messages/${ID}/replies`]);
		const url = LINK.replace('&', '&amp;');
		expect(bodies[1].body).toMatchObject({ contentType: 'html' });
		expect(bodies[1].body.content).toMatch(
			/^<p><strong>Your session<\/strong><br><br>Join here:<br>/,
		);
		expect(bodies[1].body.content).toContain(`<br><a href="${url}">${url}</a><br><br>Ref. `);
		expect(answer).toMatchObject({ delivered: true, channel: 'teams', thread: ID });
	});

	it.each([
		['standard', 'allowPublic'],
		['shared', 'allowPublic'],
		['unknownFutureValue', 'allowPublic'],
	])('does not go into a channel that is %s', (membershipType, field) => {
		const channel = ok({ id: CHANNEL, displayName: 'Desk', membershipType });
		const { answer, calls } = play(linkTo('channel', 'x'), () => channel);
		expect(answer.reason).toContain(`'${field}' in Settings`);
		expect(calls).toHaveLength(1);
	});

	it('makes the chat with a person, whose apostrophe is doubled', () => {
		const id = '8ea00000-0000-4000-8000-00000000f8c2';
		const { calls, bodies } = play("o'brien@desk.example", (url) => {
			if (url.pathname.endsWith('/users')) return ok({ value: [{ id }] });
			if (url.pathname.endsWith('/me')) return ok({ id: TEAM });
			return url.pathname.endsWith('/chats') ? at(201, { id: CHAT }) : posted();
		});
		const filter = new URL(`https://x${calls[0].slice(4)}`).searchParams.get('$filter');
		expect(filter).toBe(
			"mail eq 'o''brien@desk.example' or userPrincipalName eq 'o''brien@desk.example'",
		);
		expect(bodies[2].members.map((one: Record<string, unknown>) => one['user@odata.bind'])).toEqual(
			[`https://graph.example/v1.0/users('${TEAM}')`, `https://graph.example/v1.0/users('${id}')`],
		);
		expect(calls[3]).toBe(`POST /chats/${encodeURIComponent(CHAT)}/messages`);
	});

	it('asks for no next page elsewhere: the token would go with it', () => {
		const { calls, answer } = play(CHAT, (_url, _body, number) => {
			if (number % 2 === 1) return lost;
			return ok({ value: [], '@odata.nextLink': 'https://evil.example/v1.0/chats' });
		});
		expect(calls).toHaveLength(4);
		expect(answer.unsure).toBe(false);
	});

	it('passes over what the system says, and stops where all is older', () => {
		const old = { messageType: 'message', createdDateTime: '2026-11-01T00:00:00Z' };
		const page = { value: [{ id: '1', ...old, body: { content: 'x' } }] };
		const { calls } = play(CHAT, (_url, _body, number) =>
			number === 2
				? ok({ ...page, '@odata.nextLink': 'https://graph.example/v1.0/chats/next' })
				: number === 1
					? lost
					: posted(),
		);
		expect(calls.filter((one) => one.startsWith('GET'))).toEqual([
			`GET /chats/${encodeURIComponent(CHAT)}/messages?%24top=50&%24orderby=createdDateTime+desc`,
		]);
	});

	it('names permissions of a refusal, and nothing else of it', () => {
		const refusal = (message: string) =>
			play(CHAT, () => at(403, { error: { code: 'Forbidden', message } })).answer.reason;
		expect(refusal("API requires one of 'ChatMessage.Send, Chat.ReadWrite'. Scopes 'X'")).toContain(
			"one of 'ChatMessage.Send', 'Chat.ReadWrite'",
		);
		expect(refusal("requires one of '<b>, eyJ0.secret'")).toContain('must be a member');
	});

	it('sends a request once more with a new token, and says what to do then', () => {
		const { answer, calls } = play(CHAT, () => at(401, { error: { code: 'x' } }));
		expect(calls).toHaveLength(2);
		expect(answer.reason).toContain('Connect the credential again.');
	});

	it('stays below the size that Graph takes, counted in either encoding', () => {
		for (const letter of ['a', 'é', '漢', '😀', '<', '&']) {
			const text = `${letter.repeat(50_000)}\n${LINK}`;
			const long = { invite: { recipient: CHAT, text }, sessionKey: { url: LINK } };
			const { bodies } = playOn(teams, TEAMS, { came: long, answers: () => posted() });
			const content = bodies[0].body.content as string;
			expect(Math.max(Buffer.byteLength(content), 2 * content.length)).toBeLessThan(26_001);
			expect(content).toContain('was cut here');
			expect(content).toContain('x=1</a>');
			expect(content).toContain(letter === '<' ? '&lt;' : letter === '&' ? '&amp;' : letter);
		}
	});
});

it('makes addresses links, and only them', () => {
	expect(escapedTeams('See https://a.example/x?a=1&b="2". <at>you</at>')).toBe(
		'See <a href="https://a.example/x?a=1&amp;b=">https://a.example/x?a=1&amp;b=</a>&quot;2&quot;. &lt;at&gt;you&lt;/at&gt;',
	);
	expect(escapedTeams('javascript:alert(1) http://')).toBe('javascript:alert(1) http://');
});
