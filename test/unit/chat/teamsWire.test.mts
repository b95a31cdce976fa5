import { ME, normalised, TEAM, USERS } from '../../desk/teams/model.mts';
import { type SimulatedTeams, startTeams } from '../../desk/teams/server.mts';

/** The simulated Teams does what the reference says; nothing here knows the module. */
let teams: SimulatedTeams;
let token: string;

const CHANNEL = `19:${'b'.repeat(32)}@thread.tacv2`;
const CHAT = `19:${'f'.repeat(32)}@thread.v2`;
const IN = `/teams/${TEAM}/channels/${encodeURIComponent(CHANNEL)}/messages`;
const LOGIN = '/common/oauth2/v2.0';

async function login(form: Record<string, string>): Promise<Record<string, any>> {
	const { clientId, clientSecret } = teams.control.tokens;
	const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...form });
	const answer = await fetch(`${teams.url}${LOGIN}/token`, { method: 'POST', body });
	return { status: answer.status, ...((await answer.json()) as object) };
}

async function consent(scope: string): Promise<Record<string, any>> {
	const query = new URLSearchParams({
		...{ client_id: teams.control.tokens.clientId, response_type: 'code', scope, state: 's' },
		redirect_uri: 'http://127.0.0.1:1/callback',
	});
	const answer = await fetch(`${teams.url}${LOGIN}/authorize?${query}`, { redirect: 'manual' });
	const back = new URL(answer.headers.get('location') ?? '');
	expect(back.searchParams.get('state')).toBe('s');
	return await login({
		...{ grant_type: 'authorization_code', code: back.searchParams.get('code') ?? '' },
	});
}

async function ask(method: string, path: string, body?: unknown, bearer = token) {
	const answer = await fetch(`${teams.url}/v1.0${path}`, {
		method,
		headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await answer.text();
	const json = (text === '' ? {} : JSON.parse(text)) as Record<string, any>;
	return {
		status: answer.status,
		retryAfter: answer.headers.get('retry-after'),
		...json,
	} as Record<string, any>;
}
const post = async (content: string, path = IN, more: object = {}) =>
	await ask('POST', path, { body: { contentType: 'html', content }, ...more });

beforeAll(async () => {
	teams = await startTeams();
});
afterAll(async () => await teams.close());
beforeEach(async () => {
	teams.control.reset();
	token = (await consent('Chat.ReadWrite Group.ReadWrite.All User.Read.All offline_access'))
		.access_token as string;
});

it('gives tokens to people who consent, renews them, and ends them', async () => {
	const given = await consent('Chat.Read Mail.Send');
	expect(given).toMatchObject({ status: 200, scope: 'Chat.Read' });
	const fresh = await login({ grant_type: 'refresh_token', refresh_token: given.refresh_token });
	expect(
		(await ask('GET', `/chats/${encodeURIComponent(CHAT)}`, undefined, fresh.access_token)).status,
	).toBe(200);
	teams.control.revoke();
	expect(await ask('GET', '/me')).toMatchObject({
		...{ status: 401, error: { code: 'InvalidAuthenticationToken' } },
	});
	expect(await login({ grant_type: 'refresh_token', refresh_token: 'other' })).toMatchObject({
		...{ status: 400, error: 'invalid_grant' },
	});
});

it('lets no application post', async () => {
	const { access_token: own } = await login({ grant_type: 'client_credentials' });
	const body = { body: { content: 'x' } };
	expect(await ask('POST', IN, body, own as string)).toMatchObject({ status: 403 });
});

it('names the permissions of which one is needed', async () => {
	const { access_token: reader } = await consent('Chat.Read');
	const { status, error } = await ask('POST', IN, { body: { content: 'x' } }, reader as string);
	expect(status).toBe(403);
	expect(error.message).toContain("requires one of 'ChannelMessage.Send, Group.ReadWrite.All'");
});

it('wants ids encoded', async () => {
	expect((await ask('GET', `/chats/${CHAT}/messages`)).status).toBe(400);
	expect((await ask('GET', `/chats/${encodeURIComponent(CHAT)}/messages`)).status).toBe(200);
});

it('lists newest first with what the system says, 50 at most, and the next page by its link', async () => {
	for (const text of ['1', '2', '3']) teams.control.says(CHANNEL, text);
	expect((await ask('GET', `${IN}?$top=51`)).status).toBe(400);
	const first = await ask('GET', `${IN}?$top=2`);
	const contents = (page: Record<string, any>) =>
		page.value.map((one: Record<string, any>) => [one.messageType, one.body.content]);
	expect(contents(first)).toEqual([
		['message', '3'],
		['message', '2'],
	]);
	const next = new URL(first['@odata.nextLink'] as string);
	const second = await ask('GET', next.pathname.slice('/v1.0'.length) + next.search);
	expect(contents(second).map(([type]: [string]) => type)).toEqual([
		'message',
		'systemEventMessage',
	]);
	expect(second).not.toHaveProperty('@odata.nextLink');
});

it('keeps replies apart, and refuses those to nothing', async () => {
	const thread = teams.control.says(CHANNEL, 'VPN');
	const reply = await post('<p>a</p>', `${IN}/${thread}/replies`);
	expect(reply).toMatchObject({ status: 201, replyToId: thread });
	const { value } = await ask('GET', IN);
	expect(value.map(({ id }: { id: string }) => id)).not.toContain(reply.id);
	expect((await post('x', `${IN}/1795594442500/replies`)).status).toBe(404);
	expect(await ask('POST', `${IN}/${reply.id}/softDelete`)).toMatchObject({ status: 204 });
	expect(await ask('POST', `${IN}/${thread}/softDelete`)).toMatchObject({ status: 403 });
});

it('makes its own HTML of what it is given', async () => {
	expect(normalised('<p onclick="x">a&#36;</p><p><script>b</script>&lt;at&gt;</p>')).toBe(
		'<p>a$</p>\n<p>b&lt;at&gt;</p>',
	);
	expect((await post('<at id="0">you</at>')).status).toBe(400);
	await post('<at id="0">you</at>', IN, { mentions: [{ id: 0 }] });
	expect(teams.control.pings).toHaveLength(1);
	expect((await post('x'.repeat(30_000))).error.code).toBe('RequestEntityTooLarge');
});

it('makes one chat of two, and finds people by their address', async () => {
	const filter = (mail: string) => `mail eq '${mail}' or userPrincipalName eq '${mail}'`;
	const query = new URLSearchParams({ $filter: filter(USERS[1].mail), $select: 'id' });
	const { value } = await ask('GET', `/users?${query}`);
	expect(value).toMatchObject([{ id: USERS[1].id }]);
	const member = (id: string) => ({
		...{ '@odata.type': '#microsoft.graph.aadUserConversationMember', roles: ['owner'] },
		'user@odata.bind': `${teams.url}/v1.0/users('${id}')`,
	});
	const body = { chatType: 'oneOnOne', members: [member(ME.id), member(USERS[1].id)] };
	const { id } = await ask('POST', '/chats', body);
	expect((await ask('POST', '/chats', body)).id).toBe(id);
});

it('is busy with HTTP 429 and Retry-After, and finds what it does not publish', async () => {
	teams.control.setFaults({ answerNext: { times: 1, status: 429, retryAfter: 10 } });
	expect(await post('x')).toMatchObject({ status: 429, retryAfter: '10' });
	const before = teams.control.checked.invalid.length;
	await post('x', IN, { subject: 'x' });
	expect(teams.control.checked.invalid.slice(before)[0]).toContain('subject');
	const page = await (await fetch(`${teams.url}/chat/${encodeURIComponent(CHANNEL)}`)).text();
	expect(page).toContain('data-test="message"');
});
