import { type JiraDesk, startDesk } from '../desk/jira/server.mts';
import type { Json } from '../harness/api.mts';
import { askDesk } from './askDesk.mts';
import { House, type HouseOptions, type Published } from './house.mts';

jest.setTimeout(180_000);

const SECRET = 'a-long-random-value-of-the-desk';
const FILE = 'desk-jira-sm.json';

/** A house whose desk is a simulated site of Jira Service Management. */
class JiraHouse extends House {
	jira!: JiraDesk;

	async start(options: HouseOptions = {}): Promise<void> {
		this.jira = await startDesk();
		await super.start(options);
	}

	async close(): Promise<void> {
		await Promise.all([super.close(), this.jira?.close()]);
	}

	protected async publishDesk(): Promise<Published> {
		const { type, data } = this.jira.account;
		const create = async (name: string, fields: Json) => {
			this.credentials[name] = await this.n8n.api.createCredential(name, name, fields);
		};
		await create(type, data);
		await create('beyondTrustDeskWebhookApi', { secret: SECRET });
		return await this.publish(FILE, { settings: this.jira.settings });
	}
}

const house = new JiraHouse();
const control = () => house.jira.control;

beforeAll(async () => await house.start(), 300_000);
beforeEach(() => control().reset());
afterAll(async () => {
	const { valid, invalid } = house.jira.control.checked;
	console.log(`${valid} exchanges with Jira were valid, ${invalid.length} were not.`);
	await house.close();
	expect(invalid).toEqual([]);
});

const ask = async (asked: Json, desk = house.deskWorkflow) =>
	await askDesk(house.n8n.api, desk.workflowId, asked);

/** A note without a session. */
const note = (ticket: string, text: string, marker = 'Invite 1 · abcdefgh'): Json => ({
	...{ operation: 'putNote', session: null, target: { kind: 'ticket', id: ticket } },
	note: { audience: 'internal', sections: [], postscript: '', text, marker },
	author: { agentId: null, names: ['Alex Morgan'], email: null },
});

/** A note of a session, as the appliance reports it, without asking one. */
const sessionNote = (ticket: string, text: string): Json => ({
	...note(ticket, ''),
	session: {
		...{ sessionId: 'b'.repeat(32), type: 'support', startedAt: '2026-11-26T10:00:00.000Z' },
		transcript: Array.from({ length: 600 }, (_, index) => ({
			at: '2026-11-26T10:00:00.000Z',
			from: { type: 'customer', name: 'Jordan Blake' },
			text: `${index} ${text}`,
		})),
	},
	note: { audience: 'internal', sections: [], postscript: 'A "postscript"', marker: '' },
});

it('knows tickets as they are typed, and those that are not there', async () => {
	for (const ticket of ['HELP-1201', ' #help-1201', '[HELP-1201]']) {
		expect(await ask({ operation: 'getTicket', ticket })).toMatchObject({
			ticket: { id: 'HELP-1201', customer: { name: 'Jordan Blake', company: 'Northwind Studio' } },
		});
	}
	control().delete('HELP-1204');
	for (const ticket of ['HELP-1204', control().openIn('SEC'), '1201']) {
		expect(await ask({ operation: 'getTicket', ticket })).toEqual({ contract: 1, ticket: null });
	}
	control().move('HELP-1203', 'IT');
	expect(await ask({ operation: 'getTicket', ticket: 'HELP-1203' })).toMatchObject({
		ticket: { id: 'IT-1' },
	});
});

it('lists tickets, whatever is searched for', async () => {
	const { tickets } = await ask({ operation: 'findTickets', text: 'VPN', limit: 5 });
	expect((tickets as Json[]).map(({ id }) => id)).toEqual(['HELP-1203']);
	expect(await ask({ operation: 'findTickets', text: '" OR project = SEC AND text ~ "' })).toEqual({
		...{ contract: 1, tickets: [] },
	});
});

it("puts a session's note on its ticket once, cut where it is too long", async () => {
	const [first, second] = [
		await ask(sessionNote('HELP-1201', '{code} [~all] @Alex "quoted" <b>')),
		await ask(sessionNote('HELP-1201', 'again')),
	];
	expect(first).toMatchObject({ outcome: 'written', ticketId: 'HELP-1201', writtenAs: null });
	expect(second).toMatchObject({ outcome: 'there', noteId: first.noteId });
	const [{ body, isPrivate }] = control().notes('HELP-1201');
	expect(isPrivate).toBe(true);
	expect(body.length).toBeLessThan(32_767);
	expect(body).toContain('This note was cut off');
	expect(body).toContain('{code} [~all] @Alex');
	expect(control().mails).toEqual([]);
});

it('survives an answer that was lost, and one that says too much', async () => {
	const path = '/rest/api/3/issue/20001/comment';
	control().setFaults({ storeButFail: { times: 1, how: 'destroy', path } });
	expect(await ask(note('HELP-1201', 'x'))).toMatchObject({
		...{ outcome: 'later', errorKind: 'unreachable' },
	});
	expect(await ask(note('HELP-1201', 'x'))).toMatchObject({ outcome: 'there' });
	expect(control().notes('HELP-1201')).toHaveLength(1);
	control().setFaults({ answerNext: { times: 1, status: 403, page: true } });
	expect(await ask(note('HELP-1201', 'x'))).toMatchObject({ errorKind: 'unreadable' });
});

it('writes nothing that a customer would see', async () => {
	control().behave({ isAgent: false });
	const answer = await ask(note('HELP-1201', 'Secret'));
	expect(answer).toMatchObject({ outcome: 'refused' });
	expect(answer.said).toContain('not an agent of this service desk');
	const key = control().openIn('DEV');
	expect((await ask(note(key, 'Secret'))).said).toContain("'internalProjects' in Settings");
	expect(control().mails).toEqual([]);
	// The service desk takes the account for an agent, and publishes all the same.
	control().behave({ isAgent: true });
	control().leakNext();
	const leaked = await ask(note('HELP-1202', 'Secret'));
	expect(leaked.said).toContain('showed the note to the customer, although');
	expect(leaked).toMatchObject({ outcome: 'refused', noteId: null });
	expect(control().notes('HELP-1202')).toEqual([]);
});

it('waits as a busy site asks for, also amid ten notes, and not for ever', async () => {
	const all = Array.from({ length: 10 }, (_, index) => note('HELP-1201', 'x', `m${index} ·`));
	for (const [index, one] of all.entries()) {
		if (index === 5) {
			control().setFaults({ answerNext: { times: 1, status: 429, retryAfter: 1 } });
		}
		expect(await ask(one)).toMatchObject({ outcome: 'written' });
	}
	control().setFaults({ answerNext: { times: 1, status: 429, retryAfter: 600 } });
	expect(await ask(note('HELP-1202', 'x'))).toMatchObject({ errorKind: 'throttled' });
});

it('tells a login that is not taken, in plain text or as a 404', async () => {
	control().revoke();
	const answer = await ask(note('HELP-1201', 'x'));
	expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials', status: 401 });
	expect(answer.said).toContain("'Jira SW Cloud API'");
	control().behave({ endedTokenAs: 404 });
	expect(await ask({ operation: 'getTicket', ticket: 'HELP-1201' })).toMatchObject({
		...{ outcome: 'later', errorKind: 'credentials' },
	});
});

it('opens a ticket, puts time on it, and closes it', async () => {
	const customer = { name: 'Mina Castell', email: 'mina.castell@customer.example' };
	const create = { summary: 'VPN', text: 'It is {color:red}slow', customer, key: 'a1' };
	expect(await ask({ operation: 'createTicket', create })).toMatchObject({
		...{ outcome: 'created', ticketId: 'HELP-1207' },
	});
	const about = { ticket: 'HELP-1207', note: { text: 'A session', marker: 'Time 1 · abcdefgh' } };
	const time = { operation: 'addTime', ...about, minutes: 30, at: '2026-11-25T09:30:00.000Z' };
	expect(await ask(time)).toMatchObject({ outcome: 'added', minutes: 30 });
	expect(await ask(time)).toMatchObject({ outcome: 'there' });
	const close = { operation: 'setStatus', ticket: 'HELP-1207', status: { to: 'closed' } };
	expect(await ask(close)).toMatchObject({ outcome: 'set' });
	expect(await ask(close)).toMatchObject({ outcome: 'there' });
	expect(await ask(note('HELP-1207', 'On a closed ticket'))).toMatchObject({ outcome: 'written' });
});

it('believes the calls of its webhook, and no others', async () => {
	const number = control().open({ summary: 'New' });
	const call = control().newTicketCall(number, { secret: SECRET });
	const read = async (event: object) => await ask({ operation: 'readEvent', event });
	expect(await read(call)).toMatchObject({ outcome: 'newTicket', ticket: { id: number } });
	expect(await read(control().newTicketCall(number, { secret: 'wrong' }))).toMatchObject({
		...{ outcome: 'refused', status: 401 },
	});
	const old = Date.now() - 7_200_000;
	const again = await read(control().newTicketCall(number, { secret: SECRET, at: old }));
	expect(again).toMatchObject({ outcome: 'refused', status: 401 });
	expect(again.said).toContain('The call is old');
	const other = control().newTicketCall(number, { secret: SECRET, event: 'jira:issue_updated' });
	expect(await read(other)).toMatchObject({ outcome: 'ignored' });
});

it('sends the login to the gateway, too', async () => {
	control().behave({ token: 'scoped' });
	expect(await ask(note('HELP-1201', 'x'))).toMatchObject({ errorKind: 'credentials' });
	const address = `${house.jira.url}/ex/jira/5e1f6c1e-0000-4000-8000-00000000c10d`;
	const desk = await house.publish(FILE, { settings: { ...house.jira.settings, address } });
	expect(await ask(note('HELP-1201', 'x'), desk)).toMatchObject({
		...{ outcome: 'written', url: `${house.jira.url}/browse/HELP-1201` },
	});
});
