import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const keptLines = 2000;

/** A TCP port on loopback that nobody listens on: `wanted` or the next free one after it, or any when 0. */
export async function freePort(wanted = 0): Promise<number> {
	for (let port = wanted; port < (wanted || 1) + 100; port++) {
		const server = createServer();
		const listening = once(server, 'listening').then(
			() => true,
			() => false,
		);
		server.listen(port, '127.0.0.1');
		const free = await listening;
		const address = server.address();
		if (free) {
			server.close();
			await once(server, 'close');
			return typeof address === 'object' && address ? address.port : port;
		}
		if (wanted === 0) break;
	}
	throw new Error(`No free port from ${wanted} on`);
}

/** A server process of its own process group, its output kept as lines. */
export interface ServerProcess {
	pid: number;
	/** Output so far, the last 2,000 lines. */
	logs: string[];
	/** Resolves with a description when the process has ended, e.g. `code 1`. */
	ended: Promise<string>;
	/** Asks the process to end, and forces it and what it started after `patience` milliseconds. */
	close(patience?: number): Promise<void>;
	/** Ends it at once, as a power cut would. */
	kill(): Promise<void>;
}

const started = new Set<ChildProcess>();

function signalGroup(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL') {
	if (!child.pid) return;
	if (process.platform === 'win32') {
		const force = signal === 'SIGKILL' ? ['/F'] : [];
		spawnSync('taskkill', ['/PID', String(child.pid), '/T', ...force]);
		return;
	}
	try {
		process.kill(-child.pid, signal);
	} catch {
		// The group is gone already.
	}
}

process.on('exit', () => {
	for (const child of started) signalGroup(child, 'SIGKILL');
});

/**
 * Starts a server as a child process.
 *
 * @param log receives each line of output as it comes
 */
export function startProcess(
	program: string,
	args: string[],
	options: { cwd: string; env: NodeJS.ProcessEnv; log?: (line: string) => void },
): ServerProcess {
	const child = spawn(program, args, {
		cwd: options.cwd,
		env: options.env,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		detached: process.platform !== 'win32',
	});
	started.add(child);
	const logs: string[] = [];
	for (const stream of [child.stdout, child.stderr]) {
		if (!stream) continue;
		let rest = '';
		stream.setEncoding('utf8');
		stream.on('data', (text: string) => {
			const lines = (rest + text).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) options.log?.(line);
			logs.push(...lines);
			logs.splice(0, Math.max(0, logs.length - keptLines));
		});
	}
	const ended = new Promise<string>((resolve) => {
		child.on('error', (error) => resolve(error.message));
		child.on('close', (code, signal) => resolve(signal ? `signal ${signal}` : `code ${code}`));
	}).finally(() => started.delete(child));
	// A server that a failed test left running must not keep the test run from ending; the exit handler ends it then.
	const handles = [child, child.channel, child.stdout, child.stderr] as Array<{
		ref?(): void;
		unref?(): void;
	} | null>;
	for (const handle of handles) handle?.unref?.();

	const kill = async () => {
		for (const handle of handles) handle?.ref?.();
		signalGroup(child, 'SIGKILL');
		await ended;
	};
	const close = async (patience = 15_000) => {
		for (const handle of handles) handle?.ref?.();
		signalGroup(child, 'SIGTERM');
		const late = Symbol();
		const timer = new AbortController();
		const outcome = await Promise.race([
			ended,
			sleep(patience, late, { signal: timer.signal }).catch(() => late),
		]);
		timer.abort();
		if (outcome === late) await kill();
		// What the server started may outlive it; its group is still there then.
		else signalGroup(child, 'SIGKILL');
	};
	return { pid: child.pid ?? 0, logs, ended, close, kill };
}
