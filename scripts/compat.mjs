/**
 * `npm run compat -- 2.37.11 2.41.1`: what of this package works on these versions of n8n. Each is installed once into a cache folder of
 * its own; then the packed package is installed into it and tried (test/compat): for the nodes, that it loads, the credential is tested, every
 * operation runs, also as a tool, and the triggers start workflows; for the templates, that each is imported and published, a session is routed,
 * and a form knows who fills it in. Prints the rows of the tables in docs/compatibility.md.
 *
 * Ends with 0 if all of that works on all of them, with 2 if only templates do not work on some, and else with 1.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, ensureN8n } from './bootstrap.mjs';
import { main, run, SetUpError } from './lib/command.mjs';
import { buildFolder, n8nFolder, root } from './lib/paths.mjs';
import { failuresOf, groupsOf, tableOf, verdictOn } from './test/compat.mjs';

const manifest = JSON.parse(readFileSync(path.join(root, 'scripts/n8n/package.json'), 'utf8'));
const cache = path.dirname(n8nFolder());

/** Older versions of n8n take a package for spreadsheets from a server of its own; newer ones take it from the registry, under this name. */
const overrides = { xlsx: 'npm:@e965/xlsx@0.20.3' };

/** Installs one version of n8n, with the same Node.js as the pinned one. @returns its folder */
async function install(version) {
	if (version === manifest.dependencies.n8n) return await ensureN8n();
	const source = path.join(cache, `compat-${version}.source`);
	mkdirSync(source, { recursive: true });
	const dependencies = { ...manifest.dependencies, n8n: version };
	writeFileSync(
		path.join(source, 'package.json'),
		JSON.stringify({ ...manifest, dependencies, overrides }),
	);
	return await ensureN8n({ source, folder: path.join(cache, `compat-${version}`) });
}

/** @returns the version, and the groups of tests that were run on it */
async function tryOn(version) {
	const folder = await install(version);
	const file = path.join(buildFolder, 'jest-compat.json');
	rmSync(file, { force: true });
	const { code } = await run(process.execPath, [path.join(root, 'scripts/test.mjs'), 'compat'], {
		env: { BEYONDTRUST_N8N_CACHE: folder },
		show: true,
	});
	if (!existsSync(file)) throw new SetUpError(`Nothing was tried on n8n ${version} (${code}).`);
	return { version, groups: groupsOf(JSON.parse(readFileSync(file, 'utf8'))) };
}

await main(async () => {
	const versions = process.argv.slice(2);
	if (versions.length === 0 || !versions.every((one) => /^\d+\.\d+\.\d+$/.test(one)))
		throw new SetUpError('Name the versions, for example: npm run compat -- 2.37.11 2.41.1');
	await bootstrap();
	const tried = [];
	for (const version of versions) tried.push(await tryOn(version));
	console.log(`\n${tableOf(tried)}\n`);
	for (const one of tried) {
		console.log(verdictOn(one).sentence);
		for (const failure of failuresOf(one)) console.log(`- ${failure}`);
	}
	const codes = tried.map((one) => verdictOn(one).code);
	return codes.includes(1) ? 1 : Math.max(...codes);
});
