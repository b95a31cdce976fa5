/**
 * Brings a fresh clone to the point where anything can run: the project's packages, and n8n with its Node.js.
 * Node.js built-ins only, because nothing is installed yet when this runs.
 */
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { lastLines, npm, SetUpError } from './lib/command.mjs';
import { withLock } from './lib/lock.mjs';
import { hashOfFile, n8nFolder, root } from './lib/paths.mjs';

const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
const neededMajor = 24;
const isReachable = ' Is the npm registry reachable, and the disk not full?';
const again = 'When that is mended, run the same command again.';

/** Prints now and then what is being done and for how long. */
async function withProgress(what, work) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	console.error(`${what} …`);
	const ticker = setInterval(() => console.error(`${what} … ${seconds()} s`), 15_000);
	try {
		const result = await work();
		console.error(`${what}: done in ${seconds()} s`);
		return result;
	} finally {
		clearInterval(ticker);
	}
}

function versionsOf(lockFile) {
	const { packages } = JSON.parse(readFileSync(lockFile, 'utf8'));
	return Object.entries(packages).filter(([name, entry]) => name !== '' && !entry.link);
}

/** Whether an install that left no stamp of ours holds what the lock file asks for. */
function installedMatchesLock(folder, lockFile) {
	const installedLock = path.join(folder, 'node_modules/.package-lock.json');
	if (!existsSync(installedLock)) return false;
	const installed = new Map(versionsOf(installedLock));
	return versionsOf(lockFile).every(([name, { version, optional, peer }]) => {
		const found = installed.get(name);
		return found ? found.version === version : Boolean(optional || peer);
	});
}

/** Installs the project's own packages unless node_modules already matches package-lock.json. */
export async function ensureProject(folder = root) {
	const lockFile = path.join(folder, 'package-lock.json');
	const stamp = path.join(folder, 'node_modules/.beyondtrust-lock-hash');
	const hash = hashOfFile(lockFile);
	const current = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === hash;
	if (current()) return;
	await withLock(
		path.join(folder, '.build/install.lock'),
		"installs the project's packages",
		async () => {
			if (current()) return;
			if (!installedMatchesLock(folder, lockFile)) {
				await withProgress("Installing the project's packages (once; about a minute)", () =>
					installProject(folder),
				);
			}
			writeFileSync(stamp, hashOfFile(lockFile));
		},
	);
}

async function installProject(folder) {
	const { code, output } = await npm(['ci', '--ignore-scripts', ...quiet], { cwd: folder });
	if (code !== 0)
		throw new SetUpError(`npm ci failed.${isReachable}\n${lastLines(output)}\n${again}`);
}

/**
 * Installs the pinned n8n and its Node.js into the cache folder unless they are there.
 *
 * The install happens in a folder beside and is renamed when complete, so that an interrupted one never counts; a lock
 * keeps two runs from doing it twice.
 *
 * @param options.source folder with the package.json to install, and its package-lock.json where the versions are pinned
 * @param options.folder where to; see `n8nFolder`
 * @param options.rebuild packages whose native part must be made (install scripts do not run)
 * @returns the folder
 */
export async function ensureN8n({
	source = path.join(root, 'scripts/n8n'),
	folder = n8nFolder(path.join(source, 'package-lock.json')),
	rebuild = ['sqlite3'],
} = {}) {
	const stamp = path.join(folder, '.complete');
	if (existsSync(stamp)) return folder;
	await withLock(`${folder}.lock`, 'installs n8n', async () => {
		if (existsSync(stamp)) return;
		const log = `${folder}.install.log`;
		rmSync(log, { force: true });
		const making = `${folder}.installing-${process.pid}`;
		removeLeftovers(folder);
		mkdirSync(making, { recursive: true });
		for (const file of ['package.json', 'package-lock.json']) {
			const from = path.join(source, file);
			if (existsSync(from)) cpSync(from, path.join(making, file));
		}
		await installInto(making, rebuild, log);
		writeFileSync(path.join(making, '.complete'), `${new Date().toISOString()}\n`);
		rmSync(folder, { recursive: true, force: true });
		renameSync(making, folder);
	});
	return folder;
}

function removeLeftovers(folder) {
	const parent = path.dirname(folder);
	const prefix = `${path.basename(folder)}.installing-`;
	for (const name of readdirSync(parent).filter((entry) => entry.startsWith(prefix))) {
		rmSync(path.join(parent, name), { recursive: true, force: true });
	}
}

async function installInto(folder, rebuild, log) {
	const step = async (what, args, hint) => {
		const result = await withProgress(what, () => npm(args, { cwd: folder, logFile: log }));
		if (result.code !== 0) {
			throw new SetUpError(
				`${what} failed.${hint}\n${lastLines(result.output)}\nWhole log: ${log}\n${again}`,
			);
		}
	};
	// npm ci refuses this lock file where the registry lacks one of the optional platform packages.
	await step(
		'Installing n8n into the cache (once; about 2.8 GB, some minutes)',
		['install', '--ignore-scripts', ...quiet],
		isReachable,
	);
	for (const name of rebuild) {
		const hint = ' Without a ready-made binary this needs Python 3, make and a C++ compiler.';
		await step(`Building ${name} for n8n`, ['rebuild', name, '--loglevel=error'], hint);
	}
}

/**
 * The Node.js that runs n8n and the tests: the one in the cache, or this one where the cache has none and it is new
 * enough (macOS: no package carries a binary for it).
 *
 * @returns absolute path of the program
 */
export async function nodeForN8n(folder) {
	const program = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
	const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
	const cached = path.join(folder, 'node_modules', name, program);
	if (existsSync(cached)) return cached;
	if (Number(process.versions.node.split('.')[0]) >= neededMajor) return process.execPath;
	throw new SetUpError(
		`n8n needs Node.js ${neededMajor} or newer. There is no ready-made one for ${process.platform} ` +
			`${process.arch}, and this is ${process.version}. Install Node.js ${neededMajor} (nodejs.org), then run this again.`,
	);
}

/** Everything above. Takes under 0.1 s when all is there. @returns `{ n8n, node }`: cache folder and Node.js program */
export async function bootstrap() {
	await ensureProject();
	const n8n = await ensureN8n();
	return { n8n, node: await nodeForN8n(n8n) };
}
