import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../harness/prepared.mts';

const PARTS = ['bench', 'credentials', 'nodes', 'scripts', 'test', 'workflows/src'];
const LONG = 250;

const long = PARTS.flatMap((part) =>
	readdirSync(path.join(root, part), { recursive: true, encoding: 'utf8' })
		.map((file) => path.join(part, file))
		.filter((file) => /\.(ts|mts|mjs|cjs)$/.test(file) && !file.includes('node_modules')),
)
	.map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') }))
	.filter(({ text }) => text.trimEnd().split('\n').length > LONG);

it('finds the long files', () => {
	expect(long.map(({ file }) => file)).toContain(
		path.join('test', 'fixtures', 'matching', 'topics.mts'),
	);
});

it.each(long)('$file says in its first lines why it is long', ({ text }) => {
	expect(text.slice(0, 400)).toMatch(/^\/\*\*[^/]*\b[Ll]ong(er)?\b/);
});
