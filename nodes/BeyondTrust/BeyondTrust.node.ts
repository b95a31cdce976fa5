import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { ErrorKind } from '../shared/appliance/errors';
import { errorKindOf, toNodeError } from '../shared/appliance/errors';
import { testDeskSecret } from './deskSecret';
import { inOrder } from './inOrder';
import { searchIssues, searchRepresentatives, searchTeams } from './listSearch';
import type { Task } from './operation';
import {
	connectionOf,
	propertiesOf,
	subtitleOf,
	withDeskSecret,
	WithFiles,
	withoutCredential,
} from './operation';
import { findOperation, resources } from './resources';
import { unknownOperation } from './unknownOperation';

/**
 * Items under way at a time. The appliance answers in a few hundredths of a second and allows 20 requests a second, so
 * more would only wait for their turn.
 */
const ITEMS_AT_A_TIME = 5;

// Programmatic, not declarative: the appliance speaks XML, takes forms, and reports failures with HTTP 200.
export class BeyondTrust implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'BeyondTrust Remote Support',
		name: 'beyondTrust',
		icon: {
			light: 'file:../../icons/beyondtrust.svg',
			dark: 'file:../../icons/beyondtrust.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Invite customers to remote support sessions and read what happened in them',
		defaults: { name: 'BeyondTrust Remote Support' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'beyondTrustOAuth2Api',
				// Not required: n8n knows one such setting for all operations, and a note can be rendered without. Every other
				// operation says in words that the credential is missing.
				required: false,
				displayOptions: { hide: { operation: withoutCredential(resources) } },
			},
			{
				name: 'beyondTrustDeskWebhookApi',
				required: false,
				testedBy: 'testDeskSecret',
				displayOptions: { show: { operation: withDeskSecret(resources) } },
			},
		],
		properties: propertiesOf(resources),
	};

	methods = {
		credentialTest: { testDeskSecret },
		listSearch: { searchIssues, searchRepresentatives, searchTeams },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const connection = connectionOf(this);
		const runItem = async (item: number): Promise<INodeExecutionData[]> => {
			const task: Task = { node: this, item, ...connection };
			try {
				const resource = this.getNodeParameter('resource', item) as string;
				const name = operationOf(this, item);
				const operation = findOperation(resource, name) ?? unknownOperation(resource, name);
				return paired(await operation.execute(task), item);
			} catch (error) {
				const failure = toNodeError(this.getNode(), error, item);
				if (!this.continueOnFail()) throw failure;
				return [failed(failure, errorKindOf(error), item)];
			}
		};
		const outputs = await inOrder(runs(this), ITEMS_AT_A_TIME, runItem);
		return [outputs.flat()];
	}
}

/** Empty where the resource is unknown, too: n8n leaves out parameters that nothing describes. */
const operationOf = (node: IExecuteFunctions, item: number) =>
	node.getNodeParameter('operation', item, '') as string;

/** How often the node runs: once an item, or once for all of them. */
function runs(node: IExecuteFunctions): number {
	const items = node.getInputData().length;
	if (items === 0) return 0;
	const resource = node.getNodeParameter('resource', 0) as string;
	const operation = findOperation(resource, operationOf(node, 0));
	return operation?.takes === 'all' ? 1 : items;
}

function paired(
	output: IDataObject | IDataObject[] | WithFiles,
	item: number,
): INodeExecutionData[] {
	if (output instanceof WithFiles) {
		return [{ json: output.json, binary: output.binary, pairedItem: { item } }];
	}
	return (Array.isArray(output) ? output : [output]).map((json) => ({
		json,
		pairedItem: { item },
	}));
}

/**
 * An item with `error`, `message` and `details` alone goes to the error output where there is one, and there n8n adds
 * the fields that came in, so that it can be tried again. With any other field it would not go there; an item with an
 * `error` of its own would lose them all but the message.
 */
function failed(
	failure: Error & { description?: string | null },
	errorKind: ErrorKind,
	item: number,
): INodeExecutionData {
	const json: IDataObject = { error: failure.message, details: { errorKind } };
	if (failure.description) json.message = failure.description;
	return { json, pairedItem: { item } };
}
