import { askToken, connect } from '../../desk/halopsa/client.mts';
import { startDesk } from '../../desk/halopsa/server.mts';
import type { Desk } from '../../desk/halopsa/server.mts';

let desk: Desk;
let clock = Date.parse('2026-11-22T12:00:00Z');

beforeAll(async () => {
	desk = await startDesk({
		clientId: 'an app',
		clientSecret: 'p:ss+w%rd',
		tokenSeconds: 60,
		now: () => new Date(clock),
	});
});
beforeEach(() => desk.control.reset());
afterAll(async () => await desk.close());

const grant = { grant_type: 'client_credentials', scope: 'all' };
const inForm = { ...grant, client_id: 'an app', client_secret: 'p:ss+w%rd' };

describe('a token', () => {
	it('is given for credentials in the form', async () => {
		const { status, body } = await askToken(desk.url, inForm);
		expect(status).toBe(200);
		expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 60, scope: 'all' });
	});

	it.each([
		['as they are', 'an app:p:ss+w%rd'],
		['form-encoded', 'an+app:p%3Ass%2Bw%25rd'],
	])(
		'is given for credentials in a Basic header, %s, only where that is switched on',
		async (_name, basic) => {
			const refused = await askToken(desk.url, grant, basic);
			expect([refused.status, refused.body.error]).toEqual([401, 'invalid_client']);
			desk.control.setSettings({ secretInHeader: true });
			expect((await askToken(desk.url, grant, basic)).status).toBe(200);
		},
	);

	it.each<[string, Record<string, string>, string | undefined, number, string]>([
		['a wrong secret in the header', grant, 'an app:wrong', 401, 'invalid_client'],
		[
			'a wrong secret in the form',
			{ ...grant, client_id: 'an app', client_secret: 'x' },
			undefined,
			401,
			'invalid_client',
		],
		['no credentials', grant, undefined, 401, 'invalid_client'],
		['no grant type', { scope: 'all' }, 'an app:p:ss+w%rd', 400, 'invalid_request'],
		['another grant', { grant_type: 'password' }, undefined, 400, 'unsupported_grant_type'],
		['another scope', { ...inForm, scope: 'admin' }, undefined, 400, 'invalid_scope'],
		['no scope', { ...inForm, scope: '' }, undefined, 400, 'invalid_scope'],
	])('is refused for %s', async (_name, form, basic, status, error) => {
		const reply = await askToken(desk.url, form, basic);
		expect([reply.status, reply.body.error]).toEqual([status, error]);
		expect(reply.body.error_description).toMatch(/\.$/);
		expect(desk.control.state().liveTokens).toBe(0);
	});

	it('opens the API until it expires', async () => {
		const client = await connect(desk);
		clock += 59_000;
		expect((await client.get('/api/Agent')).status).toBe(200);
		clock += 1_000;
		const late = await client.get('/api/Agent');
		expect([late.status, late.body.error]).toEqual([401, 'invalid_token']);
		expect(late.headers.get('www-authenticate')).toContain('Bearer');
	});

	it('that is not live is a 400 with other words, where Halo is in that mood', async () => {
		desk.control.setSettings({ expiredTokenAs: 400 });
		const client = await connect(desk);
		clock += 61_000;
		const late = await client.get('/api/Agent');
		expect([late.status, late.body]).toEqual([
			400,
			{ error: 'bad_request', message: 'Token not found' },
		]);
		expect((await fetch(`${desk.url}/api/Agent`)).status).toBe(401);
	});

	it('opens nothing once revoked', async () => {
		const client = await connect(desk);
		expect(desk.control.revokeTokens()).toEqual({ revoked: 1 });
		expect((await client.get('/api/Tickets/1201')).status).toBe(401);
	});
});

describe('without a token', () => {
	it.each(['/api/Tickets/1201', '/api/Actions?ticket_id=1201', '/api/Nothing'])(
		'%s is a 401',
		async (path) => {
			expect((await fetch(desk.url + path)).status).toBe(401);
			const headers = { authorization: 'Bearer made-up' };
			expect((await fetch(desk.url + path, { headers })).status).toBe(401);
		},
	);

	it('nothing is written', async () => {
		const body = JSON.stringify([{ ticket_id: 1201, outcome: 'Remote Session' }]);
		const headers = { 'content-type': 'application/json' };
		const reply = await fetch(`${desk.url}/api/Actions`, { method: 'POST', headers, body });
		expect(reply.status).toBe(401);
		expect(desk.control.actions(1201)).toEqual([]);
	});
});

it('the journal never holds the credentials', async () => {
	await askToken(desk.url, { ...grant, client_id: 'an app', client_secret: 'p:ss+w%rd' });
	await connect(desk);
	expect(desk.control.journal().map(({ path }) => path)).toEqual(['/auth/token', '/auth/token']);
	expect(JSON.stringify(desk.control.journal())).not.toContain('w%rd');
	expect(JSON.stringify(desk.control.journal())).not.toContain('w%25rd');
});
