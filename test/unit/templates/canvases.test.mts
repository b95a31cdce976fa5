import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { Flow, type Template } from '../../../workflows/src/flow';
import { N8N_FOR_TEMPLATES } from '../../../workflows/src/needs';
import { nothing, rule } from '../../../workflows/src/nodes';
import { faultsOf } from './canvas.mts';

const folder = path.resolve(__dirname, '../../../workflows');
const built = (below: string) =>
	readdirSync(path.join(folder, below))
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length));
const read = (below: string, name: string) =>
	JSON.parse(readFileSync(path.join(folder, below, `${name}.json`), 'utf8')) as Template;

const { version } = JSON.parse(readFileSync(path.join(folder, '../package.json'), 'utf8')) as {
	version: string;
};
const all = ['', 'postgres'].flatMap((below) =>
	built(below).map((name) => [path.join(below, name), below, name] as const),
);

it.each(all)('%s is a canvas for people', (_path, below, name) => {
	expect(faultsOf(name, read(below, name))).toEqual([]);
});

/** Where a template needs more than this package is, nobody could use the two together. */
it.each(all)(
	'%s says first which version of the package and of n8n it needs',
	(_path, below, name) => {
		const [note] = read(below, name).nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		const said = /Needs this package (\d+\.\d+) and n8n (\d+\.\d+) or newer\./.exec(
			String(note.parameters.content),
		);
		const [major, minor] = version.split('.');
		expect(said?.slice(1)).toEqual([`${major}.${minor}`, N8N_FOR_TEMPLATES]);
	},
);

/** A canvas of one node besides its start. */
function canvasOf(change: (node: Template['nodes'][number]) => void): string[] {
	const flow = new Flow('Broken', { saveDataSuccessExecution: 'none' });
	flow.add(nothing('Start'), rule('Rule', 'ledger', 'checkIn', { came: '={{ $json }}' }));
	const template = flow.path('Start', 'Rule').about('Broken on purpose').build();
	change(template.nodes[1]);
	return faultsOf('check-desk', template);
}

it('finds nothing wrong with a canvas that obeys', () => {
	expect(canvasOf(() => {})).toEqual([]);
});

it.each<[string, (node: Template['nodes'][number]) => void, RegExp]>([
	['an arrow', (node) => (node.parameters.came = '={{ $json.list.map((x) => x) }}'), /a rule/],
	['a statement', (node) => (node.parameters.came = '={{ (() => { return 1 })() }}'), /a rule/],
	[
		'two questions',
		(node) => (node.parameters.came = '={{ $json.a ? 1 : $json.b ? 2 : 3 }}'),
		/more than one question/,
	],
	[
		'a long one',
		(node) => (node.parameters.came = `={{ $json.${'a'.repeat(120)} }}`),
		/characters/,
	],
	['code', (node) => (node.type = 'n8n-nodes-base.code'), /holds code/],
	['HTTP', (node) => (node.type = 'n8n-nodes-base.httpRequest'), /speaks HTTP/],
	[
		'both outputs',
		(node) => Object.assign(node, { alwaysOutputData: true, onError: 'continueErrorOutput' }),
		/Always Output Data/,
	],
	[
		'mode each',
		(node) =>
			Object.assign(node, { type: 'n8n-nodes-base.executeWorkflow', parameters: { mode: 'each' } }),
		/once for each item/,
	],
])('finds what breaks the rules: %s', (_what, change, fault) => {
	expect(canvasOf(change).join('\n')).toMatch(fault);
});

it('finds a canvas that is too large', () => {
	const flow = new Flow('Large', { saveDataSuccessExecution: 'none' });
	const names = Array.from({ length: 15 }, (_, index) => `Node ${index}`);
	flow
		.add(...names.map(nothing))
		.path(...names)
		.about('Too large');
	expect(faultsOf('check-desk', flow.build()).join()).toMatch(/15 nodes, 14 allowed/);
});
