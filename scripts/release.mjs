/**
 * `npm run release -- minor`: version, changelog, commit and tag, after the whole of `npm test`. Pushing the tag publishes
 * (.github/workflows/publish.yml); this script pushes nothing.
 *
 * `npm run release -- current` releases the version that package.json has (the first one); `--dry-run` changes nothing and shows
 * what would happen. For the publishing workflow: `check vX.Y.Z` (the tag is the version) and `compare` (a fresh build packs to
 * the tested file, byte for byte).
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { main, npm, run, SetUpError } from './lib/command.mjs';
import { buildFolder, hashOfFile, root } from './lib/paths.mjs';
import plan from './release/plan.cjs';

const { nextVersion, releasedChangelog, withVersion } = plan;
const at = (file) => path.join(root, file);
const read = (file) => readFileSync(at(file), 'utf8');
const currentVersion = () => JSON.parse(read('package.json')).version;

async function git(...args) {
	const { code, output } = await run('git', args);
	if (code !== 0) throw new SetUpError(`git ${args.join(' ')} says:\n${output.trim()}`);
	return output.trim();
}

function check([tag]) {
	const version = currentVersion();
	if (tag !== `v${version}`)
		throw new SetUpError(`The tag is ${tag}, but package.json has version ${version}.`);
	if (!read('CHANGELOG.md').includes(`## ${version} (2`))
		throw new SetUpError(`CHANGELOG.md has no part with the date of ${version}.`);
	console.log(`${tag} is the version of package.json and has its part in CHANGELOG.md.`);
}

/** Builds and packs once more and compares with what was tested. */
async function compare() {
	await bootstrap();
	const name = `n8n-nodes-beyondtrust-${currentVersion()}.tgz`;
	const tested = path.join(buildFolder, name);
	if (!existsSync(tested)) throw new SetUpError(`${name} is not in .build. Run npm test first.`);
	const folder = mkdtempSync(path.join(os.tmpdir(), 'n8n-nodes-beyondtrust-release-'));
	try {
		const built = await npm(['run', 'build']);
		const packed = await npm(['pack', '--ignore-scripts', '--pack-destination', folder]);
		if (built.code !== 0 || packed.code !== 0)
			throw new SetUpError(`It could not be packed:\n${built.output}${packed.output}`);
		const [before, after] = [hashOfFile(tested), hashOfFile(path.join(folder, name))];
		if (before !== after)
			throw new SetUpError(`${name} was tested with SHA-256 ${before}, and is ${after} now.`);
		console.log(`${name} is byte for byte what was tested (SHA-256 ${after}).`);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

const released = 'test/fixtures/released';

/** Keeps the templates and all names of this version, which later versions are held against. */
async function keep(version) {
	const env = { KEEP_RELEASE: version };
	const kept = await npm(['test', '--', 'unit', 'release/released'], { env });
	if (kept.code !== 0) throw new SetUpError(`The version could not be kept:\n${kept.output}`);
}

async function release(args) {
	const isDry = args.includes('--dry-run');
	const [wanted = ''] = args.filter((arg) => !arg.startsWith('--'));
	const { version, changed } = planned(wanted);
	const dirty = await git('status', '--porcelain');
	if (dirty) throw new SetUpError(`Commit or stash first:\n${dirty}`);
	if (await git('tag', '--list', `v${version}`))
		throw new SetUpError(`v${version} has been released already.`);
	if (isDry) {
		console.log(
			`Would release ${version}: ${Object.keys(changed).join(', ')}, one commit, tag v${version}.`,
		);
		return;
	}
	for (const [file, text] of Object.entries(changed)) writeFileSync(at(file), text);
	await keep(version);
	const tested = await npm(['test'], { show: true });
	if (tested.code !== 0) {
		await git('checkout', '--', ...Object.keys(changed));
		await git('clean', '--force', '-d', '--quiet', released);
		throw new SetUpError('npm test failed, so nothing was released and nothing changed.');
	}
	await git('add', released);
	await git('commit', '--all', '--message', `Release ${version}`);
	await git('tag', '--annotate', `v${version}`, '--message', `Version ${version}`);
	console.log(`\nTagged v${version}. To publish: git push --follow-tags`);
}

function planned(wanted) {
	try {
		const version = nextVersion(currentVersion(), wanted);
		const date = new Date().toISOString().slice(0, 10);
		return {
			version,
			changed: {
				'CHANGELOG.md': releasedChangelog(read('CHANGELOG.md'), version, date),
				'package.json': withVersion(read('package.json'), version, 1),
				// Of the lock file itself, and of its root package.
				'package-lock.json': withVersion(read('package-lock.json'), version, 2),
			},
		};
	} catch (error) {
		throw new SetUpError(error.message);
	}
}

const [command, ...args] = process.argv.slice(2);
const commands = { check: () => check(args), compare };
await main(commands[command] ?? (() => release(process.argv.slice(2))));
