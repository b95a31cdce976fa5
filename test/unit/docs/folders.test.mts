import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../harness/prepared.mts';

const SOURCE = /\.(ts|mts|mjs|cjs)$/;
/** Parts of the tree that hold code. */
const PARTS = ['bench', 'credentials', 'nodes', 'scripts', 'test', 'workflows/src'];

/** A folder and all below it that hold code, as paths from the root. */
function foldersWithCode(folder: string): string[] {
	const entries = readdirSync(path.join(root, folder), { withFileTypes: true });
	const below = entries
		.filter((entry) => entry.isDirectory() && entry.name !== 'node_modules')
		.flatMap(({ name }) => foldersWithCode(`${folder}/${name}`));
	return entries.some(({ name }) => SOURCE.test(name)) ? [folder, ...below] : below;
}

const read = (file: string) => {
	const whole = path.join(root, file);
	return existsSync(whole) ? readFileSync(whole, 'utf8') : '';
};

/** Whether a file begins with what its folder is for: a docstring, or the description of a resource. */
const introduces = (file: string): boolean => {
	const text = read(file);
	return text.startsWith('/**') || /: Resource = \{[^}]*\bdescription:/.test(text);
};

/** Whether the README of a folder above has a row for this one. */
function isListedAbove(folder: string): boolean {
	const parts = folder.split('/');
	return parts.slice(1).some((_, index) => {
		const [above, rest] = [parts.slice(0, index + 1), parts.slice(index + 1)];
		return read(`${above.join('/')}/README.md`).includes(`\`${rest.join('/')}/\``);
	});
}

const says = (folder: string): boolean =>
	/^# .+\n\n\S.{20,}/.test(read(`${folder}/README.md`)) ||
	['index.ts', 'main.mts'].some((name) => introduces(`${folder}/${name}`)) ||
	isListedAbove(folder);

const folders = PARTS.flatMap(foldersWithCode);

it('finds the folders', () => {
	expect(folders).toEqual(
		expect.arrayContaining(['nodes/shared/desk/jira', 'test/e2e/desks', 'workflows/src/nodes']),
	);
	expect(says('nodes/shared/nothing')).toBe(false);
});

it.each(folders)('%s says what it is for', (folder) => {
	expect(says(folder)).toBe(true);
});
