import { execFileSync } from 'node:child_process';
import path from 'node:path';

import { root } from '../../harness/prepared.mts';

/** What `npm run compat` makes of the results of its tests. */
interface Said {
	table: string;
	sentence: string;
	code: number;
	failures: string[];
}

const test = (group: string, title: string, status = 'passed') => ({
	ancestorTitles: [group],
	title,
	status,
});
const file = (name: string, ...assertionResults: Array<ReturnType<typeof test>>) => ({
	name: `/somewhere/test/compat/${name}.test.mts`,
	message: 'It could not be read.',
	assertionResults,
});

/** In a program of its own: jest does not read .mjs files. */
function said(...testResults: Array<ReturnType<typeof file>>): Said {
	const code = `
		const { failuresOf, groupsOf, tableOf, verdictOn } = await import(${JSON.stringify(path.join(root, 'scripts/test/compat.mjs'))});
		const one = { version: '2.38.7', groups: groupsOf(${JSON.stringify({ testResults })}) };
		const said = { table: tableOf([one]), ...verdictOn(one), failures: failuresOf(one) };
		console.log(JSON.stringify(said));`;
	const args = ['--input-type=module', '--eval', code];
	return JSON.parse(
		execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' }),
	) as Said;
}

const nodes = (status?: string) =>
	file('nodes', test('Package loads', 'with its nodes'), test('Operations run', 'one', status));
const forms = (status?: string) =>
	file('forms', test('Forms know who is there', 'on each page', status));

it('is one row with the columns of the nodes first', () => {
	const { table, sentence, code, failures } = said(forms(), nodes());
	expect(table.split('\n')).toEqual([
		'| n8n | Package loads | Operations run | Forms know who is there |',
		'|---|---|---|---|',
		'| 2.38.7 | yes | yes | yes |',
	]);
	expect(sentence).toBe('n8n 2.38.7: the nodes and the templates work.');
	expect(code).toBe(0);
	expect(failures).toEqual([]);
});

it('tells nodes that work with templates that do not', () => {
	const { table, sentence, code, failures } = said(nodes(), forms('failed'));
	expect(table).toContain('| 2.38.7 | yes | yes | no |');
	expect(sentence).toBe('n8n 2.38.7: the nodes work, the templates do not all.');
	expect(code).toBe(2);
	expect(failures).toEqual(['Forms know who is there: on each page']);
});

it('does not take a test that was not run for one that passed', () => {
	const { sentence, code } = said(nodes('pending'), forms());
	expect(sentence).toBe('n8n 2.38.7: the nodes do not all work.');
	expect(code).toBe(1);
});

it('says nothing about a version where tests could not be read', () => {
	expect(() => said(nodes(), file('forms'))).toThrow('It could not be read.');
});
