import { execFile } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** Where everything is that a real n8n needs. */
export interface Prepared {
	/** Folder whose node_modules hold n8n. */
	n8n: string;
	/** The Node.js program that runs n8n. */
	node: string;
	/** The packed package; null when it was not asked for. */
	tarball: string | null;
}

const known = new Map<boolean, Promise<Prepared>>();

async function ask(build: boolean): Promise<Prepared> {
	const script = path.join(root, 'scripts/prepare.mjs');
	const { stdout } = await run(process.execPath, [script, ...(build ? [] : ['--no-build'])], {
		maxBuffer: 16 * 1024 * 1024,
	});
	return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Prepared;
}

/**
 * Installs n8n and builds and packs the package where that has not happened, and says where all is.
 *
 * @param build whether the packed package is needed
 * @throws the last lines of the failing step
 */
export function prepared(build: boolean): Promise<Prepared> {
	const found = known.get(build) ?? (build ? undefined : known.get(true)) ?? ask(build);
	known.set(build, found);
	return found;
}
