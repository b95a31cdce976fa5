import { ask, desk, play, useDesk } from './freshservicePlay.mts';
import { MARKER, ok, put } from './play.mts';

useDesk();
afterAll(() => expect(desk.control.checked.invalid).toEqual([]));

const notes = (number = '1201') => desk.control.notes(number);
const alex = { agentId: null, names: ['Alex Morgan'], email: 'alex.morgan@desk.example' };
const requests = (path: RegExp) => desk.control.journal().filter((one) => path.test(one.path));

describe('a ticket', () => {
	it.each(['1201', 'INC-1201', 'SR-1201', '#INC-1201', '[#INC-1201]', ' inc-01201. ', '#1201'])(
		'typed as %j is found',
		async (ticket) => {
			const { ticket: found } = await ask({ operation: 'getTicket', ticket });
			expect(found).toMatchObject({
				...{ id: '1201', number: 'INC-1201', status: 'Open', closed: false, type: 'Incident' },
				customer: { name: 'Jordan Blake', company: 'Northwind Studio' },
				url: `${desk.url}/ticket/1201`,
			});
		},
	);

	it('of the service catalogue is one like any other', async () => {
		const { ticket } = await ask({ operation: 'getTicket', ticket: 'SR-1204' });
		expect(ticket).toMatchObject({ number: 'SR-1204', type: 'Service Request' });
	});

	it('that is deleted, unknown or typed wrong is none', async () => {
		desk.control.deleteTicket('1202');
		for (const deletedAs of ['flag', 404] as const) {
			desk.control.set({ deletedAs });
			for (const ticket of ['1202', '9999', 'CHG-1201', 'INC-', '']) {
				expect(await ask({ operation: 'getTicket', ticket })).toMatchObject({ ticket: null });
			}
		}
	});

	it('in a workspace that the key does not see is told with the workspace', async () => {
		desk.control.move('1202', 3);
		const answer = await ask({ operation: 'getTicket', ticket: '1202' });
		expect(answer).toMatchObject({ outcome: 'refused', status: 403 });
		expect(answer.said).toContain('workspace');
		const put403 = await ask(put({ target: { kind: 'ticket', id: '1202' } }));
		expect(put403).toMatchObject({ outcome: 'refused', status: 403 });
		const put404 = await ask(put({ target: { kind: 'ticket', id: '9999' } }));
		expect(put404).toMatchObject({ outcome: 'notFound', status: 404 });
		expect(put404.said).toContain('workspace');
	});

	it('is closed by its status, by one of the tenant and by a merge', async () => {
		desk.control.setStatus('1201', 4);
		desk.control.setStatus('1202', 7);
		desk.control.mergeTicket('1203', '1204');
		const closed = async (ticket: string, closedStatuses: unknown = '') => {
			const on = { closedStatuses: closedStatuses as string };
			return (await ask({ operation: 'getTicket', ticket }, on)).ticket.closed;
		};
		expect(await closed('1201')).toBe(true);
		expect(await closed('1202')).toBe(false);
		expect(await closed('1202', '6, 7')).toBe(true);
		expect(await closed('1202', 7)).toBe(true);
		expect(await closed('1203')).toBe(true);
	});
});

describe('lists of tickets', () => {
	const ids = async (more: object = {}, on: object = {}) => {
		const { tickets } = await ask({ operation: 'findTickets', ...more }, on);
		return tickets.map(({ id }: { id: string }) => id);
	};

	it('hold old tickets and those of every workspace', async () => {
		desk.control.age('1202', 400);
		expect(await ids()).toEqual(['1205', '1204', '1203', '1201', '1206', '1202']);
		expect(await ids({ since: new Date(Date.now() - 86_400_000).toISOString() })).toHaveLength(4);
	});

	it('hold one workspace only, or the primary one, where that is set', async () => {
		expect(await ids({}, { workspace: '2' })).toEqual(['1205', '1203']);
		expect(await ids({}, { allWorkspaces: '' })).not.toContain('1203');
		desk.control.set({ allWorkspaces: 1 });
		expect(await ids({}, { allWorkspaces: '1' })).toHaveLength(6);
	});

	it('are refused for a workspace that the key does not see', async () => {
		const answer = await ask({ operation: 'findTickets' }, { workspace: '3' });
		expect(answer).toMatchObject({ outcome: 'refused', status: 403 });
		expect(answer.said).toContain("'allWorkspaces'");
	});

	it('are searched here, because the desk searches no texts', async () => {
		expect(await ids({ text: 'blake' })).toEqual(['1201']);
		expect(await ids({ text: 'INC-1202' })).toEqual(['1202']);
		expect(await ids({ text: 'only from home' })).toEqual(['1203']);
		expect(await ids({ text: `"'; status:2 OR ` })).toEqual([]);
	});

	it.each([true, false])('go over all pages (with a header Link: %s)', async (hasLink) => {
		for (let count = 0; count < 220; count += 1) desk.control.open();
		desk.control.set({ hasLink });
		expect(await ids({ limit: 2000 })).toHaveLength(226);
		expect(await ids({ limit: 30 })).toHaveLength(30);
	});

	it('look through five pages for a text, and no further', async () => {
		for (let count = 0; count < 620; count += 1) desk.control.open();
		expect(await ids({ text: 'Blake', limit: 100 })).toEqual([]);
		expect(requests(/tickets$/)).toHaveLength(5);
	});
});

describe('a note', () => {
	it('is private, in the name of the agent with the address, and written once', async () => {
		const written = await ask(put({ author: alex }));
		expect(written).toMatchObject({
			outcome: 'written',
			ticketId: '1201',
			writtenAs: '21000200001',
		});
		expect(notes()).toMatchObject([{ isPrivate: true, author: 'Alex Morgan' }]);
		expect(requests(/agents$/)).toHaveLength(1);
		expect(await ask(put({ author: alex }))).toMatchObject({
			...{ outcome: 'there', noteId: written.noteId },
		});
		expect(notes()).toHaveLength(1);
	});

	it.each(['oldestFirst', 'newestFirst', 'shuffled'] as const)(
		'is found on any page, the list being %s',
		async (conversations) => {
			desk.control.set({ conversations });
			desk.control.write('1201', ...Array.from({ length: 115 }, (_, index) => `<p>${index}</p>`));
			expect(await ask(put())).toMatchObject({ outcome: 'written' });
			desk.control.write('1201', ...Array.from({ length: 115 }, (_, index) => `<p>${index}</p>`));
			for (const hasLink of [true, false]) {
				desk.control.set({ hasLink });
				expect(await ask(put())).toMatchObject({ outcome: 'there' });
			}
		},
	);

	it.each(['error', 'destroy'] as const)(
		'whose answer was lost (%s) is not written twice',
		async (how) => {
			desk.control.setFaults({ storeButFail: { times: 1, how } });
			expect(await ask(put())).toMatchObject({ outcome: 'later' });
			expect(await ask(put())).toMatchObject({ outcome: 'there' });
			expect(notes()).toHaveLength(1);
		},
	);

	it.each([400, 403] as const)(
		'keeps its text where the name is refused with %i',
		async (userId) => {
			desk.control.set({ userId });
			expect(await ask(put({ author: alex }))).toMatchObject({
				outcome: 'written',
				writtenAs: null,
			});
			expect(notes()).toMatchObject([{ author: 'Desk API', isPrivate: true }]);
			expect(notes()[0].body).toContain('Technician: Alex Morgan');
		},
	);

	it('of somebody who has left is in nobody else’s name', async () => {
		desk.control.deactivate('Alex Morgan');
		expect(await ask(put({ author: alex }))).toMatchObject({ outcome: 'written', writtenAs: null });
		const known = { ...alex, agentId: '21000200001' };
		const other = { target: { kind: 'ticket', id: '1202' }, author: known };
		expect(await ask(put(other))).toMatchObject({ outcome: 'written', writtenAs: null });
		expect(notes('1202')[0].body).toContain('Technician: Alex Morgan');
	});

	it('is in the name of whoever bears it where the address is another one, on any page', async () => {
		for (let count = 0; count < 130; count += 1) desk.control.addAgent(`Agent ${count}`);
		const dana = desk.control.addAgent('Dana de la Cruz');
		const author = { agentId: null, names: ['dana de la cruz'], email: 'dana@elsewhere.example' };
		expect(await ask(put({ author }))).toMatchObject({ writtenAs: String(dana.id) });
		expect(requests(/agents$/).map(({ query }) => query.email ?? query.page)).toEqual([
			...['dana@elsewhere.example', '1', '2'],
		]);
	});

	it('that came out public is deleted, and not told as written', async () => {
		desk.control.leak();
		const answer = await ask(put({ author: alex }));
		expect(answer).toMatchObject({ outcome: 'refused', noteId: null });
		expect(answer.said).toContain('It is deleted.');
		expect(notes()).toEqual([]);
		expect(await ask(put({ author: alex }))).toMatchObject({ outcome: 'written' });
	});

	it('for the customer is public', async () => {
		await ask(put({ note: { ...put().note, audience: 'customer' } }));
		expect(notes()).toMatchObject([{ isPrivate: false }]);
	});

	it('that is too long is refused by field and code, and nothing of it is repeated', async () => {
		desk.control.set({ longestNote: 20 });
		const answer = await ask(put());
		expect(answer).toMatchObject({ outcome: 'refused', status: 400 });
		expect(answer.said).toContain('body (invalid_size)');
		expect(answer.said).not.toContain(MARKER);
	});

	it('on a closed ticket is written, too', async () => {
		const closed = put({ target: { kind: 'ticket', id: 'INC-1206' } });
		expect(await ask(closed)).toMatchObject({ outcome: 'written', ticketId: '1206' });
	});

	it.each([
		['missing right', (url: URL) => /notes$/.test(url.pathname), 'role'],
		['lost ticket', (url: URL) => /notes$/.test(url.pathname), 'deleted'],
	])('is refused for a %s with what to look at', (what, isIt, said) => {
		const status = what === 'missing right' ? 403 : 404;
		const { answer } = play(put({ author: null }), (url, _body, method) => {
			if (isIt(url) && method === 'POST') return { statusCode: status, body: {} };
			return ok(/\d$/.test(url.pathname) ? { ticket: { id: 1201 } } : { conversations: [] });
		});
		expect(answer).toMatchObject({ outcome: 'refused', status });
		expect(answer.said).toContain(said);
	});
});
