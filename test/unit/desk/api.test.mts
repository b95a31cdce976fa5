import { client, desk, useDesk } from './rig.mts';

useDesk();

describe('tickets', () => {
	it('are read by number, and the text of the request comes with the details', async () => {
		const plain = await client.get('/api/Tickets/1202');
		expect(plain.body).toMatchObject({ id: 1202, agent_id: 22, client_name: 'Harbour & Sons' });
		expect(plain.body).not.toHaveProperty('details');
		const full = await client.get('/api/tickets/1202?includedetails=true');
		expect(full.body.details).toContain('test page');
	});

	it('that do not exist are a 404, and an id that is no number a 400', async () => {
		expect((await client.get('/api/Tickets/9999')).status).toBe(404);
		expect((await client.get('/api/Tickets/INC1')).status).toBe(400);
		expect((await client.get('/api/Tickets/0001202')).status).toBe(400);
		expect((await client.get('/api/Actions?ticket_id=0001202')).status).toBe(400);
	});

	it('come 100 at a time at most, whatever is asked for', async () => {
		for (let count = 0; count < 120; count += 1) desk.control.addTicket();
		const length = async (query: string) =>
			(await client.get(`/api/Tickets?${query}`)).body.tickets.length;
		const pages = 'pageinate=true&page_size=1000&page_no=';
		expect([await length(`${pages}1`), await length(`${pages}2`)]).toEqual([100, 26]);
		expect([await length('count=1000'), await length('')]).toEqual([100, 100]);
		desk.control.setSettings({ mostPerPage: 1000 });
		expect(await length('count=1000')).toBe(126);
	});

	it('are searched and filtered', async () => {
		const ids = async (query: string) =>
			(await client.get(`/api/Tickets?${query}`)).body.tickets.map(({ id }: { id: number }) => id);
		expect(await ids('search=printer')).toEqual([1202]);
		expect(await ids('search=1203')).toEqual([1203]);
		expect(await ids('closed_only=true')).toEqual([1206]);
		expect(await ids('open_only=true&agent_id=23')).toEqual([1204]);
		expect(await ids('pageinate=true&page_size=2&page_no=2')).toEqual([1204, 1203]);
	});

	it('are created and changed through an array', async () => {
		const made = await client.post('/api/Tickets', [{ summary: 'Slow', agent_id: 21 }]);
		expect(made.status).toBe(201);
		expect(made.body).toMatchObject({ id: 1207, status_name: 'New', agent_name: 'Alex Morgan' });
		await client.post('/api/Tickets', [{ id: 1207, status_id: 9 }]);
		expect((await client.get('/api/Tickets/1207')).body.dateclosed).not.toBeNull();
		expect((await client.post('/api/Tickets', [{ details: 'x' }])).body.field).toBe('summary');
	});
});

describe('chats', () => {
	it('tell their ticket and whether they are open, in either spelling', async () => {
		expect((await client.get('/api/Chat/501')).body).toMatchObject({
			ticket_id: null,
			status: 'open',
			closed: false,
		});
		expect((await client.get('/api/Chat/502')).body.ticket_id).toBe(1202);
		desk.control.setSettings({ chatSpelling: 'faultid' });
		const other = (await client.get('/api/Chat/503')).body;
		expect(other).toMatchObject({ faultid: 0, isopen: false });
		expect(other).not.toHaveProperty('ticket_id');
		expect((await client.get('/api/Chat/599')).status).toBe(404);
	});

	it('take a message while they are open and refuse it afterwards', async () => {
		const message = { chat_id: 501, text: 'The transcript', agent_id: 21 };
		const stored = await client.post('/api/ChatMessage', [message]);
		expect(stored.status).toBe(201);
		expect(stored.body).toMatchObject({ id: 4, display_name: 'Alex Morgan' });
		const listed = await client.get('/api/ChatMessage?chat_id=501&last_id=3');
		expect(listed.body.map(({ text }: { text: string }) => text)).toEqual(['The transcript']);
		desk.control.closeChat(501);
		const refused = await client.post('/api/ChatMessage', [message]);
		expect([refused.status, refused.body.error]).toEqual([400, 'chat_closed']);
		expect((await client.get('/api/ChatMessage?chat_id=501')).body).toHaveLength(4);
	});

	it.each([
		['an unknown chat', { chat_id: 9, text: 'x' }, 'unknown_chat'],
		['no chat', { text: 'x' }, 'missing_field'],
		['no text', { chat_id: 501, text: ' ' }, 'missing_field'],
		['an unknown agent', { chat_id: 501, text: 'x', agent_id: 99 }, 'unknown_agent'],
		['an unknown field', { chat_id: 501, text: 'x', message: 'x' }, 'unknown_field'],
	])('refuse a message with %s', async (_name, message, error) => {
		const refused = await client.post('/api/ChatMessage', [message]);
		expect([refused.status, refused.body.error]).toEqual([400, error]);
	});

	it('follow what the control does to them', async () => {
		const { id } = desk.control.addChat({ userName: 'Jo', closed: true });
		desk.control.setChatTicket(id, 1203);
		const { body } = await client.get(`/api/Chat/${id}`);
		expect(body).toMatchObject({ user_name: 'Jo', closed: true, ticket_id: 1203 });
		expect(() => desk.control.setChatTicket(id, 9)).toThrow('There is no ticket 9.');
	});
});

describe('agents, outcomes and remote sessions', () => {
	it('lists the agents without the login of the API', async () => {
		const { body } = await client.get('/api/Agent');
		expect(body.map(({ id }: { id: number }) => id)).toEqual([21, 22, 23]);
		expect((await client.get('/api/Agent?search=okafor')).body[0].id).toBe(23);
		expect((await client.get('/api/Agent?includeapiagents=true')).body).toHaveLength(4);
	});

	it('lists the outcome that the route uses', async () => {
		const names = (await client.get('/api/Outcome')).body.map(
			({ outcome }: { outcome: string }) => outcome,
		);
		expect(names).toContain('Remote Session');
	});

	it('keeps remote sessions, and shows those on a ticket only on request', async () => {
		const made = await client.post('/api/RemoteSession', [
			{ thirdpartyid: 'one', username: 'jo' },
			{ thirdpartyid: 'two', ticket_id: 1201 },
		]);
		expect(made.body.map(({ id }: { id: number }) => id)).toEqual([1, 2]);
		expect((await client.get('/api/RemoteSession')).body.record_count).toBe(1);
		expect((await client.get('/api/RemoteSession?includelinked=true')).body.record_count).toBe(2);
		expect((await client.get('/api/RemoteSession?username=al')).body.record_count).toBe(0);
		expect((await client.delete('/api/RemoteSession/1')).status).toBe(200);
		expect((await client.get('/api/RemoteSession/1')).status).toBe(404);
		const bad = await client.post('/api/RemoteSession', [{ ticket_id: 9 }]);
		expect(bad.body.error).toBe('unknown_ticket');
	});
});

describe('the rest of the surface', () => {
	it.each(['/api/Nothing', '/api/constructor', '/api'])('%s is a 404', async (path) => {
		expect((await client.get(path)).status).toBe(404);
	});

	it('a method that an endpoint lacks is a 405', async () => {
		expect((await client.delete('/api/Tickets/1201')).status).toBe(405);
		expect((await client.post('/api/Agent', [])).status).toBe(405);
	});
});
