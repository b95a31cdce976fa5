/** What tests do with workflows by n8n's own REST interface. Long, because it is one list of calls that share a connection. */

import { type Execution, executionCalls, type Json } from './executions.mts';
import { eventually, type Rest, RestError } from './rest.mts';
import {
	fillTemplate,
	type TemplateAnswers,
	type WorkflowJson,
	type WorkflowNode,
} from './template.mts';

export interface Workflow extends WorkflowJson {
	id: string;
	name: string;
	versionId: string;
	active: boolean;
}

export interface NodeType {
	name: string;
	displayName: string;
	version: number | number[];
	properties: Json[];
	credentials?: Array<{ name: string; required?: boolean }>;
	webhooks?: Array<{
		name: string;
		httpMethod: string;
		path: string;
		isFullPath?: boolean;
		restartWebhook?: boolean;
	}>;
	[key: string]: unknown;
}

/** A published webhook of a workflow. */
export interface PublishedWebhook {
	node: string;
	method: string;
	url: string;
}

export function workflowCalls(url: string, rest: Rest) {
	const { waitForExecution } = executionCalls(rest);
	let types: NodeType[] | undefined;

	/** Descriptions of all node types n8n has loaded. */
	async function nodeTypes(): Promise<NodeType[]> {
		types ??= await rest<NodeType[]>('GET', '/types/nodes.json');
		return types;
	}

	/** Saves a workflow as it is; ids and positions that its nodes lack are filled in. */
	async function createWorkflow(workflow: WorkflowJson): Promise<Workflow> {
		return await importTemplate(workflow);
	}

	/** Imports a template as a person would: new ids, credentials chosen, settings filled in. */
	async function importTemplate(
		template: WorkflowJson,
		answers: TemplateAnswers = {},
	): Promise<Workflow> {
		// n8n 2.0 wants to be told that it is not published yet.
		const workflow = { active: false, ...fillTemplate(template, answers) };
		return await rest<Workflow>('POST', '/rest/workflows', workflow);
	}

	async function getWorkflow(id: string): Promise<Workflow> {
		return await rest<Workflow>('GET', `/rest/workflows/${id}`);
	}

	/** Changes a saved workflow; a published one keeps running its old version until it is published again. */
	async function updateWorkflow(id: string, changes: Partial<WorkflowJson>): Promise<Workflow> {
		const { versionId } = await getWorkflow(id);
		return await rest<Workflow>('PATCH', `/rest/workflows/${id}`, { versionId, ...changes });
	}

	async function listWorkflows(): Promise<Workflow[]> {
		return (await rest<{ data: Workflow[] }>('GET', '/rest/workflows')).data;
	}

	/** The production webhooks of a workflow, by its nodes' own descriptions. */
	async function webhooksOf(workflow: WorkflowJson): Promise<PublishedWebhook[]> {
		const known = await nodeTypes();
		return (
			workflow.nodes
				// The further pages of a form answer only while an execution waits at them.
				.filter((node) => !node.disabled && node.type !== 'n8n-nodes-base.form')
				.flatMap((node) => {
					const { webhooks = [] } = known.find(({ name }) => name === node.type) ?? {};
					return (
						webhooks
							// Those that restart answer only while an execution waits at their node.
							.filter(({ name, restartWebhook }) => name === 'default' && !restartWebhook)
							.map((webhook) => ({
								node: node.name,
								method: resolved(webhook.httpMethod, node, 'GET'),
								url: `${url}/${isForm(node) ? 'form' : 'webhook'}/${pathOf(webhook, node)}`,
							}))
					);
				})
		);
	}

	/**
	 * Publishes a workflow and waits until its triggers run and its webhooks answer: n8n does that a moment after the
	 * call has returned. @returns its webhooks
	 */
	async function publish(id: string, timeout = 30_000): Promise<PublishedWebhook[]> {
		const workflow = await getWorkflow(id);
		if (!(await activates(workflow))) return [];
		await waitForPublication(id, timeout);
		const webhooks = await webhooksOf(workflow);
		for (const webhook of webhooks) await waitForWebhook(webhook, true, timeout);
		return webhooks;
	}

	/** Has n8n publish a workflow. @returns false where this n8n has no need to, as n8n 1 with one that only others call */
	async function activates({ id, versionId }: Workflow): Promise<boolean> {
		try {
			await rest('POST', `/rest/workflows/${id}/activate`, { versionId });
			return true;
		} catch (error) {
			if (error instanceof RestError && error.message.includes('has no node to start'))
				return false;
			throw error;
		}
	}

	/** An n8n that cannot tell has published when the call returns. */
	async function publicationOf(id: string): Promise<{ status: string; triggers: Json[] }> {
		return await rest<{ status: string; triggers: Json[] }>(
			'GET',
			`/rest/workflows/${id}/publication-status`,
		).catch((error: unknown) => {
			if (error instanceof RestError && error.status === 404)
				return { status: 'published', triggers: [] };
			throw error;
		});
	}

	async function waitForPublication(id: string, timeout: number) {
		await eventually(
			`workflow ${id} published`,
			async () => {
				const { status, triggers } = await publicationOf(id);
				if (status === 'failed' || status === 'partial') {
					throw new Error(`n8n could not publish the workflow: ${JSON.stringify(triggers)}`);
				}
				return status === 'published' ? true : undefined;
			},
			{ timeout },
		);
	}

	/** A preflight request names the methods of a registered webhook and starts no execution. */
	async function isRegistered(webhook: PublishedWebhook): Promise<boolean> {
		const answer = await fetch(webhook.url, { method: 'OPTIONS', headers: { origin: url } });
		const methods = answer.headers.get('access-control-allow-methods') ?? '';
		return methods.includes(webhook.method);
	}

	async function waitForWebhook(webhook: PublishedWebhook, registered: boolean, timeout: number) {
		await eventually(
			`${webhook.method} ${webhook.url} ${registered ? 'registered' : 'gone'}`,
			async () => ((await isRegistered(webhook)) === registered ? true : undefined),
			{ timeout },
		);
	}

	/** Takes a workflow off and waits until its webhooks no longer answer. */
	async function deactivate(id: string, timeout = 30_000): Promise<void> {
		const webhooks = await webhooksOf(await getWorkflow(id));
		await rest('POST', `/rest/workflows/${id}/deactivate`, {});
		for (const webhook of webhooks) await waitForWebhook(webhook, false, timeout);
	}

	/** Deletes a workflow; n8n wants it archived before. */
	async function deleteWorkflow(id: string): Promise<void> {
		await rest('POST', `/rest/workflows/${id}/archive`, {});
		await rest('DELETE', `/rest/workflows/${id}`);
	}

	/**
	 * Runs a workflow by hand, as the editor's button does, and waits for its end.
	 *
	 * @param trigger name of the trigger to start from; default the first Manual Trigger
	 * @returns the ended execution, successful or not
	 */
	async function runWorkflow(id: string, trigger?: string, timeout = 60_000): Promise<Execution> {
		const workflowData = await getWorkflow(id);
		const { nodes } = workflowData;
		const name = trigger ?? nodes.find(({ type }) => type === 'n8n-nodes-base.manualTrigger')?.name;
		if (!name)
			throw new Error('The workflow has no Manual Trigger; name the trigger to start from');
		const started = await rest<{ executionId?: string }>('POST', `/rest/workflows/${id}/run`, {
			triggerToStartFrom: { name },
			// n8n 2.41 runs what is saved; n8n 2.0 runs what it is sent.
			workflowData,
		});
		if (!started.executionId) throw new Error(`'${name}' waits for a call instead of running`);
		return await waitForExecution(started.executionId, timeout);
	}

	/** Creates a workflow, runs it by hand, deletes it. For a test of one node. */
	async function runOnce(workflow: WorkflowJson, timeout = 60_000): Promise<Execution> {
		const { id } = await createWorkflow({ name: 'Run once', ...workflow });
		try {
			return await runWorkflow(id, undefined, timeout);
		} finally {
			await deleteWorkflow(id);
		}
	}

	/** What the editor shows in a resource locator's list. `method` is the node's listSearch method. */
	async function nodeParameterOptions(request: {
		nodeType: string;
		version?: number;
		parameter: string;
		method: string;
		parameters?: Json;
		credentials?: WorkflowNode['credentials'];
		filter?: string;
		paginationToken?: string;
	}): Promise<{
		results: Array<{ name: string; value: string | number; url?: string }>;
		paginationToken?: unknown;
	}> {
		return await rest('POST', '/rest/dynamic-node-parameters/resource-locator-results', {
			path: `parameters.${request.parameter}`,
			methodName: request.method,
			nodeTypeAndVersion: { name: request.nodeType, version: request.version ?? 1 },
			currentNodeParameters: request.parameters ?? {},
			credentials: request.credentials,
			filter: request.filter,
			paginationToken: request.paginationToken,
		});
	}

	return {
		nodeTypes,
		createWorkflow,
		importTemplate,
		getWorkflow,
		updateWorkflow,
		listWorkflows,
		webhooksOf,
		publish,
		deactivate,
		deleteWorkflow,
		runWorkflow,
		runOnce,
		nodeParameterOptions,
	};
}

const isForm = ({ type }: WorkflowNode) => type === 'n8n-nodes-base.formTrigger';

/** A description's value: plain, or an expression that names one parameter of the node. */
function resolved(value: string, node: WorkflowNode, otherwise: string): string {
	const parameter = /\$parameter\["(\w+)"\]/.exec(value)?.[1];
	if (!parameter) return value;
	return String(node.parameters[parameter] ?? otherwise);
}

function pathOf(webhook: { path: string; isFullPath?: boolean }, node: WorkflowNode): string {
	const { options } = node.parameters as { options?: { path?: string } };
	const path = isForm(node) ? (options?.path ?? '') : resolved(webhook.path, node, '');
	return webhook.isFullPath && path ? path : [node.webhookId, path].filter(Boolean).join('/');
}
