import { startAppliance } from '../appliance/server.mts';
import type { Appliance } from '../appliance/server.mts';
import { errorOf, itemsOf } from '../harness/api.mts';
import type { Credential, Json } from '../harness/api.mts';
import { startN8n } from '../harness/n8n.mts';
import type { N8n } from '../harness/n8n.mts';

/** The packed tarball in a real n8n server, against the simulated appliance. */
const TYPE = 'n8n-nodes-beyondtrust.beyondTrust';
let n8n: N8n;
let appliance: Appliance;
let credential: Credential;

const apiData = (overrides: Json = {}): Json => ({
	host: appliance.url,
	...appliance.account,
	ignoreSslIssues: false,
	linkSecret: '',
	...overrides,
});

beforeAll(async () => {
	appliance = await startAppliance({ reportLag: 0 });
	n8n = await startN8n();
	await n8n.api.setupOwner();
	credential = await n8n.api.createCredential(
		'beyondTrustOAuth2Api',
		'BeyondTrust account',
		apiData(),
	);
}, 240_000);

afterAll(async () => {
	await Promise.all([n8n?.close(), appliance?.close()]);
});

const manual = {
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	parameters: {},
};

/** Runs one operation in an imported workflow and returns the execution. */
async function run(parameters: Json, settings: Json = {}) {
	return await n8n.api.runOnce({
		nodes: [
			manual,
			{
				name: 'BeyondTrust',
				type: TYPE,
				typeVersion: 1,
				parameters,
				credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
				...settings,
			},
		].map((node, index) => ({
			...node,
			id: `node-${index}`,
			position: [index * 200, 0] as [number, number],
		})),
		connections: { Start: { main: [[{ node: 'BeyondTrust', type: 'main', index: 0 }]] } },
	});
}

async function output(parameters: Json): Promise<Json[]> {
	const execution = await run(parameters);
	expect(errorOf(execution)).toBeUndefined();
	return itemsOf(execution, 'BeyondTrust').map(({ json }) => json);
}

describe('The package in the editor', () => {
	it('brings its nodes and offers the action node as a tool', async () => {
		const names = (await n8n.api.nodeTypes()).map(({ name }) => name);
		expect(names).toEqual(expect.arrayContaining([TYPE, `${TYPE}Tool`, `${TYPE}Trigger`]));
	});

	it('fills the pickers', async () => {
		const pick = async (parameter: string, method: string) =>
			(
				await n8n.api.nodeParameterOptions({
					nodeType: TYPE,
					parameter,
					method,
					credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
				})
			).results.map(({ name }) => name);
		expect(await pick('teamId', 'searchTeams')).toContain('Service Desk');
		expect(await pick('representativeId', 'searchRepresentatives')).toContain(
			'Alex Morgan (Alex M.)',
		);
	});
});

describe('The test of the API credential', () => {
	const test = async (overrides: Json) =>
		await n8n.api.testCredential(credential, apiData(overrides));

	it('is green for the right values', async () => {
		expect(await test({})).toMatchObject({ status: 'OK' });
		expect(await test({ host: ` ${appliance.url}/login/ ` })).toMatchObject({ status: 'OK' });
	});

	it('tells a rejected secret, an unreachable host and an address that is no appliance apart', async () => {
		const rejected = await test({ clientSecret: 'wrong' });
		expect(rejected.status).toBe('Error');
		const unreachable = await test({ host: 'http://127.0.0.1:9' });
		expect(unreachable.status).toBe('Error');
		appliance.control.fault({ kind: 'status', status: 404, times: 1, match: '/api/command' });
		const other = await test({});
		expect(other).toEqual({
			status: 'Error',
			message: expect.stringMatching(/not a BeyondTrust appliance/),
		});
		const messages = [rejected.message, unreachable.message, other.message];
		expect(new Set(messages).size).toBe(3);
		expect(messages.join(' ')).not.toContain(appliance.account.clientSecret);
	});
});

describe('The test of the webhook credential', () => {
	it('accepts a long random token and refuses a short one with a sentence', async () => {
		const webhook = await n8n.api.createCredential('beyondTrustWebhookApi', 'Webhook', {
			token: 'q8Yf2LrT9sVx4ZbN',
		});
		expect(await n8n.api.testCredential(webhook)).toMatchObject({ status: 'OK' });
		expect(await n8n.api.testCredential(webhook, { token: 'short' })).toEqual({
			status: 'Error',
			message: "'Token' has 5 characters, but needs at least 16.",
		});
	});
});

describe('The API credential in the HTTP Request node', () => {
	it('signs a request there', async () => {
		const execution = await n8n.api.runOnce({
			nodes: [
				{ ...manual, id: 'a', position: [0, 0] },
				{
					id: 'b',
					name: 'HTTP Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [200, 0],
					parameters: {
						url: `${appliance.url}/api/command?action=get_support_teams`,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'beyondTrustOAuth2Api',
						options: {},
					},
					credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
				},
			],
			connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
		});
		expect(errorOf(execution)).toBeUndefined();
		expect(JSON.stringify(itemsOf(execution, 'HTTP Request'))).toContain('Service Desk');
	});
});

describe('Every operation runs', () => {
	it('Appliance: Get', async () => {
		expect(await output({ resource: 'appliance', operation: 'get' })).toEqual([
			expect.objectContaining({ healthy: true, missingPermissions: [] }),
		]);
	});

	it('Team: Get Many', async () => {
		const teams = await output({
			resource: 'team',
			operation: 'getAll',
			returnAll: true,
			options: { includeMembers: true },
		});
		expect(teams.map(({ name }) => name)).toContain('Service Desk');
	});

	it('Representative: Get Many', async () => {
		const representatives = await output({
			resource: 'representative',
			operation: 'getAll',
			returnAll: false,
			limit: 2,
		});
		expect(representatives).toHaveLength(2);
	});

	it('Session Key: Generate, Session: Get and Session: Render Note, one after the other', async () => {
		const [key] = await output({
			resource: 'sessionKey',
			operation: 'generate',
			queueType: 'team',
			teamId: { __rl: true, mode: 'list', value: '2', cachedResultName: 'Service Desk' },
			linkTo: 'ticket',
			linkSystem: 'halo',
			linkId: '1201',
		});
		expect(key.externalKey).toMatch(/^ticket:halo:1201~/);
		const lsid = appliance.control.openKey(String(key.code));
		appliance.control.chat(lsid, 'customer', 'Hello <b>there</b>');
		appliance.control.end(lsid);
		const [session] = await output({
			resource: 'session',
			operation: 'get',
			sessionId: lsid,
			options: { waitUntilComplete: true },
		});
		expect(session).toMatchObject({ complete: true, link: { id: '1201', signature: 'valid' } });
		const [{ note }] = await output({
			resource: 'session',
			operation: 'renderNote',
			session: JSON.stringify(session),
			format: 'html',
		});
		expect((note as { body: string }).body).toContain('Hello &lt;b&gt;there&lt;/b&gt;');
	});

	it('shows the sentence and the advice of a failure in the editor', async () => {
		const execution = await run({ resource: 'session', operation: 'get', sessionId: 'nonsense' });
		expect(errorOf(execution, 'BeyondTrust')).toMatchObject({
			message: "'Session ID': A session ID has exactly 32 hexadecimal digits.",
			description: expect.stringMatching(/trigger/),
		});
	});

	it('sends a failing item to the error output with its sentence', async () => {
		const execution = await run(
			{ resource: 'session', operation: 'get', sessionId: 'nonsense' },
			{ onError: 'continueErrorOutput' },
		);
		expect(itemsOf(execution, 'BeyondTrust', 0)).toEqual([]);
		expect(itemsOf(execution, 'BeyondTrust', 1)[0].json.error).toMatch(/32 hexadecimal digits/);
	});
});
