import { COLUMN } from './layout';

/** A sticky note above the columns from one node to another. */
export interface Note {
	text: string;
	from: string;
	to: string;
	color?: number;
}

/** Pixels: what n8n draws a line of text and the space around it with. */
const LINE = 26;
const PADDING = 60;
const CHARACTER = 8;
const GAP = 40;
const NARROWEST = 2 * COLUMN;

interface Box {
	left: number;
	right: number;
	top: number;
}

/** Lines that n8n needs for a text of this width; a heading is counted as two. */
function linesOf(text: string, width: number): number {
	const fits = Math.max(10, Math.floor((width - 40) / CHARACTER));
	return text
		.split('\n')
		.map((line) => Math.max(1, Math.ceil(line.length / fits)) + (line.startsWith('#') ? 1 : 0))
		.reduce((sum, lines) => sum + lines, 0);
}

/** Notes stand above all nodes, each over its own columns, one above the other where columns meet. */
export function placeNotes(notes: Note[], places: Map<string, [number, number]>) {
	const placed: Box[] = [];
	return notes.map(({ text, from, to, color }, index) => {
		const [start] = places.get(from) ?? [0, 0];
		const [end] = places.get(to) ?? [0, 0];
		const left = start - GAP;
		const width = Math.max(NARROWEST, end - start + COLUMN) - GAP;
		const height = linesOf(text, width) * LINE + PADDING;
		const below = placed.filter((box) => box.left < left + width && left < box.right);
		const bottom = Math.min(-GAP * 2, ...below.map(({ top }) => top - GAP));
		placed.push({ left, right: left + width, top: bottom - height });
		return {
			name: `Note ${index + 1}`,
			position: [left, bottom - height] as [number, number],
			parameters: { content: text, width, height, ...(color ? { color } : {}) },
		};
	});
}
