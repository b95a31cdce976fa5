import { CUSTOM_STATUS, FIELDS } from '../../desk/zendesk/model.mts';
import { askToken, call, desk, later, useZendesk } from './zendeskRig.mts';

useZendesk();

const html = (html_body: string, more: object = {}) => ({
	ticket: { comment: { html_body, ...more } },
});
const secret = (html_body: string, more: object = {}) =>
	html(html_body, { public: false, ...more });
const robin = () => desk.control.agent('Robin Keller').id;
/** What is not published is found on purpose here. */
const forgive = () => desk.control.checked.invalid.splice(0);

describe('The simulated Zendesk', () => {
	it('shows a comment to the customer unless it is told not to, and as its ticket where nothing is said', async () => {
		await call('PUT', '/tickets/1201.json', html('<p>one</p>'));
		expect(desk.control.notes('1201')).toMatchObject([{ isPrivate: false }]);
		expect(forgive()).toEqual([expect.stringContaining("required property 'public'")]);
		const { body } = await call('POST', '/tickets.json', {
			ticket: { subject: 'x', comment: { html_body: '<p>x</p>', public: false } },
		});
		expect(body.ticket).toMatchObject({ is_public: false, requester_id: expect.any(Number) });
		await call('PUT', `/tickets/${body.ticket.id}`, html('<p>two</p>'));
		expect(desk.control.notes(String(body.ticket.id))).toMatchObject([{ isPrivate: true }]);
		forgive();
	});

	it('keeps the author of a comment apart from who changed the ticket', async () => {
		const { status, body } = await call(
			'PUT',
			'/tickets/1201.json',
			secret('<p>one</p><!--x--><script>x()</script>', { author_id: robin() }),
		);
		expect(status).toBe(200);
		const [event] = body.audit.events;
		expect(event).toMatchObject({ type: 'Comment', author_id: robin(), public: false });
		expect(event.html_body).toBe('<div class="zd-comment"><p>one</p></div>');
		expect(body.audit.author_id).not.toBe(robin());
	});

	it('refuses what is closed, of nobody, too long or one too many', async () => {
		const refused = await call('PUT', '/tickets/1206.json', secret('<p>x</p>'));
		expect([refused.status, refused.body.error]).toEqual([422, 'RecordInvalid']);
		expect(refused.body.details.status[0].description).toContain('closed prevents');
		for (const wanted of [
			secret('<p>x</p>', { author_id: 7 }),
			secret('x'.repeat(65_536)),
			{ ticket: { custom_status_id: 5 } },
			{ ticket: { status: 'new' } },
		]) {
			expect((await call('PUT', '/tickets/1201.json', wanted)).status).toBe(422);
		}
		desk.control.set({ mostComments: 1 });
		expect((await call('PUT', '/tickets/1201.json', secret('<p>x</p>'))).status).toBe(422);
		expect(desk.control.notes('1201')).toEqual([]);
	});

	it('takes thirty updates of a ticket in ten minutes, and says so as text', async () => {
		const update = { ticket: { custom_status_id: CUSTOM_STATUS } };
		for (let count = 0; count < 30; count += 1) {
			expect((await call('PUT', '/tickets/1201.json', update)).status).toBe(200);
		}
		const { status, headers, body } = await call('PUT', '/tickets/1201.json', update);
		expect([status, headers.get('content-type')]).toEqual([429, 'text/plain']);
		expect(Number(headers.get('retry-after'))).toBeGreaterThan(590);
		expect(body).toContain('Rate limit');
		expect((await call('PUT', '/tickets/1202.json', update)).status).toBe(200);
		later(600);
		expect((await call('PUT', '/tickets/1201.json', update)).status).toBe(200);
	});

	it('counts the requests of the account', async () => {
		desk.control.set({ requestsPerMinute: 3 });
		const first = await call('GET', '/users/me.json');
		expect(first.headers.get('x-rate-limit-remaining')).toBe('2');
		for (let count = 0; count < 2; count += 1) await call('GET', '/users/me.json');
		expect((await call('GET', '/users/me.json')).status).toBe(429);
		later(60);
		expect((await call('GET', '/users/me.json')).status).toBe(200);
	});

	it('refuses a sum that is made of an old one', async () => {
		const { body } = await call('GET', '/tickets/1201.json');
		const sum = (updated_stamp: string) => ({
			ticket: {
				...{ custom_fields: [{ id: FIELDS.total, value: 5 }], safe_update: true, updated_stamp },
			},
		});
		desk.control.touch('1201');
		const refused = await call('PUT', '/tickets/1201.json', sum(body.ticket.updated_at));
		expect([refused.status, refused.body.error]).toEqual([409, 'UpdateConflict']);
		const { updated_at: at } = desk.control.ticket('1201');
		expect((await call('PUT', '/tickets/1201.json', sum(at))).status).toBe(200);
	});

	it('searches what it knew two minutes ago, in the zone of the account where none is named', async () => {
		await call('PUT', '/tickets/1201.json', { ticket: { status: 'pending' } });
		const find = async (query: string) => {
			const { body } = await call('GET', `/search.json?query=${encodeURIComponent(query)}`);
			return body.results.map(({ id, status }: any) => `${id} ${status}`);
		};
		expect(await find('type:ticket blake')).toEqual(['1201 open']);
		later(121);
		expect(await find('type:ticket blake')).toEqual(['1201 pending']);
		expect(await find('type:ticket status>open -mina')).toEqual(['1206 closed', '1201 pending']);
		const at = new Date(Date.now() - 30 * 60_000).toISOString().slice(0, 19);
		expect(await find(`type:ticket updated>${at}Z`)).toEqual(['1201 pending']);
		expect(await find(`type:ticket updated>${at}`)).toHaveLength(2);
	});

	it('pages: comments by a cursor, searches up to a thousand, lists up to ten thousand', async () => {
		for (let count = 0; count < 4; count += 1) desk.control.comment('1201', `More ${count}`);
		const path = '/tickets/1201/comments.json?page[size]=3&sort=-created_at';
		const first = await call('GET', path);
		expect(first.body.comments.map(({ plain_body: text }: any) => text)).toEqual([
			...['More 3', 'More 2', 'More 1'],
		]);
		expect(first.body.meta.has_more).toBe(true);
		const rest = await call('GET', `${path}&page[after]=${first.body.meta.after_cursor}`);
		expect(rest.body).toMatchObject({ comments: [{}, {}], meta: { has_more: false } });
		expect((await call('GET', `${path}&page[after]=nonsense`)).status).toBe(400);
		expect((await call('GET', '/search.json?query=x&page=11')).status).toBe(422);
		expect((await call('GET', '/tickets.json?page=101')).status).toBe(400);
	});

	it('opens one ticket for a key', async () => {
		const made = secret('<p>x</p>');
		const ticket = { ...made.ticket, subject: 'x' };
		const post = (body: object, key: string) =>
			call('POST', '/tickets.json', body, { 'Idempotency-Key': key });
		const first = await post({ ticket }, 'k1');
		expect([first.status, first.headers.get('x-idempotency-lookup')]).toEqual([201, 'miss']);
		expect(first.headers.get('location')).toContain('/api/v2/tickets/1207.json');
		const second = await post({ ticket }, 'k1');
		expect([second.status, second.headers.get('x-idempotency-lookup')]).toEqual([201, 'hit']);
		expect(second.body.ticket.id).toBe(1207);
		expect((await post({ ticket: { ...ticket, subject: 'y' } }, 'k1')).status).toBe(400);
	});

	it('makes a comment private, and knows no other endpoint', async () => {
		await call('PUT', '/tickets/1201.json', html('<p>x</p>', { public: true }));
		const [{ id }] = desk.control.notes('1201');
		expect((await call('PUT', `/tickets/1201/comments/${id}/make_private.json`, {})).status).toBe(
			204,
		);
		expect(desk.control.notes('1201')).toMatchObject([{ isPrivate: true }]);
		expect((await call('GET', '/triggers.json')).body.error).toBe('InvalidEndpoint');
		expect(forgive()).toHaveLength(1);
	});

	it('finds names that nobody knows, in queries and bodies', async () => {
		await call('GET', '/tickets/1201.json?expand=all');
		await call('PUT', '/tickets/1201.json', { ticket: { colour: 'red' } });
		await call('PUT', '/tickets/1201.json', { ticket: { safe_update: true } });
		expect(forgive()).toEqual([
			...[expect.stringContaining("'expand'"), expect.stringContaining('(colour)')],
			expect.stringContaining('updated_stamp'),
		]);
	});

	it('shows its tickets to people', async () => {
		await call('PUT', '/tickets/1201.json', secret('<p>seen</p>', { author_id: robin() }));
		const page = await (await fetch(`${desk.url}${desk.pageOf('1201')}`)).text();
		expect(page).toContain('Robin Keller');
		expect(page).toContain('data-test="action-visibility">Private');
		expect((await fetch(`${desk.url}/agent/tickets/99`)).status).toBe(404);
		const notes = await fetch(`${desk.url}/control/tickets/1201/notes`);
		expect(await notes.json()).toMatchObject([{ isPrivate: true }]);
	});
});

describe('Its logins', () => {
	it('end after half an hour, when they are revoked, and without a token', async () => {
		const { body } = await askToken({ grant_type: 'client_credentials', scope: 'read write' });
		expect(body).toMatchObject({ token_type: 'bearer', expires_in: 1800 });
		expect(body).not.toHaveProperty('refresh_token');
		const me = async (authorization: string) => {
			const response = await fetch(`${desk.url}/api/v2/tickets/1201.json`, {
				headers: { authorization },
			});
			return { status: response.status, body: await response.json() };
		};
		expect((await me(`Bearer ${body.access_token}`)).status).toBe(200);
		later(1801);
		expect(await me(`Bearer ${body.access_token}`)).toMatchObject({
			...{ status: 401, body: { error: 'invalid_token' } },
		});
		expect(await me('')).toMatchObject({
			...{ status: 401, body: { error: "Couldn't authenticate you" } },
		});
		const open = await fetch(`${desk.url}/api/v2/users/me.json`);
		expect(await open.json()).toEqual({ user: { id: null } });
	});

	it('give two new tokens for a refresh, and the old ones are nothing any more', async () => {
		const code = desk.control.consent();
		const { body: first } = await askToken({ grant_type: 'authorization_code', code });
		const refresh = { grant_type: 'refresh_token', refresh_token: String(first.refresh_token) };
		const { status, body: second } = await askToken(refresh);
		expect(status).toBe(200);
		expect(second.refresh_token).not.toBe(first.refresh_token);
		expect(await askToken(refresh)).toMatchObject({
			status: 400,
			body: { error: 'invalid_grant' },
		});
		const old = { authorization: `Bearer ${String(first.access_token)}` };
		expect((await fetch(`${desk.url}/api/v2/tickets.json`, { headers: old })).status).toBe(401);
		expect((await askToken({ grant_type: 'authorization_code', code })).status).toBe(400);
	});

	it('are refused with a wrong secret, and in a header only where the account takes that', async () => {
		const { clientId, clientSecret } = desk.client;
		const none = { client_id: '', client_secret: '' };
		expect(await askToken({ grant_type: 'client_credentials', client_secret: 'x' })).toMatchObject({
			...{ status: 401, body: { error: 'invalid_client' } },
		});
		const inHeader = async () => {
			const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
			const body = new URLSearchParams({ grant_type: 'client_credentials', ...none });
			const asked = { method: 'POST', headers: { authorization }, body };
			return (await fetch(`${desk.url}/oauth/tokens`, asked)).status;
		};
		expect(await inHeader()).toBe(401);
		desk.control.set({ secretInHeader: true });
		expect(await inHeader()).toBe(200);
	});
});
