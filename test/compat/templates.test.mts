import { readdirSync } from 'node:fs';
import path from 'node:path';

import { AnyDesk } from '../e2e/anyDesk.mts';
import { House, type Published } from '../e2e/house.mts';
import type { WorkflowJson } from '../harness/api.mts';
import { root } from '../harness/prepared.mts';
import { readTemplate } from '../harness/template.mts';

/** What each template needs of n8n to be imported and published, whatever its version: `npm run compat`. */
jest.setTimeout(180_000);

const any = new AnyDesk();

/** Has no template in it yet. */
class EmptyHouse extends House {
	protected override async publishDesk(): Promise<Published> {
		return { workflowId: await any.publish(this.n8n.api), url: '' };
	}
}

const house = new EmptyHouse();

beforeAll(async () => {
	await any.start();
	await house.start();
	const { api } = house.n8n;
	const smtp = { host: '127.0.0.1', port: 9, secure: false };
	const postgres = { host: '127.0.0.1', port: 9, database: 'none', user: 'nobody', password: '' };
	house.credentials.smtp = await api.createCredential('smtp', 'Mail', smtp);
	house.credentials.postgres = await api.createCredential('postgres', 'Postgres', postgres);
}, 300_000);

afterAll(async () => {
	await house.close();
	await any.close();
});

const below = (folder: string) =>
	readdirSync(path.join(root, 'workflows', folder))
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.join(folder, file));

describe('Templates are imported and published', () => {
	it.each([...below(''), ...below('postgres')])('%s', async (file) => {
		const template = await readTemplate(file);
		await hasItsNodes(template);
		if (template.nodes.some(({ type }) => starts(type))) {
			const { workflowId } = await house.publish(file, { parameters: chosen(template) });
			expect((await house.n8n.api.getWorkflow(workflowId)).active).toBe(true);
			// Its form may have the address of another template's.
			await house.n8n.api.deactivate(workflowId);
		} else {
			const { credentials } = house;
			const { nodes } = await house.n8n.api.importTemplate(template, { credentials });
			expect(nodes).toHaveLength(template.nodes.length);
		}
	});
});

/** n8n takes a node of a version that it does not have, and uses its own; so look before. */
async function hasItsNodes({ nodes }: WorkflowJson) {
	const types = await house.n8n.api.nodeTypes();
	const has = (name: string, wanted: number) =>
		types.some(({ name: one, version }) => one === name && [version].flat().includes(wanted));
	const lacking = nodes.filter(({ type, typeVersion }) => !has(type, typeVersion));
	expect(lacking.map(({ type, typeVersion }) => `${type} ${typeVersion}`)).toEqual([]);
}

/** A workflow for every node in which a person has to choose one. */
const chosen = ({ nodes }: WorkflowJson) => {
	const value = { __rl: true, mode: 'id', value: house.deskWorkflow.workflowId };
	const open = nodes.filter(({ type }) => type.endsWith('.executeWorkflow'));
	return Object.fromEntries(
		open
			.filter(({ parameters }) => (parameters.workflowId as { value: string }).value === '')
			.map(({ name }) => [name, { workflowId: value }]),
	);
};

/** Whether a node can start a workflow that is published; one without such a node is run by hand only. */
const starts = (type: string) => /Trigger$|\.webhook$/.test(type) && !/manualTrigger$/.test(type);
