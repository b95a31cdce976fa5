/** Steps of `npm test` that look at the package itself: n8n's lint, the scanner's rules, size, templates. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { run, tool } from '../lib/command.mjs';
import { root } from '../lib/paths.mjs';

/** Bytes, unpacked. It was 600,000 with one desk; each desk module takes about 20,000. */
const sizeLimit = 800_000;

const passed = { failures: [] };
const outcome = ({ code, output }) => (code === 0 ? passed : { failures: [output.trim()] });

/** n8n's own lint, with the rules for n8n's cloud. */
export async function lint() {
	return outcome(await tool('@n8n/node-cli/bin/n8n-node.mjs', ['lint']));
}

/** Whether every file is as Prettier writes it. */
export async function format() {
	return outcome(await tool('prettier/bin/prettier.cjs', ['--check', '--log-level=warn', '.']));
}

export async function typecheck() {
	const results = [];
	for (const project of ['tsconfig.json', 'test/tsconfig.json']) {
		results.push(outcome(await tool('typescript/bin/tsc', ['--noEmit', '-p', project])));
	}
	return { failures: results.flatMap(({ failures }) => failures) };
}

/** The rules n8n's verification applies, with disable comments ignored. */
async function scan(folder, patterns) {
	const { analyzePackage } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const result = await analyzePackage(folder, patterns);
	return result.passed ? passed : { failures: [result.details ?? result.message] };
}

export async function scanSource() {
	const { SOURCE_FILE_PATTERNS } = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	return await scan(root, SOURCE_FILE_PATTERNS);
}

async function withUnpacked(tarball, work) {
	const folder = mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-beyondtrust-package-'));
	try {
		const unpacked = await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
		return unpacked.code === 0 ? await work(folder) : outcome(unpacked);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

export async function scanPackage({ tarball }) {
	return await withUnpacked(tarball, (folder) => scan(folder, ['**/*.js', 'package.json']));
}

function filesBelow(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((file) => file.isFile())
		.map((file) => path.join(file.parentPath ?? file.path, file.name));
}

/** What n8n's installer relies on: no dependencies, everything that package.json names, a small size. */
export async function contents({ tarball }) {
	return await withUnpacked(tarball, (folder) => {
		const manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
		const { dependencies = {}, n8n } = manifest;
		const size = filesBelow(folder).reduce((sum, file) => sum + statSync(file).size, 0);
		const missing = [...n8n.nodes, ...n8n.credentials].filter(
			(file) => !existsSync(path.join(folder, file)),
		);
		const failures = [
			...Object.keys(dependencies).map((name) => `Runtime dependency: ${name}`),
			...missing.map((file) => `Named in package.json, but not packed: ${file}`),
			...(size > sizeLimit ? [`Unpacked it has ${size} bytes; the limit is ${sizeLimit}`] : []),
		];
		return { failures, note: `${Math.round(size / 1000)} kB unpacked` };
	});
}

const templatesFolder = path.join(root, 'workflows');

/** The templates as they are in the working tree. Taken before the build, which writes them anew. */
export function readTemplates() {
	const namesIn = (folder) =>
		existsSync(path.join(templatesFolder, folder))
			? readdirSync(path.join(templatesFolder, folder)).map((name) => path.join(folder, name))
			: [];
	return new Map(
		['', 'postgres', 'library']
			.flatMap(namesIn)
			.filter((name) => name.endsWith('.json'))
			.map((name) => [name, readFileSync(path.join(templatesFolder, name), 'utf8')]),
	);
}

/** Whether the committed templates are what their sources make. */
export async function templates({ templatesBefore }) {
	const built = readTemplates();
	const sourceIn = (folder, name) =>
		path.join('workflows/src', folder, path.basename(name).replace(/\.json$/, '.ts'));
	const hasSource = (name) =>
		['templates', 'desks', 'library'].some((folder) =>
			existsSync(path.join(root, sourceIn(folder, name))),
		);
	const changed = [...built].filter(([name, json]) => templatesBefore.get(name) !== json);
	const orphans = [...built.keys()].filter((name) => !hasSource(name));
	return {
		failures: [
			...changed.map(([name]) => `workflows/${name} was not what its source makes; it is now`),
			...orphans.map((name) => `workflows/${name} has no source ${sourceIn('templates', name)}`),
			...(built.size === 0 ? ['There are no templates'] : []),
		],
		note: `${built.size} templates`,
	};
}
