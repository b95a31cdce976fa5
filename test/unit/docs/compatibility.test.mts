import { readFileSync } from 'node:fs';
import path from 'node:path';

import { N8N_FOR_NODES, N8N_FOR_TEMPLATES } from '../../../workflows/src/needs';
import { root } from '../../harness/prepared.mts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/compatibility.md');

const cellsOf = (line: string) =>
	line
		.split('|')
		.slice(1, -1)
		.map((cell) => cell.trim());
const rows = page.split('\n').filter((line) => line.startsWith('|'));
const titles = cellsOf(rows.find((line) => line.startsWith('| n8n | Package loads')) ?? '');
/** What was said about a version of n8n in each column of the table; a minor version stands for any of its own. */
const saidOf = (version: string): Record<string, string> => {
	const found = rows
		.map(cellsOf)
		.find(([first]) => first === version || first.startsWith(`${version}.`));
	return Object.fromEntries(titles.map((title, index) => [title, found?.[index] ?? 'not tried']));
};
/** The groups of test/compat/nodes; the others are about templates. */
const OF_NODES = [
	...['Package loads', 'Credential is tested', 'Operations run', 'Tools answer'],
	'Triggers start workflows',
];
const all = (names: string[], said: Record<string, string>) => names.map((name) => said[name]);

describe('The oldest n8n', () => {
	it('for the nodes runs all that is theirs', () => {
		expect(all(OF_NODES, saidOf(N8N_FOR_NODES))).toEqual(OF_NODES.map(() => 'yes'));
	});

	it('for the templates runs all', () => {
		const said = saidOf(N8N_FOR_TEMPLATES);
		const others = titles.slice(1);
		expect(others.length).toBeGreaterThan(OF_NODES.length);
		expect(all(others, said)).toEqual(others.map(() => 'yes'));
	});

	it('is the same on every page', () => {
		expect(page).toContain(`| n8n, for the nodes | ${N8N_FOR_NODES} |`);
		expect(page).toContain(`| n8n, for the templates | ${N8N_FOR_TEMPLATES} |`);
		expect(read('README.md')).toContain(
			`n8n ${N8N_FOR_NODES} or newer for the nodes, ${N8N_FOR_TEMPLATES} or newer for the templates`,
		);
		expect(read('docs/first-hour.md').replace(/\s+/g, ' ')).toContain(
			`n8n ${N8N_FOR_TEMPLATES} or newer`,
		);
	});
});
