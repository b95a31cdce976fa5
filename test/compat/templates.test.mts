import { readdirSync } from 'node:fs';
import path from 'node:path';

import { rig } from '../e2e/routing/rig.mts';
import type { WorkflowJson } from '../harness/api.mts';
import { readTemplate } from '../harness/template.mts';
import { root } from '../harness/prepared.mts';

/** What the templates need of n8n, whatever its version: `npm run compat`. */
jest.setTimeout(180_000);

beforeAll(async () => {
	await rig.start();
	const { api } = rig.n8n;
	const mail = { host: '127.0.0.1', port: 9, secure: false };
	rig.credentials.smtp = await api.createCredential('smtp', 'Mail', mail);
}, 300_000);

afterAll(async () => {
	await rig.close();
});

const files = readdirSync(path.join(root, 'workflows')).filter((file) => file.endsWith('.json'));

describe('Templates are imported and published', () => {
	it.each(files)('%s', async (file) => {
		const template = await readTemplate(file);
		if (template.nodes.some(({ type }) => starts(type))) {
			const { workflowId } = await rig.publish(file, { parameters: chosen(template) });
			expect((await rig.n8n.api.getWorkflow(workflowId)).active).toBe(true);
		} else {
			const { nodes } = await rig.n8n.api.importTemplate(template, {
				credentials: rig.credentials,
			});
			expect(nodes).toHaveLength(template.nodes.length);
		}
	});
});

describe('A session is routed', () => {
	it('from its end to a note on its ticket', async () => {
		await rig.begin();
		const sessionId = rig.play({ externalKey: rig.signed('ticket', 1202) }, ['Good morning.']);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', linkId: '1202' });
		expect(rig.any.on(1202)).toHaveLength(1);
	});

	it('and found by the sweep where its event never came', async () => {
		await rig.begin();
		const sessionId = rig.appliance.control.startSession({
			externalKey: rig.signed('ticket', 1201),
		});
		rig.appliance.control.end(sessionId);
		await rig.sweep();
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', linkId: '1201' });
	});
});

/** A workflow for every node in which a person has to choose one. */
const chosen = ({ nodes }: WorkflowJson) => {
	const value = { __rl: true, mode: 'id', value: rig.route.workflowId };
	const open = nodes.filter(({ type }) => type.endsWith('.executeWorkflow'));
	return Object.fromEntries(
		open
			.filter(({ parameters }) => (parameters.workflowId as { value: string }).value === '')
			.map(({ name }) => [name, { workflowId: value }]),
	);
};

/** Whether a node can start a workflow that is published; one without such a node is run by hand only. */
const starts = (type: string) => /Trigger$|\.webhook$/.test(type) && !/manualTrigger$/.test(type);
