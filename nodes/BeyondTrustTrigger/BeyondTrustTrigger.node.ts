import type {
	IDataObject,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import { API_CREDENTIAL, linkKeyFrom } from '../shared/appliance/linkKey';
import { eventFromBody } from '../shared/session/event';
import { bodyOf } from './body';
import { properties } from './properties';
import { forget, remember } from './remember';
import { isToken, testToken, tokenDigest } from './token';
import type { Filter } from './wanted';
import { isWanted } from './wanted';

const WEBHOOK_CREDENTIAL = 'beyondTrustWebhookApi';

export class BeyondTrustTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'BeyondTrust Remote Support Trigger',
		name: 'beyondTrustTrigger',
		icon: {
			light: 'file:../../icons/beyondtrust.svg',
			dark: 'file:../../icons/beyondtrust.dark.svg',
		},
		group: ['trigger'],
		// Only for version 1 does n8n leave a body alone (with `binaryData` in the options), and above it refuses one in a
		// charset that Node.js does not know. The expression that it evaluates for this costs part of an answer.
		version: 1,
		// `sessionEnded` reads "session ended".
		subtitle: '={{ $parameter["events"].join(", ").replace(/([A-Z])/g, " $1").toLowerCase() }}',
		description:
			'Invite customers to remote support sessions, read what happened in them, and start workflows when they start or end',
		defaults: { name: 'BeyondTrust Remote Support Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'beyondTrustWebhookApi',
				displayName: 'Token in URL',
				required: true,
				testedBy: 'testToken',
				displayOptions: { show: { authentication: ['token'] } },
			},
			{
				name: 'beyondTrustOAuth2Api',
				displayName: 'API Account (Optional, Checks Signatures)',
				required: false,
			},
		],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'beyondtrust',
			},
		],
		triggerPanel: {
			header: 'Listen for an outbound event',
			executionsHelp: {
				inactive:
					'<b>While you build:</b> press the button, then put the test URL, with <code>?token=YOUR_TOKEN</code> at its end, into an outbound event in /login, and end a session. The test URL works for two minutes and takes one event.<br><br><b>In production:</b> publish the workflow and put the production URL, with <code>?token=YOUR_TOKEN</code> at its end, into the outbound event.',
				active:
					'The production URL, with <code>?token=YOUR_TOKEN</code> at its end, belongs in an outbound event in /login. The test URL works for two minutes after you press the button and takes one event.',
			},
			activationHint: 'Publish the workflow to receive events at any time.',
		},
		properties,
	};

	methods = { credentialTest: { testToken } };

	webhookMethods = {
		default: {
			// The appliance offers no way to register an outbound event: it is entered in /login by hand.
			async checkExists(): Promise<boolean> {
				return true;
			},
			async create(): Promise<boolean> {
				return true;
			},
			async delete(): Promise<boolean> {
				return true;
			},
		},
	};

	/**
	 * Only HTTP 200 counts for the appliance, and anything else blocks every later event: all that is authentic gets 200,
	 * with an empty body, before n8n does anything with it. Events are hints: one that is lost because n8n is killed in the
	 * moment after the answer is a session that a sweep finds. Nothing is thrown to n8n, where a stranger could fill the
	 * list of executions.
	 */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const authentic = await isAuthentic(this);
		// Of a stranger nothing is read. What is authentic is read before the answer: the connection may end with it.
		const read = authentic ? await bodyOf(this) : undefined;
		answer(this, authentic ? 200 : 401);
		if (!read) return { noWebhookResponse: true };
		const event = eventFromBody(read.body, {
			linkKey: await linkKeyOfTrigger(this),
			receivedAt: Date.now(),
			problems: read.problems,
		});
		if (!isWanted(event, filterOf(this))) return { noWebhookResponse: true };
		return {
			noWebhookResponse: true,
			workflowData: [[{ json: event as unknown as IDataObject }]],
		};
	}
}

/** Fails closed: a credential that is missing or cannot be read lets nothing in, and the appliance keeps its events. */
async function isAuthentic(context: IWebhookFunctions): Promise<boolean> {
	if (context.getNodeParameter('authentication', 'token') === 'none') return true;
	const given = (context.getQueryData() as IDataObject).token;
	const name = memoryName(context, WEBHOOK_CREDENTIAL);
	const read = async () => {
		const { token } = await context.getCredentials<IDataObject>(WEBHOOK_CREDENTIAL);
		return tokenDigest(token);
	};
	try {
		if (isToken(given, await remember(name, read))) return true;
		// The token may have been changed since it was read.
		return forget(name) && isToken(given, await remember(name, read));
	} catch {
		return false;
	}
}

const memoryName = (context: IWebhookFunctions, credential: string): string =>
	[credential, context.getWorkflow().id, context.getNode().credentials?.[credential]?.id].join(' ');

const linkKeyOfTrigger = async (context: IWebhookFunctions): Promise<string | null> =>
	await remember(memoryName(context, API_CREDENTIAL), async () => await linkKeyFrom(context));

function filterOf(context: IWebhookFunctions): Filter {
	const options = context.getNodeParameter('options', {}) as IDataObject;
	return {
		events: context.getNodeParameter('events', []) as string[],
		applianceIds: String(options.applianceIds ?? '')
			.split(',')
			.map((id) => id.trim().toLowerCase())
			.filter((id) => id !== ''),
		onlySignedLinks: options.onlySignedLinks === true,
	};
}

function answer(context: IWebhookFunctions, status: 200 | 401): void {
	context.getResponseObject().writeHead(status, { 'Content-Length': '0' }).end();
}
