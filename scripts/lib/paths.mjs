import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** What a run makes and may throw away: the tarball, results, logs, the demonstration's n8n. */
export const buildFolder = path.join(root, '.build');

/** SHA-256 of a file, as lower-case hex. */
export function hashOfFile(file) {
	return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/**
 * The folder outside the repository that holds n8n and its Node.js.
 *
 * Named after the lock file's hash, so that another pinned version is another folder and an older checkout keeps its
 * own. The environment variable BEYONDTRUST_N8N_CACHE names the folder outright.
 */
export function n8nFolder(lockFile = path.join(root, 'scripts/n8n/package-lock.json')) {
	if (process.env.BEYONDTRUST_N8N_CACHE) return path.resolve(process.env.BEYONDTRUST_N8N_CACHE);
	const cache = process.env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache');
	return path.join(cache, 'n8n-nodes-beyondtrust', `n8n-${hashOfFile(lockFile).slice(0, 16)}`);
}
