import { startAppliance } from '../appliance/server.mts';
import type { Appliance } from '../appliance/server.mts';
import { errorOf, itemsOf } from '../harness/api.mts';
import type { Credential, Json } from '../harness/api.mts';
import { startN8n } from '../harness/n8n.mts';
import type { N8n } from '../harness/n8n.mts';

/** Operations on sessions, users, surveys, recordings and jump links: in a workflow, and as tools of an AI agent. */
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
		ignoreSslIssues: false,
		linkSecret: '',
	});
}, 240_000);

afterAll(async () => {
	await Promise.all([n8n?.close(), appliance?.close()]);
});

const start = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0] as [number, number],
	parameters: {},
};

const beyondTrust = (name: string, type: string, parameters: Json) => ({
	id: 'beyondtrust',
	name,
	type,
	typeVersion: 1,
	position: [200, 0] as [number, number],
	parameters,
	credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
});

async function itemsAfter(parameters: Json) {
	const execution = await n8n.api.runOnce({
		nodes: [start, beyondTrust('BeyondTrust', TYPE, parameters)],
		connections: { Start: { main: [[{ node: 'BeyondTrust', type: 'main', index: 0 }]] } },
	});
	expect(errorOf(execution)).toBeUndefined();
	return itemsOf(execution, 'BeyondTrust');
}

const output = async (parameters: Json): Promise<Json[]> =>
	(await itemsAfter(parameters)).map(({ json }) => json);

/** Calls the node as a tool, with what a model would have answered for its `$fromAI` fields. */
async function callTool(parameters: Json, answers: Json = {}) {
	return await n8n.api.runOnce({
		nodes: [
			start,
			beyondTrust('Support', `${TYPE}Tool`, parameters),
			{
				id: 'executor',
				name: 'Executor',
				type: '@n8n/n8n-nodes-langchain.toolExecutor',
				typeVersion: 1,
				position: [400, 0] as [number, number],
				parameters: { query: JSON.stringify({ Support: answers }), toolName: 'Support' },
			},
		],
		connections: {
			Start: { main: [[{ node: 'Executor', type: 'main', index: 0 }]] },
			Support: { ai_tool: [[{ node: 'Executor', type: 'ai_tool', index: 0 }]] },
		},
	});
}

async function asTool(parameters: Json, answers: Json = {}): Promise<string> {
	const execution = await callTool(parameters, answers);
	expect(errorOf(execution)).toBeUndefined();
	return JSON.stringify(itemsOf(execution, 'Executor'));
}

const id = (value: string) => ({ __rl: true, mode: 'id', value });
const ended = (input: object = {}) => {
	const lsid = appliance.control.startSession({ externalKey: 'ticket:halo:1401', ...input });
	appliance.control.end(lsid);
	return lsid;
};

describe('Every operation runs in n8n', () => {
	it('User: Get Many and Representative: Get Many with users', async () => {
		const [user] = await output({
			resource: 'user',
			operation: 'getAll',
			filters: { username: 'amorgan' },
		});
		expect(user).toMatchObject({ id: '11', enabled: true });
		const representatives = await output({
			resource: 'representative',
			operation: 'getAll',
			returnAll: true,
			options: { includeUser: true },
		});
		expect(representatives[0]).toMatchObject({ id: '11', username: 'amorgan', email: user.email });
	});

	it('Session: Get Many', async () => {
		const lsid = ended();
		const sessions = await output({
			resource: 'session',
			operation: 'getAll',
			returnAll: true,
			from: '={{ $now.minus(1, "hour") }}',
			options: { details: 'summary' },
		});
		expect(sessions.map(({ sessionId }) => sessionId)).toContain(lsid);
	});

	it('Session: Update, Send Message, Transfer and Terminate', async () => {
		const sessionId = appliance.control.startSession();
		const session = { resource: 'session', sessionId };
		const done = { success: true, sessionId };
		const attribute = [{ name: 'ticket_type', value: 'incident' }];
		expect(await output({ ...session, operation: 'update', attributes: { attribute } })).toEqual([
			{ ...done, attributes: { ticket_type: 'incident' } },
		]);
		expect(await output({ ...session, operation: 'sendMessage', message: 'Hello' })).toEqual([
			done,
		]);
		expect(
			await output({
				...session,
				operation: 'transfer',
				queueType: 'representative',
				representativeId: id('14'),
			}),
		).toEqual([done]);
		expect(await output({ ...session, operation: 'terminate' })).toEqual([done]);
		const [report] = await output({ ...session, operation: 'get' });
		expect(report).toMatchObject({
			state: 'ended',
			attributes: { ticket_type: 'incident' },
			transcript: [{ text: 'Hello' }],
		});
	});

	it('Survey: Get Many', async () => {
		const sessionId = appliance.control.startSession();
		appliance.control.survey(sessionId, 'customer', [{ question: 'rating', answers: ['5'] }]);
		appliance.control.end(sessionId);
		const [survey] = await output({ resource: 'survey', operation: 'getAll', sessionId });
		expect(survey).toMatchObject({ sessionId, respondent: 'customer' });
	});

	it('Recording: Download, into the binary data of n8n', async () => {
		appliance.control.setOptions({ recordingMegabytes: 3 });
		const sessionId = ended({ recorded: true });
		const [item] = await itemsAfter({ resource: 'recording', operation: 'download', sessionId });
		expect((item as unknown as { binary: Json }).binary.data).toMatchObject({
			mimeType: 'video/mp4',
			fileName: `session-${sessionId}.mp4`,
			bytes: 3 * 1_048_576 + 24,
		});
	});

	it('Jump Link: Create', async () => {
		const [{ url }] = await output({
			resource: 'jumpLink',
			operation: 'create',
			search: 'LAPTOP-7',
			linkTo: 'none',
		});
		expect(url).toMatch(/\/api\/client_script\?.*search_string=LAPTOP-7$/);
	});
});

/** A published workflow that says to whom it was to deliver. @returns its id */
async function publishedDelivery(): Promise<string> {
	const called = { inputSource: 'passthrough' };
	const answer = { mode: 'raw', jsonOutput: '={"said": "handed to {{ $json.invite.recipient }}"}' };
	const { id: workflowId } = await n8n.api.createWorkflow({
		name: 'Deliver',
		nodes: [
			{
				name: 'Called',
				type: 'n8n-nodes-base.executeWorkflowTrigger',
				typeVersion: 1.1,
				parameters: called,
			},
			{ name: 'Answer', type: 'n8n-nodes-base.set', typeVersion: 3.4, parameters: answer },
		],
		connections: { Called: { main: [[{ node: 'Answer', type: 'main', index: 0 }]] } },
	});
	await n8n.api.publish(workflowId);
	return workflowId;
}

describe('As a tool of an AI agent', () => {
	const running = () => ({ resource: 'session', sessionId: appliance.control.startSession() });
	const attributes = { attribute: [{ name: 'ticket_type', value: 'incident' }] };
	const team = { queueType: 'team', teamId: id('2') };

	it('a session is read and terminated', async () => {
		const sessionId = appliance.control.startSession({ customerName: 'Robin Customer' });
		const fromModel = "={{ $fromAI('session_id', 'ID of the session', 'string') }}";
		const session = { resource: 'session', sessionId: fromModel };
		const answers = { session_id: sessionId };
		expect(await asTool({ ...session, operation: 'get' }, answers)).toContain('Robin Customer');
		expect(await asTool({ ...session, operation: 'terminate' }, answers)).toContain('success');
		expect(appliance.control.state().sessions.find(({ lsid }) => lsid === sessionId)?.state).toBe(
			'ended',
		);
	});

	it('a user is found', async () => {
		const username = "={{ $fromAI('login', 'Login name', 'string') }}";
		const answer = await asTool(
			{ resource: 'user', operation: 'getAll', filters: { username } },
			{ login: 'rkeller' },
		);
		expect(answer).toContain('Robin Keller');
	});

	it('a note is written of a session that the model hands over', async () => {
		const answer = await asTool(
			{
				resource: 'session',
				operation: 'renderNote',
				session: "={{ $fromAI('session', 'The session', 'json') }}",
				format: 'text',
			},
			{
				session: {
					sessionId: 'a'.repeat(32),
					complete: true,
					customer: { name: 'Robin Customer' },
				},
			},
		);
		expect(answer).toContain(`BeyondTrust session ${'a'.repeat(32)}`);
		expect(answer).toContain('Robin Customer');
		expect(answer).toContain('Not fetched with this session: chat');
	});

	it('an invite is sent by the delivery workflow', async () => {
		const answer = await asTool({
			resource: 'invite',
			operation: 'send',
			...team,
			linkTo: 'none',
			recipient: 'name@example.com',
			deliveryWorkflow: id(await publishedDelivery()),
		});
		expect(answer).toContain('handed to name@example.com');
	});

	it('a recording is downloaded', async () => {
		appliance.control.setOptions({ recordingMegabytes: 0 });
		const sessionId = ended({ recorded: true });
		const parameters = { resource: 'recording', operation: 'download', sessionId };
		expect(await asTool(parameters)).toContain(sessionId);
		expect(appliance.control.requests().at(-1)).toMatchObject({
			name: 'SupportSessionRecording',
			status: 200,
			params: { lsid: sessionId },
		});
	});

	it('the model gets the sentence of what went wrong, and what to do', async () => {
		const execution = await callTool(
			{ resource: 'session', operation: 'get', sessionId: "={{ $fromAI('session_id') }}" },
			{ session_id: '1234' },
		);
		const { message } = errorOf(execution) as { message: string };
		expect(message).toContain("'Session ID': A session ID has exactly 32 hexadecimal digits.");
		expect(message).toContain('Take it from the trigger or from Session: Get Many.');
	});

	it.each<[string, () => Json, RegExp]>([
		['Appliance: Get', () => ({ resource: 'appliance', operation: 'get' }), /healthy/],
		['Team: Get Many', () => ({ resource: 'team', operation: 'getAll' }), /Service Desk/],
		[
			'Representative: Get Many',
			() => ({ resource: 'representative', operation: 'getAll' }),
			/Alex Morgan/,
		],
		[
			'Session Key: Generate',
			() => ({ resource: 'sessionKey', operation: 'generate', ...team, linkTo: 'none' }),
			/fallbackUsed/,
		],
		[
			'Invite: Compose',
			() => ({
				resource: 'invite',
				operation: 'compose',
				...team,
				linkTo: 'none',
				recipient: 'name@example.com',
			}),
			/name@example\.com/,
		],
		[
			'Session: Get Many',
			() => ({ resource: 'session', operation: 'getAll', from: '={{ $now.minus(1, "day") }}' }),
			/sessionId/,
		],
		['Session: Update', () => ({ ...running(), operation: 'update', attributes }), /success/],
		['Session: Transfer', () => ({ ...running(), operation: 'transfer', ...team }), /success/],
		[
			'Session: Send Message',
			() => ({ ...running(), operation: 'sendMessage', message: 'Hello' }),
			/success/,
		],
		[
			'Survey: Get Many',
			() => {
				const sessionId = appliance.control.startSession();
				appliance.control.survey(sessionId, 'customer', [{ question: 'rating', answers: ['5'] }]);
				appliance.control.end(sessionId);
				return { resource: 'survey', operation: 'getAll', sessionId };
			},
			/rating/,
		],
		[
			'Jump Link: Create',
			() => ({ resource: 'jumpLink', operation: 'create', search: 'LAPTOP-7', linkTo: 'none' }),
			/client_script/,
		],
	])('%s answers', async (_name, parameters, answer) => {
		expect(await asTool(parameters())).toMatch(answer);
	});
});

describe('The editor', () => {
	it('gets the output schema of an operation before its first run', async () => {
		const address = `${n8n.url}/schemas/${TYPE}/1.0.0/session/getAll.json`;
		const answer = await fetch(address, { headers: { cookie: n8n.api.cookie() } });
		expect(answer.status).toBe(200);
		expect(Object.keys(((await answer.json()) as { properties: object }).properties)).toContain(
			'transcript',
		);
	});
});
