import { globSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';

import { root } from '../../harness/prepared.mts';

/** `npm start`, the benchmarks and the simulations are run by Node.js itself, which takes types away and compiles nothing. */
const files = globSync('{bench,scripts,test/{appliance,desk,harness,mail}}/**/*.mts', {
	cwd: root,
});

it.each(files)('%s is JavaScript with types', (file) => {
	expect(() => stripTypeScriptTypes(readFileSync(path.join(root, file), 'utf8'))).not.toThrow();
});
