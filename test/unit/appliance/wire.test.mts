import { once } from 'node:events';
import { connect } from 'node:net';

import { startAppliance, type Appliance } from '../../appliance/server.mts';
import { command, freshToken, get, report, requestToken } from './client.mts';

/** The bytes of an answer, as they cross the wire. */
async function rawAnswer({ port }: Appliance, token: string, path: string): Promise<string> {
	const socket = connect(port, '127.0.0.1');
	socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${token}\r\n\r\n`);
	let text = '';
	socket.on('data', (chunk) => (text += chunk.toString('utf8')));
	await once(socket, 'close');
	return text;
}

describe('answers of the simulated appliance', () => {
	let appliance: Appliance;
	let token: string;

	beforeAll(async () => {
		appliance = await startAppliance({ requestsPerSecond: 500 });
		token = await freshToken(appliance);
	});
	afterAll(async () => await appliance.close());

	it('are chunked, close the connection, set a stray cookie, and leave a blank line after the prolog', async () => {
		const raw = await rawAnswer(appliance, token, '/api/command?action=get_support_teams');
		const [head, body] = raw.split(/\r\n\r\n/);
		expect(head).toMatch(/^HTTP\/1\.1 200 OK/);
		expect(head).toMatch(/^Content-Type: text\/xml; charset=UTF-8\r$/m);
		expect(head).toMatch(/^Connection: close\r$/m);
		expect(head).toMatch(/^Transfer-Encoding: chunked$/m);
		expect(head).toMatch(/^Set-Cookie: /m);
		expect(body).toMatch(
			/^[0-9a-f]+\r\n<\?xml version="1\.0" encoding="UTF-8"\?>\n\n<support_teams /,
		);
		expect(body).toMatch(/\n\t<support_team id="2">\n\t\t<name>Service Desk<\/name>/);
		expect(body).toMatch(/<\/support_teams>\n\n\n/);
	});

	it.each([
		['bomgar', 'http://www.bomgar.com/namespaces/API/'],
		['beyondtrust', 'https://www.beyondtrust.com/namespaces/API/'],
		['sra', 'http://www.beyondtrust.com/sra/namespaces/API/'],
	] as const)('carry the namespace %s', async (namespace, prefix) => {
		appliance.control.setOptions({ namespace });
		const lsid = appliance.control.startSession();
		expect(await command(appliance, token, 'get_logged_in_reps')).toContain(
			`<logged_in_reps xmlns="${prefix}command">`,
		);
		expect(await report(appliance, token, { lsid })).toContain(
			`<session_list xmlns="${prefix}reporting"`,
		);
	});

	it('hold an error as the root or as a child of the normal root, both with HTTP 200', async () => {
		const unknown = '0'.repeat(32);
		const text = 'No Support report information matching your chosen criteria is available.';
		appliance.control.setOptions({ errorPlacement: 'root' });
		expect(await report(appliance, token, { lsid: unknown })).toMatch(
			new RegExp(`\\n\\n<error xmlns="[^"]+">${text}</error>`),
		);
		expect(await command(appliance, token, 'nonsense')).toMatch(/<error [^>]+>Invalid action</);
		appliance.control.setOptions({ errorPlacement: 'child' });
		expect(await report(appliance, token, { lsid: unknown })).toMatch(
			new RegExp(`<session_list xmlns="[^"]+">\\n\\t<error>${text}</error>\\n</session_list>`),
		);
		const key = { type: 'support', queue_id: 'team:999' };
		expect(await command(appliance, token, 'generate_session_key', key)).toMatch(
			/<session_key [^>]+>\n\t<error>/,
		);
		appliance.control.setOptions({ errorPlacement: 'root' });
	});

	it('refuse multipart bodies and take forms', async () => {
		const headers = { Authorization: `Bearer ${token}` };
		const form = new FormData();
		form.set('action', 'get_api_info');
		const send = async (body: FormData | URLSearchParams) =>
			await fetch(`${appliance.url}/api/command`, { method: 'POST', headers, body });
		expect((await send(form)).status).toBe(415);
		const accepted = await send(new URLSearchParams({ action: 'get_api_info' }));
		expect(await accepted.text()).toContain('<api_version>1.24.1</api_version>');
	});

	it('tell the health without a login', async () => {
		expect((await fetch(`${appliance.url}/check_health`)).status).toBe(200);
		appliance.control.setHealth(false, 'A disk is full.');
		const answer = await fetch(`${appliance.url}/check_health`);
		expect(answer.status).toBe(500);
		expect(await answer.text()).toContain('A disk is full.');
		expect(await command(appliance, token, 'check_health')).toContain('<success>0</success>');
		appliance.control.setHealth(true);
	});
});

describe('limits of the simulated appliance', () => {
	it('let 20 requests a second pass and answer 429 with Retry-After to the others', async () => {
		const appliance = await startAppliance();
		const token = await freshToken(appliance);
		const answers = await Promise.all(
			Array.from(
				{ length: 25 },
				async () => await get(appliance, token, '/api/command', { action: 'get_api_info' }),
			),
		);
		const passed = answers.filter(({ status }) => status === 200);
		const refused = answers.filter(({ status }) => status === 429);
		// The token request counts too: all endpoints together.
		expect([passed.length, refused.length]).toEqual([19, 6]);
		expect(refused[0].headers.get('retry-after')).toBe('1');
		expect(passed[0].headers.get('x-ratelimit-limit')).toBe('15000');
		const remaining = passed.map(({ headers }) => Number(headers.get('x-ratelimit-remaining')));
		expect(Math.min(...remaining)).toBe(15_000 - 20);
		expect(appliance.control.counters().throttled[appliance.account.clientId]).toBe(6);
		await appliance.close();
	});

	it('count each account by itself, and an hour as well as a second', async () => {
		const appliance = await startAppliance({
			requestsPerHour: 3,
			accounts: [
				{ clientId: 'one', clientSecret: '1' },
				{ clientId: 'two', clientSecret: '2' },
			],
		});
		for (let count = 0; count < 3; count++) await requestToken(appliance, '1', 'one');
		const refused = await requestToken(appliance, '1', 'one');
		expect(refused.status).toBe(429);
		expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500);
		expect((await requestToken(appliance, '2', 'two')).status).toBe(200);
		await appliance.close();
	});
});
