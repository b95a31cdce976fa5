import { startAppliance } from '../appliance/server.mts';
import type { Appliance } from '../appliance/server.mts';
import { errorOf, eventually, itemsOf } from '../harness/api.mts';
import type { Credential, Json, WorkflowNode } from '../harness/api.mts';
import { startN8n } from '../harness/n8n.mts';
import type { N8n } from '../harness/n8n.mts';

/** Invites in a real n8n server: the delivery workflow is one of n8n's own, in every state it can be in. */
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

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: Json,
	more: Partial<WorkflowNode> = {},
): WorkflowNode => ({ name, type, typeVersion, parameters, ...more }) as WorkflowNode;

const flow = (...nodes: WorkflowNode[]) => ({
	nodes,
	connections: Object.fromEntries(
		nodes
			.slice(0, -1)
			.map(({ name }, index) => [
				name,
				{ main: [[{ node: nodes[index + 1].name, type: 'main', index: 0 }]] },
			]),
	),
});

const called = node('Called', 'n8n-nodes-base.executeWorkflowTrigger', 1.1, {
	inputSource: 'passthrough',
});

/** Saves a delivery workflow whose one node behind the trigger is `last`, published where it is wanted. */
async function delivery(last: WorkflowNode, published = true): Promise<string> {
	const { id } = await n8n.api.createWorkflow({ name: 'Deliver', ...flow(called, last) } as never);
	if (!published) return id;
	// Not the harness's publish: it waits for the webhook of a Wait node, which there is only while one waits.
	const { versionId } = await n8n.api.getWorkflow(id);
	await n8n.api.rest('POST', `/rest/workflows/${id}/activate`, { versionId });
	await eventually(`workflow ${id} published`, async () => {
		const path = `/rest/workflows/${id}/publication-status`;
		const { status } = await n8n.api.rest<{ status: string }>('GET', path);
		return status === 'published' ? true : undefined;
	});
	return id;
}

const answering = () =>
	node('Answer', 'n8n-nodes-base.set', 3.4, {
		mode: 'raw',
		jsonOutput:
			'={{ JSON.stringify({ to: $json.invite.recipient, code: $json.sessionKey.code, link: $json.link.id }) }}',
	});

const send = (deliveryWorkflow: string, more: Json = {}, settings: Partial<WorkflowNode> = {}) =>
	flow(
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node(
			'Invite',
			'n8n-nodes-beyondtrust.beyondTrust',
			1,
			{
				resource: 'invite',
				operation: 'send',
				queueType: 'team',
				teamId: { __rl: true, mode: 'id', value: '2' },
				linkTo: 'ticket',
				linkSystem: 'halo',
				linkId: '1201',
				recipient: 'anna@example.com',
				deliveryWorkflow: { __rl: true, mode: 'id', value: deliveryWorkflow },
				...more,
			},
			{
				credentials: { beyondTrustOAuth2Api: { id: credential.id, name: credential.name } },
				...settings,
			},
		),
	);

const run = async (...given: Parameters<typeof send>) =>
	await n8n.api.runOnce({ name: 'Send', ...send(...given) } as never);

describe('Invite: Send', () => {
	it('has a published workflow deliver the invite, and returns its answer', async () => {
		const execution = await run(await delivery(answering()));
		expect(errorOf(execution)).toBeUndefined();
		const [{ json }] = itemsOf(execution, 'Invite');
		expect(json.delivery).toEqual({ to: 'anna@example.com', code: json.code, link: '1201' });
		expect((json.invite as Json).subject).toBe('Your remote support session');
	});

	it('composes without any delivery workflow', async () => {
		const execution = await run('', { operation: 'compose' });
		expect(errorOf(execution)).toBeUndefined();
		const [{ json }] = itemsOf(execution, 'Invite');
		expect((json.invite as Json).html).toContain(json.url);
	});

	const stop = () =>
		node('Stop', 'n8n-nodes-base.stopAndError', 1, {
			errorMessage: '=The mail server refused {{ $json.sessionKey.url }}',
		});
	const nothing = () =>
		node('Nothing', 'n8n-nodes-base.filter', 2.2, {
			conditions: {
				options: { caseSensitive: true, leftValue: '', typeValidation: 'strict', version: 2 },
				conditions: [
					{
						id: '1',
						leftValue: '={{ $json.invite.recipient }}',
						rightValue: 'bob@example.com',
						operator: { type: 'string', operation: 'equals' },
					},
				],
				combinator: 'and',
			},
			options: {},
		});
	const wait = () => node('Wait', 'n8n-nodes-base.wait', 1.1, { amount: 2, unit: 'hours' });

	it.each([
		[
			'is not published',
			async () => await delivery(answering(), false),
			"'Delivery Workflow': It is not published or does not exist.",
			'input',
		],
		[
			'fails',
			async () => await delivery(stop()),
			"'Delivery Workflow': It failed: The mail server refused …",
			'perhapsDelivered',
		],
		[
			'drops the invite',
			async () => await delivery(nothing()),
			"'Delivery Workflow': It ended without returning anything of its own, so the invite may or may not have been sent.",
			'perhapsDelivered',
		],
		[
			'waits',
			async () => await delivery(wait()),
			"'Delivery Workflow': It contains a node that waits, and an invite cannot wait.",
			'perhapsDelivered',
		],
	])(
		'tells of a workflow that %s, and goes on where it should',
		async (_what, prepare, sentence, errorKind) => {
			const id = await prepare();
			const stopped = errorOf(await run(id));
			expect(stopped?.message).toBe(sentence);
			expect(stopped?.description).toMatch(/The invite counts as not sent\./);
			const execution = await run(id, {}, { onError: 'continueRegularOutput' } as never);
			expect(execution.status).toBe('success');
			expect(itemsOf(execution, 'Invite')[0].json).toEqual({
				error: sentence,
				details: { errorKind },
				message: expect.stringMatching(/The invite counts as not sent\./),
			});
		},
	);

	it('tells of a workflow that is not there', async () => {
		expect(errorOf(await run('NoSuchWorkflow01'))?.message).toMatch(
			/^'Delivery Workflow': It is not published or does not exist\.$/,
		);
	});

	it('does not call itself', async () => {
		const { id } = await n8n.api.createWorkflow({ name: 'Loop', ...send('x') } as never);
		const { nodes } = await n8n.api.getWorkflow(id);
		const [, invite] = nodes;
		(invite.parameters.deliveryWorkflow as Json).value = id;
		await n8n.api.updateWorkflow(id, { nodes });
		const execution = await n8n.api.runWorkflow(id);
		expect(errorOf(execution)?.message).toBe(
			"'Delivery Workflow': This workflow cannot deliver its own invites.",
		);
	});
});
