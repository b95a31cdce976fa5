import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { prepared, root } from '../test/harness/prepared.mts';

const run = promisify(execFile);
const fromBuild = pathToFileURL(path.join(root, 'bench/fromBuild.mts')).href;

/**
 * Runs one of this folder's workers in a process of its own, which inherits nobody's memory, and returns the JSON that
 * it prints. `nodeOptions` are switches of Node.js.
 */
export async function inProcess<T>(
	worker: string,
	args: Array<string | number>,
	nodeOptions: string[] = [],
): Promise<T> {
	const { node } = await prepared(true);
	const { stdout } = await run(
		node,
		[
			...nodeOptions,
			'--import',
			fromBuild,
			path.join(root, 'bench', worker),
			...args.map((argument) => String(argument)),
		],
		{ maxBuffer: 1_000_000, cwd: root },
	);
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T;
}

/** Megabytes (of a million bytes) that this process ever needed at once, as the system counts them. */
export const peakMegabytes = () => (process.resourceUsage().maxRSS * 1_024) / 1_000_000;

/** Megabytes that this process has now. */
export const megabytesNow = () => process.memoryUsage.rss() / 1_000_000;

/** Prints a worker's result. */
export const report = (result: object) => process.stdout.write(`${JSON.stringify(result)}\n`);
