import type {
	IBinaryKeyData,
	IDataObject,
	IExecuteFunctions,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

import { Appliance } from '../shared/appliance/connection';
import { API_CREDENTIAL } from '../shared/appliance/linkKey';
import { Memo } from '../shared/memo';
import { InputError } from '../shared/session/errors';

/** One item of one run of the node. */
export interface Task {
	node: IExecuteFunctions;
	/** Index of the item: every parameter is read at it. */
	item: number;
	/** The connection, opened at its first use and shared by all items of the run. */
	appliance(): Promise<Appliance>;
	/** The key of links and markers; null where the node has no credential. */
	linkKey(): Promise<string | null>;
}

/** Output of one item that carries files besides its fields. */
export class WithFiles {
	constructor(
		readonly json: IDataObject,
		readonly binary: IBinaryKeyData,
	) {}
}

/** The credential that holds what a desk's calls prove themselves with. */
export const DESK_CREDENTIAL = 'beyondTrustDeskWebhookApi';

/** One operation: what the editor shows, what it needs, what it does. Returns the output of one item. */
export interface Operation {
	value: string;
	name: string;
	action: string;
	description: string;
	properties: INodeProperties[];
	/** Whether it needs the credential: `required` unless said otherwise. */
	appliance?: 'required' | 'optional' | 'none';
	/** Whether it runs once for all items that come in, as rows of a table, and gives one answer: once `each` unless said otherwise. */
	takes?: 'each' | 'all';
	/** Whether it can be given the secret of a desk's calls. */
	hasDeskSecret?: boolean;
	/** Whether only the templates need it: an AI agent is not offered it. */
	isRule?: boolean;
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

/** n8n shows an agent's tool what is not hidden by this key (`@tool`, n8n-workflow). */
const hiddenFromTools = (isRule = false): Pick<INodePropertyOptions, 'displayOptions'> =>
	isRule ? { displayOptions: { hide: { '@tool': [true] } } } : {};

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
		options: byName(resources).map((one) => ({
			name: one.name,
			value: one.value,
			description: one.description,
			...hiddenFromTools(one.operations.every(({ isRule }) => isRule)),
		})),
		default: 'session',
	};
	const operations = resources.map((one): INodeProperties => {
		const options: INodePropertyOptions[] = byName(one.operations).map(
			({ name, value, action, description, isRule }) => ({
				name,
				value,
				action,
				description,
				...hiddenFromTools(isRule),
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

const isChosen = (node: IExecuteFunctions) => Boolean(node.getNode().credentials?.[API_CREDENTIAL]);

/** What the items of a run share: the connection, opened once, whether or not any operation asks for it. */
export function connectionOf(node: IExecuteFunctions): Pick<Task, 'appliance' | 'linkKey'> {
	const run = new Memo({ failures: true });
	const appliance = async () => {
		if (!isChosen(node)) {
			throw new InputError(
				'This node has no credential.',
				"Choose or make a BeyondTrust OAuth2 API credential under 'Credential to connect with'.",
				'Credential',
			);
		}
		return await run.get('appliance', async () => await Appliance.open(node));
	};
	return {
		appliance,
		linkKey: async () => (isChosen(node) ? (await appliance()).linkKey : null),
	};
}

/** Values of the operations that never use a credential. Values are unique among those that do. */
export const withoutCredential = (resources: Resource[]): string[] =>
	resources
		.flatMap(({ operations }) => operations)
		.filter(({ appliance }) => appliance === 'none')
		.map(({ value }) => value);

/** Values of the operations that can be given the secret of a desk's calls. */
export const withDeskSecret = (resources: Resource[]): string[] =>
	resources
		.flatMap(({ operations }) => operations)
		.filter(({ hasDeskSecret }) => hasDeskSecret)
		.map(({ value }) => value);
