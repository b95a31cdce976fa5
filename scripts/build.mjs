/** Builds the package and packs it, when a source is newer than the last tarball. What gets tested is the tarball. */
import { createHash } from 'node:crypto';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { lastLines, npm, SetUpError, tool } from './lib/command.mjs';
import { withLock } from './lib/lock.mjs';
import { buildFolder, root } from './lib/paths.mjs';

const sources = [
	'nodes',
	'credentials',
	'icons',
	'workflows',
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
];
const alsoPacked = ['README.md', 'LICENSE', 'LICENSE.md', 'CHANGELOG.md'];

function filesOf(entry) {
	const full = path.join(root, entry);
	if (!existsSync(full)) return [];
	if (statSync(full).isFile()) return [entry];
	return readdirSync(full, { recursive: true, withFileTypes: true })
		.filter((file) => file.isFile())
		.map((file) => path.relative(root, path.join(file.parentPath ?? file.path, file.name)));
}

/** The templates are sources of the tarball, but made by the build. */
const isBuilt = (file) => /^workflows[\\/](postgres[\\/])?[^\\/]+\.json$/.test(file);

function hashOfSources({ withTemplates }) {
	const hash = createHash('sha256');
	const files = [...sources, ...alsoPacked].flatMap(filesOf).sort();
	for (const file of files.filter((one) => withTemplates || !isBuilt(one))) {
		hash
			.update(`${file}\0`)
			.update(readFileSync(path.join(root, file)))
			.update('\0');
	}
	return hash.digest('hex');
}

async function pack() {
	const folder = mkdtempSync(path.join(buildFolder, 'pack-'));
	try {
		const packed = await npm([
			'pack',
			'--ignore-scripts',
			'--pack-destination',
			folder,
			'--loglevel=error',
		]);
		const name = readdirSync(folder).find((file) => file.endsWith('.tgz'));
		if (packed.code !== 0 || !name)
			throw new SetUpError(`npm pack failed:\n${lastLines(packed.output)}`);
		for (const old of readdirSync(buildFolder).filter(
			(file) => file.endsWith('.tgz') && file !== name,
		)) {
			rmSync(path.join(buildFolder, old));
		}
		renameSync(path.join(folder, name), path.join(buildFolder, name));
		return name;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/**
 * Builds dist/ and workflows/*.json and packs the tarball, unless nothing changed since the last time.
 *
 * @returns absolute path of the tarball
 * @throws SetUpError with the compiler's last lines
 */
export async function buildPackage() {
	const stamp = path.join(buildFolder, 'build.json');
	const current = () => {
		if (!existsSync(stamp)) return undefined;
		const { hash, tarball } = JSON.parse(readFileSync(stamp, 'utf8'));
		const file = path.join(buildFolder, tarball);
		return hash === hashOfSources({ withTemplates: true }) && existsSync(file) ? file : undefined;
	};
	mkdirSync(buildFolder, { recursive: true });
	return (
		current() ??
		(await withLock(path.join(buildFolder, 'build.lock'), 'builds the package', async () => {
			const ready = current();
			if (ready) return ready;
			console.error('Building the package …');
			const before = hashOfSources({ withTemplates: false });
			const built = await tool('gulp/bin/gulp.js', ['build']);
			if (built.code !== 0) throw new SetUpError(`The build failed:\n${lastLines(built.output)}`);
			const tarball = await pack();
			// A source that was saved meanwhile may be in neither, one or both of build and tarball: build again next time.
			if (hashOfSources({ withTemplates: false }) === before) {
				const hash = hashOfSources({ withTemplates: true });
				writeFileSync(stamp, JSON.stringify({ hash, tarball }));
			}
			return path.join(buildFolder, tarball);
		}))
	);
}
