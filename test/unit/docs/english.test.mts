import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { root } from '../../harness/prepared.mts';
import { ODDITIES, oddPlaces, places } from './oddities.mts';

/** The benchmark writes these lines. */
const MEASURED = /^_Node\.js v.*_$/gm;

/** What people read: without code, what the program says (in italics) and where links lead, in one line. */
const read = (text: string) =>
	text
		.replace(MEASURED, '')
		.replace(/^ *```[^]*?^ *```/gm, '')
		.replace(/`[^`]*`/g, 'code')
		.replace(/\]\([^)\s]*\)/g, ']')
		.replace(/(?<![\w*])\*(?![\s*])[^*]+\*(?![\w*])/g, 'label')
		.replace(/(?<!\w)_(?![\s_])[^_]+_(?!\w)/g, 'label')
		.replace(/\*\*/g, '')
		.replace(/\s+/g, ' ');

const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'CHANGELOG.md',
	...readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.posix.join('docs', file.split(path.sep).join('/'))),
	...readdirSync(path.join(root, 'workflows/library'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `workflows/library/${file}`),
];

it('reads the pages in folders, too', () => {
	expect(pages).toEqual(expect.arrayContaining(['docs/glossary.md', 'docs/desks/halopsa.md']));
});

it.each(ODDITIES)('finds $found', ({ odd, found }) => {
	expect(places(found, odd)).toHaveLength(1);
});

it('leaves code, labels and addresses as the program has them', () => {
	const text = 'The field *E-mail*, `e-mail`, _E-mail_ and [it](e-mail.md).\n```\ne-mail\n```\n';
	expect(places(read(text), /e-mail/i)).toEqual([]);
	const bold = read('**E-mail** at\n  the begin');
	expect(places(bold, /e-mail at the begin/i)).toHaveLength(1);
});

it.each(pages)('%s is plain English', (page) => {
	const text = readFileSync(path.join(root, page), 'utf8');
	expect(oddPlaces(read(text))).toEqual([]);
});
