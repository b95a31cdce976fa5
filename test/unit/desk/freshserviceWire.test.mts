import { call, desk, useDesk } from './freshservicePlay.mts';

useDesk();

const ids = (body: Record<string, any>) => body.tickets.map(({ id }: { id: number }) => id);
const LONG_AGO = 'updated_since=2010-01-01T00:00:00Z';
const note = async (body: object, ticket = 1201) =>
	await call('POST', `/tickets/${ticket}/notes`, { body: 'x', ...body });

describe('the login', () => {
	it('is the key as user with any password', async () => {
		expect((await call('GET', '/tickets/1201')).status).toBe(200);
		for (const key of ['wrong', '']) {
			const { status, body } = await call('GET', '/tickets/1201', undefined, key);
			expect([status, body.code]).toEqual([401, 'invalid_credentials']);
		}
		desk.control.revoke();
		expect((await call('GET', '/tickets/1201')).status).toBe(401);
	});
});

describe('tickets', () => {
	it('hide what is older than 30 days, unless it is said since when', async () => {
		desk.control.age('1202', 31);
		expect(ids((await call('GET', '/tickets')).body)).not.toContain(1202);
		expect(ids((await call('GET', `/tickets?${LONG_AGO}`)).body)).toContain(1202);
	});

	it('hide other workspaces, unless one or all are named', async () => {
		desk.control.move('1206', 3);
		expect(ids((await call('GET', '/tickets')).body)).toEqual([1204, 1202, 1201]);
		expect(ids((await call('GET', '/tickets?workspace_id=2')).body)).toEqual([1205, 1203]);
		expect(ids((await call('GET', '/tickets?workspace_id=0')).body)).toHaveLength(5);
		expect((await call('GET', '/tickets?workspace_id=3')).status).toBe(403);
		desk.control.set({ allWorkspaces: 1 });
		expect(ids((await call('GET', '/tickets?workspace_id=1')).body)).toHaveLength(5);
		expect((await call('GET', '/tickets?workspace_id=0')).status).toBe(403);
	});

	it('come 30 at a time, 100 at most, with a link to the next page', async () => {
		for (let count = 0; count < 120; count += 1) desk.control.open();
		const first = await call('GET', '/tickets?order_type=desc&include=requester');
		expect(first.body.tickets).toHaveLength(30);
		expect(first.headers.get('link')).toMatch(
			/^<https:\/\/[^>]+\/api\/v2\/tickets\?[^>]*page=2[^>]*>; rel="next"$/,
		);
		const last = await call('GET', '/tickets?per_page=100&page=2');
		expect(last.body.tickets).toHaveLength(24);
		expect(last.headers.get('link')).toBeNull();
		expect((await call('GET', '/tickets?per_page=101')).status).toBe(400);
	});

	it('have requester and department only where they are asked for', async () => {
		const bare = (await call('GET', '/tickets/1201')).body.ticket;
		expect(bare).not.toHaveProperty('requester');
		const all = (await call('GET', '/tickets/1201?include=requester,department,stats')).body.ticket;
		expect(all).toMatchObject({
			...{ requester: { name: 'Jordan Blake' }, department: { name: 'Northwind Studio' } },
		});
		expect((await call('GET', '/tickets/1201?include=everything')).status).toBe(400);
	});

	it('that are not there are a 404 with nothing in it, those of other workspaces a 403', async () => {
		expect(await call('GET', '/tickets/9999')).toMatchObject({ status: 404, text: '' });
		desk.control.move('1201', 3);
		expect(await call('GET', '/tickets/1201')).toMatchObject({
			...{ status: 403, body: { code: 'access_denied' } },
		});
	});

	it('in the trash are in no list, and shown or not found', async () => {
		desk.control.deleteTicket('1201');
		expect(ids((await call('GET', '/tickets')).body)).not.toContain(1201);
		expect((await call('GET', '/tickets/1201')).body.ticket.deleted).toBe(true);
		desk.control.set({ deletedAs: 404 });
		expect((await call('GET', '/tickets/1201')).status).toBe(404);
	});

	it('are filtered by fields, by nothing in their text, by an index that lags', async () => {
		const filter = async (query: string) =>
			await call('GET', `/tickets/filter?query=${encodeURIComponent(query)}`);
		expect(ids((await filter('"status:5"')).body)).toEqual([1206]);
		expect((await filter('status:5')).status).toBe(400);
		expect((await filter('"subject:\'VPN\'"')).status).toBe(400);
		const fields = { email: 'a@b.example', subject: 'x', description: 'x', status: 2, priority: 1 };
		await call('POST', '/tickets', { ...fields, tags: ['bt-1'] });
		expect((await filter('"tag:\'bt-1\'"')).body).toMatchObject({
			total: 1,
			tickets: [{ id: 1207 }],
		});
		desk.control.set({ filterLag: 60_000 });
		expect((await filter('"tag:\'bt-1\'"')).body.total).toBe(0);
	});

	it('are opened with what they need, also for an address that nobody knows', async () => {
		const { status, body } = await call('POST', '/tickets', { email: 'a@b.example' });
		expect([status, body.description]).toEqual([400, 'Validation failed']);
		expect(body.errors.map(({ field }: { field: string }) => field)).toEqual([
			...['subject', 'description', 'status', 'priority'],
		]);
		const fields = { email: 'a@b.example', subject: 'x', description: '<p>x</p>', priority: 1 };
		const made = await call('POST', '/tickets', { ...fields, status: 2, workspace_id: 2 });
		expect(made.body.ticket).toMatchObject({ id: 1207, workspace_id: 2, type: 'Incident' });
		expect((await call('POST', '/tickets', { ...fields, status: 2, workspace_id: 3 })).status).toBe(
			403,
		);
	});

	it('replace their tags as a whole, and are not closed without what they need', async () => {
		await call('PUT', '/tickets/1201', { tags: ['a', 'b'] });
		await call('PUT', '/tickets/1201', { tags: ['c'] });
		expect(desk.control.tagsOf('1201')).toEqual(['c']);
		desk.control.set({ neededToClose: ['category'] });
		const refused = await call('PUT', '/tickets/1201', { status: 4 });
		expect(refused.body.errors).toMatchObject([{ field: 'category', code: 'missing_field' }]);
		expect((await call('PUT', '/tickets/1201?bypass_mandatory=true', { status: 4 })).status).toBe(
			200,
		);
		expect((await call('PUT', '/tickets/1202', { status: 5, category: 'x' })).status).toBe(200);
		expect((await call('PUT', '/tickets/1202', { status: 9 })).status).toBe(400);
	});
});

describe('notes', () => {
	it('are private unless it is said, wrapped, and stripped of what nobody sees', async () => {
		const html =
			'<p data-x="1" onclick="x()">Hi &amp; bye onclick="x"<!-- m --></p><script>x()</script>';
		const { status, body } = await note({ body: html });
		expect(status).toBe(201);
		expect(body.conversation).toMatchObject({
			...{
				private: true,
				body: '<div><p>Hi &amp; bye onclick="x"</p></div>',
				body_text: 'Hi & bye onclick="x"',
			},
		});
		expect((await note({ private: false })).body.conversation.private).toBe(false);
		expect((await note({ private: 'true' })).status).toBe(400);
	});

	it('are in the name of an active agent, where that is allowed', async () => {
		await note({ user_id: 21_000_200_002 });
		expect(desk.control.notes('1201')[0].author).toBe('Robin Keller');
		desk.control.deactivate('Robin Keller');
		expect((await note({ user_id: 21_000_200_002 })).status).toBe(400);
		for (const userId of [400, 403] as const) {
			desk.control.set({ userId });
			expect((await note({ user_id: 21_000_200_001 })).status).toBe(userId);
		}
	});

	it('that are too long are refused, and come out public on purpose', async () => {
		expect((await note({ body: 'x'.repeat(32_001) })).body.errors[0].code).toBe('invalid_size');
		desk.control.leak();
		expect((await note({ private: true })).body.conversation.private).toBe(false);
		expect((await note({ private: true })).body.conversation.private).toBe(true);
	});

	it('are listed in any order, and deleted', async () => {
		for (const body of ['1', '2', '3', '4']) await note({ body });
		const texts = async () =>
			(await call('GET', '/tickets/1201/conversations')).body.conversations.map(
				(one: Record<string, string>) => one.body_text,
			);
		expect(await texts()).toEqual(['1', '2', '3', '4']);
		desk.control.set({ conversations: 'newestFirst' });
		expect(await texts()).toEqual(['4', '3', '2', '1']);
		desk.control.set({ conversations: 'shuffled' });
		expect((await texts()).sort()).toEqual(['1', '2', '3', '4']);
		const [{ id }] = desk.control.notes('1201');
		expect(await call('DELETE', `/conversations/${id}`)).toMatchObject({ status: 204, text: '' });
		expect((await call('DELETE', `/conversations/${id}`)).status).toBe(404);
	});
});

describe('time', () => {
	const add = async (body: object) => await call('POST', '/tickets/1201/time_entries', body);

	it.each(['1:30', '90', '00:60', '00:01:30', 90])('%j is none', async (spent) => {
		expect((await add({ time_spent: spent })).body.errors[0].field).toBe('time_spent');
	});

	it('is taken flat, wrapped, or in either shape', async () => {
		const entry = { time_spent: '25:00', note: 'x', agent_id: 21_000_200_001 };
		expect((await add(entry)).body.time_entry).toMatchObject({ ...entry, timer_running: false });
		expect((await add({ time_entry: entry })).status).toBe(400);
		desk.control.set({ timeEntry: 'wrapped' });
		expect([(await add(entry)).status, (await add({ time_entry: entry })).status]).toEqual([
			400, 201,
		]);
		desk.control.set({ timeEntry: 'both' });
		expect([(await add(entry)).status, (await add({ time_entry: entry })).status]).toEqual([
			201, 201,
		]);
	});
});
