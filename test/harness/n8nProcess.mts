import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { prepared } from './prepared.mts';
import { freePort, type ServerProcess } from './process.mts';
import { type Command, runN8n } from './runN8n.mts';

const run = promisify(execFile);
const bootPatience = 300_000;

export interface N8nOptions {
	/** The packed package; default: built from the sources. `false` starts n8n without it. */
	tarball?: string | false;
	/** Wanted port, or the next free one; default any. */
	port?: number;
	/** N8N_USER_FOLDER; default a temporary folder that `close` removes. */
	userFolder?: string;
	/** Added to n8n's environment. */
	env?: Record<string, string>;
	/** Receives n8n's output line by line. */
	log?: (line: string) => void;
}

/** Any of n8n's processes. */
export interface N8nProcess {
	url: string;
	port: number;
	userFolder: string;
	/** n8n's process id. */
	pid: number;
	/** n8n's output so far, the last 2,000 lines. */
	logs: string[];
	/** Milliseconds from the start of the process until it answered. */
	bootTime: number;
	/** Ends n8n in an orderly way, by force after 15 s, and removes a temporary user folder. */
	close(): Promise<void>;
	/** Ends n8n at once, as a power cut would; the user folder stays, for a next start. */
	kill(): Promise<void>;
}

/**
 * Puts the package where n8n's own installer puts it, and the way it does: unpacked, its package.json without
 * development, peer and optional dependencies, no install scripts.
 *
 * @param tarball packed package
 * @param userFolder N8N_USER_FOLDER
 * @returns the folder of the installed package
 * @throws when the package has runtime dependencies: it must bring none
 */
export async function installPackage(tarball: string, userFolder: string): Promise<string> {
	const nodesFolder = path.join(userFolder, '.n8n/nodes');
	const unpacked = path.join(nodesFolder, 'unpacked');
	await rm(unpacked, { recursive: true, force: true });
	await mkdir(unpacked, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
	const manifest = path.join(unpacked, 'package.json');
	const {
		devDependencies: _development,
		peerDependencies: _peer,
		optionalDependencies: _optional,
		...kept
	} = JSON.parse(await readFile(manifest, 'utf8'));
	if (Object.keys(kept.dependencies ?? {}).length > 0) {
		throw new Error(`The package has runtime dependencies: ${Object.keys(kept.dependencies)}`);
	}
	await writeFile(manifest, JSON.stringify(kept, null, 2));
	const folder = path.join(nodesFolder, 'node_modules', kept.name);
	await rm(folder, { recursive: true, force: true });
	await mkdir(path.dirname(folder), { recursive: true });
	await rename(unpacked, folder);
	const list = {
		name: 'installed-nodes',
		private: true,
		dependencies: { [kept.name]: kept.version },
	};
	await writeFile(path.join(nodesFolder, 'package.json'), JSON.stringify(list, null, 2));
	return folder;
}

/** Modules of n8n that are not needed here, and would take their time to start. */
const NOT_NEEDED = ['mcp-registry', 'mcp', 'instance-ai', 'agents', 'chat-hub'];

/** Those of them that this n8n has: it does not start if it is to do without one that it does not know. */
function modulesToDisable(n8n: string): string[] {
	const modules = readdirSync(path.join(n8n, 'node_modules/n8n/dist/modules'));
	return NOT_NEEDED.filter((name) => modules.includes(name) || modules.includes(`${name}.ee`));
}

function environment(
	url: string,
	port: number,
	brokerPort: number,
	userFolder: string,
	n8n: string,
) {
	return {
		N8N_USER_FOLDER: userFolder,
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: url,
		N8N_WEBHOOK_URL: `${url}/`,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		// A worker listens only for those who ask how it is.
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
		QUEUE_HEALTH_CHECK_PORT: String(port),
		N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		NO_PROXY: [process.env.NO_PROXY, '127.0.0.1', 'localhost'].filter(Boolean).join(','),
		// Nothing below is needed here, and all of it would call home or hold up the start.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
		N8N_DYNAMIC_BANNERS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_PYTHON_ENABLED: 'false',
		N8N_DISABLED_MODULES: modulesToDisable(n8n).join(','),
		N8N_AI_ENABLED: 'false',
		N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
		N8N_GRACEFUL_SHUTDOWN_TIMEOUT: '10',
		N8N_LOG_LEVEL: 'info',
		NO_COLOR: '1',
	};
}

async function answers(url: string, command: Command): Promise<boolean> {
	try {
		const ready = await fetch(`${url}/healthz/readiness`);
		if (!ready.ok || command !== 'start') return ready.ok;
		const settings = await fetch(`${url}/rest/settings`);
		return settings.ok && (settings.headers.get('content-type') ?? '').includes('json');
	} catch {
		return false;
	}
}

/**
 * Starts one of n8n's processes on loopback with the packed package in it.
 *
 * @throws when it ends early or does not answer within five minutes, with the last lines of its log
 */
export async function launchN8n(command: Command, options: N8nOptions): Promise<N8nProcess> {
	const { n8n, tarball } = await prepared(options.tarball === undefined);
	const userFolder =
		options.userFolder ?? (await mkdtemp(path.join(os.tmpdir(), 'n8n-nodes-beyondtrust-')));
	await mkdir(userFolder, { recursive: true });
	const packed = options.tarball ?? tarball;
	if (packed) await installPackage(packed, userFolder);

	const port = await freePort(options.port);
	const url = `http://127.0.0.1:${port}`;
	const begun = Date.now();
	const server = await runN8n(command, {
		userFolder,
		env: { ...environment(url, port, await freePort(), userFolder, n8n), ...options.env },
		log: options.log,
	});
	const removeFolder = async () => {
		if (!options.userFolder) await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
	};
	await waitUntilReady(url, command, server).catch(async (error: unknown) => {
		await server.kill();
		await removeFolder();
		throw error;
	});
	return {
		url,
		port,
		userFolder,
		pid: server.pid,
		logs: server.logs,
		bootTime: Date.now() - begun,
		kill: server.kill,
		close: async () => {
			await server.close();
			await removeFolder();
		},
	};
}

async function waitUntilReady(url: string, command: Command, server: ServerProcess) {
	let end: string | undefined;
	void server.ended.then((how) => (end = how));
	const deadline = Date.now() + bootPatience;
	const fail = (what: string) =>
		new Error(`${what}. Its last lines:\n${server.logs.slice(-30).join('\n')}`);
	while (!(await answers(url, command))) {
		if (end !== undefined) throw fail(`n8n ended with ${end} before it answered`);
		if (Date.now() > deadline) throw fail(`n8n did not answer within ${bootPatience / 1000} s`);
		await sleep(200);
	}
}
