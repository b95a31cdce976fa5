import { failureOf, pick, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const key = (parameters: object) => ({
	resource: 'sessionKey',
	operation: 'generate',
	queueType: 'team',
	teamId: id('2'),
	linkTo: 'none',
	...parameters,
});
const run = async (parameters: object, items?: object[]) =>
	await runNode({
		parameters: parameters as never,
		store: appliance.store(),
		items: items as never,
	});

describe('Appliance: Get', () => {
	it('tells state, identity and rights', async () => {
		const [{ json, pairedItem }] = await run({ resource: 'appliance', operation: 'get' });
		expect(json).toMatchObject({
			healthy: true,
			version: '25.2.1',
			apiVersion: '1.24.1',
			commandV2Version: null,
			applianceId: 'a0b1c2d3e4f5061728394a5b6c7d8e9f',
			hostname: 'bt-node-01',
			failoverRole: 'none',
			missingPermissions: [],
		});
		expect(json.permissions).toMatchObject({
			perm_command: 'full_access',
			perm_reporting_support: true,
		});
		expect(json.serverTime).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
		expect(pairedItem).toEqual({ item: 0 });
	});

	it('tells whether there is Command API v2', async () => {
		appliance.control.setOptions({ commandV2: true });
		const [{ json }] = await run({ resource: 'appliance', operation: 'get' });
		expect(json.commandV2Version).toBe('2.0.0');
	});

	it('tells which rights are missing and what for', async () => {
		const store = appliance.store(
			{},
			{ perm_command: 'read_only', perm_reporting_support: false, perm_configuration: false },
		);
		const [{ json }] = await runNode({
			parameters: { resource: 'appliance', operation: 'get' },
			store,
		});
		expect(json.missingPermissions).toEqual([
			{ permission: 'perm_command', neededFor: expect.stringMatching(/full access/) },
			{ permission: 'perm_reporting_support', neededFor: expect.stringMatching(/ended sessions/) },
			{
				permission: 'perm_configuration',
				neededFor: expect.stringMatching(/everything else works without it/),
			},
		]);
	});

	it.each(['json', 'xml'] as const)(
		'names the missing right when an operation meets it (told as %s)',
		async (denied) => {
			appliance.control.setOptions({ denied });
			const readOnly = appliance.store({}, { perm_command: 'read_only' });
			const command = await failureOf(runNode({ parameters: key({}), store: readOnly }));
			expect(command.message).toBe(
				"The API account lacks the permission 'Command API: full access'.",
			);
			expect(command.description).toMatch(/API Configuration/);
			const noReports = appliance.store({}, { perm_reporting_support: false });
			const lsid = appliance.control.startSession();
			const reporting = await failureOf(
				runNode({
					parameters: { resource: 'session', operation: 'get', sessionId: lsid },
					store: noReports,
				}),
			);
			expect(reporting.message).toMatch(/^The API account lacks the permission 'Reporting API: /);
		},
	);
});

describe('An account without any command right', () => {
	it.each([
		['Appliance: Get', { resource: 'appliance', operation: 'get' }],
		['Team: Get Many', { resource: 'team', operation: 'getAll' }],
	])('is told which one %s needs', async (_what, parameters) => {
		const store = appliance.store({}, { perm_command: 'deny' });
		const failure = await failureOf(runNode({ parameters, store }));
		expect(failure.message).toBe(
			"The API account lacks the permission 'Command API: read-only or full access'.",
		);
		expect(failure.description).toMatch(/API Configuration/);
	});
});

describe('Team: Get Many', () => {
	const parameters = { resource: 'team', operation: 'getAll', returnAll: true };

	it('gives id, name and issues, and members only when asked', async () => {
		const plain = await run(parameters);
		expect(plain[0].json).toMatchObject({
			id: '2',
			name: 'Service Desk',
			issues: [{ id: expect.any(String), title: expect.any(String) }, expect.anything()],
		});
		expect(plain[0].json).not.toHaveProperty('members');
		const [{ json }] = await run({ ...parameters, options: { includeMembers: true } });
		expect(json.members).toEqual(
			expect.arrayContaining([{ id: '11', displayName: 'Alex Morgan' }]),
		);
	});

	it('fetches the list once for a hundred items, and pairs each output with its item', async () => {
		const output = await run(
			{ ...parameters, returnAll: false, limit: 1 },
			Array.from({ length: 100 }, (_, n) => ({ n })),
		);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(
			Array.from({ length: 100 }, (_, item) => ({ item })),
		);
		expect(appliance.asked('get_support_teams')).toBe(1);
	});
});

describe('Representative: Get Many', () => {
	it('gives those who are logged in', async () => {
		const output = await run({ resource: 'representative', operation: 'getAll', returnAll: true });
		expect(output.map(({ json }) => json.id)).toEqual(['11', '14', '17']);
		expect(output[0].json).toEqual({
			id: '11',
			publicName: 'Alex M.',
			privateName: 'Alex Morgan',
			displayName: 'Alex M.',
			type: 'Normal',
			loggedInSince: expect.stringMatching(/Z$/),
			supportSessionCount: 0,
			showingOnRepList: true,
		});
	});

	it('gives nothing, and no error, when nobody is there', async () => {
		for (const representative of [11, 14, 17]) appliance.control.logout(representative);
		expect(await run({ resource: 'representative', operation: 'getAll', returnAll: true })).toEqual(
			[],
		);
	});
});

describe('Pickers', () => {
	it('offer teams and representatives, narrowed by what is typed', async () => {
		const store = appliance.store();
		expect(await pick('searchTeams', store, 'serv')).toEqual([
			{ name: 'Service Desk', value: '2' },
		]);
		expect(await pick('searchRepresentatives', store)).toEqual([
			{ name: 'Alex Morgan (Alex M.)', value: '11' },
			{ name: 'Robin Keller (Robin K.)', value: '14' },
			{ name: 'Sam Okafor (Sam O.)', value: '17' },
		]);
	});

	it('offer issues where the appliance tells their code names, and say so where it does not', async () => {
		const failure = await failureOf(pick('searchIssues', appliance.store()));
		expect(failure.message).toBe(
			"'Issue': This appliance does not list the code names of its issues.",
		);
		appliance.control.setOptions({ commandV2: true });
		expect(await pick('searchIssues', appliance.store(), 'printer')).toEqual([
			{ name: 'Printer trouble (Service Desk)', value: 'printer' },
		]);
	});
});
