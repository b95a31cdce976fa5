import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../harness/prepared.mts';

const PAGE = 'docs/publishing.md';
const page = readFileSync(path.join(root, PAGE), 'utf8');

/** Rows of the table: the placeholder, and the files that hold it. */
const rows = [...page.matchAll(/^ *\| `([^`]+)` \([^|]*\| (`.+`) \|$/gm)].map(
	([, placeholder, files]) => ({
		placeholder,
		files: files
			.split(',')
			.map((file) => file.replace(/[` ]/g, ''))
			.sort(),
	}),
);

/** Files of the repository, without the page itself and the lock files. */
const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
	.split('\0')
	.filter((file) => file && file !== PAGE && !/package-lock\.json$|^test\//.test(file));

const holds = (file: string, text: string) => {
	try {
		return readFileSync(path.join(root, file), 'utf8').includes(text);
	} catch {
		return false; // taken away, and not committed yet
	}
};

it('lists the placeholders that only the owner can fill in', () => {
	expect(rows.map(({ placeholder }) => placeholder)).toHaveLength(4);
});

it.each(rows)('says where $placeholder stands', ({ placeholder, files: listed }) => {
	expect(files.filter((file) => holds(file, placeholder)).sort()).toEqual(listed);
});
