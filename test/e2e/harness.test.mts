import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { errorOf, itemsOf, type WorkflowNode } from '../harness/api.mts';
import { type N8n, startN8n } from '../harness/n8n.mts';
import { freePort } from '../harness/process.mts';

jest.setTimeout(240_000);

const node = (
	name: string,
	type: string,
	typeVersion: number,
	parameters: WorkflowNode['parameters'],
	more: Partial<WorkflowNode> = {},
): WorkflowNode => ({ name, type: `n8n-nodes-base.${type}`, typeVersion, parameters, ...more });

const chain = (...names: string[]) =>
	Object.fromEntries(
		names
			.slice(0, -1)
			.map((name, index) => [
				name,
				{ main: [[{ node: names[index + 1], type: 'main', index: 0 }]] },
			]),
	);

const settings = (fields: Record<string, unknown>) =>
	node('Settings', 'set', 3.4, {
		assignments: {
			assignments: Object.entries(fields).map(([name, value]) => ({
				id: name,
				name,
				value,
				type: 'string',
			})),
		},
		options: {},
	});

describe('the real n8n that the other tests use', () => {
	let n8n: N8n;

	beforeAll(async () => {
		n8n = await startN8n({ tarball: false });
		await n8n.api.setupOwner();
	});

	afterAll(async () => {
		await n8n?.close();
	});

	it('runs a workflow by hand and shows what each node handed on', async () => {
		const template = {
			nodes: [node('Start', 'manualTrigger', 1, {}), settings({ haloUrl: 'unset', other: 'kept' })],
			connections: chain('Start', 'Settings'),
		};
		const { id } = await n8n.api.importTemplate(template, {
			settings: { haloUrl: 'https://halo' },
		});
		const execution = await n8n.api.runWorkflow(id);
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Settings').map(({ json }) => json)).toEqual([
			{ haloUrl: 'https://halo', other: 'kept' },
		]);
	});

	it('shows the error of a node that failed', async () => {
		const execution = await n8n.api.runOnce({
			nodes: [
				node('Start', 'manualTrigger', 1, {}),
				node('Stop', 'stopAndError', 1, { errorMessage: 'no further' }),
			],
			connections: chain('Start', 'Stop'),
		});
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toBe('no further');
		expect(errorOf(execution, 'Stop')?.message).toBe('no further');
	});

	it('publishes a webhook that answers at once and writes to a data table', async () => {
		const { id: tableId } = await n8n.api.createDataTable('calls', [
			{ name: 'key', type: 'string' },
		]);
		await n8n.api.insertDataTableRows('calls', [{ key: 'by hand' }]);
		const { id } = await n8n.api.createWorkflow({
			name: 'Webhook to table',
			nodes: [
				node('Hook', 'webhook', 2, { path: 'calls', httpMethod: 'POST', options: {} }),
				node('Insert', 'dataTable', 1.1, {
					operation: 'insert',
					dataTableId: { __rl: true, mode: 'id', value: tableId },
					columns: {
						mappingMode: 'defineBelow',
						value: { key: '={{ $json.body.key }}' },
						schema: [{ id: 'key', displayName: 'key', type: 'string', display: true }],
					},
					options: {},
				}),
			],
			connections: chain('Hook', 'Insert'),
		});
		const [webhook] = await n8n.api.publish(id);
		expect(webhook).toEqual({ node: 'Hook', method: 'POST', url: `${n8n.url}/webhook/calls` });
		const answer = await fetch(webhook.url, {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: 'key=by+webhook',
		});
		expect(answer.status).toBe(200);
		const [execution] = await n8n.api.waitForExecutions(id);
		expect(execution.status).toBe('success');
		const rows = await n8n.api.dataTableRows('calls');
		expect(rows.map(({ key }) => key)).toEqual(['by hand', 'by webhook']);

		await n8n.api.deactivate(id);
		expect((await fetch(webhook.url, { method: 'POST' })).status).toBe(404);
		await n8n.api.deleteWorkflow(id);
		expect((await n8n.api.listWorkflows()).map((workflow) => workflow.id)).not.toContain(id);
	});

	it('lists what the editor offers in a resource locator', async () => {
		await n8n.api.createDataTable('offered', [{ name: 'key', type: 'string' }]);
		const { results } = await n8n.api.nodeParameterOptions({
			nodeType: 'n8n-nodes-base.dataTable',
			version: 1.1,
			parameter: 'dataTableId',
			method: 'tableSearch',
			filter: 'offered',
		});
		expect(results.map(({ name }) => name)).toEqual(['offered']);
	});

	it('tests a credential with its saved and with changed values', async () => {
		const port = await freePort();
		const data = { grantType: 'clientCredentials', authentication: 'header', clientId: 'a' };
		const credential = await n8n.api.createCredential('oAuth2Api', 'Nobody there', {
			...data,
			clientSecret: 'secret',
			accessTokenUrl: `http://127.0.0.1:${port}/token`,
		});
		expect(await n8n.api.testCredential(credential)).toMatchObject({ status: 'Error' });
		expect(await n8n.api.credentialData(credential)).toMatchObject(data);
		await n8n.api.deleteCredential(credential);
	});

	it('leaves nothing behind when it is closed', async () => {
		const other = await startN8n({ tarball: false });
		await other.close();
		expect(existsSync(other.userFolder)).toBe(false);
		expect(() => process.kill(-other.pid, 0)).toThrow('ESRCH');
	});

	it('says why it did not start', async () => {
		const userFolder = await mkdtemp(path.join(os.tmpdir(), 'n8n-other-key-'));
		await mkdir(path.join(userFolder, '.n8n'));
		await writeFile(path.join(userFolder, '.n8n/config'), '{"encryptionKey":"one"}');
		const start = startN8n({ tarball: false, userFolder, env: { N8N_ENCRYPTION_KEY: 'another' } });
		await expect(start).rejects.toThrow(
			/n8n ended with code 1 before it answered[^]*encryption key/i,
		);
		await rm(userFolder, { recursive: true });
	});
});

it('takes the next port when the wanted one is in use', async () => {
	const taken = createServer().listen(0, '127.0.0.1');
	await once(taken, 'listening');
	const { port } = taken.address() as { port: number };
	expect(await freePort(port)).toBeGreaterThan(port);
	taken.close();
});
