import { createHash } from 'crypto';

import { inLines } from './bands';
import { placeNodes } from './layout';
import { placeAbout, placeNotes } from './notes';
import type { Note } from './notes';
import type { NodeSpec, Wire } from './spec';

export type { NodeSpec } from './spec';

interface PlacedNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	[setting: string]: unknown;
}

/** A workflow as n8n imports it: without ids of an instance, credentials, tags and pinned data. */
export interface Template {
	name: string;
	nodes: PlacedNode[];
	connections: Record<string, { main: Array<Array<{ node: string; type: 'main'; index: 0 }>> }>;
	active: false;
	settings: Record<string, unknown>;
}

/** Types that n8n registers by the id of a webhook. Our trigger is none of them: a template would give it one address everywhere. */
const CALLED_BY_URL = /^n8n-nodes-base\.(webhook|formTrigger|form)$/;

/** The same text gives the same id in every build, so that a rebuilt template shows no changes but real ones. */
function idFrom(text: string): string {
	const hex = createHash('sha256').update(text).digest('hex');
	return [0, 8, 12, 16, 20]
		.map((start, part) => hex.slice(start, [8, 12, 16, 20, 32][part]))
		.join('-');
}

/**
 * A workflow under construction: nodes by name, paths between them, notes above them.
 *
 * Every mistake that the editor would show only to the person who imports the template throws here: a name used twice,
 * a path from or to nowhere, an output that leads nowhere, a node that nothing leads to.
 */
export class Flow {
	private readonly nodes = new Map<string, NodeSpec>();

	private readonly wires: Wire[] = [];

	private readonly notes: Note[] = [];

	private aboutText = '';

	private readonly name: string;

	private readonly settings: Record<string, unknown>;

	constructor(name: string, settings: Record<string, unknown> = {}) {
		this.name = name;
		this.settings = settings;
	}

	/** Adds nodes; the first one added is where the canvas begins. */
	add(...specs: NodeSpec[]): this {
		for (const spec of specs) {
			if (this.nodes.has(spec.name)) throw new Error(`Two nodes are called '${spec.name}'`);
			this.nodes.set(spec.name, spec);
		}
		return this;
	}

	/** Leads from each node to the next, through its first output. */
	path(...names: string[]): this {
		names.slice(1).forEach((to, index) => this.wire(names[index], 0, to));
		return this;
	}

	/** Leads from a named output of a node to another node, and from there on through first outputs. */
	on(from: string, output: string, ...names: string[]): this {
		const index = (this.spec(from).outputs ?? []).indexOf(output);
		if (index < 0) throw new Error(`'${from}' has no output '${output}'`);
		this.wire(from, index, names[0]);
		return this.path(...names);
	}

	/** What the workflow does and how to set it up: the note that stands left of everything. Markdown. */
	about(text: string): this {
		this.aboutText = text;
		return this;
	}

	/** A sticky note above the columns from one node to another. Markdown. */
	note(text: string, from: string, to: string = from): this {
		this.notes.push({ text, from: this.spec(from).name, to: this.spec(to).name });
		return this;
	}

	/** @throws when an output leads nowhere or a node is never reached */
	build(): Template {
		this.check();
		const specs = [...this.nodes.values()];
		const cells = placeNodes(specs, this.wires);
		const { places, boxes } = inLines(cells, this.wires, this.notes);
		const nodes = specs.map((spec) => this.node(spec, places.get(spec.name) ?? [0, 0]));
		const stickies = [placeAbout(this.aboutText), ...placeNotes(this.notes, boxes)].map((note) => ({
			id: idFrom(`${this.name}/${note.name}`),
			type: 'n8n-nodes-base.stickyNote',
			typeVersion: 1,
			...note,
		}));
		return {
			name: this.name,
			nodes: [...nodes, ...stickies],
			connections: this.connections(),
			active: false,
			settings: { executionOrder: 'v1', ...this.settings },
		};
	}

	private spec(name: string): NodeSpec {
		const spec = this.nodes.get(name);
		if (!spec) throw new Error(`There is no node '${name}' in '${this.name}'`);
		return spec;
	}

	private wire(from: string, output: number, to: string): void {
		this.spec(from);
		this.spec(to);
		this.wires.push({ from, output, to });
	}

	private node(spec: NodeSpec, position: [number, number]): PlacedNode {
		const { name, type, typeVersion, parameters, settings, remark } = spec;
		return {
			id: idFrom(`${this.name}/${name}`),
			name,
			type,
			typeVersion,
			position,
			parameters,
			...settings,
			...(remark ? { notes: remark, notesInFlow: true } : {}),
			...(CALLED_BY_URL.test(type) ? { webhookId: idFrom(`${this.name}/${name}/webhook`) } : {}),
		};
	}

	private connections(): Template['connections'] {
		const all: Template['connections'] = {};
		for (const { from, output, to } of this.wires) {
			const { main } = (all[from] ??= { main: [] });
			while (main.length <= output) main.push([]);
			main[output].push({ node: to, type: 'main', index: 0 });
		}
		return all;
	}

	private check(): void {
		if (!this.aboutText) throw new Error(`Nothing says what '${this.name}' is about`);
		const reached = new Set(this.wires.map(({ to }) => to));
		const [first] = this.nodes.keys();
		for (const { name, type, outputs = [] } of this.nodes.values()) {
			if (name !== first && !reached.has(name) && !/(Trigger|\.webhook)$/.test(type)) {
				throw new Error(`Nothing leads to '${name}'`);
			}
			outputs.forEach((output, index) => {
				// One without a name is never taken.
				const used =
					output === '' || this.wires.some((wire) => wire.from === name && wire.output === index);
				if (!used) throw new Error(`Output '${output}' of '${name}' leads nowhere`);
			});
		}
	}
}
