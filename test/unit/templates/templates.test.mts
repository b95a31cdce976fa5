import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Script } from 'node:vm';

import { Tournament } from '@n8n/tournament';

import { Flow } from '../../../workflows/src/flow';
import { js, nothing, when } from '../../../workflows/src/nodes';
import type { Template } from '../../../workflows/src/flow';
import { dataTables } from '../../../workflows/src/stores/dataTables';
import { postgres } from '../../../workflows/src/stores/postgres';
import type { Store } from '../../../workflows/src/stores/store';

const folder = path.resolve(__dirname, '../../../workflows');

/** Files of a folder with an ending, without it. */
const named = (below: string, ending: string) =>
	existsSync(path.join(folder, below))
		? readdirSync(path.join(folder, below))
				.filter((file) => file.endsWith(ending))
				.map((file) => file.slice(0, -ending.length))
				.sort()
		: [];

/** What the module of a template exports: the template, or what makes it for a store. */
interface Source {
	template?: Template;
	build?: (store: Store) => Template;
}

/** Every template by the path of its file, as its source makes it. */
const sources: Record<string, Template> = Object.fromEntries(
	['templates', 'desks', 'library'].flatMap((below) =>
		named(`src/${below}`, '.ts').flatMap((name): Array<[string, Template]> => {
			const { template, build } = jest.requireActual<Source>(
				path.join(folder, 'src', below, `${name}.ts`),
			);
			const file = below === 'library' ? `library/${name}` : name;
			if (!build) return [[file, template as Template]];
			return [
				[name, build(dataTables)],
				[`postgres/${name}`, build(postgres)],
			];
		}),
	),
);
const text = (name: string) => readFileSync(path.join(folder, `${name}.json`), 'utf8');
const isNote = ({ type }: { type: string }) => type.endsWith('.stickyNote');

it('has a source for every built template, and a built template for every source', () => {
	const built = ['', 'postgres', 'library'].flatMap((below) =>
		named(below, '.json').map((name) => path.join(below, name)),
	);
	expect(built.sort()).toEqual(Object.keys(sources).sort());
});

describe.each(Object.entries(sources))('%s', (name, template) => {
	const nodes = template.nodes.filter((node) => !isNote(node));

	it('is built from the sources as they are', () => {
		expect(JSON.parse(text(name))).toEqual(JSON.parse(JSON.stringify(template)));
	});

	it('carries nothing of the n8n it was made in', () => {
		expect(Object.keys(template).sort()).toEqual([
			'active',
			'connections',
			'name',
			'nodes',
			'settings',
		]);
		expect(template.active).toBe(false);
		expect(nodes.filter((node) => 'credentials' in node)).toEqual([]);
	});

	it('needs no code, no environment and no node of other packages', () => {
		const foreign = template.nodes.filter(
			({ type }) => !/^n8n-nodes-(base|beyondtrust)\.(?!code$|function|executeCommand)/.test(type),
		);
		expect(foreign).toEqual([]);
		expect(text(name)).not.toMatch(/\$env\b|process\.|require\(/);
	});

	it('has no expression that n8n cannot read', () => {
		const reader = new Tournament(() => {});
		const expressions: string[] = [];
		JSON.stringify(nodes, (_, value: unknown) => {
			if (typeof value === 'string' && value.startsWith('=')) expressions.push(value.slice(1));
			return value;
		});
		for (const expression of expressions) {
			expect(() => reader.getExpressionCode(expression)).not.toThrow();
		}
	});

	it('speaks only of nodes that exist', () => {
		const names = new Set(nodes.map((node) => node.name));
		const spokenOf = JSON.stringify(nodes.map(({ parameters }) => parameters)).matchAll(
			/\$\('((?:[^'\\]|\\\\.)+)'\)/g,
		);
		const unknown = [...spokenOf]
			.map(([, quoted]) => quoted.replace(/\\\\'/g, "'"))
			.filter((one) => !names.has(one));
		expect(unknown).toEqual([]);
	});

	it('has only expressions that are JavaScript', () => {
		const expressions = JSON.stringify(nodes).matchAll(/"={{ ((?:[^"\\]|\\.)*) }}"/g);
		const wrong = [...expressions]
			.map(([, quoted]) => JSON.parse(`"${quoted}"`) as string)
			.filter((code) => {
				try {
					return !new Script(`(${code})`);
				} catch {
					return true;
				}
			});
		expect(wrong).toEqual([]);
	});

	it('shows no two nodes in one place, nor a note over a node or another note', () => {
		const boxes = template.nodes.map(({ name: of, position: [left, top], parameters }) => {
			const { width = 200, height = 180 } = parameters as { width?: number; height?: number };
			return { of, left, top, right: left + width, bottom: top + height };
		});
		const meeting = boxes.flatMap((a, index) =>
			boxes
				.slice(index + 1)
				.filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
				.map((b) => `${a.of} / ${b.of}`),
		);
		expect(meeting).toEqual([]);
	});

	it('reads from left to right, and on a lower line where one line is not enough', () => {
		const at = (of: string) => nodes.find(({ name: one }) => one === of)?.position ?? [NaN, NaN];
		const isFurther = (from: string, to: string) =>
			at(to)[0] > at(from)[0] || at(to)[1] > at(from)[1];
		const widest = Math.max(...nodes.map(({ position: [left] }) => left));
		expect(widest).toBeLessThan(2400);
		/** Whether a way leads from one node to another: what leads back there is a loop. */
		const leads = (from: string, to: string, seen = new Set<string>()): boolean => {
			if (from === to) return true;
			if (seen.has(from)) return false;
			seen.add(from);
			const next = template.connections[from]?.main.flat() ?? [];
			return next.some(({ node }) => leads(node, to, seen));
		};
		const backwards = Object.entries(template.connections).flatMap(([from, { main }]) =>
			main.flat().filter(({ node }) => !isFurther(from, node) && !leads(node, from)),
		);
		expect(backwards).toEqual([]);
	});
});

const ledgers = ['', 'postgres/'];
/** The nodes that lead to one, each with the number of its output. */
const before = (template: Template, to: string) =>
	Object.entries(template.connections).flatMap(([from, { main }]) =>
		main.flatMap((nodes, output) =>
			nodes.some(({ node }) => node === to) ? [`${from} ${output}`] : [],
		),
	);

it.each(ledgers)('%s: sends an invite only in the run that took the row', (store) => {
	const one = sources[`${store}send-one`];
	expect(before(one, 'Send the invite')).toEqual(['Take it on 0']);
	expect(before(one, 'Note it on the ticket')).toEqual(['Was it sent? 0']);
});

it.each(Object.entries(sources))('repeats only requests that change nothing: %s', (_, template) => {
	const requests = template.nodes.filter(({ type }) => type.endsWith('.httpRequest'));
	const wrong = requests.filter(
		// A desk's method comes by an expression; what has none reads.
		({ parameters, retryOnFail }) => Boolean(retryOnFail) === 'method' in parameters,
	);
	expect(wrong).toEqual([]);
});

it('adds no line of its own to a mail', () => {
	const mail = sources['deliver-invite-email'].nodes.find(({ type }) =>
		type.endsWith('.emailSend'),
	);
	expect(mail?.parameters).toMatchObject({
		emailFormat: 'both',
		options: { appendAttribution: false },
	});
});

it.each(ledgers)(
	'%s: lets the desk workflow read each call before anything else is asked',
	(store) => {
		const { nodes, connections } = sources[`${store}invite-on-ticket`];
		const webhook = nodes.find(({ type }) => type.endsWith('.webhook'));
		expect(webhook?.parameters.options).toEqual({ rawBody: true });
		const [[next]] = connections[webhook?.name ?? ''].main as Array<Array<{ node: string }>>;
		const taken = nodes.find(({ name }) => name === next.node);
		expect(taken?.parameters).toMatchObject({ resource: 'invite', operation: 'takeCall' });
	},
);

describe('Flow', () => {
	const flow = () => new Flow('A flow').about('Something');

	it('refuses two nodes of one name', () => {
		expect(() => flow().add(nothing('A'), nothing('A'))).toThrow("Two nodes are called 'A'");
	});

	it('refuses a path to a node that is not there', () => {
		expect(() => flow().add(nothing('A')).path('A', 'B')).toThrow("There is no node 'B'");
	});

	it('refuses an output that leads nowhere', () => {
		const open = flow().add(when('A', []), nothing('B')).path('A', 'B');
		expect(() => open.build()).toThrow("Output 'no' of 'A' leads nowhere");
	});

	it('refuses a node that nothing leads to', () => {
		expect(() => flow().add(nothing('A'), nothing('B')).build()).toThrow("Nothing leads to 'B'");
	});

	it('refuses a flow that does not say what it is about', () => {
		expect(() => new Flow('A flow').add(nothing('A')).build()).toThrow(
			"Nothing says what 'A flow' is about",
		);
	});

	it('refuses an expression that n8n would cut off', () => {
		expect(() => js('{ a: { b: 1 }}')).toThrow('ends too early');
	});
});
