/**
 * Makes everything ready that a real n8n needs and prints where it is, as one line of JSON:
 * `{ "n8n": cache folder, "node": Node.js program, "tarball": packed package or null }`.
 * `--no-build` leaves the package out.
 */
import { bootstrap } from './bootstrap.mjs';
import { buildPackage } from './build.mjs';
import { main } from './lib/command.mjs';

await main(async () => {
	const ready = await bootstrap();
	const tarball = process.argv.includes('--no-build') ? null : await buildPackage();
	console.log(JSON.stringify({ ...ready, tarball }));
});
