import { startAppliance, type Appliance } from '../../appliance/server.mts';
import { command, freshToken, get, requestToken } from './client.mts';

const dead = {
	error: 'access_denied',
	message: 'The resource owner or authorization server denied the request.',
};

describe('tokens of the simulated appliance', () => {
	let appliance: Appliance;

	beforeEach(async () => {
		appliance = await startAppliance({ requestsPerSecond: 500, lockoutAttempts: 3 });
	});
	afterEach(async () => await appliance.close());

	const works = async (token: string) =>
		(await get(appliance, token, '/api/command', { action: 'get_api_info' })).status === 200;

	it('come for client id and secret in a Basic header', async () => {
		const answer = await requestToken(appliance);
		expect(answer.status).toBe(200);
		expect(answer.headers.get('content-type')).toBe('application/json');
		expect(await answer.json()).toEqual({
			access_token: expect.stringMatching(/^[0-9a-f]{40}$/),
			token_type: 'Bearer',
			expires_in: 3600,
		});
	});

	it('do not come for credentials in the body', async () => {
		const { clientId, clientSecret } = appliance.account;
		const answer = await fetch(`${appliance.url}/oauth2/token`, {
			method: 'POST',
			body: new URLSearchParams({
				grant_type: 'client_credentials',
				client_id: clientId,
				client_secret: clientSecret,
			}),
		});
		expect(answer.status).toBe(401);
		expect(await answer.json()).toMatchObject({ error: 'invalid_client' });
	});

	it.each([
		['', 'invalid_request'],
		['grant_type=password', 'unsupported_grant_type'],
	])('do not come for the body "%s": %s', async (body, error) => {
		const { clientId, clientSecret } = appliance.account;
		const answer = await fetch(`${appliance.url}/oauth2/token`, {
			method: 'POST',
			headers: {
				Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}`,
				'Content-Type': 'application/x-www-form-urlencoded',
			},
			body,
		});
		expect(answer.status).toBe(400);
		expect(await answer.json()).toMatchObject({ error });
	});

	it('number 30 at most: the 31st kills the oldest and no other', async () => {
		const tokens: string[] = [];
		for (let count = 0; count < 30; count++) tokens.push(await freshToken(appliance));
		expect(await works(tokens[0])).toBe(true);
		tokens.push(await freshToken(appliance));
		expect(await works(tokens[0])).toBe(false);
		expect(await works(tokens[1])).toBe(true);
		expect(await works(tokens[30])).toBe(true);
	});

	it('all die when the secret is rotated, with a JSON answer on the XML APIs', async () => {
		const old = appliance.account.clientSecret;
		const token = await freshToken(appliance);
		const secret = appliance.control.rotateSecret();
		for (const path of ['/api/command', '/api/reporting', '/api/config/v1/user']) {
			const answer = await get(appliance, token, path);
			expect(answer.status).toBe(401);
			expect(await answer.json()).toEqual(dead);
		}
		expect((await requestToken(appliance, old)).status).toBe(401);
		expect(await works(await freshToken(appliance, secret))).toBe(true);
	});

	it('die after their lifetime', async () => {
		appliance.control.setOptions({ tokenLifetime: 0 });
		expect(await works(await freshToken(appliance))).toBe(false);
	});

	it('can be evicted one by one and expired all at once', async () => {
		const tokens = [await freshToken(appliance), await freshToken(appliance)];
		appliance.control.evictTokens(1);
		expect(await Promise.all(tokens.map(works))).toEqual([false, true]);
		appliance.control.expireTokens();
		expect(await works(tokens[1])).toBe(false);
	});

	it('stop coming for the right secret too, once too many wrong ones were tried', async () => {
		for (let attempt = 0; attempt < 3; attempt++) {
			const answer = await requestToken(appliance, 'wrong');
			expect(answer.status).toBe(401);
			expect(await answer.json()).toEqual({
				error: 'invalid_client',
				message: 'Client authentication failed.',
			});
		}
		expect((await requestToken(appliance)).status).toBe(401);
		expect(appliance.control.state().accounts[0]).toMatchObject({
			locked: true,
			counters: { badSecrets: 3, lockouts: 1 },
		});
		appliance.control.unlockAccount();
		expect((await requestToken(appliance)).status).toBe(200);
	});
});

describe('rights of an API account', () => {
	let appliance: Appliance;

	beforeAll(async () => {
		appliance = await startAppliance({
			requestsPerSecond: 500,
			accounts: [
				{ clientId: 'reader', clientSecret: 'r', permissions: { perm_command: 'read_only' } },
				{
					clientId: 'nobody',
					clientSecret: 'n',
					permissions: {
						perm_command: 'deny',
						perm_reporting_support: false,
						perm_configuration: false,
					},
				},
			],
		});
	});
	afterAll(async () => await appliance.close());

	const key = { action: 'generate_session_key', type: 'support', queue_id: 'general' };

	it('let a read-only account read, and make no keys', async () => {
		const token = await freshToken(appliance, 'r', 'reader');
		expect(await command(appliance, token, 'get_api_info')).toContain(
			'<permission name="perm_command">read_only</permission>',
		);
		const answer = await get(appliance, token, '/api/command', key);
		expect(answer.status).toBe(403);
		expect(await answer.json()).toEqual({ message: expect.any(String) });
	});

	it('refuse every API to an account that has none', async () => {
		const token = await freshToken(appliance, 'n', 'nobody');
		const reporting = { generate_report: 'SupportSession', lsid: '0'.repeat(32) };
		const statuses = await Promise.all([
			get(appliance, token, '/api/command', { action: 'get_api_info' }),
			get(appliance, token, '/api/reporting', reporting),
			get(appliance, token, '/api/config/v1/user'),
		]);
		expect(statuses.map(({ status }) => status)).toEqual([403, 403, 403]);
	});

	it('can be refused with HTTP 200 and an <error> on the XML APIs', async () => {
		appliance.control.setOptions({ denied: 'xml' });
		const token = await freshToken(appliance, 'r', 'reader');
		const answer = await get(appliance, token, '/api/command', key);
		expect(answer.status).toBe(200);
		expect(await answer.text()).toMatch(/<error xmlns=.*permission/);
	});
});
