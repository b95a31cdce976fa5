import type { Credential, WorkflowJson, WorkflowNode } from '../test/harness/api.mts';
import { rivalNote } from './rivalNote.mts';

interface Places {
	applianceUrl: string;
	deskUrl: string;
	/** OAuth2 credentials for the APIs of the appliance and of the desk. */
	credentials: Record<string, Credential>;
}

type Step = Pick<WorkflowNode, 'type' | 'typeVersion' | 'parameters' | 'credentials' | 'webhookId'>;

const WEBHOOK = 'Webhook';
const REPORT = 'Get the report';
const XML = 'XML';
const COMPLETE = 'Is it complete?';
const WAIT = 'Wait';
const NOTE = 'Make the note';
const POST = 'Put it on the ticket';

const base = (type: string, typeVersion: number, parameters: Record<string, unknown>) => ({
	type: `n8n-nodes-base.${type}`,
	typeVersion,
	parameters,
});

const request = (credential: Credential, url: string, more: Record<string, unknown>) => ({
	...base('httpRequest', 4.2, {
		url,
		authentication: 'genericCredentialType',
		genericAuthType: 'oAuth2Api',
		...more,
	}),
	credentials: { oAuth2Api: { id: credential.id, name: credential.name } },
});

const getReport = (credential: Credential, applianceUrl: string) =>
	request(credential, `${applianceUrl}/api/reporting`, {
		sendQuery: true,
		queryParameters: {
			parameters: [
				{ name: 'generate_report', value: 'SupportSession' },
				{ name: 'lsid', value: `={{ $('${WEBHOOK}').first().json.body.lsid }}` },
			],
		},
		options: { response: { response: { responseFormat: 'text' } } },
	});

const isComplete = base('if', 2.2, {
	conditions: {
		options: { caseSensitive: true, leftValue: '', typeValidation: 'loose', version: 2 },
		conditions: [
			{
				id: 'complete',
				leftValue: '={{ $json.session_list.session.end_time.timestamp }}',
				rightValue: '',
				operator: { type: 'string', operation: 'notEmpty', singleValue: true },
			},
		],
		combinator: 'and',
	},
	options: {},
});

const webhook = {
	webhookId: '33333333-3333-4333-8333-333333333333',
	...base('webhook', 2.1, {
		httpMethod: 'POST',
		path: 'by-hand',
		responseMode: 'onReceived',
		options: { noResponseBody: true },
	}),
};

const to = (...names: string[]) => ({
	main: names.map((node) => [{ node, type: 'main', index: 0 }]),
});

/**
 * What a skilled user builds without this package: the event answered at once, the report fetched with n8n's generic
 * OAuth2, n8n's XML node, looked at again after the Wait node's own five seconds where it is not complete, the note made in
 * a Code node, one call to the desk. It checks no token and no signature, writes in nobody's name, writes again for an
 * event that comes again, and after a crash knows of nothing.
 */
export function rival({ applianceUrl, deskUrl, credentials }: Places): WorkflowJson {
	const post = {
		method: 'POST',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: '={{ JSON.stringify([$json]) }}',
		options: {},
	};
	const nodes: Record<string, Step> = {
		[WEBHOOK]: webhook,
		[REPORT]: getReport(credentials.appliance, applianceUrl),
		[XML]: base('xml', 1, { mode: 'xmlToJson', dataPropertyName: 'data', options: {} }),
		[COMPLETE]: isComplete,
		[WAIT]: { ...base('wait', 1.1, {}), webhookId: '44444444-4444-4444-8444-444444444444' },
		[NOTE]: base('code', 2, {
			mode: 'runOnceForAllItems',
			language: 'javaScript',
			jsCode: rivalNote,
		}),
		[POST]: request(credentials.desk, `${deskUrl}/api/Actions`, post),
	};
	return {
		name: 'By hand',
		nodes: Object.entries(nodes).map(([name, node], index) => ({
			...node,
			name,
			position: [index * 220, name === WAIT ? 220 : 0] as [number, number],
		})),
		connections: {
			[WEBHOOK]: to(REPORT),
			[REPORT]: to(XML),
			[XML]: to(COMPLETE),
			[COMPLETE]: to(NOTE, WAIT),
			[WAIT]: to(REPORT),
			[NOTE]: to(POST),
		},
		settings: { executionOrder: 'v1' },
	};
}
