import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(__dirname, '../../..');
const sources = ['test', 'scripts', 'bench'].flatMap((folder) =>
	readdirSync(path.join(root, folder), { recursive: true })
		.map((file) => path.join(folder, String(file)))
		.filter((file) => /\.[mc]?[jt]s$/.test(file) && !file.endsWith('oneStart.test.mts')),
);
const filesWith = (pattern: RegExp) =>
	sources.filter((file) => pattern.test(readFileSync(path.join(root, file), 'utf8')));

describe('Whoever starts n8n', () => {
	it('goes through one function, so that an image can take the place of the program', () => {
		expect(filesWith(/n8n\/bin\b|bin\/n8n['"`]/)).toEqual(['test/harness/runN8n.mts']);
		expect(filesWith(/\brunN8n\(/).sort()).toEqual([
			'test/harness/n8nProcess.mts',
			'test/harness/runN8n.mts',
		]);
		expect(filesWith(/\blaunchN8n\(/).sort()).toEqual([
			'test/harness/n8n.mts',
			'test/harness/n8nProcess.mts',
			'test/harness/queueMode.mts',
		]);
	});
});
