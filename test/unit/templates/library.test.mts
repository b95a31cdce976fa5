import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import type { Template } from '../../../workflows/src/flow';
import { faultsOf } from './canvas.mts';

const folder = path.resolve(__dirname, '../../../workflows/library');
const names = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => file.slice(0, -'.json'.length));

/** What n8n's own editor draws a note in. */
const YELLOW = 1;
const WHITE = 7;

const wordsOf = (text: string): number =>
	text.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0;

type Node = Template['nodes'][number];

interface Content {
	content: string;
	color?: number;
	width: number;
	height: number;
}

const isNote = ({ type }: Node) => type.endsWith('.stickyNote');
const notesOf = ({ nodes }: Template) =>
	nodes.filter(isNote).map((node) => ({ ...node, ...(node.parameters as unknown as Content) }));

/** Sentences of the rules that do not hold. */
const unmet = (rules: Array<[holds: boolean, sentence: string]>) =>
	rules.filter(([holds]) => !holds).map(([, sentence]) => sentence);

function wrongNotes(template: Template): string[] {
	const notes = notesOf(template);
	const [first, ...others] = notes.filter(({ color = YELLOW }) => color === YELLOW);
	if (!first) return ['it has not exactly one yellow note'];
	const words = wordsOf(first.content);
	const [left, top] = first.position;
	const besides = template.nodes.filter(({ id }) => id !== first.id);
	const sections = notes.filter(({ color }) => color === WHITE);
	return unmet([
		[others.length === 0, 'it has not exactly one yellow note'],
		[words >= 100 && words <= 300, `the yellow note has ${words} words`],
		[/^### How it works$/m.test(first.content), 'it does not say how it works'],
		[/^### Setup$/m.test(first.content), 'it does not say how to set it up'],
		[
			besides.every(({ position: [x, y] }) => x > left && y >= top),
			'the yellow note is not at the top left',
		],
		[sections.length === notes.length - 1, 'a note is neither yellow nor white'],
		[sections.length > 0, 'it has no section'],
		...sections.map(({ content, name }): [boolean, string] => [
			wordsOf(content) < 50,
			`'${name}' has ${wordsOf(content)} words`,
		]),
	]);
}

function wrongNodes(template: Template): string[] {
	const nodes = template.nodes.filter((node) => !isNote(node));
	const text = JSON.stringify(nodes);
	const addresses = text.match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
	const isOfInstance = (node: Node) => 'credentials' in node || 'webhookId' in node;
	return unmet([
		[nodes.length >= 8, `it is too basic: ${nodes.length} nodes`],
		[!nodes.some(({ type }) => /executeWorkflow/i.test(type)), 'it needs a second workflow'],
		[!nodes.some(isOfInstance), 'it holds an id'],
		[addresses.every((one) => one.endsWith('@example.com')), 'it holds an address of somebody'],
		[!/https?:\/\//.test(text), 'it holds a web address'],
	]);
}

/** The first word alone has a capital letter, names aside. */
function wrongTitle({ name }: Template): string[] {
	const verbs = /^(?:Email|Send|Post|Create|Sync|Log|Turn) \S+.* (?:to|in|with|from) \S/;
	const capitals = name.split(' ').filter((word, index) => index > 0 && /^[A-Z]/.test(word));
	const names = ['BeyondTrust', 'Slack', 'Teams'];
	return unmet([
		[verbs.test(name), 'its title does not say verb, thing and where'],
		[capitals.every((word) => names.includes(word)), 'its title is not in sentence case'],
	]);
}

/** Everything by which a template breaks the rules of n8n's template library, as sentences. */
const brokenBy = (template: Template): string[] => [
	...wrongNotes(template),
	...wrongNodes(template),
	...wrongTitle(template),
];

it('has a template', () => {
	expect(names.length).toBeGreaterThan(0);
});

describe.each(names)('%s', (name) => {
	const template = JSON.parse(readFileSync(path.join(folder, `${name}.json`), 'utf8')) as Template;
	const description = readFileSync(path.join(folder, `${name}.md`), 'utf8');

	it('obeys the rules of the library', () => {
		expect(brokenBy(template)).toEqual([]);
	});

	it('has a canvas for people', () => {
		expect(faultsOf(`library/${name}`, template)).toEqual([]);
	});

	it('is described in some 200 words, with its picture first', () => {
		const [picture, ...lines] = description.split('\n');
		expect(picture).toBe(`![${/^!\[([^\]]+)\]/.exec(picture!)?.[1] ?? ''}](${name}.png)`);
		expect(existsSync(path.join(folder, `${name}.png`))).toBe(true);
		expect(wordsOf(lines.join('\n'))).toBeGreaterThan(170);
		expect(wordsOf(lines.join('\n'))).toBeLessThan(240);
		expect(description).toMatch(/self-hosted n8n only/);
		expect(description).toContain('`n8n-nodes-beyondtrust`');
		expect(description).not.toMatch(/https?:\/\/|@|<[a-z]/i);
	});

	it('speaks in its description only of nodes that it has', () => {
		const labels = [...description.matchAll(/(?<!\*)\*(?!\*)([A-Z][^*]+)\*/g)].map(
			([, label]) => label,
		);
		const own = template.nodes.map((node) => node.name);
		const known = ['Settings > Community nodes', 'Which ticket?', ...own];
		expect(labels.filter((label) => !known.includes(label!))).toEqual([]);
		expect(labels.filter((label) => own.includes(label!)).length).toBeGreaterThan(2);
	});

	it.each<[string, (broken: Template) => void, RegExp]>([
		[
			'a long yellow note',
			(one) => (yellowOf(one).content += ' word'.repeat(200)),
			/has \d+ words/,
		],
		['a second yellow note', (one) => (whiteOf(one).color = YELLOW), /exactly one yellow/],
		['a long section', (one) => (whiteOf(one).content += ' word'.repeat(50)), /'Section 1' has/],
		['a call', (one) => (one.nodes[0]!.type = 'n8n-nodes-base.executeWorkflow'), /a second/],
		['a credential', (one) => (one.nodes[0]!.credentials = { smtp: { id: '1' } }), /an id/],
		['a person', (one) => (one.nodes[0]!.parameters.to = 'jo@acme.io'), /of somebody/],
		['a title in capitals', (one) => (one.name = 'Email Notes to People'), /sentence case/],
		['another place', (one) => (noteOf(one).position = [900, 0]), /top left/],
	])('would be found out with %s', (_what, spoil, sentence) => {
		const broken = structuredClone(template);
		spoil(broken);
		expect(brokenBy(broken).join('\n')).toMatch(sentence);
	});
});

const noteOf = ({ nodes }: Template, color = YELLOW): Node =>
	nodes.find((node) => isNote(node) && node.parameters.color === color)!;
const yellowOf = (template: Template) => noteOf(template).parameters as unknown as Content;
const whiteOf = (template: Template) => noteOf(template, WHITE).parameters as unknown as Content;
