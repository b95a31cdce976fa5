import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';

import { prepared, root } from '../harness/prepared.mts';

jest.setTimeout(300_000);

interface Workflow {
	name: string;
	nodes: object[];
	settings?: object;
}

interface Findings {
	rules: string[];
	found: Array<{ workflow: string; rule: string; issues: string[] }>;
	unknownTypes: string[];
}

let home: string;

beforeAll(() => {
	home = mkdtempSync(path.join(os.tmpdir(), 'migration-'));
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What n8n's own rules for the move to version 3 find in workflows. */
async function findingsIn(workflows: Workflow[]): Promise<Findings> {
	const { n8n, node } = await prepared(false);
	const program = path.join(root, 'test/integration/migration/rules.cjs');
	const child = spawn(node, [program, n8n], {
		stdio: ['pipe', 'pipe', 'inherit'],
		env: { PATH: process.env.PATH, HOME: home, N8N_USER_FOLDER: home },
	});
	child.stdin.end(JSON.stringify(workflows));
	return (await json(child.stdout)) as Findings;
}

const files = readdirSync(path.join(root, 'workflows'), { recursive: true })
	.map(String)
	.filter((file) => file.endsWith('.json'));

const read = (file: string): Workflow => ({
	...(JSON.parse(readFileSync(path.join(root, 'workflows', file), 'utf8')) as Workflow),
	name: file,
});

describe('What n8n 3 removes', () => {
	it('is used by no template', async () => {
		const templates = files.map(read);
		const { rules, found, unknownTypes } = await findingsIn(templates);
		expect(templates.length).toBeGreaterThan(0);
		expect(rules).toContain('execute-workflow-each-mode-v3');
		expect(rules.length).toBeGreaterThan(10);
		expect(unknownTypes).toEqual([]);
		expect(found).toEqual([]);
	});

	it('is found where a workflow uses it', async () => {
		const node = (name: string, type: string, more: object) => ({
			id: name,
			name,
			type: `n8n-nodes-base.${type}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			...more,
		});
		const { found } = await findingsIn([
			{
				name: 'old',
				nodes: [
					node('Each', 'executeWorkflow', { parameters: { mode: 'each' } }),
					node('Branch', 'if', { alwaysOutputData: true }),
					node('Cron', 'cron', {}),
				],
				settings: { callerPolicy: 'any' },
			},
		]);
		expect(found.map(({ rule }) => rule).sort()).toEqual([
			'always-output-data-multi-output-v3',
			'caller-policy-any-removed-v3',
			'cron-removed-v3',
			'execute-workflow-each-mode-v3',
		]);
	});
});
