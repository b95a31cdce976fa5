import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { WebhookContext } from 'n8n-core';
import type {
	ICredentialsHelper,
	IDataObject,
	INode,
	INodeType,
	INodeTypes,
	IWebhookData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { BeyondTrustTrigger } from '../../nodes/BeyondTrustTrigger/BeyondTrustTrigger.node';

const nodeType = new BeyondTrustTrigger() as unknown as INodeType;
const nodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
} as unknown as INodeTypes;

const credentials = (token: string) =>
	({
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		getDecrypted: async () => ({ token }),
		getCredentialsProperties: () => [],
	}) as unknown as ICredentialsHelper;

/** What n8n's server does to a request before the node runs: it offers to read the body, and does not parse it. */
async function prepare(request: IncomingMessage) {
	const readRawBody = async function (this: { rawBody?: Buffer }) {
		const pieces: Buffer[] = [];
		for await (const piece of request) pieces.push(piece as Buffer);
		this.rawBody ??= Buffer.concat(pieces);
	};
	const query = Object.fromEntries(new URL(request.url ?? '', 'http://x').searchParams);
	return Object.assign(request, { body: {}, params: {}, query, readRawBody });
}

/** A published trigger in n8n's own context, behind a server on loopback: its address, and the events it passed on. */
export async function listeningTrigger(parameters: IDataObject, token: string) {
	const node: INode = {
		id: randomUUID(),
		name: 'Event',
		type: 'n8n-nodes-beyondtrust.beyondTrustTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {
			authentication: 'token',
			options: { binaryData: true },
			...parameters,
		} as INode['parameters'],
		credentials: { beyondTrustWebhookApi: { id: randomUUID(), name: 'Token' } },
	};
	const workflow = new Workflow({
		id: randomUUID(),
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
	});
	const events: IDataObject[] = [];
	const answer = async (httpRequest: IncomingMessage, httpResponse: ServerResponse) => {
		const additionalData = {
			credentialsHelper: credentials(token),
			httpRequest: await prepare(httpRequest),
			httpResponse,
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const webhookData = { webhookDescription: { name: 'default' } } as unknown as IWebhookData;
		const context = new WebhookContext(
			workflow,
			node,
			additionalData,
			'webhook',
			webhookData,
			[],
			null,
		);
		const { workflowData = [] } = (await nodeType.webhook?.call(context as never)) ?? {};
		for (const { json } of workflowData.flat()) events.push(json);
	};
	const server = createServer((request, response) => void answer(request, response));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook?token=${token}`,
		events,
		async close() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		},
	};
}
