import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Json } from './executions.mts';
import { root } from './prepared.mts';

export interface CredentialReference {
	id: string;
	name: string;
}

export interface WorkflowNode {
	id?: string;
	name: string;
	type: string;
	typeVersion: number;
	position?: [number, number];
	parameters: Json;
	credentials?: Record<string, CredentialReference>;
	webhookId?: string;
	disabled?: boolean;
	[key: string]: unknown;
}

export interface WorkflowJson {
	name?: string;
	nodes: WorkflowNode[];
	connections: Json;
	settings?: Json;
	pinData?: Json;
	[key: string]: unknown;
}

/** What a person would fill in after importing a template. */
export interface TemplateAnswers {
	/** Name of the new workflow; default the template's. */
	name?: string;
	/** Credentials by the name the template gives them, or else by type. */
	credentials?: Record<string, CredentialReference>;
	/** Credentials of single nodes: node name -> credential type -> credential. Wins over `credentials`. */
	nodeCredentials?: Record<string, Record<string, CredentialReference>>;
	/** Parameters of single nodes: node name -> what to merge in at the top level, or a function of the old ones. */
	parameters?: Record<string, Json | ((parameters: Json) => Json)>;
	/** Values of the node "Settings" (a Set node), by field name. */
	settings?: Json;
	/** Added to the settings of the workflow itself. */
	workflowSettings?: Json;
}

/** A template of the package, by the name of its file. */
export async function readTemplate(file: string): Promise<WorkflowJson> {
	return JSON.parse(await readFile(path.join(root, 'workflows', file), 'utf8')) as WorkflowJson;
}

interface Assignment {
	name: string;
	value: unknown;
}

function withSettings(parameters: Json, settings: Json): Json {
	const { assignments } = parameters.assignments as { assignments: Assignment[] };
	const known = new Set(assignments.map(({ name }) => name));
	const unknown = Object.keys(settings).filter((name) => !known.has(name));
	if (unknown.length > 0) throw new Error(`The template has no setting ${unknown.join(', ')}`);
	return {
		...parameters,
		assignments: {
			assignments: assignments.map((one) =>
				one.name in settings ? { ...one, value: settings[one.name] } : one,
			),
		},
	};
}

/** Credential types a node asks for, as far as its own parameters and the template tell. */
function credentialTypesOf(node: WorkflowNode): string[] {
	if (node.credentials) return Object.keys(node.credentials);
	const { authentication, genericAuthType, nodeCredentialType } = node.parameters;
	if (authentication === 'genericCredentialType') return [String(genericAuthType)];
	if (authentication === 'predefinedCredentialType') return [String(nodeCredentialType)];
	if (node.type === 'n8n-nodes-base.emailSend') return ['smtp'];
	if (node.type === 'n8n-nodes-base.postgres') return ['postgres'];
	if (node.type === 'n8n-nodes-beyondtrust.beyondTrust') {
		const isDesk = node.parameters.resource === 'desk';
		return [isDesk ? 'beyondTrustDeskWebhookApi' : 'beyondTrustOAuth2Api'];
	}
	if (node.type === 'n8n-nodes-beyondtrust.beyondTrustPollTrigger') return ['beyondTrustOAuth2Api'];
	if (node.type === 'n8n-nodes-beyondtrust.beyondTrustTrigger') {
		// The second one only tells whether the link of an event is signed.
		return ['beyondTrustWebhookApi', 'beyondTrustOAuth2Api'];
	}
	return [];
}

function credentialsFor(node: WorkflowNode, answers: TemplateAnswers) {
	const chosen: Record<string, CredentialReference> = {};
	for (const type of credentialTypesOf(node)) {
		const named = node.credentials?.[type]?.name;
		const found = (named && answers.credentials?.[named]) || answers.credentials?.[type];
		if (found) chosen[type] = { id: found.id, name: found.name };
	}
	return { ...chosen, ...answers.nodeCredentials?.[node.name] };
}

/**
 * A template with its blanks filled in, as `POST /rest/workflows` takes it.
 *
 * @throws when an answer names a node or setting that the template does not have
 */
export function fillTemplate(template: WorkflowJson, answers: TemplateAnswers): WorkflowJson {
	const names = new Set(template.nodes.map(({ name }) => name));
	const addressed = [
		...Object.keys(answers.nodeCredentials ?? {}),
		...Object.keys(answers.parameters ?? {}),
		...(answers.settings ? ['Settings'] : []),
	];
	const missing = addressed.filter((name) => !names.has(name));
	if (missing.length > 0) throw new Error(`The template has no node ${missing.join(', ')}`);
	const nodes = template.nodes.map((node) => {
		const change = answers.parameters?.[node.name];
		let parameters =
			typeof change === 'function' ? change(node.parameters) : { ...node.parameters, ...change };
		if (node.name === 'Settings' && answers.settings) {
			parameters = withSettings(parameters, answers.settings);
		}
		const credentials = credentialsFor(node, answers);
		return {
			...node,
			// As the editor does on import: templates bring no address for our trigger along.
			...(node.type === 'n8n-nodes-beyondtrust.beyondTrustTrigger' && !node.webhookId
				? { webhookId: randomUUID() }
				: {}),
			id: node.id ?? randomUUID(),
			position: node.position ?? ([0, 0] as [number, number]),
			parameters,
			...(Object.keys(credentials).length > 0 ? { credentials } : {}),
		};
	});
	const { name, connections, settings, pinData } = template;
	return {
		name: answers.name ?? name ?? 'Imported workflow',
		nodes,
		connections,
		settings: { ...settings, ...answers.workflowSettings },
		...(pinData ? { pinData } : {}),
	};
}
