import { STRICT } from '../../desk/servicenow/settings.mts';
import { askToken } from '../../desk/servicenow/client.mts';
import { desk, send, useServiceNow } from './serviceNowPlay.mts';

useServiceNow();

const NUMBER = 'INC0001201';
const ref = () => desk.control.ticket(NUMBER).sys_id;
const list = async (query: Record<string, string>, table = 'incident') =>
	await send('GET', `/${table}?${new URLSearchParams(query).toString()}`);
/** What the schemas find wrong on purpose. */
const found = () => desk.control.checked.invalid.splice(0);

describe('The simulated instance', () => {
	it('gives a list with its count and where it goes on, and an empty one with 200', async () => {
		const { status, headers, body } = await list({
			sysparm_query: `number=${NUMBER}`,
			sysparm_limit: '2',
		});
		expect(status).toBe(200);
		expect(headers.get('x-total-count')).toBe('1');
		expect(found()).toHaveLength(1);
		expect(body.result[0]).toMatchObject({ number: NUMBER, state: '1', active: 'true' });
		const all = await list({ sysparm_fields: 'number', sysparm_limit: '2', sysparm_offset: '2' });
		expect(all.headers.get('link')).toMatch(/sysparm_offset=4>;rel="next"/);
		expect(all.headers.get('link')).toMatch(/rel="first".*rel="prev".*rel="last"/);
		const none = await list({ sysparm_query: 'number=INC9999999', sysparm_limit: '2' });
		expect([none.status, none.body]).toEqual([200, { result: [] }]);
	});

	it('drops conditions on fields that it does not have, or gives nothing then', async () => {
		const query = { sysparm_query: `numbr=${NUMBER}`, sysparm_fields: 'number' };
		expect((await list(query)).body.result).toHaveLength(6);
		desk.control.setSettings({ invalidQueryGivesNothing: true });
		expect((await list(query)).body.result).toEqual([]);
	});

	it('hides rows after it has cut the page', async () => {
		desk.control.hide('INC0001202');
		const { headers, body } = await list({
			...{ sysparm_query: 'ORDERBYnumber', sysparm_fields: 'number', sysparm_limit: '2' },
		});
		expect(body.result).toEqual([{ number: NUMBER }]);
		expect(headers.get('x-total-count')).toBe('6');
		expect(headers.get('link')).toContain('rel="next"');
	});

	it('reads dates of a query in the zone of the account, and gives values in UTC', async () => {
		const { sys_updated_on: at } = desk.control.ticket('INC0001205');
		const query = { sysparm_query: `sys_updated_on>=${at}`, sysparm_fields: 'number' };
		desk.control.setSettings({ zone: 0 });
		expect((await list(query)).body.result).toEqual([{ number: 'INC0001205' }]);
		desk.control.setSettings({ zone: -7 });
		expect((await list(query)).body.result).toEqual([]);
		const shown = await list({
			...{ sysparm_query: 'number=INC0001205', sysparm_fields: 'sys_updated_on' },
			sysparm_display_value: 'all',
		});
		const { value, display_value: display } = shown.body.result[0].sys_updated_on;
		expect(value).toBe(at);
		expect(Date.parse(at) - Date.parse(display)).toBe(7 * 3_600_000);
	});

	it('gives an empty text for a journal, and all of it where it is to be shown', async () => {
		const path = `/incident/${ref()}`;
		await send('PATCH', path, { work_notes: 'One' });
		await send('PATCH', `${path}?sysparm_fields=sys_mod_count`, { work_notes: 'Two' });
		const raw = await send('GET', `${path}?sysparm_fields=number,work_notes`);
		expect(raw.body.result).toEqual({ number: NUMBER, work_notes: '' });
		const shown = await send('GET', `${path}?sysparm_fields=work_notes&sysparm_display_value=true`);
		expect(shown.body.result.work_notes).toMatch(
			/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d - Desk API \(Work notes\)\nTwo\n\n.* \(Work notes\)\nOne\n\n$/,
		);
		expect(desk.control.ticket(NUMBER).sys_mod_count).toBe('2');
		found();
	});

	it('shows the journal table to nobody without rights, and says nothing of it', async () => {
		desk.control.says(NUMBER, 'It is broken');
		const query = { sysparm_query: `element_id=${ref()}`, sysparm_fields: 'value' };
		const poor = await list(query, 'sys_journal_field');
		expect([poor.status, poor.body.result]).toEqual([200, []]);
		expect(poor.headers.get('x-total-count')).toBe('1');
		desk.control.setSettings({ journal: 'visible' });
		expect((await list(query, 'sys_journal_field')).body.result).toEqual([
			{ value: 'It is broken' },
		]);
	});

	it.each([
		['/incidnt', 400, 'Invalid table incidnt'],
		['/incident/00000000000000000000000000000000', 404, 'No Record found'],
		['/incident/x', 404, 'No Record found'],
	])('answers %s with %i', async (path, status, message) => {
		const { status: got, body } = await send('GET', path);
		expect([got, body.error.message, body.status]).toEqual([status, message, 'failure']);
		found();
	});

	it('refuses to resolve without code and notes', async () => {
		const { status, body } = await send('PATCH', `/incident/${ref()}`, { state: '6' });
		expect(status).toBe(403);
		expect(body.error.detail).toContain('Resolution code, Resolution notes');
	});

	it('cuts what is too long without a word, and passes over fields that it does not have', async () => {
		const path = `/incident/${ref()}?sysparm_fields=number`;
		const { status } = await send('PATCH', path, { work_notes: 'x'.repeat(5000), nothing: 'y' });
		expect(status).toBe(200);
		expect(desk.control.notes(NUMBER)[0].body).toHaveLength(STRICT.longestEntry ?? 0);
		expect(found()[0]).toContain('(nothing)');
	});

	it('wants a token, and an account whose login it takes', async () => {
		const bad = await askToken(desk.url, { grant_type: 'client_credentials', client_id: 'x' });
		expect([bad.status, bad.body.error]).toEqual([401, 'invalid_client']);
		desk.control.setSettings({ clientCredentials: false });
		const off = await askToken(desk.url, { grant_type: 'client_credentials' });
		expect([off.status, off.body.error]).toEqual([401, 'unsupported_grant_type']);
		desk.control.revoke();
		const { status, headers, body } = await send('GET', '/incident?sysparm_limit=1');
		expect([status, headers.get('www-authenticate')]).toEqual([401, 'BASIC realm="Service-now"']);
		expect(body.error.detail).toBe('Required to provide Auth information');
	});

	it('takes Basic Auth only where it is let pass', async () => {
		const { user, password } = desk.login;
		const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
		const path = '/incident?sysparm_fields=number&sysparm_limit=1';
		expect((await send('GET', path, undefined, { authorization })).status).toBe(401);
		desk.control.setSettings({ basic: true });
		expect((await send('GET', path, undefined, { authorization })).status).toBe(200);
	});

	it('sleeps with a page, and says how long it takes no more requests', async () => {
		desk.control.setSettings({ requestsLeft: 0 });
		const { status, headers } = await send('GET', '/incident?sysparm_fields=number');
		expect([status, headers.get('retry-after')]).toEqual([429, '1740']);
		desk.control.setSettings({ asleep: 200 });
		const page = await send('GET', '/incident?sysparm_fields=number');
		expect(page.body).toContain('Hibernating');
	});

	it('shows its records to people, by number and by sys_id', async () => {
		await send('PATCH', `/incident/${ref()}?sysparm_fields=number`, {
			work_notes: '<b>[code]<i>x</i>[/code]',
		});
		for (const path of ['/', `/ticket/${NUMBER}`, desk.pageOf(NUMBER)]) {
			const text = await (await fetch(`${desk.url}${path}`)).text();
			expect(text).toContain(`data-id="${NUMBER}"`);
			expect(text).toContain('&lt;i&gt;x&lt;/i&gt;');
			expect(text).not.toContain('<b>[code]');
		}
	});
});
