import path from 'node:path';

import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypes,
	IVersionedNodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { BeyondTrust } from '../../../nodes/BeyondTrust/BeyondTrust.node';
import { appliance, ASKING } from './appliance.mts';
import { postgres } from './postgres.mts';
import type { Place } from './world.mts';

/** n8n's own nodes that run as they are. The Data Table node speaks to tables in memory, Execute Workflow to the workflows of the engine. */
const OWN: Record<string, string> = {
	noOp: 'NoOp/NoOp.node.js',
	if: 'If/If.node.js',
	switch: 'Switch/Switch.node.js',
	filter: 'Filter/Filter.node.js',
	set: 'Set/Set.node.js',
	splitInBatches: 'SplitInBatches/SplitInBatches.node.js',
	dataTable: 'DataTable/DataTable.node.js',
	executeWorkflow: 'ExecuteWorkflow/ExecuteWorkflow/ExecuteWorkflow.node.js',
};

type Executed = Promise<INodeExecutionData[][]>;

/** Where a run is, by what n8n hands to every node. */
export type Additional = IWorkflowExecuteAdditionalData & { place: Place };
const placeOf = (node: IExecuteFunctions) =>
	(node as unknown as { additionalData: Additional }).additionalData.place;

const like = (type: INodeType, execute: (this: IExecuteFunctions) => Executed): INodeType =>
	Object.assign(Object.create(type) as INodeType, { execute });

const field = (name: string, more: Partial<INodeProperties> = {}): INodeProperties => ({
	displayName: name,
	name,
	type: 'string',
	default: '',
	...more,
});

/** n8n drops parameters that the description of a node does not know. */
const QUERY = [
	field('query'),
	field('options', {
		type: 'collection',
		default: {},
		options: [field('queryReplacement')],
	}),
];

const standIn = (
	name: string,
	execute: (node: IExecuteFunctions) => Executed,
	properties: INodeProperties[] = [],
): INodeType => ({
	description: {
		displayName: name,
		name,
		group: ['transform'],
		version: 1,
		description: '',
		defaults: { name },
		inputs: ['main'],
		outputs: ['main'],
		properties,
	},
	execute(this: IExecuteFunctions) {
		return execute(this);
	},
});

const handsOn = async (node: IExecuteFunctions) => [node.getInputData()];

/** Ours, with a stand-in for the appliance. */
function ownNode(): INodeType {
	const real = new BeyondTrust() as unknown as INodeType & Required<Pick<INodeType, 'execute'>>;
	return like(real, async function () {
		const asks = ASKING.includes(this.getNodeParameter('operation', 0) as string);
		return asks
			? await appliance(this, placeOf(this))
			: ((await real.execute.call(this)) as INodeExecutionData[][]);
	});
}

async function pause(node: IExecuteFunctions): Executed {
	const { actor } = placeOf(node);
	await actor.step({ at: 'wait a second', minutes: true, pauses: true }, () => undefined);
	return await handsOn(node);
}

/**
 * The types of all nodes of the route and the sweep.
 *
 * @param n8n folder whose node_modules hold n8n
 */
export async function nodeTypesFrom(n8n: string): Promise<INodeTypes> {
	const folder = path.join(n8n, 'node_modules/n8n-nodes-base/dist/nodes');
	const types = new Map<string, INodeType | IVersionedNodeType>([
		['n8n-nodes-beyondtrust.beyondTrust', ownNode()],
		['n8n-nodes-beyondtrust.beyondTrustTrigger', standIn('trigger', handsOn)],
		['n8n-nodes-base.executeWorkflowTrigger', standIn('called', handsOn)],
		['n8n-nodes-base.scheduleTrigger', standIn('schedule', handsOn)],
		['n8n-nodes-base.wait', standIn('wait', pause)],
		[
			'n8n-nodes-base.postgres',
			standIn('postgres', (node) => postgres(node, placeOf(node)), QUERY),
		],
	]);
	for (const [name, file] of Object.entries(OWN)) {
		const module = (await import(path.join(folder, file))) as Record<string, new () => INodeType>;
		const Type = module[path.basename(file, '.node.js')];
		types.set(`n8n-nodes-base.${name}`, new Type());
	}
	const find = (name: string) => {
		const type = types.get(name);
		if (!type) throw new Error(`The simulation does not know the node ${name}`);
		return type;
	};
	return {
		getByName: find,
		getByNameAndVersion: (name: string, version?: number) => {
			const type = find(name);
			return 'nodeVersions' in type ? type.getNodeType(version) : type;
		},
		getKnownTypes: () => ({}),
	};
}
