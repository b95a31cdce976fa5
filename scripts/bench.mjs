/** `npm run bench`: installs what is missing, builds the tarball, then runs bench/main.mts with n8n's Node.js. */
import { bootstrap } from './bootstrap.mjs';
import { buildPackage } from './build.mjs';
import { main } from './lib/command.mjs';
import { runInForeground } from './lib/foreground.mjs';

await main(async () => {
	const { node } = await bootstrap();
	await buildPackage();
	return await runInForeground(node, 'bench/main.mts', process.argv.slice(2));
});
