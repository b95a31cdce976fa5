import { checkSession, HOSTILE } from '../../nodes/shared/desk/check/session';
import type { SimulatedDesk } from '../desk/chassis/desk.mts';
import type { FreshserviceControl } from '../desk/freshservice/control.mts';
import { startDesk } from '../desk/freshservice/server.mts';
import type { Json } from '../harness/api.mts';
import { askDesk } from './askDesk.mts';
import { House, type Published } from './house.mts';

jest.setTimeout(120_000);

const SECRET = 'the-secret-of-the-calls-of-the-desk';

/** The desk workflow alone, logged in to the simulation. */
class FreshserviceHouse extends House {
	at!: SimulatedDesk<FreshserviceControl>;

	protected override async publishDesk(): Promise<Published> {
		this.at = await startDesk();
		const { api } = this.n8n;
		const { type, data } = this.at.account;
		const calls = await api.createCredential('beyondTrustDeskWebhookApi', 'x', { secret: SECRET });
		this.credentials[type] = await api.createCredential(type, 'The desk', data as Json);
		this.credentials.beyondTrustDeskWebhookApi = calls;
		return await this.publish('desk-freshservice.json', { settings: this.at.settings });
	}

	override async close(): Promise<void> {
		await super.close();
		await this.at?.close();
	}
}

const house = new FreshserviceHouse();
beforeAll(async () => await house.start(), 300_000);
afterAll(async () => await house.close());
beforeEach(() => house.at.control.reset());

const ask = async (asked: Json, { workflowId } = house.deskWorkflow) =>
	await askDesk(house.n8n.api, workflowId, asked);

const author = { agentId: null, names: ['Alex Morgan'], email: 'alex.morgan@desk.example' };
const plain = (number: number, more: Json = {}): Json => ({
	...{ operation: 'putNote', session: null, target: { kind: 'ticket', id: String(number) } },
	note: {
		...{ audience: 'internal', sections: [], postscript: '' },
		...{ text: `Sent ${number}`, marker: `Invite ${number} · abcdefgh` },
	},
	...{ author, ...more },
});
/** The note of a session in which everything that a customer can type is hostile. */
const session = (number: string, more: Json = {}): Json => ({
	...{ operation: 'putNote', session: checkSession(1e12), target: { kind: 'ticket', id: number } },
	note: { audience: 'internal', sections: [], postscript: '', marker: '' },
	...{ author, minutes: 5, at: '2026-11-26T10:00:00.000Z', known: null, ...more },
});
const notes = (number: number) => house.at.control.notes(String(number));

it('says what it is, and knows tickets however they are typed', async () => {
	expect(await ask({ operation: 'describe' })).toMatchObject({
		...{ contract: 1, desk: 'Freshservice', system: 'freshservice', noteFormat: 'html' },
		...{ canWriteAs: true, privateNotes: true, chats: false },
		operations: expect.not.arrayContaining(['postToChat']),
	});
	for (const ticket of ['1201', 'INC-1201', '#SR-1201']) {
		expect(await ask({ operation: 'getTicket', ticket })).toMatchObject({
			ticket: { id: '1201', number: 'INC-1201', customer: { company: 'Northwind Studio' } },
		});
	}
	house.at.control.deleteTicket('1202');
	for (const ticket of ['9999', '1202', 'CHG-1']) {
		expect(await ask({ operation: 'getTicket', ticket })).toEqual({ contract: 1, ticket: null });
	}
});

it('lists the tickets of all workspaces, of long ago, too, and the agents on every page', async () => {
	const { control } = house.at;
	control.age('1202', 90);
	for (let count = 0; count < 120; count += 1) {
		control.open();
		control.addAgent(`Agent ${count}`);
	}
	const { tickets } = await ask({ operation: 'findTickets', limit: 2000 });
	expect((tickets as Json[]).map(({ id }) => id)).toEqual(
		expect.arrayContaining(['1202', '1203', '1326']),
	);
	expect(tickets).toHaveLength(126);
	const { tickets: found } = await ask({ operation: 'findTickets', text: 'blake' });
	expect(found).toMatchObject([{ id: '1201' }]);
	expect((await ask({ operation: 'findAgents' })).agents).toHaveLength(124);
});

it('puts the note of a hostile session on a ticket once, inert, private and in the agent’s name', async () => {
	const { control } = house.at;
	control.setFaults({ storeButFail: { times: 1, how: 'destroy' } });
	expect(await ask(session('INC-1201'))).toMatchObject({ outcome: 'later' });
	const answer = await ask(session('INC-1201'));
	expect(answer).toMatchObject({ outcome: 'there', ticketId: '1201' });
	const [note, ...more] = notes(1201);
	expect(more).toEqual([]);
	expect(note).toMatchObject({ isPrivate: true, author: 'Alex Morgan', id: answer.noteId });
	expect(note.body).not.toMatch(/<(?:img|script|style|b|i)\b|\{\{|\$\{/);
	expect(note.body).toContain('&#123;&#123;ticket.requester.email');
	control.write('1201', ...Array.from({ length: 130 }, (_, index) => `<p>${index}</p>`));
	for (const conversations of ['newestFirst', 'shuffled'] as const) {
		control.set({ conversations });
		expect(await ask(session('1201'))).toMatchObject({ outcome: 'there', noteId: note.id });
	}
});

it('takes a note back that came out public', async () => {
	house.at.control.leak();
	const answer = await ask(plain(1201));
	expect(answer).toMatchObject({ outcome: 'refused', noteId: null });
	expect(answer.said).toContain('It is deleted.');
	expect(notes(1201)).toEqual([]);
});

it('writes in the API’s own name where the agent has left or may not be named', async () => {
	const { control } = house.at;
	control.deactivate('Alex Morgan');
	expect(await ask(plain(1202))).toMatchObject({ outcome: 'written', writtenAs: null });
	control.reset();
	control.set({ userId: 403 });
	expect(await ask(plain(1203))).toMatchObject({ outcome: 'written', writtenAs: null });
	expect(notes(1203)).toMatchObject([{ author: 'Desk API', isPrivate: true }]);
	expect(notes(1203)[0].body).toContain('Technician: Alex Morgan');
});

it('keeps a note within what a note may have', async () => {
	const { transcript, ...rest } = checkSession(1e12);
	const long = Array.from({ length: 150 }, () => transcript).flat();
	const whole = { ...rest, transcript: long };
	expect(await ask(session('1204', { session: whole }))).toMatchObject({ outcome: 'written' });
	expect(notes(1204)[0].body.length).toBeLessThan(32_000);
	house.at.control.set({ longestNote: 100 });
	const answer = await ask(session('1205'));
	expect(answer).toMatchObject({ outcome: 'refused', status: 400 });
	expect(answer.said).toContain('body (invalid_size)');
	for (const text of HOSTILE) expect(answer.said).not.toContain(text);
});

it('writes on closed and merged tickets, and on none that is hidden or gone', async () => {
	const { control } = house.at;
	control.mergeTicket('1203', '1204');
	expect(await ask(plain(1206))).toMatchObject({ outcome: 'written' });
	expect(await ask(plain(1203))).toMatchObject({ outcome: 'written' });
	control.move('1202', 3);
	const hidden = await ask(plain(1202));
	expect(hidden).toMatchObject({ outcome: 'refused', status: 403 });
	expect(hidden.said).toContain('workspace');
	expect(await ask({ operation: 'getTicket', ticket: '1202' })).toMatchObject({ status: 403 });
	control.deleteTicket('1201');
	expect(await ask(plain(1201))).toMatchObject({ outcome: 'notFound' });
	const gone = await ask(plain(99_999));
	expect(gone).toMatchObject({ outcome: 'notFound', status: 404 });
	expect(gone.said).toContain('workspace');
});

it('waits as long as a busy desk asks for, also in the middle of ten notes, and not for ever', async () => {
	const { control } = house.at;
	const ten = Array.from({ length: 10 }, () => Number(control.open()));
	await Promise.all(
		ten.map(async (number, index) => {
			if (index === 5) {
				control.setFaults({ answerNext: { times: 3, status: 429, retryAfter: 1 } });
			}
			expect(await ask(plain(number))).toMatchObject({ outcome: 'written' });
		}),
	);
	for (const number of ten) expect(notes(number)).toHaveLength(1);
	control.setFaults({ answerNext: { times: 1, status: 429, retryAfter: 1740 } });
	expect(await ask(plain(1201))).toMatchObject({ outcome: 'later', errorKind: 'throttled' });
	control.clearFaults();
	control.set({ perMinute: 0, throttled: 'empty' });
	expect(await ask(plain(1201))).toMatchObject({ outcome: 'later', errorKind: 'throttled' });
	expect(notes(1201)).toEqual([]);
});

it.each([
	[{ status: 200, page: true }, 'unreadable'],
	[{ status: 403, page: true }, 'unreadable'],
	[{ status: 503 }, 'unavailable'],
])('tells %j as %s', async (fault, errorKind) => {
	house.at.control.setFaults({ answerNext: { times: 2, ...fault } });
	expect(await ask({ operation: 'getTicket', ticket: '1201' })).toMatchObject({
		...{ outcome: 'later', errorKind },
	});
});

it('tells a wrong key with what to check, and a desk that cannot be reached', async () => {
	const { control } = house.at;
	control.revoke();
	const answer = await ask(plain(1201));
	expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials', status: 401 });
	expect(answer.said).toContain('the API key as user, X as password');
	control.setFaults({ offline: 'destroy' });
	expect(await ask(plain(1201))).toMatchObject({ errorKind: 'unreachable' });
	expect(JSON.stringify(answer)).not.toContain('an-invented-api-key');
});

it('opens a ticket once, puts time on it once, and closes it with what it needs', async () => {
	const { control } = house.at;
	control.set({ filterLag: 600_000, timeEntry: 'wrapped', neededToClose: ['category'] });
	const customer = { email: 'jordan.blake@customer.example' };
	const create = { summary: 'VPN', text: HOSTILE[4], customer, key: 'c'.repeat(32) };
	const made = await ask({ operation: 'createTicket', create });
	expect(made).toMatchObject({ outcome: 'created', ticketId: '1207', number: 'INC-1207' });
	expect(await ask({ operation: 'createTicket', create })).toMatchObject({
		...{ outcome: 'there', ticketId: '1207' },
	});
	const note = { text: 'A remote session', marker: 'Time 1 · abcdefgh' };
	const time = { operation: 'addTime', ticket: '1207', minutes: 28.2, author, note };
	expect(await ask(time)).toMatchObject({ outcome: 'added', minutes: 29 });
	expect(await ask(time)).toMatchObject({ outcome: 'there' });
	expect(control.times('1207')).toMatchObject([{ time_spent: '00:29' }]);
	const close = { operation: 'setStatus', ticket: '1207', status: { to: 'closed' } };
	const refused = await ask(close);
	expect(refused).toMatchObject({ outcome: 'refused', status: 400 });
	expect(refused.said).toContain('category (missing_field)');
	const settings = { ...house.at.settings, closingFields: '{"category":"Network"}' };
	const second = await house.publish('desk-freshservice.json', { settings });
	expect(await ask(close, second)).toMatchObject({ outcome: 'set' });
	expect(await ask(close, second)).toMatchObject({ outcome: 'there' });
});

it('believes a call with the secret, and asks for the ticket that it names', async () => {
	const { control } = house.at;
	const event = control.newTicketCall('1204', { secret: SECRET });
	const read = { operation: 'readEvent', event };
	expect(await ask(read)).toMatchObject({ outcome: 'newTicket', ticket: { number: 'SR-1204' } });
	const wrong = control.newTicketCall('1204', { secret: 'a-secret-of-somebody-else' });
	const answer = await ask({ operation: 'readEvent', event: wrong });
	expect(answer).toMatchObject({ outcome: 'refused', status: 401 });
	expect(JSON.stringify(answer)).not.toContain(SECRET);
	// Nothing in the call is signed or dated: an old one tells of a ticket that is asked for now.
	control.deleteTicket('1204');
	expect(await ask(read)).not.toMatchObject({ outcome: 'newTicket' });
});

it('asked nothing but what the desk publishes', () => {
	const { valid, invalid } = house.at.control.checked;
	console.log(`desk-freshservice: ${valid} exchanges as published`);
	expect(invalid).toEqual([]);
	expect(valid).toBeGreaterThan(100);
});
