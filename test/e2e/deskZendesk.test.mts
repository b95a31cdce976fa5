import type { ZendeskControl } from '../desk/zendesk/control.mts';
import { startDesk, type Zendesk } from '../desk/zendesk/server.mts';
import type { Json } from '../harness/api.mts';
import { askDesk } from './askDesk.mts';
import { House, type Published } from './house.mts';

jest.setTimeout(60_000);

const SECRET = 'the-signing-secret-of-the-webhook';

/** A house whose desk is a simulated Zendesk. */
class ZendeskHouse extends House {
	zendesk!: Zendesk;

	protected override async publishDesk(): Promise<Published> {
		this.zendesk = await startDesk();
		const { type, data } = this.zendesk.account;
		const { api } = this.n8n;
		this.credentials.zendesk = await api.createCredential(type, 'Zendesk', data);
		this.credentials.beyondTrustDeskWebhookApi = await api.createCredential(
			...(['beyondTrustDeskWebhookApi', 'Calls', { secret: SECRET }] as const),
		);
		return await this.published(this.credentials.zendesk);
	}

	/** Its workflow, with another credential or other settings. */
	async published(account = this.credentials.zendesk, settings: Json = {}): Promise<Published> {
		return await this.publish('desk-zendesk.json', {
			settings: { ...this.zendesk.settings, ...settings },
			credentials: { ...this.credentials, oAuth2Api: account },
		});
	}

	override async close(): Promise<void> {
		await super.close();
		await this.zendesk?.close();
	}
}

const house = new ZendeskHouse();
let control: ZendeskControl;

beforeAll(async () => {
	await house.start();
	control = house.zendesk.control;
}, 300_000);

afterAll(async () => {
	await house.close();
	const { valid, invalid } = control.checked;
	process.stdout.write(`Zendesk: ${valid} exchanges as published, ${invalid.length} not\n`);
	expect(invalid).toEqual([]);
});

beforeEach(() => control.reset());

const ask = async (asked: Json, desk = house.deskWorkflow) =>
	await askDesk(house.n8n.api, desk.workflowId, asked);

let written = 0;
const put = (id: unknown, more: Json = {}): Json => ({
	...{ operation: 'putNote', session: null, target: { kind: 'ticket', id } },
	note: {
		...{ audience: 'internal', sections: [], postscript: '' },
		text: 'A remote session of five minutes.',
		marker: `Note ${(written += 1)} · abcdefgh`,
	},
	author: { agentId: null, names: ['Alex Morgan'], email: null },
	...more,
});
const fresh = (id: unknown, text: string, audience = 'internal'): Json => {
	const asked = put(id);
	return { ...asked, note: { ...(asked.note as Json), text, audience } };
};

it('says what it is, and refuses what it does not know', async () => {
	expect(await ask({ operation: 'describe' })).toMatchObject({
		...{ contract: 1, desk: 'Zendesk', system: 'zendesk', noteFormat: 'html', chats: false },
	});
	expect(await ask({ operation: 'fly' })).toMatchObject({ outcome: 'refused' });
	expect(await ask({ operation: 'postToChat', chatId: '1', text: 'x' })).toMatchObject({
		outcome: 'unsupported',
	});
});

it('knows tickets and agents', async () => {
	for (const ticket of [' #1201 ', '[ID:0001201]', '1201.']) {
		expect(await ask({ operation: 'getTicket', ticket })).toMatchObject({
			ticket: { id: '1201', customer: { name: 'Jordan Blake', company: 'Northwind Studio' } },
		});
	}
	control.hideTicket('1204');
	for (const ticket of ['1204', '9999', 'INC12', '']) {
		expect(await ask({ operation: 'getTicket', ticket })).toEqual({ contract: 1, ticket: null });
	}
	const { tickets } = await ask({ operation: 'findTickets', limit: 2 });
	expect((tickets as Json[]).map(({ id }) => id)).toEqual(['1205', '1203']);
	const evil = 'Blake "-type:user status<solved';
	expect(await ask({ operation: 'findTickets', text: evil })).toMatchObject({ tickets: [] });
	expect(await ask({ operation: 'findTickets', text: 'Blake' })).toMatchObject({
		tickets: [{ id: '1201' }],
	});
	const { agents } = await ask({ operation: 'findAgents' });
	expect(agents).toContainEqual(expect.objectContaining({ name: 'Robin Keller', enabled: true }));
});

it('writes a note once, private, with its time, although the answer got lost', async () => {
	control.setFaults({ storeButFail: { times: 1, how: 'destroy' } });
	const asked = put('1201', { minutes: 5 });
	expect(await ask(asked)).toMatchObject({ outcome: 'later' });
	expect(await ask(asked)).toMatchObject({ outcome: 'there' });
	expect(control.notes('1201')).toMatchObject([{ isPrivate: true, author: 'Alex Morgan' }]);
	expect(control.ticket('1201').custom_fields.map(({ value }) => value)).toEqual([300, 300]);
});

it('keeps private what leaks, and does not name who left', async () => {
	control.set({ leaks: true });
	control.agent('Alex Morgan').active = false;
	const answer = await ask(put('1202'));
	expect(answer).toMatchObject({ outcome: 'written' });
	expect(answer.said).toContain('It is private now.');
	expect(control.notes('1202')).toMatchObject([{ isPrivate: true, author: 'Desk API' }]);
});

it('shows nothing that Zendesk fills in or runs', async () => {
	const text = '{{ticket.requester.email}} <img src=x onerror=alert(1)> @Robin [x](http://x)';
	await ask(fresh('1201', text));
	const [{ body }] = control.notes('1201');
	expect(body).not.toContain('jordan.blake@');
	expect(body).not.toContain('<img');
	expect(body).toContain('&lt;img');
});

it('says what to do where a ticket takes no note', async () => {
	control.mergeTicket('1205');
	control.deleteTicket('1204');
	const cases: Array<[string, string, string]> = [
		['1206', 'refused', 'follow-up'],
		['1205', 'refused', 'merged into'],
		['1204', 'notFound', 'may not see'],
	];
	for (const [id, outcome, said] of cases) {
		const answer = await ask(put(id));
		expect(answer).toMatchObject({ outcome, ticketId: id });
		expect(answer.said).toContain(said);
	}
	control.set({ mayWrite: false });
	expect(await ask(put('1201'))).toMatchObject({ outcome: 'refused', status: 403 });
	control.set({ mayWrite: true, longestComment: 100 });
	expect(await ask(fresh('1201', 'x'.repeat(200)))).toMatchObject({ status: 422 });
});

it('waits where Zendesk asks for it in plain text, and not for minutes', async () => {
	control.setFaults({ answerNext: { times: 1, status: 429, retryAfter: 1 } });
	expect(await ask(put('1201'))).toMatchObject({ outcome: 'written' });
	control.setFaults({ answerNext: { times: 1, status: 429, retryAfter: 599 } });
	expect(await ask(put('1201'))).toMatchObject({ outcome: 'later', errorKind: 'throttled' });
});

it('takes ten notes although there is a pause in the middle', async () => {
	for (let count = 0; count < 10; count += 1) {
		if (count === 5) {
			control.setFaults({
				answerNext: { times: 1, status: 429, retryAfter: 1, path: '/api/v2/tickets/1203.json' },
			});
		}
		expect(await ask(put('1203', { author: null }))).toMatchObject({ outcome: 'written' });
	}
	expect(new Set(control.notes('1203').map(({ body }) => body)).size).toBe(10);
});

it.each([
	[200, 'unreadable', 'a web page'],
	[503, 'unavailable', 'Zendesk answered with HTTP 503.'],
])('tells a web page with HTTP %i as %s', async (status, errorKind, said) => {
	control.setFaults({ answerNext: { times: 2, status, page: true } });
	const answer = await ask({ operation: 'getTicket', ticket: '1201' });
	expect(answer).toMatchObject({ outcome: 'later', errorKind });
	expect(answer.said).toContain(said);
});

it('gets a new token where the old one ended, and says what is wrong with the credential', async () => {
	await ask({ operation: 'getTicket', ticket: '1201' });
	control.revoke();
	expect(await ask(put('1201'))).toMatchObject({ outcome: 'written' });
	const { data } = house.zendesk.account;
	const wrong = await house.n8n.api.createCredential('oAuth2Api', 'Wrong', {
		...{ ...data, clientSecret: 'not-the-secret' },
	});
	const answer = await ask(put('1201'), await house.published(wrong));
	expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials' });
	expect(JSON.stringify(answer)).not.toContain('not-the-secret');
});

it('opens a ticket once, puts time on it once and closes it', async () => {
	const customer = { name: 'Dana Frey', email: 'dana.frey@customer.example' };
	const create = { summary: 'VPN', text: 'It is <b>slow</b>', customer, key: 'a1' };
	expect(await ask({ operation: 'createTicket', create })).toMatchObject({
		...{ outcome: 'created', ticketId: '1207' },
	});
	expect(await ask({ operation: 'createTicket', create })).toMatchObject({
		...{ outcome: 'there', ticketId: '1207' },
	});
	const note = { text: 'A remote session', marker: 'Time 1 · abcdefgh' };
	const time = { operation: 'addTime', ticket: '1207', minutes: 30, note };
	expect(await ask(time)).toMatchObject({ outcome: 'added', minutes: 30 });
	expect(await ask(time)).toMatchObject({ outcome: 'there' });
	expect(control.ticket('1207').custom_fields[0].value).toBe(1800);
	const solve = { operation: 'setStatus', ticket: '1207', status: { to: 'resolved' } };
	expect(await ask(solve)).toMatchObject({ outcome: 'set' });
	expect(await ask(solve)).toMatchObject({ outcome: 'there' });
	const bare = await house.published(undefined, { totalTimeField: '', lastTimeField: '' });
	expect(await ask({ ...time, ticket: '1202' }, bare)).toMatchObject({ outcome: 'unsupported' });
});

it('believes a call that is signed, and no other', async () => {
	const read = async (event: unknown) => await ask({ operation: 'readEvent', event });
	const call = control.newTicketCall('1203', { secret: SECRET });
	expect(await read(call)).toMatchObject({ outcome: 'newTicket', ticket: { id: '1203' } });
	const others: unknown[] = [
		control.newTicketCall('1203', { secret: `${SECRET}x` }),
		{ ...call, body: call.body.replace('1203', '1204') },
		control.newTicketCall('1203', { secret: SECRET, at: Date.now() - 600_000 }),
		{ headers: {}, body: call.body },
	];
	for (const event of others) {
		expect(await read(event)).toMatchObject({ outcome: 'refused', status: 401 });
	}
});
