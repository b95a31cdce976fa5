import axios from 'axios';

import { startAppliance, type Appliance } from '../../appliance/server.mts';
import { command, freshToken, get, report } from './client.mts';

describe('faults of the simulated appliance', () => {
	let appliance: Appliance;
	let token: string;

	beforeAll(async () => {
		appliance = await startAppliance({ requestsPerSecond: 500 });
	});
	beforeEach(async () => {
		await appliance.control.reset();
		token = await freshToken(appliance);
	});
	afterAll(async () => await appliance.close());

	const teams = async () => await command(appliance, token, 'get_support_teams');
	const status = async () =>
		(await get(appliance, token, '/api/command', { action: 'get_support_teams' })).status;

	it('refuse connections, break them, or answer 503 while offline, and end with it', async () => {
		await appliance.control.offline('refused');
		await expect(status()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
		await appliance.control.online();
		await appliance.control.offline('reset');
		await expect(status()).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
		await appliance.control.offline();
		expect(await status()).toBe(503);
		await appliance.control.online();
		expect(await status()).toBe(200);
	});

	it('meet as many requests as asked for, and only those that match', async () => {
		appliance.control.fault({
			kind: 'status',
			status: 429,
			retryAfter: 2,
			times: 2,
			match: 'teams',
		});
		const info = await get(appliance, token, '/api/command', { action: 'get_api_info' });
		expect(info.status).toBe(200);
		const first = await get(appliance, token, '/api/command', { action: 'get_support_teams' });
		expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2']);
		expect([await status(), await status()]).toEqual([429, 200]);
		appliance.control.fault({ kind: 'status', status: 502, times: 0 });
		expect([await status(), await status()]).toEqual([502, 502]);
		appliance.control.clearFaults();
		expect(await status()).toBe(200);
	});

	it('spoil the XML in each of the ways that clients must survive', async () => {
		const spoilt = async (kind: Parameters<typeof appliance.control.fault>[0]['kind']) => {
			appliance.control.fault({ kind });
			return await teams();
		};
		expect(await spoilt('truncate')).not.toContain('</support_teams>');
		expect(await spoilt('doctype')).toMatch(/^<\?xml[^>]+>\n<!DOCTYPE /);
		const laughs = await spoilt('billionLaughs');
		expect(laughs.match(/<!ENTITY/g)).toHaveLength(10);
		expect(laughs).toContain('&lol9;</support_teams>');
		expect(await spoilt('html')).toMatch(/^<!DOCTYPE html>/);
		expect(JSON.parse(await spoilt('json'))).toMatchObject({ error: 'server_error' });
		appliance.control.fault({ kind: 'cut' });
		const url = `${appliance.url}/api/command?action=get_support_teams`;
		const headers = { Authorization: `Bearer ${token}` };
		// fetch takes a closed connection for the end of an answer; axios notices that the last chunk is missing.
		await expect(axios.get(url, { headers })).rejects.toThrow('aborted');
		expect(await teams()).toContain('</support_teams>');
	});

	it('can take effect and still lose the answer', async () => {
		const key = { action: 'generate_session_key', type: 'support', queue_id: 'general' };
		appliance.control.fault({ kind: 'reset' });
		await expect(get(appliance, token, '/api/command', key)).rejects.toThrow();
		expect(appliance.control.state().keys).toHaveLength(0);
		appliance.control.fault({ kind: 'resetAfter' });
		await expect(get(appliance, token, '/api/command', key)).rejects.toThrow();
		expect(appliance.control.state().keys).toHaveLength(1);
	});

	it('make answers late', async () => {
		appliance.control.slow(60);
		const before = Date.now();
		expect(await status()).toBe(200);
		expect(Date.now() - before).toBeGreaterThanOrEqual(55);
	});

	it('make the report of one session as long as asked for', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.bigReport(lsid, 3);
		const text = await report(appliance, token, { lsid });
		expect(text.length).toBeGreaterThan(3 * 1_048_576);
		expect(text.length).toBeLessThan(3.3 * 1_048_576);
		expect(text).toMatch(/<\/session_list>\s*$/);
	});

	it('count requests, statuses and how many were in flight for one session', async () => {
		const lsid = appliance.control.startSession();
		appliance.control.slow(30);
		await Promise.all([report(appliance, token, { lsid }), report(appliance, token, { lsid })]);
		const { byName, byStatus, peakInFlightByLsid } = appliance.control.counters();
		expect(byName).toEqual({ token: 1, SupportSession: 2 });
		expect(byStatus).toEqual({ 200: 3 });
		expect(peakInFlightByLsid).toEqual({ [lsid]: 2 });
		expect(appliance.control.requests().at(-1)).toMatchObject({
			method: 'GET',
			path: '/api/reporting',
			name: 'SupportSession',
			lsid,
			status: 200,
			clientId: 'invented-api-account',
		});
		expect(JSON.stringify(appliance.control.requests())).not.toContain(token);
	});
});
