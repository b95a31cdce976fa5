import { askDesk } from './askDesk.mts';
import { connect } from '../desk/halopsa/client.mts';
import { House, type Published, TOKEN } from './house.mts';
import { eventually, type Json } from '../harness/api.mts';

jest.setTimeout(180_000);

const house = new House();
let route: Published;

beforeAll(async () => {
	await house.start();
	route = await house.publish('route-sessions.json');
}, 300_000);

afterAll(async () => {
	await house.close();
});

beforeEach(async () => {
	house.appliance.control.reset();
	house.desk.control.reset();
	house.desk.control.clearFaults();
	house.appliance.control.setOptions({ reportLag: 0 });
	await house.empty();
});

/** What a desk workflow answers. */
const ask = async (asked: Json, desk = house.deskWorkflow) =>
	await askDesk(house.n8n.api, desk.workflowId, asked);

/** A session from start to end. @returns its row, once a run has come to its end with it */
async function play(input: Json): Promise<Json> {
	const { control } = house.appliance;
	control.setRecipients([
		{ url: `${route.url}?token=${TOKEN}`, events: ['support_conference_end'] },
	]);
	const sessionId = control.startSession(input);
	control.chat(sessionId, 'customer', 'It is <b>broken</b>.');
	control.end(sessionId);
	return await eventually('the end of the session', async () =>
		(await house.rows()).find(
			(row) =>
				row.sessionId === sessionId &&
				(row.lastError || row.noteHash || row.reason) &&
				(row.state !== 'received' || row.lastError),
		),
	);
}

const actions = (ticketId: number) => house.desk.control.actions(ticketId);

it('says what it is, and refuses what it does not know', async () => {
	expect(await ask({ operation: 'describe' })).toMatchObject({
		...{ contract: 1, desk: 'HaloPSA', system: 'halo', noteFormat: 'html', privateNotes: true },
	});
	expect(await ask({ operation: 'fly' })).toMatchObject({ contract: 1, outcome: 'refused' });
});

it('knows a ticket however its number is typed, and none that is not there', async () => {
	for (const ticket of ['1201', ' #1201 ', '[ID:0001201]', '[HALO:0001201]', '1201.']) {
		expect(await ask({ operation: 'getTicket', ticket })).toMatchObject({
			contract: 1,
			ticket: { id: '1201', closed: false, type: 'Incident', customer: { name: 'Jordan Blake' } },
		});
	}
	for (const ticket of ['9999', 'INC12', '']) {
		expect(await ask({ operation: 'getTicket', ticket })).toEqual({ contract: 1, ticket: null });
	}
});

it('lists tickets and agents', async () => {
	const { tickets } = await ask({ operation: 'findTickets', text: 'Blake' });
	expect((tickets as Json[]).map(({ id }) => id)).toContain('1201');
	const { agents } = await ask({ operation: 'findAgents' });
	expect(agents).toContainEqual(expect.objectContaining({ id: '21', name: 'Alex Morgan' }));
});

it("puts a session's note on its ticket once, private and in the technician's name", async () => {
	const row = await play({ externalKey: house.signed('ticket', 1201) });
	expect(row).toMatchObject({ state: 'written', linkId: '1201', noteId: expect.any(String) });
	const [action, ...more] = actions(1201);
	expect(more).toEqual([]);
	expect(action).toMatchObject({ who: 'Alex Morgan', hiddenfromuser: true, sendemail: false });
	expect(action.note_html).toContain(`BeyondTrust session ${String(row.sessionId)} · `);
	expect(action.note_html).not.toContain('<b>broken');
});

it("writes in the API's own name where the desk lets nobody write for others", async () => {
	house.desk.control.setSettings({ allowActingForAgents: false });
	expect(await play({ externalKey: house.signed('ticket', 1202) })).toMatchObject({
		state: 'written',
	});
	expect(actions(1202)).toMatchObject([{ who: 'Desk API' }]);
});

it.each([
	[502, 'written'],
	[501, 'chatted'],
	[503, 'unlinked'],
])('knows what to do with chat %i: %s', async (chat, state) => {
	const row = await play({ externalKey: house.signed('chat', chat) });
	expect(row.state === 'received' ? row.linkId : row.state).toBe(chat === 502 ? '1202' : state);
});

it.each([
	['unavailable', 'HaloPSA answered with HTTP 503.'],
	['destroy', 'HaloPSA could not be reached.'],
] as const)(
	'counts a desk that is %s as an outage, in a sentence of its own',
	async (offline, lastError) => {
		house.desk.control.setFaults({ offline });
		const row = await play({ externalKey: house.signed('ticket', 1201) });
		expect(row).toMatchObject({ state: 'received', attempts: 0, outages: 1, lastError });
	},
);

/** What is asked of a ticket whose session was told elsewhere. */
const invite = (ticket: number, text: string): Json => ({
	...{ operation: 'putNote', session: null, target: { kind: 'ticket', id: String(ticket) } },
	note: { audience: 'internal', sections: [], postscript: '', text, marker: 'Invite 1 · abcdefgh' },
	author: { agentId: null, names: ['Alex Morgan'], email: null },
});

it('finds a note on the third page of the actions, agents on the second, and all tickets', async () => {
	const client = await connect(house.desk);
	const action = { ticket_id: 1203, outcome: 'Private Note' };
	expect(await ask(invite(1203, 'Sent to jordan@example.com'))).toMatchObject({
		outcome: 'written',
	});
	const more = Array.from({ length: 230 }, (_, index) => ({ ...action, note: `More ${index}` }));
	await client.post('/api/Actions', more);
	expect(await ask(invite(1203, 'Sent to jordan@example.com'))).toMatchObject({
		...{ outcome: 'there', noteId: '1' },
	});
	for (let count = 0; count < 120; count += 1) {
		house.desk.control.addAgent({ name: `Agent ${count}` });
		house.desk.control.addTicket();
	}
	const { agents } = await ask({ operation: 'findAgents' });
	expect(agents).toHaveLength(123);
	const { tickets } = await ask({ operation: 'findTickets', limit: 2000 });
	expect(tickets).toHaveLength(126);
});

it('tells the open chat of a ticket and the tickets of chats', async () => {
	expect(await ask({ operation: 'getTicket', ticket: '1202' })).toMatchObject({
		ticket: { id: '1202', openChatId: '502' },
	});
	const found = await ask({ operation: 'findTickets', limit: 1, chatIds: ['501', '502', '599'] });
	expect(found.chats).toEqual([{ id: '502', ticketId: '1202' }]);
});

it('writes a note without a session in the name of the only one who is meant', async () => {
	const note = invite(1204, 'Sent to <b>you</b>');
	expect(await ask(note)).toMatchObject({ outcome: 'written', writtenAs: '21', said: null });
	expect(actions(1204)).toMatchObject([
		{ who: 'Alex Morgan', hiddenfromuser: true, note: 'Sent to <b>you</b>\nInvite 1 · abcdefgh' },
	]);
	house.desk.control.addAgent({ name: 'Alex Morgan' });
	const second = await ask(invite(1205, 'Sent'));
	expect(second).toMatchObject({ outcome: 'written', writtenAs: null });
	expect(second.said).toContain("several enabled agents called 'Alex Morgan'");
	expect(actions(1205)[0]).toMatchObject({ who: 'Desk API' });
	expect(actions(1205)[0].note).toContain('Technician: Alex Morgan');
});

it('says what to look at where an action is not allowed', async () => {
	house.desk.control.allowOutcomes(1201, ['Private Note']);
	const answer = await ask(invite(1201, 'Sent'));
	expect(answer).toMatchObject({ outcome: 'refused', status: 400 });
	expect(answer.said).toContain("Check 'outcome' in Settings: 'Remote Session'");
});

it('waits as long as a busy desk asks for, and not for ever', async () => {
	const busy = { times: 1, status: 429, retryAfter: 1 };
	house.desk.control.setFaults({ answerNext: busy });
	expect(await ask({ operation: 'getTicket', ticket: '1201' })).toMatchObject({
		ticket: { id: '1201' },
	});
	house.desk.control.setFaults({ answerNext: { ...busy, retryAfter: 1740 } });
	expect(await ask({ operation: 'getTicket', ticket: '1201' })).toMatchObject({
		...{ outcome: 'later', errorKind: 'throttled' },
	});
});

it.each([
	[200, 'unreadable', 'HaloPSA answered with a web page.'],
	[403, 'unreadable', 'there is a proxy or firewall in between'],
	[502, 'unavailable', 'HaloPSA answered with HTTP 502.'],
])('tells a web page with HTTP %i as %s', async (status, errorKind, said) => {
	house.desk.control.setFaults({ answerNext: { times: 1, status, page: true } });
	const answer = await ask({ operation: 'getTicket', ticket: '1201' });
	expect(answer).toMatchObject({ outcome: 'later', errorKind, status });
	expect(answer.said).toContain(said);
});

it('renews a token that the desk calls expired with 400, where the credential is set so', async () => {
	const both = { ...house.deskAccount(), tokenExpiredStatusCode: '={{ [401, 400] }}' };
	const oAuth2Api = await house.n8n.api.createCredential('oAuth2Api', 'Both', both);
	const credentials = { ...house.credentials, oAuth2Api };
	const settings = { address: house.desk.url };
	const desk = await house.publish('desk-halopsa.json', { credentials, settings });
	for (const expiredTokenAs of [401, 400] as const) {
		house.desk.control.setSettings({ expiredTokenAs });
		expect(await ask({ operation: 'getTicket', ticket: '1201' }, desk)).toMatchObject({
			ticket: { id: '1201' },
		});
		house.desk.control.revokeTokens();
		expect(await ask({ ...invite(1201, 'Sent'), known: null }, desk)).toMatchObject({
			outcome: expiredTokenAs === 401 ? 'written' : 'there',
		});
	}
	house.desk.control.revokeTokens();
	const answer = await ask({ operation: 'getTicket', ticket: '1201' });
	expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials', status: 400 });
	expect(answer.said).toContain("'Token Expired Status Code'");
});

it('posts into a chat, opens a ticket, puts time on it and closes it', async () => {
	const html = '<p>Please come to <b>example.com</b></p>';
	expect(await ask({ operation: 'postToChat', chatId: '501', html })).toMatchObject({
		...{ outcome: 'posted', messageId: '4' },
	});
	expect(await ask({ operation: 'postToChat', chatId: '503', html })).toMatchObject({
		outcome: 'closed',
	});
	const create = { summary: 'VPN', text: 'It is slow', customer: { id: '101' }, key: 'a1' };
	const { ticketId } = await ask({ operation: 'createTicket', create });
	expect(ticketId).toBe('1207');
	const note = { text: 'A remote session', marker: 'Time 1 · abcdefgh' };
	const time = { operation: 'addTime', ticket: ticketId, minutes: 30, note };
	expect(await ask(time)).toMatchObject({ outcome: 'added', minutes: 30 });
	expect(await ask(time)).toMatchObject({ outcome: 'there' });
	expect(actions(1207)).toMatchObject([{ timetaken: 0.5, hiddenfromuser: true }]);
	const close = { operation: 'setStatus', ticket: ticketId, status: { to: 'closed' } };
	expect(await ask(close)).toMatchObject({ outcome: 'set' });
	expect(await ask(close)).toMatchObject({ outcome: 'there' });
});
