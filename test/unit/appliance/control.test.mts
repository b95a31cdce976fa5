import { startAppliance, type Appliance } from '../../appliance/server.mts';
import { freshToken, get, report } from './client.mts';

describe('the control API of the simulated appliance', () => {
	let appliance: Appliance;

	beforeEach(async () => {
		appliance = await startAppliance({ reportLag: 0, requestsPerSecond: 500 });
	});
	afterEach(async () => await appliance.close());

	const control = async (name: string, fields: object, headers: Record<string, string> = {}) =>
		await fetch(`${appliance.url}/control/${name}`, {
			method: 'POST',
			headers: { 'Content-Type': 'application/json', ...headers },
			body: JSON.stringify(fields),
		});

	it('drives a whole session over HTTP', async () => {
		const input = { externalKey: 'T-9', customerName: 'Sky Ng', representativeId: 14 };
		const { lsid } = (await (await control('startSession', input)).json()) as { lsid: string };
		await control('chat', { lsid, from: 'customer', text: 'Hi', at: 1_770_000_000 });
		await control('chat', { lsid, from: 14, text: 'Hello' });
		await control('note', { lsid, text: 'Done' });
		expect(await (await control('end', { lsid })).json()).toEqual({ ok: true });
		const state = (await (await fetch(`${appliance.url}/control/state`)).json()) as ReturnType<
			typeof appliance.control.state
		>;
		expect(state.sessions[0]).toMatchObject({ state: 'ended', reported: true, customer: 'Sky Ng' });
		expect(state.sessions[0].lines.map(({ by, text }) => `${by}: ${text}`)).toEqual([
			'BeyondTrust: T-9',
			'Sky Ng: Hi',
			'Robin Keller: Hello',
			'Robin Keller: Done',
		]);
		const text = await report(appliance, await freshToken(appliance), { lsid });
		expect(text).toContain('<event timestamp="1770000000" event_type="Chat Message">');
	});

	it('says what is wrong, and knows only its own names', async () => {
		const unknown = await control('end', { lsid: 'nothing' });
		expect(unknown.status).toBe(400);
		expect(await unknown.json()).toEqual({ error: expect.stringContaining('does not exist') });
		expect((await control('stop', {})).status).toBe(404);
		expect((await control('constructor', {})).status).toBe(404);
		expect((await control('end', [])).status).toBe(400);
	});

	it('takes no orders from a page of another site', async () => {
		const answer = await control('startSession', {}, { Origin: 'http://elsewhere.example' });
		expect(answer.status).toBe(403);
		expect(appliance.control.state().sessions).toHaveLength(0);
	});

	it('shows secrets and tokens to nobody', async () => {
		const token = await freshToken(appliance);
		const text = JSON.stringify(appliance.control.state());
		expect(text).not.toContain(token);
		expect(text).not.toContain(appliance.account.clientSecret);
	});

	it('opens a refused port again by itself when it was closed over HTTP', async () => {
		await control('offline', { mode: 'refused', forMs: 100 });
		await expect(
			(async () => {
				for (let attempt = 0; attempt < 50; attempt++) {
					await fetch(`${appliance.url}/check_health`);
					await new Promise((resolve) => setTimeout(resolve, 10));
				}
			})(),
		).rejects.toThrow();
		await new Promise((resolve) => setTimeout(resolve, 200));
		expect((await fetch(`${appliance.url}/check_health`)).status).toBe(200);
	});

	it('serves a page without outside assets, and the page of a customer without a valid key', async () => {
		const page = await (await fetch(`${appliance.url}/`)).text();
		expect(page).toContain('Simulated appliance');
		expect(page).not.toMatch(/(src|href)="http/);
		const customer = await fetch(`${appliance.url}/?ak=${encodeURIComponent('<script>')}`);
		expect(customer.status).toBe(404);
		expect(await customer.text()).not.toContain('<script>');
	});

	it('starts afresh after a reset', async () => {
		const token = await freshToken(appliance);
		appliance.control.startSession();
		appliance.control.logout(11);
		await appliance.control.reset();
		const { sessions, representatives } = appliance.control.state();
		expect(sessions).toHaveLength(0);
		expect(representatives[0].loggedIn).toBe(true);
		expect((await get(appliance, token, '/api/command')).status).toBe(401);
	});
});

describe('the JSON APIs of the simulated appliance', () => {
	let appliance: Appliance;
	let token: string;

	beforeAll(async () => {
		appliance = await startAppliance({ requestsPerSecond: 500 });
		token = await freshToken(appliance);
	});
	afterAll(async () => await appliance.close());

	const config = async (path: string, params: Record<string, string> = {}) =>
		await get(appliance, token, `/api/config/v1${path}`, params);

	it('find a user by email, whatever its case', async () => {
		const found = await config('/user', { email_address: 'ROBIN.KELLER@example.com' });
		expect(await found.json()).toEqual([expect.objectContaining({ id: 14, username: 'rkeller' })]);
		expect(await (await config('/user/21')).json()).toMatchObject({ username: 'mlind' });
		expect((await config('/user/99')).status).toBe(404);
	});

	it('answer 401 for an unknown query parameter, without calling it access_denied', async () => {
		const answer = await config('/user', { email: 'x' });
		expect(answer.status).toBe(401);
		expect(await answer.json()).toEqual({ message: expect.any(String) });
	});

	it('page with headers that say first, previous, next and last', async () => {
		const answer = await config('/team', { per_page: '5', current_page: '2' });
		expect(await answer.json()).toEqual([]);
		expect(answer.headers.get('x-bt-pagination-total')).toBe('3');
		expect(answer.headers.get('link')).toContain('rel="previous", ');
		expect((await config('/team', { per_page: '4' })).status).toBe(422);
	});

	it('have no command API v2 unless asked for, which then answers 400 for what it does not know', async () => {
		const info = async (params: Record<string, string> = {}) =>
			await get(appliance, token, '/api/command/v2/info', params);
		expect((await info()).status).toBe(404);
		appliance.control.setOptions({ commandV2: true });
		expect(await (await info()).json()).toMatchObject({ product: 'rs' });
		expect((await info({ x: '1' })).status).toBe(400);
		const issues = await get(appliance, token, '/api/command/v2/team/service_desk/issue');
		expect(await issues.json()).toContainEqual({ id: 6, code_name: 'vpn', title: 'VPN access' });
	});
});
