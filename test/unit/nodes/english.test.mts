import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

import { root } from '../../harness/prepared.mts';
import { ODDITIES, oddPlaces, places } from '../docs/oddities.mts';

/** Lists of words that are looked for in what people typed, in several languages: nobody reads them. */
const WORD_LISTS = /^nodes\/shared\/session\/(?:redact\/(?!own)|match\/(?:words|person|companies))/;

const files = ['nodes', 'credentials', 'workflows/src'].flatMap((folder) =>
	readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
		.map((file) => path.posix.join(folder, file.split(path.sep).join('/')))
		.filter((file) => file.endsWith('.ts') && !WORD_LISTS.test(file)),
);

/** What is wrong in the program only: documents have it in quotations, or where it is right. */
const PROGRAM_ODDITIES = [
	...ODDITIES,
	{ odd: /\bbegin(?:s|ning)?\b/i, instead: 'start', found: 'It begins with a letter.' },
	{ odd: /\bwhoever\b/i, instead: 'people who', found: 'Whoever runs n8n.' },
	{ odd: /\bhand(?:s|ed)? over\b/i, instead: 'pass in', found: 'Hand over the item.' },
	{
		odd: /\b(?:is|are)(?: not|n't)?[^.]{0,40} any more\b/i,
		instead: 'no longer',
		found: 'It is not there any more.',
	},
	{ odd: /\ball the same\b/i, instead: 'anyway', found: 'It is sent all the same.' },
	{
		odd: /\b(?:is|are) no (?:kind|number|way|agent|technician|member|day|service desk)\b/i,
		instead: 'is not a',
		found: 'It is no kind of queue.',
	},
	{
		odd: /(?<!Send )\bthe mail\b(?! (?:account|server))/,
		instead: 'the email',
		found: 'It refused the mail.',
	},
];

const oddInProgram = (text: string) => oddPlaces(text, PROGRAM_ODDITIES);

const inOneLine = (text: string) => text.replace(/\s+/g, ' ');

/** The texts of a module that may be read by people: literals with a blank in them, and templates with … for what is filled in. */
function textsOf(code: string): string[] {
	const texts: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) {
			texts.push(node.text);
		} else if (ts.isTemplateExpression(node)) {
			texts.push(
				[node.head, ...node.templateSpans.map(({ literal }) => literal)]
					.map(({ text }) => text)
					.join('…'),
			);
		}
		ts.forEachChild(node, visit);
	};
	visit(ts.createSourceFile('module.ts', code, ts.ScriptTarget.Latest, true));
	return texts.filter((text) => text.includes(' ')).map(inOneLine);
}

/** What a built template shows on its canvas and in its forms, without the names of nodes: they never change. */
function shownBy(template: string): string[] {
	const { name, nodes } = JSON.parse(template) as {
		name: string;
		nodes: Array<{ type: string; parameters: Record<string, unknown> }>;
	};
	const names = nodes.flatMap((node) => ('name' in node ? [String(node.name)] : []));
	const texts: string[] = [name];
	const collect = (value: unknown): void => {
		if (typeof value === 'string') texts.push(value);
		else if (typeof value === 'object' && value !== null) Object.values(value).forEach(collect);
	};
	for (const { parameters } of nodes) collect(parameters);
	return texts.map((text) =>
		inOneLine(names.reduce((rest, one) => rest.replaceAll(one, 'node'), text)),
	);
}

const templates = ['', 'library'].flatMap((folder) =>
	readdirSync(path.join(root, 'workflows', folder))
		.filter((file) => file.endsWith('.json'))
		.map((file) => path.join(folder, file)),
);

it('reads nodes, credentials and templates', () => {
	expect(files).toEqual(
		expect.arrayContaining([
			'nodes/shared/appliance/failure.ts',
			'credentials/BeyondTrustOAuth2Api.credentials.ts',
			'workflows/src/templates/setup.ts',
		]),
	);
	expect(templates).toContain('setup.json');
});

it('finds a text in a literal, in a template and on a canvas', () => {
	const code = "a('Shorter, and surer.'); b(`It is ${c} of hands, surer ${d}.`); e('surer');";
	expect(textsOf(code).flatMap(oddInProgram)).toHaveLength(2);
	const nodes = [
		{ name: 'One mail', type: 'note', parameters: { content: '*One mail*, and one mail' } },
	];
	expect(shownBy(JSON.stringify({ name: 'x', nodes })).flatMap(oddInProgram)).toHaveLength(1);
});

it.each(PROGRAM_ODDITIES)('finds $found', ({ odd, found }) => {
	expect(places(found, odd)).toHaveLength(1);
});

it.each(files)('%s is plain English', (file) => {
	expect(textsOf(readFileSync(path.join(root, file), 'utf8')).flatMap(oddInProgram)).toEqual([]);
});

it.each(templates)('%s is plain English', (file) => {
	expect(
		shownBy(readFileSync(path.join(root, 'workflows', file), 'utf8')).flatMap(oddInProgram),
	).toEqual([]);
});
