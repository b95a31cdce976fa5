import type { ExecuteContext } from 'n8n-core';

import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const run = async (parameters: object, store = appliance.store(), items?: object[]) =>
	await runNode({ parameters: parameters as never, store, items: items as never });
const failed = async (parameters: object, store = appliance.store()) =>
	await failureOf(run(parameters, store));

describe('User: Get Many', () => {
	const users = (parameters: object = {}) => ({
		resource: 'user',
		operation: 'getAll',
		returnAll: true,
		...parameters,
	});

	it('gives users whether or not they are logged in', async () => {
		const output = await run(users());
		expect(output.map(({ json }) => json.id)).toEqual(['11', '14', '17', '21']);
		expect(output[3].json).toEqual({
			id: '21',
			username: 'mlind',
			publicName: 'Mika L.',
			privateName: 'Mika Lind',
			email: expect.stringMatching(/@/),
			enabled: true,
		});
	});

	it('finds one by email address or username, in any case', async () => {
		const [{ json }] = await run(users({ filters: { username: ' AMorgan ' } }));
		expect(json.id).toBe('11');
		const found = await run(users({ filters: { email: String(json.email).toUpperCase() } }));
		expect(found.map((item) => item.json.id)).toEqual(['11']);
		expect(await run(users({ filters: { email: 'nobody@example.com' } }))).toEqual([]);
	});

	it('goes through all pages, and no further than the limit', async () => {
		appliance.control.addUsers(246);
		const pages = () =>
			appliance.control.requests().filter(({ path }) => path === '/api/config/v1/user').length;
		const all = await run(users());
		expect(new Set(all.map(({ json }) => json.id)).size).toBe(250);
		expect(pages()).toBe(3);
		expect(await run(users({ returnAll: false, limit: 120 }))).toHaveLength(120);
		expect(pages()).toBe(5);
	});

	it('says which right is missing', async () => {
		const store = appliance.store({}, { perm_configuration: false });
		const failure = await failed(users(), store);
		expect(failure.message).toBe(
			"The API account lacks the permission 'Configuration API: allow access'.",
		);
	});

	it('says where there is no Configuration API', async () => {
		appliance.control.fault({ kind: 'status', status: 404, match: '/api/config' });
		expect((await failed(users())).message).toBe('This appliance has no Configuration API.');
	});

	it('takes a 401 for an unknown field as what it is, and keeps its token', async () => {
		const store = appliance.store();
		await run(users(), store);
		const tokens = appliance.asked('token');
		expect(tokens).toBe(1);
		appliance.control.fault({ kind: 'status', status: 401, match: '/api/config' });
		const failure = await failed(users(), store);
		expect(failure.message).toBe('The appliance answered with HTTP 401.');
		expect(appliance.asked('token')).toBe(tokens);
		expect(await run(users(), store)).toHaveLength(4);
	});

	it('renews a token that has expired', async () => {
		const store = appliance.store();
		await run(users(), store);
		appliance.control.expireTokens(store.clientId);
		expect(await run(users(), store)).toHaveLength(4);
		expect(appliance.asked('token')).toBe(2);
	});
});

describe('Representative: Get Many with users', () => {
	const parameters = {
		resource: 'representative',
		operation: 'getAll',
		returnAll: true,
		options: { includeUser: true },
	};

	it('adds username and email address, with one look at the users for all items', async () => {
		const output = await run(parameters, appliance.store(), [{}, {}, {}]);
		expect(output).toHaveLength(9);
		expect(output[0].json).toMatchObject({
			id: '11',
			username: 'amorgan',
			email: expect.stringMatching(/@/),
		});
		const looks = appliance.control
			.requests()
			.filter(({ path }) => path === '/api/config/v1/user').length;
		expect(looks).toBe(1);
	});

	it('gives the rest, and one hint, where users may not be read', async () => {
		let hints: Array<{ message: string }> = [];
		const output = await runNode({
			parameters,
			store: appliance.store({}, { perm_configuration: false }),
			items: [{}, {}],
			inspect: (_run, context: ExecuteContext) => {
				({ hints } = context as unknown as { hints: Array<{ message: string }> });
			},
		});
		expect(output[0].json).toMatchObject({ id: '11', username: null, email: null });
		expect(hints).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(/^Username and email address are missing\. .*Configuration/),
			}),
		]);
	});

	it('fails where the appliance is not there', async () => {
		appliance.control.fault({ kind: 'status', status: 500, match: '/api/config', times: 0 });
		expect((await failed(parameters)).message).toMatch(/not available/);
	});
});
