import { startAppliance } from '../appliance/server.mts';
import type { Appliance } from '../appliance/server.mts';
import { startN8n } from '../harness/n8n.mts';
import type { N8n } from '../harness/n8n.mts';
import type { Credential, Json } from '../harness/api.mts';

/** What n8n checks before it publishes, and what our node says of what was not checked then. */
const TYPE = 'n8n-nodes-beyondtrust.beyondTrust';
let n8n: N8n;
let appliance: Appliance;
let credential: Credential;

beforeAll(async () => {
	appliance = await startAppliance({ reportLag: 0 });
	n8n = await startN8n();
	await n8n.api.setupOwner();
	credential = await n8n.api.createCredential('beyondTrustOAuth2Api', 'BeyondTrust account', {
		host: appliance.url,
		...appliance.account,
	});
}, 240_000);

afterAll(async () => {
	await Promise.all([n8n?.close(), appliance?.close()]);
});

const node = (parameters: Json) => ({
	id: 'node-1',
	name: 'BeyondTrust',
	type: TYPE,
	typeVersion: 1,
	position: [200, 0] as [number, number],
	parameters,
	credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
	onError: 'continueRegularOutput',
});

const workflow = (trigger: string, parameters: Json) => ({
	nodes: [
		{
			id: 'node-0',
			name: 'Start',
			type: `n8n-nodes-base.${trigger}`,
			typeVersion: 1,
			position: [0, 0] as [number, number],
			parameters: {},
		},
		node(parameters),
	],
	connections: { Start: { main: [[{ node: 'BeyondTrust', type: 'main', index: 0 }]] } },
});

const key = { resource: 'sessionKey', operation: 'generate' };
const compose = { resource: 'invite', operation: 'compose', queueType: 'general' };
const survey = { resource: 'survey', operation: 'getAll' };
const id = (value: string) => ({ __rl: true, mode: 'id', value });

/** Every parameter that hides others, as an expression, and what the node says of what it then lacks. */
const cases: Array<[parameter: string, parameters: Json, sentence: string]> = [
	[
		'queueType',
		{ ...key, queueType: '={{ "team" }}', linkTo: 'none' },
		"'Team': Nothing is chosen.",
	],
	[
		'queueType (username)',
		{ ...key, queueType: '={{ "username" }}', linkTo: 'none' },
		"'Username': A login name has 1 to 64",
	],
	[
		'whenUnavailable',
		{
			...key,
			queueType: 'representative',
			representativeId: id('14'),
			whenUnavailable: '={{ "fallback" }}',
			linkTo: 'none',
		},
		"'Fallback Team': Nothing is chosen.",
	],
	[
		'linkTo',
		{ ...key, queueType: 'general', linkTo: '={{ "ticket" }}' },
		"'System': The name of the linked system",
	],
	['linkTo of an invite', { ...compose, linkTo: '={{ "none" }}' }, "'Recipient': "],
	[
		'selectBy',
		{ ...survey, selectBy: '={{ "session" }}' },
		"'Session ID': A session ID has exactly 32",
	],
	['selectBy (period)', { ...survey, selectBy: '={{ "period" }}' }, "'From': Nothing was entered."],
	[
		'sender',
		{
			resource: 'session',
			operation: 'sendMessage',
			sessionId: 'a'.repeat(32),
			message: 'x',
			sender: '={{ "representative" }}',
		},
		"'Representative': ",
	],
	[
		'queueType of a transfer',
		{
			resource: 'session',
			operation: 'transfer',
			sessionId: 'a'.repeat(32),
			queueType: '={{ "team" }}',
		},
		"'Team': Nothing is chosen.",
	],
	[
		'kind',
		{ resource: 'recording', operation: 'download', sessionId: 'a'.repeat(32), kind: '={{ "x" }}' },
		"'Kind': 'x' is not a kind of recording.",
	],
];

describe.each(cases)('%s as an expression', (_, parameters, sentence) => {
	it('can be published', async () => {
		const { id: saved } = await n8n.api.createWorkflow(workflow('scheduleTrigger', parameters));
		await n8n.api.publish(saved);
		await n8n.api.deactivate(saved);
	});

	it('has what is missing said at run time, by its label', async () => {
		const execution = await n8n.api.runOnce(workflow('manualTrigger', parameters));
		expect(JSON.stringify(execution)).toContain(sentence.replaceAll('"', '\\"'));
	});
});
