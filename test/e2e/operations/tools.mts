import { errorOf } from '../../harness/api.mts';
import type { Json } from '../../harness/api.mts';
import { appliance, asTool, callTool, ended, id, n8n } from './rig.mts';

/** A published workflow that says to whom it was to deliver. @returns its id */
export async function publishedDelivery(): Promise<string> {
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

export function asTools() {
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
}
