import { ok, play } from './play.mts';

const TICKET = {
	...{ id: 1201, summary: 'x', status_id: 1, tickettype_name: 'Incident', tickettype_id: 7 },
};
const chat = (id: number, more: object = {}) => ({ id, ticket_id: null, status: 'open', ...more });

/** A desk of one ticket, with the chats it is given; `post` answers what is written. */
const desk =
	(chats: object[], post: (name: string, body: any) => unknown = () => ok([{ id: 9 }])) =>
	(url: URL, body: unknown) => {
		const name = url.pathname.slice('/api/'.length);
		if (name === 'Tickets/1201') return ok(TICKET);
		if (/^Tickets\/|^Chat\//.test(name)) return { statusCode: 404, body: {} };
		if (name === 'Chat') {
			const page = Number(url.searchParams.get('page_no')) - 1;
			return ok({ record_count: chats.length, chats: chats.slice(page * 100, page * 100 + 100) });
		}
		if (name === 'Actions' && url.search !== '') return ok({ actions: [] });
		return post(name, body);
	};
const asked = (operation: string, more: object = {}) => ({ contract: 1, operation, ...more });

describe('a ticket', () => {
	test('comes with its type and its newest open chat', () => {
		const chats = [
			...[chat(501, { ticket_id: 1201 }), chat(502, { ticket_id: 1201 })],
			...[chat(503, { ticket_id: 1201, status: 'closed' }), chat(504, { ticket_id: 1202 })],
		];
		const { answer } = play(asked('getTicket', { ticket: '[ID:0001201]' }), desk(chats));
		expect(answer.ticket).toMatchObject({ type: 'Incident', typeId: '7', openChatId: '502' });
	});

	test('has no open chat where the desk does not show its chats', () => {
		const { answer } = play(asked('getTicket', { ticket: '1201.' }), (url, body) =>
			url.pathname === '/api/Chat' ? { statusCode: 403, body: {} } : desk([])(url, body),
		);
		expect(answer.ticket).toMatchObject({ id: '1201', openChatId: null });
	});
});

describe('tickets of chats', () => {
	test('are found on every page of the chats', () => {
		const chats = Array.from({ length: 230 }, (_, index) => chat(900 - index, { ticket_id: 1201 }));
		const list = desk(chats, () => ok({ tickets: [] }));
		const { answer } = play(asked('findTickets', { chatIds: ['671', '900', 'x', '5'] }), list);
		expect(answer.chats).toEqual([
			{ id: '671', ticketId: '1201' },
			{ id: '900', ticketId: '1201' },
		]);
	});

	test('that no list has are asked for one by one, and what is hostile is passed over', () => {
		const single = (url: URL, body: unknown) =>
			url.pathname === '/api/Chat/501'
				? ok(chat(501, { faultid: '0001202', ticket_id: undefined }))
				: desk([], () => ok({ tickets: [] }))(url, body);
		const chatIds = [501, { toString: 0 }, null, '502'];
		const { answer } = play(asked('findTickets', { chatIds }), single);
		expect(answer.chats).toEqual([{ id: '501', ticketId: '1202' }]);
	});

	test('are not asked for where nobody wants them', () => {
		const { answer, calls } = play(
			asked('findTickets'),
			desk([], () => ok({ tickets: [] })),
		);
		expect(answer).toEqual({ contract: 1, tickets: [] });
		expect(calls).toHaveLength(1);
	});
});

describe('a message into a chat', () => {
	test.each([['x'], [''], [null], [{ toString: 0 }], ['501 or 502']])(
		'is not sent where %j is the chat',
		(chatId) => {
			const { answer, calls } = play(asked('postToChat', { chatId, text: 'Hi' }), desk([]));
			expect(answer).toMatchObject({ outcome: 'notFound', messageId: null });
			expect(calls).toEqual([]);
		},
	);

	test('of HTML only is sent as its words', () => {
		let sent: any;
		const html = '<p>Hello&nbsp;you,</p><p>come &lt;in&gt;<script>alert</p>';
		const { answer } = play(
			asked('postToChat', { chatId: '501', html }),
			desk([], (_name, body) => ((sent = body), ok([{ id: 3 }]))),
		);
		expect(answer).toMatchObject({ outcome: 'posted', messageId: '3' });
		expect(sent).toEqual([{ chat_id: 501, text: 'Hello you,\ncome <in>alert' }]);
	});

	test('that says nothing is refused', () => {
		const nothing = asked('postToChat', { chatId: '501', html: '<p> </p>' });
		expect(play(nothing, desk([])).answer).toMatchObject({ outcome: 'refused' });
	});
});

describe('what changes tickets', () => {
	let sent: { name: string; body: any } | null = null;
	const keep = desk([], (name, body) => {
		sent = { name, body: body[0] };
		return ok([{ id: 1300, summary: 'y' }]);
	});

	beforeEach(() => {
		sent = null;
	});

	test('a ticket is opened for its customer', () => {
		const create = { summary: 'VPN', text: 'It is slow', customer: { id: '101' }, key: 'a1' };
		expect(play(asked('createTicket', { create }), keep).answer).toMatchObject({
			...{ outcome: 'created', ticketId: '1300', url: 'https://desk.example.com/ticket?id=1300' },
		});
		expect(sent).toEqual({
			name: 'Tickets',
			body: { summary: 'VPN', details: 'It is slow\n\na1', user_id: 101 },
		});
	});

	test.each([[{}], [null], [{ summary: ' ' }]])('no ticket is opened for %j', (create) => {
		expect(play(asked('createTicket', { create }), keep).answer).toMatchObject({
			outcome: 'refused',
		});
		expect(sent).toBeNull();
	});

	test.each([
		['closed', 9],
		['Open', 2],
		['23', 23],
	])('status %j is number %j', (to, number) => {
		const wanted = asked('setStatus', { ticket: '#1201', status: { to } });
		expect(play(wanted, keep).answer).toMatchObject({ outcome: 'set', ticketId: '1201' });
		expect(sent?.body).toEqual({ id: 1201, status_id: number });
	});

	test('a status without a number is unsupported, a ticket that is not there is not found', () => {
		const wanted = (ticket: string, to: string) => asked('setStatus', { ticket, status: { to } });
		expect(play(wanted('1201', 'pending'), keep).answer).toMatchObject({ outcome: 'unsupported' });
		expect(play(wanted('7', 'closed'), keep).answer).toMatchObject({ outcome: 'notFound' });
		expect(sent).toBeNull();
	});

	test('time is put on a ticket once, in hours', () => {
		const time = asked('addTime', {
			...{ ticket: '1201', minutes: 90, author: { agentId: '21' } },
			note: { text: 'Remote session', marker: 'Time 1 · abcdefgh' },
		});
		expect(play(time, keep).answer).toMatchObject({
			outcome: 'added',
			minutes: 90,
			writtenAs: '21',
		});
		expect(sent?.body).toMatchObject({
			...{ ticket_id: 1201, timetaken: 1.5, hiddenfromuser: true, who_agentid: 21 },
		});
		const again = play(time, (url, body) =>
			url.pathname === '/api/Actions' && url.search !== ''
				? ok({ actions: [{ id: 8, note: 'x Time 1 · abcdefgh' }] })
				: keep(url, body),
		);
		expect(again.answer).toMatchObject({ outcome: 'there', timeId: '8' });
	});
});

test('an operation that nobody knows is refused, whatever its name', () => {
	for (const operation of ['fly', 'toString', '__proto__', '']) {
		expect(play(asked(operation), desk([])).answer).toMatchObject({ outcome: 'refused' });
	}
});
