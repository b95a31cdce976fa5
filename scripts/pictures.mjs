/**
 * `npm run pictures`: opens every template in the editor of a real n8n and writes docs/images/canvas-<name>.png. A browser is needed
 * (see CONTRIBUTING.md). With a word behind it, only templates whose names hold that word: `npm run pictures -- setup`.
 */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const [word = ''] = process.argv.slice(2);
const test = path.join(path.dirname(fileURLToPath(import.meta.url)), 'test.mjs');
const { status } = spawnSync(
	process.execPath,
	[test, 'e2e', 'e2e/canvases', ...(word ? ['-t', word] : [])],
	{ stdio: 'inherit', env: { ...process.env, UPDATE_SCREENSHOTS: '1' } },
);
process.exitCode = status ?? 1;
