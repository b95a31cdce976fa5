import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { json } from 'node:stream/consumers';

import { prepared, root } from '../harness/prepared.mts';

jest.setTimeout(300_000);

interface Node {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
}

interface Workflow {
	name: string;
	nodes: Node[];
}

interface Finding {
	workflow: string;
	code: string;
	message: string;
}

let folder: string;

beforeAll(() => {
	folder = mkdtempSync(path.join(os.tmpdir(), 'definitions-'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A list of choices may be an expression; n8n's editor and server take it, its validator wants the list. */
const LIST_AS_EXPRESSION = /sections" has wrong type: expected array, got string/;

/** What n8n's own validator finds in workflows, by the definitions of n8n's nodes and of ours. */
async function findingsIn(workflows: Workflow[]): Promise<Finding[]> {
	const { n8n, node } = await prepared(true);
	const program = path.join(root, 'test/integration/definitions/validate.cjs');
	const child = spawn(node, [program, n8n, path.join(root, 'dist'), folder], {
		stdio: ['pipe', 'pipe', 'inherit'],
		env: { PATH: process.env.PATH, HOME: folder },
	});
	child.stdin.end(JSON.stringify(workflows));
	const { found } = (await json(child.stdout)) as { found: Finding[] };
	return found.filter(({ message }) => !LIST_AS_EXPRESSION.test(message));
}

const files = readdirSync(path.join(root, 'workflows'), { recursive: true })
	.map(String)
	.filter((file) => file.endsWith('.json'));

const read = (file: string): Workflow => ({
	...(JSON.parse(readFileSync(path.join(root, 'workflows', file), 'utf8')) as Workflow),
	name: file,
});

describe('A template', () => {
	it("is valid by n8n's own definitions of its nodes, and by ours", async () => {
		expect(files.length).toBeGreaterThan(0);
		expect(await findingsIn(files.map(read))).toEqual([]);
	});

	it.each([
		[
			'an operation of ours that does not exist',
			'Check it in',
			{ operation: 'nonsense' },
			/Invalid value/,
		],
		[
			'an operation of n8n that does not exist',
			'List the tables',
			{ operation: 'nonsense' },
			/Invalid value/,
		],
		[
			'a rule of a switch that is a text',
			'What is to be done?',
			{ rules: { values: 'x' } },
			/wrong type/,
		],
	])('is refused for %s', async (_, name, parameters, said) => {
		const template = read('route-sessions.json');
		const node = template.nodes.find((one) => one.name === name);
		if (!node) throw new Error(`The route has no node '${name}'`);
		Object.assign(node.parameters, parameters);
		const messages = (await findingsIn([template])).map(({ message }) => message);
		expect(messages).toEqual(expect.arrayContaining([expect.stringMatching(said)]));
	});
});
