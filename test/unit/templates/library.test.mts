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

/** Everything by which a template breaks the rules of n8n's template library, as sentences. */
function brokenBy(template: Template): string[] {
	const broken: string[] = [];
	const rule = (holds: boolean, sentence: string) => {
		if (!holds) broken.push(sentence);
	};
	const nodes = template.nodes.filter((node) => !isNote(node));
	const notes = notesOf(template);
	const [first, ...others] = notes.filter(({ color = YELLOW }) => color === YELLOW);
	const words = wordsOf(first?.content ?? '');
	rule(first !== undefined && others.length === 0, 'it has not exactly one yellow note');
	rule(words >= 100 && words <= 300, `the yellow note has ${words} words`);
	rule(/^### How it works$/m.test(first?.content ?? ''), 'it does not say how it works');
	rule(/^### Setup$/m.test(first?.content ?? ''), 'it does not say how to set it up');
	const besides = template.nodes.filter(({ id }) => id !== first?.id);
	rule(
		besides.every(
			({ position: [left, top] }) => left > first.position[0] && top >= first.position[1],
		),
		'the yellow note is not at the top left',
	);
	const sections = notes.filter(({ color }) => color === WHITE);
	rule(sections.length === notes.length - 1, 'a note is neither yellow nor white');
	rule(nodes.length < 4 || sections.length > 0, 'it has no section');
	for (const { content, name } of sections) {
		rule(wordsOf(content) < 50, `'${name}' has ${wordsOf(content)} words`);
	}
	rule(nodes.length >= 8, `it is too basic: ${nodes.length} nodes`);
	const calls = nodes.filter(({ type }) => /executeWorkflow/i.test(type));
	rule(calls.length === 0, 'it needs a second workflow');
	rule(!nodes.some((node) => 'credentials' in node || 'webhookId' in node), 'it holds an id');
	const addresses = JSON.stringify(nodes).match(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g) ?? [];
	rule(
		addresses.every((one) => one.endsWith('@example.com')),
		'it holds an address of somebody',
	);
	rule(!/https?:\/\//.test(JSON.stringify(nodes)), 'it holds a web address');
	// Verb, thing, and where: the first word alone has a capital letter, names aside.
	rule(
		/^(?:Email|Send|Post|Create|Sync|Log|Turn) \S+.* (?:to|in|with|from) \S/.test(template.name),
		'its title is no sentence of verb, thing and where',
	);
	const capitals = template.name
		.split(' ')
		.slice(1)
		.filter((word) => /^[A-Z]/.test(word));
	rule(
		capitals.every((word) => ['BeyondTrust', 'Slack', 'Teams'].includes(word)),
		'its title is not in sentence case',
	);
	return broken;
}

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
		const labels = [...description.matchAll(/(?<!\*)\*(?!\*)([A-Z][^*]+)\*/g)].map(([, label]) => label);
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
