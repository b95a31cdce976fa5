import { randomUUID } from 'node:crypto';

import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import type {
	ExecuteWorkflowData,
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IDataObject,
	IExecuteData,
	INode,
	IBinaryKeyData,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRunExecutionData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow, createRunExecutionData } from 'n8n-workflow';

import { BeyondTrustOAuth2Api } from '../../credentials/BeyondTrustOAuth2Api.credentials';
import { BeyondTrust } from '../../nodes/BeyondTrust/BeyondTrust.node';

/** What the API credential of a test holds. */
export interface ApiCredential {
	host: string;
	clientId: string;
	clientSecret: string;
	linkSecret?: string;
	accessTokenUrl?: string;
	ignoreSslIssues?: boolean;
}

const nodeType = new BeyondTrust() as unknown as INodeType;

const nodeTypes: INodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

/** Hidden fields of the credential are expressions over its own fields; n8n evaluates them, and so does this, with n8n's evaluator. */
function resolved(credential: ICredentialDataDecryptedObject): ICredentialDataDecryptedObject {
	const workflow = new Workflow({ nodes: [], connections: {}, active: false, nodeTypes });
	const complete: ICredentialDataDecryptedObject = {};
	for (const { name, default: value } of new BeyondTrustOAuth2Api().properties) {
		const given = credential[name] ?? (value as string | boolean);
		complete[name] =
			typeof given === 'string' && given.startsWith('=')
				? (workflow.expression.getSimpleParameterValue(
						{ name: 'x', parameters: {} } as INode,
						given.replaceAll('$self', '$credential'),
						'internal',
						{ $credential: credential } as never,
					) as string)
				: given;
	}
	return complete;
}

/** The credential store of one test: real enough for n8n's request helpers to fetch, keep and renew a token in it. */
function storeOf(credential: ICredentialDataDecryptedObject) {
	let stored = credential;
	return {
		getParentTypes: () => ['oAuth2Api'],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => ({
			...resolved(stored),
			...(stored.oauthTokenData ? { oauthTokenData: stored.oauthTokenData } : {}),
		}),
		getCredentialsProperties: () => new BeyondTrustOAuth2Api().properties,
		runPreAuthentication: async () => undefined,
		preAuthentication: async () => undefined,
		updateCredentialsOauthTokenData: async (
			_node: unknown,
			_type: unknown,
			data: ICredentialDataDecryptedObject,
		) => {
			stored = { ...stored, oauthTokenData: data.oauthTokenData };
		},
	} as unknown as ICredentialsHelper;
}

/** Stands for the workflows that a node can call; n8n's own context calls it. */
export type SubWorkflow = (
	id: string,
	items: INodeExecutionData[],
) => Promise<ExecuteWorkflowData> | ExecuteWorkflowData;

interface Bench {
	workflow: Workflow;
	node: INode;
	additionalData: IWorkflowExecuteAdditionalData;
}

/** One credential as n8n keeps it: several runs that share it share its token. */
export function credentialStore(credential: ApiCredential): ICredentialsHelper {
	return storeOf({ ...credential } as unknown as ICredentialDataDecryptedObject);
}

function bench(
	store: ICredentialsHelper,
	parameters: IDataObject,
	continueOnFail: boolean,
	executeWorkflow?: SubWorkflow,
): Bench {
	const node: INode = {
		id: randomUUID(),
		name: 'BeyondTrust Remote Support',
		type: 'n8n-nodes-beyondtrust.beyondTrust',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
		credentials: { beyondTrustOAuth2Api: { id: randomUUID(), name: 'BeyondTrust account' } },
		...(continueOnFail ? { onError: 'continueRegularOutput' as const } : {}),
	};
	const workflow = new Workflow({
		id: 'test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes,
		settings: { timezone: 'UTC' },
	});
	const additionalData = {
		credentialsHelper: store,
		currentNodeParameters: parameters,
		executionId: randomUUID(),
		webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
		formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
		variables: {},
		hooks: undefined,
		// n8n's own needs a server: it reads the workflow from the database.
		executeWorkflow: async (
			{ id }: { id: string },
			_additionalData: unknown,
			{ inputData }: { inputData: INodeExecutionData[] },
		) => {
			if (!executeWorkflow) throw new Error('Workflow does not exist.');
			return await executeWorkflow(id, inputData);
		},
	} as unknown as IWorkflowExecuteAdditionalData;
	return { workflow, node, additionalData };
}

export interface Run {
	/** Parameters of the node; expressions (`={{ … }}`) are evaluated by n8n at each item. */
	parameters: IDataObject;
	store: ICredentialsHelper;
	items?: IDataObject[];
	/** Files of each item. */
	binary?: IBinaryKeyData;
	continueOnFail?: boolean;
	abortSignal?: AbortSignal;
	executeWorkflow?: SubWorkflow;
	/** Gets what the run left in its execution, for instance whether it waits. */
	inspect?: (run: IRunExecutionData, context: ExecuteContext) => void;
}

/** Runs the action node in n8n's own execution context and returns its items, or throws what the node throws. */
export async function runNode({
	parameters,
	store,
	items = [{}],
	binary,
	continueOnFail = false,
	abortSignal,
	executeWorkflow,
	inspect,
}: Run): Promise<INodeExecutionData[]> {
	const { workflow, node, additionalData } = bench(
		store,
		parameters,
		continueOnFail,
		executeWorkflow,
	);
	const input: INodeExecutionData[] = items.map((json, item) => ({
		json,
		...(binary ? { binary } : {}),
		pairedItem: { item },
	}));
	const executeData: IExecuteData = { data: { main: [input] }, node, source: null };
	const run: IRunExecutionData = createRunExecutionData({ resultData: { runData: {} } });
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		run,
		0,
		input,
		{ main: [input] },
		executeData,
		[],
		abortSignal,
	);
	const output = await nodeType.execute
		?.call(context as never)
		.finally(() => inspect?.(run, context));
	return (output as INodeExecutionData[][])[0];
}

/** What a run throws; fails where it throws nothing. */
export async function failureOf(run: Promise<unknown>): Promise<Error & { description?: string }> {
	const outcome = await run.then(
		(value) => ({ value }),
		(error: Error & { description?: string }) => ({ error }),
	);
	if ('error' in outcome) return outcome.error;
	throw new Error(
		`Nothing was thrown; the run returned ${JSON.stringify(outcome.value).slice(0, 300)}`,
	);
}

/** Calls a picker of the node as the editor does. */
export async function pick(
	method: string,
	store: ICredentialsHelper,
	filter?: string,
): Promise<Array<{ name: string; value: unknown }>> {
	const { workflow, node, additionalData } = bench(store, {}, false);
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	const search = nodeType.methods?.listSearch?.[method];
	if (!search) throw new Error(`No picker ${method}`);
	const { results } = await search.call(context, filter);
	return results;
}
