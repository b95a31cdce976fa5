import { Flow, type Template } from './flow';
import { ROW } from './layout';
import { asSection, placeFirst } from './notes';

/** A part of a template: a way of its own from a trigger on, with the note of its section above it. */
export type Part = (flow: Flow) => void;

/** Pixels between two parts. */
const BETWEEN = 80;

type Node = Template['nodes'][number];

const isNote = ({ type }: Node) => type.endsWith('.stickyNote');
const ABOUT = 'About this workflow';

const moved = (node: Node, by: number): Node => ({
	...node,
	position: [node.position[0], node.position[1] + by],
});

/**
 * A template by the rules of n8n's template library: it stands alone, one yellow note at the top left says what it does and how to set it
 * up, and each part has a white note. Parts stand one below the other.
 */
export function libraryTemplate(name: string, about: string, parts: Part[]): Template {
	const nodes: Node[] = [];
	const connections: Template['connections'] = {};
	let top = 0;
	for (const [index, part] of parts.entries()) {
		const flow = new Flow(`${name} ${index + 1}`).about(about);
		part(flow);
		const made = flow.build();
		const own = made.nodes.filter((node) => node.name !== ABOUT);
		const by = top - Math.min(...own.map(({ position }) => position[1]));
		for (const node of own) {
			const placed = moved(node, by);
			nodes.push(isNote(node) ? { ...asSection(placed), name: `Section ${index + 1}` } : placed);
		}
		Object.assign(connections, made.connections);
		top = Math.max(...nodes.map(({ position }) => position[1])) + ROW + BETWEEN;
	}
	const [first] = new Flow(name).about(about).build().nodes;
	return {
		name,
		nodes: [...nodes, { ...first, ...placeFirst(about, 0) }],
		connections,
		active: false,
		settings: { executionOrder: 'v1', saveDataSuccessExecution: 'none' },
	};
}
