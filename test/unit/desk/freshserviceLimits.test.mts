import { startDesk } from '../../desk/freshservice/server.mts';
import { call, desk, useDesk } from './freshservicePlay.mts';

useDesk();

const note = async (body: object) =>
	await call('POST', '/tickets/1201/notes', { body: 'x', ...body });

describe('limits', () => {
	it('count what a request includes, and what was refused', async () => {
		const used = async (path: string) =>
			(await call('GET', path)).headers.get('x-ratelimit-used-currentrequest');
		expect(await used('/tickets')).toBe('1');
		expect(await used('/tickets?include=requester')).toBe('3');
		expect(await used('/tickets/1201?include=requester,department')).toBe('3');
		desk.control.set({ perMinute: 8 });
		expect((await call('GET', '/tickets/9999')).headers.get('x-ratelimit-remaining')).toBe('0');
		const over = await call('GET', '/tickets/1201');
		expect(over.status).toBe(429);
		expect(Number(over.headers.get('retry-after'))).toBeGreaterThan(0);
		desk.control.set({ throttled: 'empty' });
		expect((await call('GET', '/tickets/1201')).text).toBe('');
	});

	it('begin anew with each minute', async () => {
		let at = Date.parse('2026-11-26T10:00:00Z');
		const own = await startDesk({ perMinute: 1, now: () => new Date(at) });
		const headers = { authorization: `Basic ${btoa('an-invented-api-key:X')}` };
		const status = async () => (await fetch(`${own.url}/api/v2/agents`, { headers })).status;
		expect([await status(), await status()]).toEqual([200, 429]);
		at += 60_000;
		expect(await status()).toBe(200);
		await own.close();
	});
});

describe('the rest', () => {
	it('is a 405, a 415 or a 404', async () => {
		expect((await call('DELETE', '/tickets/1201')).body.message).toContain('not allowed');
		expect((await call('GET', '/nothing')).status).toBe(404);
		const headers = { authorization: `Basic ${btoa('an-invented-api-key:X')}` };
		const sent = { method: 'POST', headers, body: Buffer.from('{}') };
		expect((await fetch(`${desk.url}/api/v2/tickets`, sent)).status).toBe(415);
	});

	it('knows its people', async () => {
		const found = await call('GET', '/agents?email=ALEX.morgan@desk.example');
		expect(found.body.agents).toMatchObject([{ first_name: 'Alex', active: true }]);
		expect((await call('GET', '/agents')).body.agents).toHaveLength(4);
		const { body } = await call('GET', '/requesters?email=jordan.blake@customer.example');
		expect(body.requesters).toMatchObject([{ name: 'Jordan Blake' }]);
	});

	it('finds names that nobody knows', async () => {
		const before = desk.control.checked.invalid.length;
		await call('GET', '/tickets?updated_sinse=x');
		await note({ privat: true, private: true });
		expect(desk.control.checked.invalid.slice(before)).toEqual([
			expect.stringContaining('updated_sinse'),
			expect.stringContaining('privat'),
		]);
	});

	it('shows tickets, notes and time on its pages, inert', async () => {
		await note({ body: '<img src=x onerror=alert(1)>' });
		await call('POST', '/tickets/1201/time_entries', { time_spent: '00:28', note: '<b>' });
		const page = await (await fetch(`${desk.url}${desk.pageOf('1201')}`)).text();
		expect(page).toContain('INC-1201');
		expect(page).toContain('28 min');
		expect(page).not.toContain('<img src=x');
		expect((await fetch(`${desk.url}/`)).status).toBe(200);
	});
});
