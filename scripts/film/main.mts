/** The moving picture of the README: plays the main job on what `npm start` starts, and writes docs/images/film.gif. */

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchBrowser } from '../../test/harness/browser.mts';
import { root } from '../../test/harness/prepared.mts';
import { Shutdown } from '../start/servers.mts';
import { startStack } from '../start/stack.mts';
import { encodeGif } from './gif.mts';
import { FILM, Stage } from './stage.mts';
import { play } from './story.mts';

const images = path.join(root, 'docs/images');

async function film(shutdown: Shutdown): Promise<void> {
	const options = { desk: 'halopsa', port: 5678, exit: true };
	const stack = await startStack(options, shutdown, console.log);
	const { appliance } = stack;
	if (!appliance) throw new Error('There is no simulated appliance');
	const browser = await launchBrowser();
	shutdown.add(() => browser.close());
	const stage = await Stage.open(browser);
	console.log('Playing …');
	await play({ stack, appliance, stage, browser });
	const gif = encodeGif(stage.frames, FILM.width, FILM.height);
	await writeFile(path.join(images, 'film.gif'), gif);
	const seconds = stage.frames.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
	const size = (gif.length / 1e6).toFixed(2);
	console.log(`docs/images/film.gif: ${seconds.toFixed(1)} s, ${size} MB`);
}

await mkdir(path.join(root, '.build/screenshots'), { recursive: true });
const shutdown = new Shutdown();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
	process.on(signal, () => void shutdown.run().then(() => process.exit(130)));
try {
	await film(shutdown);
} finally {
	await shutdown.run();
}
process.exit(0);
