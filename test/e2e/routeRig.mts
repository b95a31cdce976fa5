import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { deriveLinkKey, formatLink } from '../../nodes/shared/session/link';
import { startAppliance, type Appliance } from '../appliance/server.mts';
import type { StartInput } from '../appliance/session.mts';
import { startDesk, type Desk } from '../desk/server.mts';
import {
	type Credential,
	eventually,
	type Execution,
	type Json,
	type WorkflowJson,
} from '../harness/api.mts';
import { type N8n, startN8n } from '../harness/n8n.mts';
import { root } from '../harness/prepared.mts';

const TOKEN = 'a-token-of-the-outbound-event';
export const LEDGER = 'beyondtrust_sessions';

/** A published copy of the route, with settings of its own. */
export interface Route {
	workflowId: string;
	/** What the outbound event calls, with its token. */
	url: string;
}

const readTemplate = async (name: string) =>
	JSON.parse(await readFile(path.join(root, 'workflows', name), 'utf8')) as WorkflowJson;

/** A real n8n with the route published, a simulated appliance and a simulated desk. `setup.json` has run once. */
export async function startRig() {
	const [n8n, appliance, desk] = await Promise.all([
		startN8n(),
		startAppliance({ reportLag: 0 }),
		startDesk(),
	]);
	await n8n.api.setupOwner();
	const credentials = await createCredentials(n8n, appliance, desk);
	const setup = await n8n.api.importTemplate(await readTemplate('setup.json'), { credentials });

	/** Runs the set-up template by hand. */
	const runSetup = async (): Promise<Execution> => await n8n.api.runWorkflow(setup.id);

	/** Publishes one more copy of the route. `maxWait` is in seconds. */
	async function publishRoute(settings: Json = {}, maxWait?: number): Promise<Route> {
		const template = await readTemplate('route-sessions-halopsa.json');
		// Two published workflows cannot share a path.
		const nodes = template.nodes.map((node) =>
			node.webhookId ? { ...node, webhookId: randomUUID() } : node,
		);
		const { id } = await n8n.api.importTemplate(
			{ ...template, nodes },
			{
				credentials,
				settings: { haloUrl: desk.url, ...settings },
				...(maxWait === undefined
					? {}
					: {
							parameters: { 'Get the session': { options: { waitUntilComplete: true, maxWait } } },
						}),
			},
		);
		const [webhook] = await n8n.api.publish(id);
		return { workflowId: id, url: `${webhook.url}?token=${TOKEN}` };
	}

	/** Signs a link as the credential of the appliance does. */
	const signed = (kind: 'ticket' | 'chat', id: string | number) =>
		formatLink(
			{ kind, system: 'halo', id: String(id) },
			deriveLinkKey(appliance.account.clientSecret),
		);

	/** A session from start to end, its outbound event sent to a route. @returns its id */
	function play(route: Route, input: StartInput = {}, lines: string[] = []): string {
		listen(route);
		const sessionId = appliance.control.startSession(input);
		for (const line of lines) appliance.control.chat(sessionId, 'customer', line);
		appliance.control.end(sessionId);
		return sessionId;
	}

	const listen = (route: Route) =>
		appliance.control.setRecipients([{ url: route.url, events: ['support_conference_end'] }]);

	/** The rows of the ledger for which `wanted` holds, as soon as there is one. */
	async function waitForRow(what: string, wanted: (row: Json) => boolean, timeout = 30_000) {
		return await eventually(
			what,
			async () => {
				const rows = await n8n.api.dataTableRows<Json>(LEDGER);
				return rows.find(wanted);
			},
			{ timeout },
		);
	}

	/** The row of a session that a run has come to its end with: final, or kept with what went wrong. */
	const settled = async (sessionId: string, timeout?: number) =>
		await waitForRow(
			`an end for session ${sessionId}`,
			(row) =>
				row.sessionId === sessionId &&
				Boolean(row.state) &&
				(row.state !== 'received' || Boolean(row.lastError)),
			timeout,
		);

	const rowsOf = async (table: string) =>
		`/rest/projects/${await n8n.api.personalProject()}/data-tables/${await n8n.api.dataTableId(table)}/rows`;

	const equal = (columnName: string, value: string) => ({
		type: 'and',
		filters: [{ columnName, condition: 'eq', value }],
	});

	async function deleteRow(sessionId: string): Promise<void> {
		const filter = encodeURIComponent(JSON.stringify(equal('sessionId', sessionId)));
		await n8n.api.rest('DELETE', `${await rowsOf(LEDGER)}?filter=${filter}`);
	}

	/** Changes rows as a person does in the editor. */
	async function updateRow(
		table: string,
		column: string,
		value: string,
		data: Json,
	): Promise<void> {
		await n8n.api.rest('PATCH', await rowsOf(table), { filter: equal(column, value), data });
	}

	async function close() {
		await Promise.all([appliance.close(), desk.close(), n8n.close()]);
	}

	return {
		n8n,
		appliance,
		desk,
		runSetup,
		publishRoute,
		signed,
		play,
		listen,
		waitForRow,
		settled,
		deleteRow,
		updateRow,
		close,
	};
}

async function createCredentials({ api }: N8n, appliance: Appliance, desk: Desk) {
	const create = async (type: string, data: Json): Promise<[string, Credential]> => [
		type,
		await api.createCredential(type, type, data),
	];
	return Object.fromEntries([
		await create('beyondTrustOAuth2Api', { host: appliance.url, ...appliance.account }),
		await create('beyondTrustWebhookApi', { token: TOKEN }),
		await create('oAuth2Api', {
			grantType: 'clientCredentials',
			accessTokenUrl: `${desk.url}/auth/token`,
			clientId: desk.clientId,
			clientSecret: desk.clientSecret,
			scope: 'all',
			authentication: 'body',
		}),
	]);
}
