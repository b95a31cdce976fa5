/**
 * `npm run film`: starts what `npm start` starts, plays the main job in a browser, and writes docs/images/film.gif and desk.png.
 * A browser is needed (see CONTRIBUTING.md).
 */
import { bootstrap } from './bootstrap.mjs';
import { findBrowser } from './browser.mjs';
import { buildPackage } from './build.mjs';
import { main, SetUpError } from './lib/command.mjs';
import { runInForeground } from './lib/foreground.mjs';

await main(async () => {
	if (!findBrowser()) throw new SetUpError('No Chromium, Chrome or Edge found (set CHROME_PATH)');
	const { node } = await bootstrap();
	await buildPackage();
	return await runInForeground(node, 'scripts/film/main.mts', []);
});
