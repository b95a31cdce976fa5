import { searchWords } from '../../../nodes/shared/desk/zendesk/search';
import { CUSTOM_STATUS } from '../../desk/zendesk/model.mts';
import { ask, calls, desk, later, now, read, SECRET, useZendesk } from './zendeskRig.mts';

useZendesk();

const ids = (answer: Record<string, any>): string[] =>
	answer.tickets.map(({ id }: { id: string }) => id);
const queries = (path: string) =>
	desk.control
		.journal()
		.filter((one) => one.path === path)
		.map(({ query }) => query);

describe('Tickets', () => {
	it('come by their last change, newest first, with their people, and at once', async () => {
		const number = desk.control.open({ summary: 'Just now', customer: { company: 'Brandt' } });
		const found = await ask({ operation: 'findTickets' });
		expect(ids(found)).toEqual([number, '1205', '1204', '1203', '1202', '1201', '1206']);
		expect(found.tickets[1]).toMatchObject({
			customer: { name: 'Ellis Ferreira', company: 'Harbour & Sons' },
			technician: 'Robin Keller',
		});
		expect(ids(await ask({ operation: 'findTickets', limit: 2 }))).toEqual([number, '1205']);
	});

	it('come page by page, and no more pages once they are too old', async () => {
		for (let count = 0; count < 230; count += 1) desk.control.open({ summary: `More ${count}` });
		expect(ids(await ask({ operation: 'findTickets', limit: 2000 }))).toHaveLength(236);
		desk.control.clearJournal();
		const since = new Date(Date.now() - 90 * 60_000).toISOString();
		const found = await ask({ operation: 'findTickets', limit: 2000, since });
		expect(ids(found)).toHaveLength(231);
		expect(queries('/api/v2/tickets.json')).toHaveLength(3);
	});

	it('are searched for by a text, minutes after they were opened', async () => {
		desk.control.open({ summary: 'The dock of Blake hums', customer: { name: 'Kim Blake' } });
		expect(ids(await ask({ operation: 'findTickets', text: 'Blake' }))).toEqual(['1201']);
		later(121);
		const found = await ask({ operation: 'findTickets', text: 'Blake' });
		expect(ids(found)).toEqual(['1207', '1201']);
		expect(found.tickets[1].customer).toMatchObject({ name: 'Jordan Blake' });
		const since = new Date(Date.now() - 60 * 60_000).toISOString();
		expect(ids(await ask({ operation: 'findTickets', text: 'Blake', since }))).toEqual(['1207']);
		expect(queries('/api/v2/search.json').at(-1)?.query).toMatch(
			/^type:ticket updated>=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ blake$/,
		);
	});

	it('are asked for up to page ten of a search', async () => {
		for (let count = 0; count < 1020; count += 1) desk.control.open({ summary: 'Flood' });
		later(121);
		const found = await ask({ operation: 'findTickets', text: 'flood', limit: 2000 });
		expect(ids(found)).toHaveLength(1000);
	});

	it.each([
		['type:user -blake', '"type:user" "-blake"'],
		['"unfinished', 'unfinished'],
		['a" status<solved', 'a "status<solved"'],
		['OR * ( ) jordan.blake@customer.example', 'or "jordan.blake@customer.example"'],
		['\\" : *', ''],
	])('searched for by %j mean nothing but these words', async (text, words) => {
		expect(searchWords(text)).toBe(words);
		expect(await ask({ operation: 'findTickets', text })).toHaveProperty('tickets');
	});
});

describe('Agents', () => {
	it('are all of the desk, page by page, with those who left', async () => {
		for (let count = 0; count < 210; count += 1) desk.control.addAgent({ name: `A ${count}` });
		desk.control.addAgent({ name: 'Gone', active: false });
		const { agents } = await ask({ operation: 'findAgents' });
		expect(agents).toHaveLength(215);
		expect(agents).toContainEqual(expect.objectContaining({ name: 'Gone', enabled: false }));
		expect(agents[1]).toEqual({
			...{ id: String(desk.control.agent('Alex Morgan').id), name: 'Alex Morgan', enabled: true },
			email: 'alex.morgan@desk.example',
		});
	});
});

describe('A ticket that is opened', () => {
	const create = {
		...{ summary: 'VPN {{ticket.requester.email}}', text: 'It is <b>slow</b>', key: 'a1b2' },
		customer: { name: 'Dana Frey', email: 'dana.frey@customer.example' },
	};
	const open = (more: object = {}) =>
		ask({ operation: 'createTicket', create: { ...create, ...more } });

	it('is one for its key, at first for agents only', async () => {
		const made = await open();
		expect(made).toEqual({
			...{ contract: 1, outcome: 'created', ticketId: '1207', number: '1207', status: null },
			...{ url: `${desk.url}/agent/tickets/1207`, said: null },
		});
		expect(await open()).toMatchObject({ outcome: 'there', ticketId: '1207' });
		expect(await open({ text: 'Other words' })).toMatchObject({ outcome: 'there' });
		const ticket = desk.control.ticket('1207');
		expect(ticket).toMatchObject({ is_public: false, external_id: 'a1b2' });
		expect(ticket.subject).not.toContain('@');
		expect(ticket.description).toContain('&lt;b&gt;slow');
		expect(await ask({ operation: 'getTicket', ticket: '1207' })).toMatchObject({
			ticket: { customer: { name: 'Dana Frey', email: 'dana.frey@customer.example' } },
		});
	});

	it('is found again where the answer was lost', async () => {
		desk.control.setFaults({ storeButFail: { times: 1, how: 'destroy' } });
		expect(await open()).toMatchObject({ outcome: 'later' });
		expect(await open()).toMatchObject({ outcome: 'there', ticketId: '1207' });
	});

	it('is told as there where only the key knows of it', async () => {
		await open();
		desk.control.ticket('1207').external_id = null;
		expect(await open()).toMatchObject({ outcome: 'there', ticketId: '1207' });
		for (const otherBodyStatus of [400, 422] as const) {
			desk.control.set({ otherBodyStatus });
			expect(await open({ text: 'x' })).toMatchObject({
				outcome: 'refused',
				status: otherBodyStatus,
			});
		}
		// After some hours nobody knows of the key any more.
		later(3 * 3600);
		expect(await open()).toMatchObject({ outcome: 'created', ticketId: '1208' });
	});

	it('takes a known customer by id, and one without an address into its text', async () => {
		const id = String(desk.control.ticket('1202').requester_id);
		await open({ customer: { id, email: 'other@customer.example' } });
		expect(desk.control.ticket('1207').requester_id).toBe(Number(id));
		await open({ customer: { name: '<i>Nobody</i>' }, key: null });
		expect(desk.control.ticket('1208').description).toContain('Customer: &lt;i&gt;Nobody');
		const key = 'Schlüssel 7';
		expect(await open({ key })).toMatchObject({ outcome: 'created' });
		expect(await open({ key })).toMatchObject({ outcome: 'there' });
	});

	it('is refused with what to check', async () => {
		const bad = await open({ customer: { name: 'x', email: 'not an address' } });
		expect(bad).toMatchObject({ outcome: 'refused', status: 422, ticketId: null });
		expect(bad.said).toContain('may be a requester');
		desk.control.set({ mayWrite: false });
		expect(await open()).toMatchObject({ outcome: 'refused', status: 403 });
	});
});

describe('A status', () => {
	const set = (to: string, ticket = '1201') =>
		ask({ operation: 'setStatus', ticket, status: { to } });

	it.each([
		['pending', 'pending'],
		['Resolved', 'solved'],
		['hold', 'hold'],
		['closed', 'closed'],
		[String(CUSTOM_STATUS), 'pending'],
	])('%s is set once', async (to, status) => {
		expect(await set(to)).toMatchObject({ outcome: 'set', ticketId: '1201' });
		expect(desk.control.ticket('1201').status).toBe(status);
		desk.control.clearJournal();
		expect(await set(to)).toMatchObject({ outcome: 'there' });
		expect(calls()).toEqual(['GET /api/v2/tickets/1201.json']);
	});

	it('that there is not, or not any more, is told', async () => {
		const fly = await set('flying');
		expect(fly).toMatchObject({ outcome: 'unsupported' });
		expect(fly.said).toContain('hold, solved and closed');
		expect(await set('open', '1206')).toMatchObject({
			...{ outcome: 'refused', status: 422, said: expect.stringContaining('follow-up') },
		});
		expect(await set('resolved', '1206')).toMatchObject({ outcome: 'there' });
		expect(await set('123')).toMatchObject({ outcome: 'refused', status: 422 });
		expect(await set('open', '999')).toMatchObject({ outcome: 'notFound' });
	});
});

describe('A call of Zendesk', () => {
	const made = (more: object = {}) =>
		desk.control.newTicketCall('1203', { secret: SECRET, ...more });

	it('tells of a new ticket, as an event or from a trigger', async () => {
		for (const isTrigger of [false, true]) {
			expect(await read(made({ isTrigger }))).toMatchObject({
				...{ outcome: 'newTicket', ticket: { id: '1203', customer: { name: 'Theo Lindqvist' } } },
			});
		}
		const { headers, body } = made();
		const upper = Object.fromEntries(
			Object.entries(headers).map(([name, value]) => [name.toUpperCase(), value]),
		);
		expect(await read({ headers: upper, body })).toMatchObject({ outcome: 'newTicket' });
	});

	it('of something else is ignored, and one of a ticket that nobody shows is not found', async () => {
		expect(await read(made({ type: 'ticket.comment_added' }))).toMatchObject({
			outcome: 'ignored',
		});
		desk.control.hideTicket('1203');
		expect(await read(made())).toMatchObject({ outcome: 'notFound', ticket: null });
	});

	it.each([
		['with another secret', () => made({ secret: `${SECRET}x` }), 'signing secret'],
		[
			'with another body',
			() => ({ ...made(), body: made().body.replace('1203', '1204') }),
			'signing',
		],
		[
			'with a newer time than was signed',
			() => {
				const { headers, body } = made({ at: now().getTime() - 3_600_000 });
				const at = { 'x-zendesk-webhook-signature-timestamp': now().toISOString() };
				return { headers: { ...headers, ...at }, body };
			},
			'signing',
		],
		[
			'that is old',
			() => made({ at: now().getTime() - 301_000 }),
			'signed more than 5 minutes ago',
		],
		['that is of tomorrow', () => made({ at: now().getTime() + 86_400_000 }), 'clock'],
		['without a signature', () => ({ headers: {}, body: made().body }), 'has no header'],
	])('%s is refused', async (_what, event, said) => {
		const answer = await read(event());
		expect(answer).toMatchObject({ outcome: 'refused', status: 401 });
		expect(answer.said).toContain(said);
		expect(calls()).toEqual([]);
	});
});

it('says what it is and what it can do', async () => {
	expect(await ask({ operation: 'describe' })).toMatchObject({
		...{ desk: 'Zendesk', system: 'zendesk', noteFormat: 'html', chats: false, canWriteAs: true },
		operations: expect.arrayContaining(['addTime', 'setStatus', 'createTicket', 'readEvent']),
	});
});
