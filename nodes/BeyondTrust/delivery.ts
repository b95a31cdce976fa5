import type {
	ExecuteWorkflowData,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
} from 'n8n-workflow';
import { deepCopy } from 'n8n-workflow';

import { mailFailure } from '../shared/invite/mailFailure';
import { InputError } from '../shared/session/errors';
import { cleaned, cut } from '../shared/session/text';
import type { ComposedInvite } from './inviteFor';
import { chosen } from './properties/readQueue';

const FIELD = 'Delivery Workflow';
const LONGEST_REASON = 500;

/** The ID of the workflow that delivers. Throws InputError where none is chosen, or the one that asks. */
export function readDeliveryWorkflow(node: IExecuteFunctions, item: number): string {
	const { value } = chosen(node, item, 'deliveryWorkflow');
	const before = 'No session key was made.';
	if (value === '') {
		throw new InputError(
			'No workflow is chosen, so nobody would send the invite.',
			`Choose the workflow that sends it, for example one made from deliver-invite-email.json. ${before}`,
			FIELD,
		);
	}
	if (value === node.getWorkflow().id) {
		throw new InputError(
			'This workflow cannot deliver its own invites.',
			`Choose a different one: this one would call itself endlessly. ${before}`,
			FIELD,
		);
	}
	return value;
}

/**
 * Runs the delivery workflow once with `{ invite, sessionKey, link }`, waits for its end and returns what its last node
 * returned: the item, or the list of several. Throws InputError with the workflow's own reason where it failed; neither
 * link nor code is in it.
 */
export async function deliver(
	node: IExecuteFunctions,
	workflowId: string,
	composed: ComposedInvite,
): Promise<IDataObject | IDataObject[]> {
	const { items, waiting } = await run(node, workflowId, composed);
	if (waiting) {
		// n8n has put this execution to sleep along with the other one; nobody would wake it.
		await node.putExecutionToWait(undefined as unknown as Date);
		throw undelivered(
			'It contains a node that waits, and an invite cannot wait.',
			'Remove that node from it.',
			composed,
		);
	}
	if (items.length === 0) {
		throw undelivered(
			'It ended without returning anything of its own, so the invite may or may not have been sent.',
			'Make its last node return an item once the invite is sent.',
			composed,
		);
	}
	const reported = items.map(failureIn).find((reason) => reason !== undefined);
	if (reported !== undefined) {
		const isSure = items.every(({ json }) => json?.delivered === false);
		throw failed(reported, composed, isSure ? 'input' : undefined);
	}
	const output = items.map(({ json }) => json);
	return output.length === 1 ? output[0] : output;
}

async function run(
	node: IExecuteFunctions,
	workflowId: string,
	composed: ComposedInvite,
): Promise<{ items: INodeExecutionData[]; waiting: boolean }> {
	const { invite, sessionKey } = composed;
	const given = { invite, sessionKey, link: sessionKey.link } as unknown as IDataObject;
	// A copy: the other workflow runs in the same process and may change what it is given.
	const json = deepCopy(given);
	try {
		const result: ExecuteWorkflowData = await node.executeWorkflow(
			{ id: workflowId },
			[{ json }],
			undefined,
			{
				parentExecution: {
					executionId: node.getExecutionId(),
					workflowId: String(node.getWorkflow().id),
					shouldResume: false,
				},
			},
		);
		const returned = (result.data ?? []).flatMap((branch) => branch ?? []);
		// n8n returns the output of the last node that had one: where every later node dropped the invite, its input.
		const echo = JSON.stringify(given);
		const items = returned.filter((item) => JSON.stringify(item.json) !== echo);
		return { items, waiting: Boolean(result.waitTill) };
	} catch (error) {
		if (wasNotRun(error, workflowId)) throw notRun(composed);
		const reason = error instanceof Error ? error.message : String(error);
		throw failed(reason, composed, mailFailure(error));
	}
}

/** Why a workflow that came to its end says that it did not deliver: it may go on after a failure. */
function failureIn({ json, error }: INodeExecutionData): string | undefined {
	const reason: unknown = error ?? json?.error;
	if (!reason) {
		return json?.delivered === false
			? String(json.reason ?? 'It says that the invite was not delivered.')
			: undefined;
	}
	if (typeof reason === 'object' && 'message' in reason) return String(reason.message);
	return typeof reason === 'string' ? reason : 'It returned an error.';
}

/**
 * Whether n8n refused to begin the workflow. It gives such an error no code, but names in it the workflow that it was asked
 * for, which no failure inside a workflow does; so that no sentence of n8n's decides.
 */
function wasNotRun(error: unknown, workflowId: string): boolean {
	const extra = (error as { extra?: { workflowId?: unknown } } | null)?.extra;
	return extra?.workflowId === workflowId;
}

const notRun = (composed: ComposedInvite) =>
	undelivered(
		'It is not published or does not exist.',
		'Publish it, or choose a different one.',
		composed,
		'input',
	);

const failed = (reason: string, composed: ComposedInvite, kind?: InputError['kind']) =>
	undelivered(
		`It failed: ${withoutKey(reason, composed) || 'it gave no reason.'}`,
		'Open its last execution to see where it failed.',
		composed,
		kind,
	);

/** A session key opens a door; errors are stored and shown to more people than the invite is. */
function withoutKey(reason: string, { sessionKey: { code, url } }: ComposedInvite): string {
	const secrets = [String(url), String(url).split('ak=')[1] ?? '', String(code)];
	const told = secrets
		.filter((secret) => secret !== '')
		.reduce((text, secret) => text.replaceAll(secret, '…'), reason);
	return cut(cleaned(told).replace(/\s+/g, ' ').trim(), LONGEST_REASON);
}

/** Once the workflow has begun, nobody knows whether it sent the invite, unless it says so. */
const undelivered = (
	message: string,
	advice: string,
	{ expiresAt }: ComposedInvite,
	kind: InputError['kind'] = 'perhapsDelivered',
) =>
	new InputError(
		message,
		`${advice} The invite counts as not sent. The session key that was made for it expires automatically at ${expiresAt}.`,
		FIELD,
		kind,
	);
