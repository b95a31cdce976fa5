import { TEAM } from '../desk/teams/model.mts';
import { startTeams } from '../desk/teams/server.mts';
import type { Json } from '../harness/api.mts';
import { ChatHouse, invite } from './chats/rig.mts';
import type { Published } from './house.mts';

/** Teams as the templates see it, in a real n8n, against a simulation of Microsoft Graph. */
const house = new ChatHouse(startTeams);
let delivery: Published;
let team: Published;

const channel = (letter: string) => `19:${letter.repeat(32)}@thread.tacv2`;
const link = (id: string, what = 'channel', rest = 'x', more = '') =>
	`https://teams.microsoft.com/l/${what}/${encodeURIComponent(id)}/${rest}?groupId=${TEAM}${more}`;

const STANDARD = channel('a');
const PRIVATE = channel('b');
const CHAT = `19:${'f'.repeat(32)}@thread.v2`;

jest.setTimeout(60_000);

beforeAll(async () => {
	await house.start();
	await house.connect(house.credentials.microsoftTeamsOAuth2Api);
	const { settings } = house.service;
	delivery = await house.publish('deliver-invite-teams.json', { settings });
	team = await house.publish('chat-teams.json', { settings: { ...settings, to: link(STANDARD) } });
}, 240_000);

afterAll(async () => {
	await house.close();
});

beforeEach(() => house.service.control.reset());

const control = () => house.service.control;
const said = (room = PRIVATE) => control().messages(room);
const send = (recipient: string | null, more: Json = {}) =>
	house.deliver(delivery.workflowId, invite(recipient, more));

it('posts a message to the team once, and calls nobody', async () => {
	const text = '<at id="0">everybody</at> <b>&</b> @team\n- https://n8n.example/form/x?a=1&b=2.';
	const { json } = await house.deliver(team.workflowId, {
		invite: { recipient: 'desk@example.com', subject: 'Remote sessions', text, html: text },
	});
	expect(json).toMatchObject({ delivered: true, channel: 'teams', reason: null });
	const [message, ...more] = said(STANDARD);
	expect(more).toEqual([]);
	expect(message.text).toContain('<strong>Remote sessions</strong>');
	expect(message.text).toContain('&lt;at id=&quot;0&quot;&gt;everybody&lt;/at&gt; &lt;b&gt;&amp;');
	expect(message.text).toContain('<a href="https://n8n.example/form/x?a=1&amp;b=2">');
	expect(control().pings).toEqual([]);
});

it('posts an invite into a thread, by the link of its message', async () => {
	const thread = control().says(PRIVATE, 'VPN drops again');
	const { json } = await send(link(PRIVATE, 'message', thread, `&parentMessageId=${thread}`));
	expect(json).toMatchObject({ delivered: true, thread });
	expect(said()[1]).toMatchObject({ id: json?.messageId, thread, from: 'Remote Support' });
	expect(said()[1].text).toContain('href="https://support.example.com/?ak=abc&amp;x=1"');
});

it('posts an invite into a chat that it is linked to, and to the person with the address', async () => {
	const linked = { kind: 'chat', system: 'teams', id: CHAT };
	expect((await send('jordan@example.com', { link: linked })).json).toMatchObject({
		delivered: true,
	});
	expect(said(CHAT)).toHaveLength(1);
	expect((await send('jordan.blake@customer.example')).json).toMatchObject({ delivered: true });
	expect(said(control().rooms.at(-1)?.id)).toHaveLength(1);
});

it.each<[string, string | null, RegExp]>([
	['a channel of the whole team', link(STANDARD), /'General' is not private.*'allowPublic'/],
	['a channel that is shared', link(channel('c')), /is not private/],
	['an archived channel', link(channel('d')), /archived/],
	['a channel that it is not in', link(channel('e')), /must be a member of the team/],
	['an unknown channel', link(channel('9')), /no such team, channel, chat or message/],
	['a channel without its team', PRIVATE, /names no place/],
	['nobody with the address', "o'nobody@example.com", /Nobody in Teams/],
	['its own address', 'remote.support@desk.example', /the account which the credential/],
	['a thread that is gone', link(PRIVATE, 'message', '1795594442500'), /no such team/],
	['no place at all', null, /names no place/],
])('says what is wrong with %s', async (_what, recipient, reason) => {
	const { json } = await send(recipient);
	expect(json).toMatchObject({ delivered: false, channel: 'teams', messageId: null });
	expect(json?.reason).toMatch(reason);
	expect(json?.reason).toMatch(/Nothing was posted\.$/);
	expect(control().rooms.flatMap(({ id }) => said(id))).toEqual([]);
});

it('deletes what Teams put into the channel instead of the thread', async () => {
	control().options.unknownThread = 'ignored';
	const { json } = await send(link(PRIVATE, 'message', '1795594442500'));
	expect(json?.reason).toMatch(/into the channel and not into the thread.*deleted again/);
	expect(said()).toEqual([]);
});

it('gets a new token where the old one is not taken', async () => {
	control().revoke();
	expect((await send(CHAT)).json).toMatchObject({ delivered: true });
	expect(said(CHAT)).toHaveLength(1);
});

it('looks for the message after an answer got lost, on any page', async () => {
	control().options.mostPerPage = 1;
	control().setFaults({ storeButFail: { times: 1, how: 'destroy', path: '/v1.0/' } });
	expect((await send(link(PRIVATE))).json).toMatchObject({ delivered: true });
	expect(said()).toHaveLength(1);
	control().setFaults({ answerNext: { times: 1, status: 503, path: '/v1.0/chats/' } });
	expect((await send(CHAT)).json).toMatchObject({ delivered: true });
	expect(said(CHAT)).toHaveLength(1);
});

it('waits as long as Graph asks for, and not for ever', async () => {
	const busy = { times: 1, status: 429, retryAfter: 1 };
	control().setFaults({ answerNext: busy });
	expect((await send(CHAT)).json).toMatchObject({ delivered: true });
	control().setFaults({ answerNext: { ...busy, retryAfter: 600 } });
	const { json } = await send(CHAT);
	expect(json?.reason).toContain('before 600 seconds are over. Try later. Nothing was posted.');
});

it('names the permission that is missing, and fails where nobody knows', async () => {
	const { account, settings } = house.service;
	const connected = async (scopes: string) => {
		control().tokens.granted = scopes.split(' ');
		const data = { ...account.data, customScopes: true, enabledScopes: scopes };
		const { type } = account;
		const microsoftTeamsOAuth2Api = await house.n8n.api.createCredential(type, scopes, data);
		await house.connect(microsoftTeamsOAuth2Api);
		const credentials = { ...house.credentials, microsoftTeamsOAuth2Api };
		return await house.publish('deliver-invite-teams.json', { credentials, settings });
	};
	const reading = await connected('openid offline_access Chat.Read');
	const refused = await house.deliver(reading.workflowId, invite(CHAT));
	expect(refused.json?.reason).toMatch(/one of 'ChatMessage.Send', 'Chat.ReadWrite'/);
	const sending = await connected('openid offline_access ChatMessage.Send');
	control().setFaults({ storeButFail: { times: 1, how: 'error', path: '/v1.0/' } });
	const { failed } = await house.deliver(sending.workflowId, invite(CHAT));
	expect(failed).toContain('Nobody knows whether Teams took the message');
	expect(failed).toContain("'Chat.Read'");
});

it('sent nothing that Graph does not publish', () => {
	const { valid, invalid } = control().checked;
	console.log(`Teams: ${valid} exchanges were valid`);
	expect(invalid).toEqual([]);
	expect(valid).toBeGreaterThan(30);
});
