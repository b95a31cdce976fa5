import { DateTime } from 'luxon';

import { startSlack } from '../desk/slack/server.mts';
import type { Json } from '../harness/api.mts';
import { ChatHouse, invite } from './chats/rig.mts';
import type { Published } from './house.mts';

/** Slack as the templates see it, in a real n8n, against a simulation of its Web API. */
const house = new ChatHouse(startSlack);
let delivery: Published;
let team: Published;

const PRIVATE = 'C0DESK001';
const PUBLIC = 'C0HELP001';

jest.setTimeout(60_000);

beforeAll(async () => {
	await house.start();
	const { settings } = house.service;
	delivery = await house.publish('deliver-invite-slack.json', { settings });
	team = await house.publish('chat-slack.json', { settings: { ...settings, to: PRIVATE } });
}, 240_000);

afterAll(async () => {
	await house.close();
});

beforeEach(() => house.service.control.reset());

const control = () => house.service.control;
const said = (channel = PRIVATE) => control().messages(channel);
const send = (recipient: string | null, more: Json = {}) =>
	house.deliver(delivery.workflowId, invite(recipient, more));

it('posts the message of the morning once', async () => {
	await house.set({
		...{ digestDelivery: team.workflowId, digestRecipient: 'desk@example.com' },
		allIsWellOn: DateTime.now().setZone('America/New_York').setLocale('en').toFormat('cccc'),
	});
	await house.insert('beyondtrust_sweeps', [
		{ key: 'sweep', sweptTo: new Date().toISOString(), lastError: null },
	]);
	await house.insert('beyondtrust_sessions', [
		{
			...{
				key: 'a',
				sessionId: 'a'.repeat(32),
				state: 'unlinked',
				attempts: 0,
				raw: '{"event":{}}',
			},
			...{ customer: '<!channel> & <@U0SEED001> @here *bold*', representative: 'Alex Morgan' },
			startedAt: new Date().toISOString(),
		},
	]);
	const { workflowId } = await house.publish('unlinked-digest.json');
	const execution = await house.n8n.api.runWorkflow(workflowId, 'Every morning');
	expect(execution.status).toBe('success');
	const [message, ...more] = said();
	expect(more).toEqual([]);
	expect(message.text).toMatch(/^\*Remote sessions: 1 without a ticket\*\n\n1 session without/);
	expect(message.text).toContain('&lt;!channel&gt; &amp; &lt;@U0SEED001&gt; @here');
	expect(control().pings).toEqual([]);
});

it('posts an invite into the thread that it is linked to, and its zeros stay', async () => {
	const thread = control()
		.says(PRIVATE, 'VPN drops again')
		.replace(/\d{6}$/, '500000');
	control().said.get(PRIVATE)![0].ts = thread;
	const link = { kind: 'chat', system: 'slack', id: `${PRIVATE}:${thread}` };
	const { json } = await send('jordan@example.com', { link });
	expect(json).toMatchObject({ delivered: true, channel: 'slack', thread, reason: null });
	expect(said()[1]).toMatchObject({ id: json?.messageId, thread });
	expect(said()[1].text).toContain('https://support.example.com/?ak=abc&amp;x=1');
	expect(said()[1].text).not.toMatch(/n8n/i);
});

it('takes an invite from Invite: Send, which is told whether it went out', async () => {
	const thread = control().says(PRIVATE, 'VPN drops again');
	const linked = async (linkId: string) =>
		await house.sendInvite(delivery.workflowId, { linkTo: 'chat', linkSystem: 'slack', linkId });
	const sent = await linked(`${PRIVATE}:${thread}`);
	expect(sent.failed).toBeNull();
	expect(sent.json?.delivery).toMatchObject({ delivered: true, thread });
	expect(said()[1].text).toContain(String(sent.json?.url).replaceAll('&', '&amp;'));
	expect((await linked('C0HELP001')).failed).toContain("The channel 'help-vpn' is not private");
	control().scopes.delete('groups:history');
	control().failNext = { times: 1, error: 'internal_error', isStored: true };
	const unsure = await linked(PRIVATE);
	expect(unsure.failed).toContain('Nobody knows whether Slack took the message');
});

it('writes to the person who has the address', async () => {
	const { json } = await send('jordan.blake@customer.example');
	expect(json).toMatchObject({ delivered: true });
	expect(said('D0SEED004')).toHaveLength(1);
});

it.each<[string, string | null, Json, RegExp]>([
	['a public channel', PUBLIC, {}, /'help-vpn' is not private.*'allowPublic' in Settings/],
	['no place at all', null, {}, /names no place/],
	['a thread that lost a zero', `${PRIVATE}/1795594442.5`, {}, /names no place/],
	['nobody with the address', 'nobody@example.com', {}, /Nobody in Slack has this email/],
	['a person who left', 'casey.brandt@customer.example', {}, /was removed from Slack/],
	['an unknown channel', 'C0NOTHERE', {}, /no such channel, or the app is not in it/],
	['an archived channel', 'C0ARCH001', {}, /archived/],
	['no text', PRIVATE, { invite: { recipient: PRIVATE, text: ' ' } }, /has no text/],
])('says what is wrong with %s', async (_what, recipient, more, reason) => {
	const { json } = await send(recipient, more);
	expect(json).toMatchObject({ delivered: false, channel: 'slack', messageId: null });
	expect(json?.reason).toMatch(reason);
	expect(json?.reason).toMatch(/Nothing was posted\.$/);
	expect([...control().said.values()].flat()).toEqual([]);
});

it('says which scope is missing, that the app is to be invited, and that the token is none', async () => {
	control().scopes.delete('groups:read');
	expect((await send(PRIVATE)).json?.reason).toContain("lacks the scope 'groups:read'");
	control().scopes.add('groups:read').delete('chat:write');
	expect((await send(PRIVATE)).json?.reason).toContain("lacks the scope 'chat:write'");
	control().reset();
	const outside = { invite: { recipient: 'C0OPEN001', text: 'Hello' } };
	const { json } = await house.deliver(team.workflowId, outside);
	expect(json?.reason).toContain('Invite it there: type /invite');
	control().revoke();
	expect((await send(PRIVATE)).json?.reason).toContain("its 'Bot User OAuth Token'");
});

it('deletes what Slack put into the channel instead of the thread', async () => {
	const { json } = await send(`${PRIVATE}/1795594442.500000`);
	expect(json).toMatchObject({ delivered: false });
	expect(json?.reason).toContain('into the channel and not into the thread');
	expect(json?.reason).toContain('deleted again');
	expect(said()).toEqual([]);
});

it.each([
	['internal_error', true],
	['fatal_error', false],
])('looks for the message after %s before it posts again (stored: %s)', async (error, isStored) => {
	control().failNext = { times: 1, error, isStored };
	const { json } = await send(PRIVATE);
	expect(json).toMatchObject({ delivered: true, messageId: said()[0].id });
	expect(said()).toHaveLength(1);
});

it('looks in the thread after an answer got lost', async () => {
	const thread = control().says(PRIVATE, 'VPN drops again');
	control().options.emptyFirstPage = true;
	control().setFaults({ storeButFail: { times: 1, how: 'destroy', path: '/api/chat.' } });
	const { json } = await send(`${PRIVATE}/${thread}`);
	expect(json).toMatchObject({ delivered: true, thread });
	expect(said()).toHaveLength(2);
});

it('fails where nobody knows, and says why', async () => {
	control().scopes.delete('groups:history');
	control().failNext = { times: 1, error: 'internal_error', isStored: true };
	const { failed } = await send(PRIVATE);
	expect(failed).toContain('Nobody knows whether Slack took the message');
	expect(failed).toContain("'groups:history'");
});

it('waits as long as Slack asks for, and not for ever', async () => {
	const busy = { times: 1, status: 429, retryAfter: 1, path: '/api/chat.' };
	control().setFaults({ answerNext: busy });
	expect((await send(PRIVATE)).json).toMatchObject({ delivered: true });
	control().setFaults({ answerNext: { ...busy, retryAfter: 600 } });
	const { json } = await send(PRIVATE);
	expect(json).toMatchObject({ delivered: false });
	expect(json?.reason).toContain('before 600 seconds are over. Try later. Nothing was posted.');
});

it('tells an outage, and a page of a proxy', async () => {
	control().setFaults({ answerNext: { times: 2, status: 502, page: true } });
	expect((await send(PRIVATE)).json?.reason).toContain('HTTP 502');
	control().setFaults({ answerNext: { times: 2, status: 200, page: true } });
	expect((await send(PRIVATE)).json?.reason).toContain('a web page');
	const settings = { address: 'http://127.0.0.1:9', to: PRIVATE };
	const gone = await house.publish('chat-slack.json', { settings });
	const { json } = await house.deliver(gone.workflowId, invite(PRIVATE));
	expect(json?.reason).toMatch(/could not be reached.*Nothing was posted/);
});

it('sent nothing that Slack does not publish', () => {
	const { valid, invalid } = control().checked;
	console.log(`Slack: ${valid} exchanges were valid`);
	expect(invalid).toEqual([]);
	expect(valid).toBeGreaterThan(30);
});
