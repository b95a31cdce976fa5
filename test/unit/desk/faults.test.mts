import { client, desk, useDesk } from './rig.mts';

useDesk();

const write = async () =>
	await client.post('/api/Actions', [{ ticket_id: 1201, outcome: 'Remote Session', note: 'x' }]);

const control = async (method: string, path: string, body?: unknown) => {
	const response = await fetch(`${desk.url}/control/${path}`, {
		method,
		headers: body === undefined ? {} : { 'content-type': 'application/json' },
		body: body === undefined ? undefined : JSON.stringify(body),
	});
	return { status: response.status, body: await response.json() };
};

describe('store but fail', () => {
	it('keeps the write and answers 500, once', async () => {
		desk.control.setFaults({ storeButFail: { times: 1, how: 'error' } });
		expect((await write()).status).toBe(500);
		expect(desk.control.actions(1201)).toHaveLength(1);
		expect((await write()).status).toBe(201);
		expect(desk.control.actions(1201)).toHaveLength(2);
	});

	it('keeps the write and closes the connection', async () => {
		desk.control.setFaults({ storeButFail: { times: 1, how: 'destroy' } });
		await expect(write()).rejects.toThrow('fetch failed');
		expect(desk.control.actions(1201)).toHaveLength(1);
		expect(desk.control.journal().at(-1)).toMatchObject({ status: null, fault: 'storeButFail' });
	});

	it('is not used up by reads, by refused writes or by other endpoints', async () => {
		desk.control.setFaults({ storeButFail: { times: 1, path: '/api/actions' } });
		expect((await client.get('/api/Actions?ticket_id=1201')).status).toBe(200);
		expect((await client.post('/api/Actions', [])).status).toBe(400);
		expect((await client.post('/api/Tickets', [{ summary: 'x' }])).status).toBe(201);
		expect((await write()).status).toBe(500);
	});
});

describe('other faults', () => {
	it('offline answers 503 or nothing, to the token endpoint too, and stores nothing', async () => {
		desk.control.setFaults({ offline: 'unavailable' });
		expect((await write()).status).toBe(503);
		desk.control.setFaults({ offline: 'destroy' });
		await expect(write()).rejects.toThrow('fetch failed');
		await expect(fetch(`${desk.url}/auth/token`, { method: 'POST' })).rejects.toThrow();
		desk.control.clearFaults();
		expect(desk.control.actions(1201)).toEqual([]);
		expect((await write()).status).toBe(201);
	});

	it('the next answers carry the wanted status, and nothing is stored', async () => {
		desk.control.setFaults({ answerNext: { times: 2, status: 429, retryAfter: 3 } });
		const first = await write();
		expect([first.status, first.headers.get('retry-after')]).toEqual([429, '3']);
		expect((await write()).status).toBe(429);
		expect(desk.control.actions(1201)).toEqual([]);
		expect((await write()).status).toBe(201);
	});

	it('slow delays the answer', async () => {
		desk.control.setFaults({ delayMs: 150 });
		const begin = performance.now();
		await write();
		expect(performance.now() - begin).toBeGreaterThan(140);
	});
});

describe('the control API', () => {
	it('sets and clears faults as the functions do', async () => {
		const set = await control('POST', 'faults', { storeButFail: { times: 3 } });
		expect(set.body.storeButFail).toEqual({ times: 3, how: 'error' });
		expect(desk.control.faults.storeButFail.times).toBe(3);
		expect((await control('DELETE', 'faults')).body.storeButFail.times).toBe(0);
	});

	it('adds tickets and chats, and changes them', async () => {
		const ticket = await control('POST', 'tickets', { summary: 'New', agent_id: 22 });
		expect(ticket.body).toMatchObject({ id: 1207, agent_name: 'Robin Keller' });
		const chat = await control('POST', 'chats', { userName: 'Jo' });
		const { id } = chat.body;
		await control('POST', `chats/${id}/ticket`, { ticketId: 1207 });
		await control('POST', `chats/${id}/messages`, { text: 'Hello' });
		await control('POST', `chats/${id}/close`);
		const state = (await control('GET', 'state')).body;
		expect(state.chats.at(-1)).toMatchObject({ id, ticketId: 1207, closed: true });
		expect(state.chats.at(-1).messages[0]).toMatchObject({ text: 'Hello', display_name: 'Jo' });
		expect((await control('POST', 'chats/999/close')).status).toBe(404);
	});

	it('counts and lists what was asked, and forgets it on reset', async () => {
		await write();
		await client.get('/api/Tickets/1201');
		const { counters, actions } = (await control('GET', 'state')).body;
		expect(counters).toMatchObject({ 'POST /api/Actions': 1, 'GET /api/Tickets/{id}': 1 });
		expect(actions['1201']).toHaveLength(1);
		const journal = (await control('GET', 'journal')).body;
		const [, posted] = journal;
		expect(posted).toMatchObject({ method: 'POST', status: 201, body: [{ ticket_id: 1201 }] });
		expect((await control('GET', `journal?since=${posted.number}`)).body).toHaveLength(1);
		expect((await control('POST', 'reset')).body).toEqual({ ok: true });
		expect(desk.control.journal()).toEqual([]);
		expect(desk.control.actions(1201)).toEqual([]);
		expect((await client.get('/api/Agent')).status).toBe(401);
	});

	it('hands out copies, so that a test cannot change the desk by accident', async () => {
		desk.control.state().tickets[0]!.summary = 'changed';
		expect(desk.control.state().tickets[0]!.summary).not.toBe('changed');
	});
});
