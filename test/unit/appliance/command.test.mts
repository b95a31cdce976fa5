import { startAppliance, type Appliance } from '../../appliance/server.mts';
import { command, freshToken, textOf } from './client.mts';

describe('the command API of the simulated appliance', () => {
	let appliance: Appliance;
	let token: string;

	beforeEach(async () => {
		appliance = await startAppliance({ requestsPerSecond: 500 });
		token = await freshToken(appliance);
	});
	afterEach(async () => await appliance.close());

	const run = async (action: string, params: Record<string, string> = {}) =>
		await command(appliance, token, action, params);
	const key = async (params: Record<string, string>) =>
		await run('generate_session_key', { type: 'support', ...params });

	it('lists logged-in representatives without username and email', async () => {
		const answer = await run('get_logged_in_reps');
		expect(answer.match(/<rep id="\d+">/g)).toHaveLength(3);
		expect(answer).not.toMatch(/username|email|amorgan/);
		appliance.control.login(21);
		expect((await run('get_logged_in_reps')).match(/<rep id="\d+">/g)).toHaveLength(4);
	});

	it('answers an empty root when nobody is logged in', async () => {
		[11, 14, 17].forEach((id) => appliance.control.logout(id));
		expect(await run('get_logged_in_reps')).toMatch(/<logged_in_reps [^>]+>\s*<\/logged_in_reps>/);
	});

	it('lists members of teams only when asked', async () => {
		expect(await run('get_support_teams')).not.toContain('<members>');
		expect(await run('get_support_teams', { showmembers: '' })).toContain('<members>');
		expect(await run('get_support_teams')).toContain('<name>Field &amp; On-site</name>');
	});

	it('gives a key a day when no ttl is asked for, and names the ttl only when it was', async () => {
		const before = Math.floor(Date.now() / 1000);
		const answer = await key({ queue_id: 'general' });
		const expires = Number(textOf(answer, 'expires'));
		expect(expires - before).toBeGreaterThanOrEqual(86_400);
		expect(expires - before).toBeLessThanOrEqual(86_402);
		expect(textOf(answer, 'ttl')).toBeNull();
		expect(textOf(await key({ queue_id: 'general', ttl: '60' }), 'ttl')).toBe('60');
	});

	it.each([
		['general', 'general', '1', null],
		['rep:11', 'rep', '1', '11'],
		['rep:21', 'rep', '0', '21'],
		['rep_username:RKELLER', 'rep', '1', '14'],
		['team:2', 'team', '1', '2'],
		['team:4', 'team', '0', '4'],
		['issue:vpn', 'issue', '1', null],
		['issue:night_emergency', 'issue', '0', null],
	])('makes a key for %s, available or not', async (queue_id, kind, available, id) => {
		const answer = await key({ queue_id });
		expect(answer).toContain(`<queue available="${available}">${kind}</queue>`);
		expect(textOf(answer, 'queue_id')).toBe(id);
		expect(textOf(answer, 'short_key')).toMatch(/^\d{7}$/);
		expect(textOf(answer, 'key_url')).toMatch(new RegExp(`^${appliance.url}/\\?ak=[0-9a-f]{32}$`));
		expect(answer).not.toContain('lsid');
	});

	it('makes keys that begin with a zero', async () => {
		const keys = [];
		for (let count = 0; count < 3; count++) {
			keys.push(textOf(await key({ queue_id: 'general' }), 'short_key'));
		}
		expect(keys.filter((digits) => digits?.startsWith('0'))).toHaveLength(1);
	});

	it('puts the host name of a public portal into the link', async () => {
		const answer = await key({ queue_id: 'general', url_hostname: 'priority.example.com' });
		expect(textOf(answer, 'key_url')).toMatch(/^https:\/\/priority\.example\.com\/\?ak=/);
	});

	it.each(['external_key', 'session.custom.external_key'])(
		'takes the external key as %s, up to 1024 characters',
		async (name) => {
			const answer = await key({ queue_id: 'general', [name]: 'ä'.repeat(1024) });
			expect(textOf(answer, 'external_key')).toHaveLength(1024);
			const refused = await key({ queue_id: 'general', [name]: 'x'.repeat(1025) });
			expect(refused).toMatch(/<error [^>]+>[^<]+<\/error>/);
		},
	);

	it.each([
		{ queue_id: 'team:99' },
		{ queue_id: 'team:abc' },
		{ queue_id: 'rep:99' },
		{ queue_id: 'rep_username:nobody' },
		{ queue_id: 'issue:none' },
		{ queue_id: 'embassy:1' },
		{ queue_id: '' },
		{ queue_id: 'general', type: 'presentation' },
		{ queue_id: 'general', ttl: '0' },
		{ queue_id: 'general', ttl: '-1' },
		{ queue_id: 'general', ttl: 'soon' },
		{ queue_id: 'general', ttl: '' },
	] as Array<Record<string, string>>)('refuses %j with an <error>', async (params) => {
		expect(await key(params)).toMatch(/\n\n<error xmlns="[^"]+">[^<]+<\/error>/);
	});

	it('refuses more than 10 KB of custom attributes', async () => {
		const many = Object.fromEntries(
			Array.from({ length: 11 }, (_, index) => [`session.custom.a${index}`, 'x'.repeat(1000)]),
		);
		expect(await key({ queue_id: 'general', ...many })).toMatch(/<error /);
	});

	it('starts the session of a key when the customer opens its link, and only then has an lsid', async () => {
		const answer = await key({
			queue_id: 'issue:vpn',
			'session.custom.external_key': 'ticket:halo:7',
		});
		const url = textOf(answer, 'key_url') ?? '';
		expect(appliance.control.state().sessions).toHaveLength(0);
		expect((await fetch(url)).status).toBe(200);
		expect((await fetch(url)).status).toBe(200);
		const [session, ...others] = appliance.control.state().sessions;
		expect(others).toHaveLength(0);
		expect(session).toMatchObject({ externalKey: 'ticket:halo:7', teams: ['Service Desk'] });
		appliance.control.end(session.lsid);
		expect((await fetch(url)).status).toBe(404);
	});

	it('refuses keys that expired or never were', async () => {
		const digits = textOf(await key({ queue_id: 'general', ttl: '1' }), 'short_key') ?? '';
		jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 2000);
		expect(() => appliance.control.openKey(digits)).toThrow('expired');
		jest.restoreAllMocks();
		expect(() => appliance.control.openKey('0000000x')).toThrow('does not exist');
	});

	it('sets, changes, clears and lists attributes of an active session only', async () => {
		const lsid = appliance.control.startSession({ externalKey: 'A-1' });
		const set = await run('set_session_attributes', { lsid, 'session.custom.ticket_type': 'Bug' });
		expect(set).toMatch(/<success [^>]+>Session attributes were set<\/success>/);
		expect(await run('get_session_attributes', { lsid })).toContain(
			'<custom_attribute display_name="Ticket Type" code_name="ticket_type">Bug</custom_attribute>',
		);
		await run('set_session_attributes', { lsid, 'session.custom.external_key': '' });
		expect(await run('get_session_attributes', { lsid })).not.toContain('external_key');
		appliance.control.end(lsid);
		expect(await run('get_session_attributes', { lsid })).toMatch(/<error [^>]+>[^<]*not active/);
	});

	it('transfers to teams and logged-in representatives, and to nobody else', async () => {
		const lsid = appliance.control.startSession();
		const to = async (queue_id: string) => await run('transfer_session', { lsid, queue_id });
		expect(await to('rep:14')).toContain('>Successfully transferred</success>');
		expect(appliance.control.state().sessions[0].owner?.id).toBe(14);
		expect(await to('team:3')).toContain('>Successfully transferred</success>');
		expect(appliance.control.state().sessions[0].owner?.id).toBe(17);
		for (const queue of ['general', 'issue:vpn', 'rep:21', 'team:99']) {
			expect(await to(queue)).toContain('<error ');
		}
	});

	it('lets representatives join, leave and speak, and ends the session', async () => {
		const lsid = appliance.control.startSession();
		expect(await run('join_session', { lsid, rep_username: 'rkeller' })).toContain(
			'>Representative successfully added</success>',
		);
		expect(await run('join_session', { lsid, rep_id: '21' })).toContain('<error ');
		expect(await run('leave_session', { lsid, rep_id: '14' })).toContain('<success ');
		expect(await run('leave_session', { lsid })).toContain('<error ');
		await run('send_chat_message', { lsid, body: 'Hello', impersonate: 'rep:11' });
		await run('send_chat_message', { lsid, body: 'Notice' });
		const lines = appliance.control.state().sessions[0].lines.map(({ by, text }) => [by, text]);
		expect(lines).toEqual([
			['Alex Morgan', 'Hello'],
			['BeyondTrust', 'Notice'],
		]);
		expect(await run('terminate_session', { lsid })).toContain('>Successfully terminated<');
		expect(await run('terminate_session', { lsid })).toContain('<error ');
	});
});
