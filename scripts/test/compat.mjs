/** What the tests of test/compat said about one version of n8n, in groups: each is a column of the table in docs/compatibility.md. */
import path from 'node:path';
import { SetUpError } from '../lib/command.mjs';

/** The files of test/compat, in the order of their columns, and what of the package they try. */
const PARTS = { nodes: 'nodes', templates: 'templates', routing: 'templates', forms: 'templates' };

/**
 * @param results what jest wrote with `--json`
 * @returns `{ title, part: 'nodes' | 'templates', passed, failed: names of tests }` of each group, in the order of the columns
 * @throws when a file of tests could not be loaded, because then nothing is known about its groups
 */
export function groupsOf({ testResults }) {
	const partOf = ({ name }) => path.basename(name).split('.')[0];
	const order = Object.keys(PARTS);
	const files = [...testResults].sort(
		(a, b) => order.indexOf(partOf(a)) - order.indexOf(partOf(b)),
	);
	return files.flatMap((file) => {
		const { assertionResults: tests, message } = file;
		if (tests.length === 0) throw new SetUpError(`${file.name} has no results:\n${message}`);
		const titles = [...new Set(tests.map(({ ancestorTitles: [title] }) => title))];
		return titles.map((title) => {
			const own = tests.filter(({ ancestorTitles: [group] }) => group === title);
			const failed = own.filter(({ status }) => status !== 'passed').map((one) => one.title);
			return { title, part: PARTS[partOf(file)], passed: failed.length === 0, failed };
		});
	});
}

/** The table, as Markdown. @param tried `{ version, groups }` of each version */
export function tableOf(tried) {
	const titles = [...new Set(tried.flatMap(({ groups }) => groups.map(({ title }) => title)))];
	const lines = tried.map(({ version, groups }) => {
		const said = titles.map((title) => {
			const group = groups.find((one) => one.title === title);
			if (!group) return '–';
			return group.passed ? 'yes' : 'no';
		});
		return `| ${[version, ...said].join(' | ')} |`;
	});
	return [`| n8n | ${titles.join(' | ')} |`, `|---|${'---|'.repeat(titles.length)}`, ...lines].join(
		'\n',
	);
}

/** @returns `{ sentence, code }`; the code is 0 if all works, 1 if the nodes do not, and 2 if only the templates do not */
export function verdictOn({ version, groups }) {
	const works = (part) => groups.every((one) => one.part !== part || one.passed);
	if (!works('nodes')) return { sentence: `n8n ${version}: the nodes do not all work.`, code: 1 };
	if (works('templates'))
		return { sentence: `n8n ${version}: the nodes and the templates work.`, code: 0 };
	return { sentence: `n8n ${version}: the nodes work, the templates do not all.`, code: 2 };
}

/** The tests that did not pass, by group. */
export const failuresOf = ({ groups }) =>
	groups.flatMap(({ title, failed }) => failed.map((name) => `${title}: ${name}`));
