/** `npm start`: installs what is missing, then runs start/main.mts with n8n's Node.js. `npm start -- --help` lists the switches. */
import { bootstrap } from './bootstrap.mjs';
import { buildPackage } from './build.mjs';
import { main, SetUpError } from './lib/command.mjs';
import { runInForeground } from './lib/foreground.mjs';
import { readOptions, usage, UsageError } from './start/options.mjs';

function options() {
	try {
		return readOptions(process.argv.slice(2), process.env);
	} catch (error) {
		throw error instanceof UsageError ? new SetUpError(`${error.message}\n\n${usage}`) : error;
	}
}

await main(async () => {
	const chosen = options();
	if (chosen.help) {
		console.log(usage);
		return 0;
	}
	const { node } = await bootstrap();
	await buildPackage();
	// By the environment, since other users of the machine can read a command line, and it may hold a secret.
	const env = { BEYONDTRUST_START_OPTIONS: JSON.stringify(chosen) };
	return await runInForeground(node, 'scripts/start/main.mts', [], env);
});
