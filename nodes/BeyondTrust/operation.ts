import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { Appliance } from '../shared/appliance/connection';
import { Memo } from '../shared/memo';

/** One item of one run of the node. */
export interface Task {
	node: IExecuteFunctions;
	/** Index of the item: every parameter is read at it. */
	item: number;
	/** The connection, opened at its first use and shared by all items of the run. */
	appliance(): Promise<Appliance>;
}

/** Output of one item that carries files besides its fields. */
export class WithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** One operation: what the editor shows, what it needs, what it does. Returns the output of one item. */
export interface Operation {
	value: string;
	name: string;
	action: string;
	description: string;
	properties: INodeProperties[];
	execute(task: Task): Promise<IDataObject | IDataObject[] | WithFiles>;
}

export interface Resource {
	value: string;
	name: string;
	description: string;
	operations: Operation[];
}

const byName = <T extends { name: string }>(list: T[]) =>
	[...list].sort((a, b) => a.name.localeCompare(b.name));

/** A property shown for one operation of one resource only, besides its own conditions. */
const shownFor = (
	resource: Resource,
	operation: Operation,
	property: INodeProperties,
): INodeProperties => ({
	...property,
	displayOptions: {
		...property.displayOptions,
		show: {
			resource: [resource.value],
			operation: [operation.value],
			...property.displayOptions?.show,
		},
	},
});

/** The node's whole parameter list: the resource, its operations, and what each operation needs. */
export function propertiesOf(resources: Resource[]): INodeProperties[] {
	const resource: INodeProperties = {
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: byName(resources).map(({ name, value, description }) => ({
			name,
			value,
			description,
		})),
		default: 'session',
	};
	const operations = resources.map((one): INodeProperties => {
		const options: INodePropertyOptions[] = byName(one.operations).map(
			({ name, value, action, description }) => ({
				name,
				value,
				action,
				description,
			}),
		);
		const [{ value: first }] = options;
		return {
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [one.value] } },
			options,
			default: first,
		};
	});
	const fields = resources.flatMap((one) =>
		one.operations.flatMap((operation) =>
			operation.properties.map((property) => shownFor(one, operation, property)),
		),
	);
	return [resource, ...operations, ...fields];
}

/** An expression that shows on the canvas what the node does, in the words of the operation's action. */
export function subtitleOf(resources: Resource[]): string {
	const actions = resources.flatMap((resource) =>
		resource.operations.map(({ value, action }) => [`${resource.value}: ${value}`, action]),
	);
	const table = JSON.stringify(Object.fromEntries(actions));
	return `={{ (${table})[$parameter["resource"] + ": " + $parameter["operation"]] }}`;
}

/** The connection of a run, opened once, whether or not any operation asks for it. */
export function lazyAppliance(node: IExecuteFunctions): () => Promise<Appliance> {
	const run = new Memo({ failures: true });
	return async () => await run.get('appliance', async () => await Appliance.open(node));
}
