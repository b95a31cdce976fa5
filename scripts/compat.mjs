/**
 * `npm run compat -- 2.38.7 2.41.3`: what of this package works on these versions of n8n. Each is installed once into a cache folder of
 * its own; then the packed package is installed into it and tried (test/compat): it loads, the credential is tested, every operation
 * runs, every template is imported and published, one session is routed. Prints the rows of the table in docs/compatibility.md.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, ensureN8n } from './bootstrap.mjs';
import { main, run, SetUpError } from './lib/command.mjs';
import { buildFolder, n8nFolder, root } from './lib/paths.mjs';

const manifest = JSON.parse(readFileSync(path.join(root, 'scripts/n8n/package.json'), 'utf8'));
const cache = path.dirname(n8nFolder());

/** Installs one version of n8n, with the same Node.js as the pinned one. @returns its folder */
async function install(version) {
	const source = path.join(cache, `compat-${version}.source`);
	mkdirSync(source, { recursive: true });
	const dependencies = { ...manifest.dependencies, n8n: version };
	writeFileSync(path.join(source, 'package.json'), JSON.stringify({ ...manifest, dependencies }));
	return await ensureN8n({ source, folder: path.join(cache, `compat-${version}`) });
}

/** @returns what the tests of each group said: `{ title: group, status: 'passed' | 'failed' }` */
async function tryOn(version) {
	const folder = await install(version);
	const file = path.join(buildFolder, 'jest-compat.json');
	const { code } = await run(process.execPath, [path.join(root, 'scripts/test.mjs'), 'compat'], {
		env: { BEYONDTRUST_N8N_CACHE: folder },
		show: true,
	});
	if (!existsSync(file)) throw new SetUpError(`Nothing was tried on n8n ${version} (${code}).`);
	const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
	const results = testResults.flatMap(({ assertionResults }) => assertionResults);
	const titles = [...new Set(results.map(({ ancestorTitles: [group] }) => group))];
	const status = (title) =>
		results.every((one) => one.ancestorTitles[0] !== title || one.status === 'passed')
			? 'passed'
			: 'failed';
	return { version, results: titles.map((title) => ({ title, status: status(title) })) };
}

await main(async () => {
	const versions = process.argv.slice(2);
	if (versions.length === 0 || !versions.every((one) => /^\d+\.\d+\.\d+$/.test(one)))
		throw new SetUpError('Name the versions, for example: npm run compat -- 2.38.7 2.41.3');
	await bootstrap();
	const tried = [];
	for (const version of versions) tried.push(await tryOn(version));
	const titles = [...new Set(tried.flatMap(({ results }) => results.map(({ title }) => title)))];
	console.log(`\n| n8n | ${titles.join(' | ')} |\n|---|${'---|'.repeat(titles.length)}`);
	for (const { version, results } of tried) {
		const said = titles.map((title) => {
			const status = results.find((one) => one.title === title)?.status;
			return status === 'passed' ? 'yes' : status === 'failed' ? 'no' : '–';
		});
		console.log(`| ${version} | ${said.join(' | ')} |`);
	}
	return tried.some(({ results }) => results.some(({ status }) => status === 'failed')) ? 1 : 0;
});
