import { accessSync, constants, globSync } from 'node:fs';
import path from 'node:path';

import { root } from './prepared.mts';
import { startProcess, type ServerProcess } from './process.mts';

const runnable = (file: string): boolean => {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
};

/**
 * The first folder that holds all these programs: those of PATH, then the patterns, of which the one that sorts last
 * wins. Undefined when there is none.
 */
export function folderOf(programs: string[], patterns: string[] = []): string | undefined {
	const named = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
	const others = patterns.flatMap((pattern) => globSync(pattern).sort().reverse());
	return [...named, ...others].find((folder) =>
		programs.every((program) => runnable(path.join(folder, program))),
	);
}

/** Who runs a server: its own user where one is named. */
export interface User {
	uid?: number;
	gid?: number;
}

/** Starts a server that ends with this process, whichever way this one ends. */
export function startGuarded(
	program: string,
	args: string[],
	options: { cwd: string; user?: User },
): ServerProcess {
	const guard = path.join(root, 'test/harness/guard.cjs');
	const command = JSON.stringify({ program, args, cwd: options.cwd, ...options.user });
	return startProcess(process.execPath, [guard, command], {
		cwd: options.cwd,
		env: { PATH: process.env.PATH, LC_ALL: 'C' },
	});
}

/**
 * `describe` for tests that need servers of this machine. Without them they are skipped, which their title says; with
 * CI=true they fail, so that nobody takes a green run for a complete one.
 *
 * @param servers the names of the servers and where each was found
 */
export function describeWithServers(
	name: string,
	servers: Record<string, string | undefined>,
	tests: () => void,
): void {
	const missing = Object.keys(servers).filter((server) => !servers[server]);
	const reason = `not installed: ${missing.join(', ')}`;
	if (missing.length === 0) {
		describe(name, tests);
	} else if (process.env.CI === 'true') {
		it(name, () => {
			throw new Error(`NOT RUN, ${reason}`);
		});
	} else {
		process.stderr.write(`${name}: NOT RUN, ${reason}\n`);
		describe.skip(`NOT RUN, ${reason}: ${name}`, tests);
	}
}
