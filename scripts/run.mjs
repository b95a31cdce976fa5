/** Runs one of the project's .mts programs: `node scripts/run.mjs FILE [arguments]`. Installs first what is missing. */
import { bootstrap } from './bootstrap.mjs';
import { main, SetUpError } from './lib/command.mjs';
import { runInForeground } from './lib/foreground.mjs';

await main(async () => {
	const [file, ...args] = process.argv.slice(2);
	if (!file) throw new SetUpError('Usage: node scripts/run.mjs FILE [arguments]');
	const { node } = await bootstrap();
	return await runInForeground(node, file, args);
});
