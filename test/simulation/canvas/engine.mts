import { readFileSync } from 'node:fs';
import path from 'node:path';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type IConnections,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeTypes,
	type IRun,
	type IWorkflowSettings,
	Workflow,
} from 'n8n-workflow';

import { prepared, root } from '../../harness/prepared.mts';
import { desk } from './desk.mts';
import { type Additional, nodeTypesFrom } from './nodeTypes.mts';
import { dataTablesOf } from './tables.mts';
import { DESK, type Place, ROUTE, SWEEP } from './world.mts';

// A run that fails is nothing to report here.
process.env.N8N_LOG_LEVEL = 'silent';

export type Store = 'tables' | 'postgres';

/** A template as it is built. */
export interface Template {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: IWorkflowSettings;
}

/** The route and the sweep of one store, as n8n holds published workflows: made once, run often. */
export interface Canvas {
	route: Workflow;
	sweep: Workflow;
}

const templateOf = (store: Store, name: string): Template =>
	JSON.parse(
		readFileSync(
			path.join(root, 'workflows', store === 'postgres' ? 'postgres' : '', `${name}.json`),
			'utf8',
		),
	) as Template;

/** What whoever imports the templates sets up: the credential, and which workflow is the route. */
function setUp(template: Template): Template {
	for (const node of template.nodes) {
		if (node.type.endsWith('.beyondTrust')) {
			node.credentials = { beyondTrustOAuth2Api: { id: '1', name: 'BeyondTrust account' } };
		}
		if (node.name === 'Route it')
			node.parameters.workflowId = { __rl: true, mode: 'id', value: ROUTE };
	}
	const nodes = template.nodes.filter(({ type }) => !type.endsWith('.stickyNote'));
	return { ...template, nodes };
}

/** @param plant changes what was built, to leave something out */
export async function canvasOf(
	store: Store,
	plant: (route: Template) => void = () => undefined,
): Promise<Canvas> {
	const nodeTypes: INodeTypes = await nodeTypesFrom((await prepared(false)).n8n);
	const made = (id: string, template: Template) =>
		new Workflow({
			...setUp(template),
			id,
			active: true,
			nodeTypes,
			// The engine asks for the time in the workflow's zone at every expression; in UTC that costs nothing.
			settings: { ...template.settings, timezone: 'UTC' },
		});
	const route = templateOf(store, 'route-sessions');
	plant(route);
	return { route: made(ROUTE, route), sweep: made(SWEEP, templateOf(store, 'sweep-sessions')) };
}

const credentials = {
	getParentTypes: () => ['oAuth2Api'],
	isCredentialUsableByNode: () => true,
	getDecrypted: async () => ({
		host: 'appliance.example',
		clientId: 'id',
		clientSecret: 'secret',
		linkSecret: 'a secret that signs links and markers',
	}),
	getCredentialsProperties: () => [],
};

let executions = 0;

/** n8n's engine, which looks at a workflow for what is not filled in before it runs: once for all runs here. */
class Engine extends WorkflowExecute {
	static readonly #ready = new WeakMap<
		Workflow,
		ReturnType<WorkflowExecute['checkReadyForExecution']>
	>();

	override checkReadyForExecution(
		...[workflow, ...more]: Parameters<WorkflowExecute['checkReadyForExecution']>
	) {
		if (!Engine.#ready.has(workflow)) {
			Engine.#ready.set(workflow, super.checkReadyForExecution(workflow, ...more));
		}
		return Engine.#ready.get(workflow) ?? null;
	}
}

/** A run may stand still between two nodes as well; it matters before one that asks for the time. */
const ASKS_THE_TIME = ['Take the lock'];

function hooksOf(executionId: string, { actor }: Place): ExecutionLifecycleHooks {
	const hooks = new ExecutionLifecycleHooks('trigger', executionId, {} as never);
	hooks.addHandler('nodeExecuteBefore', async (name) => {
		if (!ASKS_THE_TIME.includes(name)) return;
		await actor
			.step({ at: `comes to '${name}'`, minutes: true }, () => undefined)
			.catch(() => null);
	});
	return hooks;
}

/** Runs a workflow from one of its triggers to its end, in n8n's own engine, and returns what its last node gave. Throws what ended it. */
export async function run(
	canvas: Canvas,
	workflow: Workflow,
	trigger: string,
	items: INodeExecutionData[],
	place: Place,
): Promise<INodeExecutionData[][]> {
	const executionId = String(++executions);
	const additionalData = {
		place,
		executionId,
		credentialsHelper: credentials,
		currentNodeParameters: {},
		currentNodeExecutionIndex: 0,
		variables: {},
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		hooks: hooksOf(executionId, place),
		'data-table': dataTablesOf(place),
		executeWorkflow: async (
			{ id }: { id: string },
			_additionalData: unknown,
			{ inputData }: { inputData: INodeExecutionData[] },
		) => ({ executionId, data: await called(canvas, id, inputData, place) }),
		getRunExecutionData: async () => undefined,
	} as unknown as Additional;
	const node = workflow.getNode(trigger) as INode;
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node, data: { main: [items] }, source: null }] },
	});
	const ended = await new Engine(additionalData, 'trigger', data).processRunExecutionData(workflow);
	return outputOf(ended);
}

function outputOf({ data: { resultData } }: IRun): INodeExecutionData[][] {
	if (resultData.error) throw resultData.error;
	const last = resultData.runData[resultData.lastNodeExecuted ?? ''] ?? [];
	return (last.at(-1)?.data?.main ?? [[]]).map((items) => items ?? []);
}

/** What Execute Workflow calls: the route by the sweep, the desk by the route. */
async function called(
	canvas: Canvas,
	id: string,
	items: INodeExecutionData[],
	place: Place,
): Promise<INodeExecutionData[][]> {
	// Between two workflows goes JSON.
	const sent = JSON.parse(JSON.stringify(items)) as INodeExecutionData[];
	if (id === DESK) return [[{ json: await desk(sent[0].json, place) }]];
	if (id === ROUTE) return await run(canvas, canvas.route, 'One session of the sweep', sent, place);
	throw new Error(`There is no workflow ${id}`);
}

export const item = (json: object): INodeExecutionData => ({
	json: JSON.parse(JSON.stringify(json)) as IDataObject,
});
