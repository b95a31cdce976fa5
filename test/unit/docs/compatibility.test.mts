import { readFileSync } from 'node:fs';
import path from 'node:path';

import { OLDEST } from '../../../workflows/src/needs';
import { root } from '../../harness/prepared.mts';

/** docs/compatibility.md says what was seen on which n8n, and the templates and the README say what follows from it. */
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const page = read('docs/compatibility.md');

/** Cells of the rows of a table, by their first cell. */
const rows = page
	.split('\n')
	.filter((line) => line.startsWith('| '))
	.map((line) => line.slice(2, -2).split(' | '));
const tried = rows
	.filter(([version]) => /^\d+\.\d+\.\d+$/.test(version))
	.map(([version, ...said]) => ({ version, said }));
const columns = rows.find(([first]) => first === 'n8n')?.slice(1) ?? [];

/** How many columns are about the nodes; the others are about the templates. */
const OF_NODES = columns.indexOf('Templates are imported and published');

const numberOf = (version: string) => {
	const [major, minor] = version.split('.').map(Number);
	return major * 1_000 + minor;
};
const worked = (first: number, end: number) =>
	tried.filter(({ said }) => said.slice(first, end).every((one) => one === 'yes'));
const oldest = (list: typeof tried) =>
	[...list].sort((a, b) => numberOf(a.version) - numberOf(b.version))[0].version;
const minor = (version: string) => version.split('.').slice(0, 2).join('.');

it('has a row for each version that was tried, with an answer in each column', () => {
	expect(tried.length).toBeGreaterThan(3);
	expect(OF_NODES).toBeGreaterThan(0);
	for (const { said } of tried) expect(said).toHaveLength(columns.length);
});

it.each<[string, string, number, number | undefined]>([
	['nodes', OLDEST.n8nForNodes, 0, OF_NODES],
	['templates', OLDEST.n8n, 0, undefined],
])('names as the oldest for the %s the oldest on which all of them worked', (part, ...given) => {
	const [said, first, end] = given;
	expect(minor(oldest(worked(first, end)))).toBe(said);
	const [, minimum] = rows.find(([name]) => name === `n8n, for the ${part}`) ?? [];
	expect(minimum).toMatch(new RegExp(`^${said.replace('.', '\\.')}\\b`));
});

it('has seen them work on every newer version that was tried', () => {
	const newer = (than: string) => tried.filter((one) => numberOf(one.version) >= numberOf(than));
	const nodes = worked(0, OF_NODES);
	expect(newer(OLDEST.n8nForNodes).filter((one) => !nodes.includes(one))).toEqual([]);
	const all = worked(0, columns.length);
	expect(newer(OLDEST.n8n).filter((one) => !all.includes(one))).toEqual([]);
});

it('has the columns that `npm run compat` prints', () => {
	const groups = ['nodes', 'templates', 'routing', 'forms'].flatMap((file) =>
		[...read(`test/compat/${file}.test.mts`).matchAll(/^describe\('([^']+)'/gm)].map(
			([, title]) => title,
		),
	);
	expect(columns).toEqual(groups);
});

it.each(['README.md', 'docs/first-hour.md'])('%s says the same', (file) => {
	const oldestSaid = [...read(file).matchAll(/n8n\s(\d+\.\d+) or newer/g)].map(([, said]) => said);
	expect(new Set(oldestSaid)).toEqual(new Set([OLDEST.n8n]));
});
