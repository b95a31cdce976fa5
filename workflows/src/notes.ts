import { COLUMN } from './layout';

/** A sticky note above the columns from one node to another. */
export interface Note {
	text: string;
	from: string;
	to: string;
}

/** Pixels: what n8n draws text and the space around it with. */
const LINE = 21;
const HEADING = 40;
const PARAGRAPH = 10;
const PADDING = 40;
const CHARACTER = 6.6;
const GAP = 40;

/** Wider lines are hard to read, narrower notes grow too high. */
const WIDEST = 1000;
const NARROWEST = 2 * COLUMN - GAP;
const ABOUT_WIDTH = 640;
const ABOUT_COLOR = 4;

interface Box {
	left: number;
	right: number;
	top: number;
}

function heightOf(text: string, width: number): number {
	const fits = Math.floor((width - PADDING) / CHARACTER);
	const lineHeight = (line: string) => {
		if (line === '') return PARAGRAPH;
		return line.startsWith('#') ? HEADING : Math.ceil(line.length / fits) * LINE;
	};
	return text.split('\n').reduce((sum, line) => sum + lineHeight(line), PADDING);
}

/** Notes stand above all nodes, each over its own columns, one above the other where columns meet. */
export function placeNotes(notes: Note[], places: Map<string, [number, number]>) {
	const placed: Box[] = [];
	return notes.map(({ text, from, to }, index) => {
		const [start] = places.get(from) ?? [0, 0];
		const [end] = places.get(to) ?? [0, 0];
		const left = start - GAP;
		const width = Math.min(WIDEST, Math.max(NARROWEST, end - start + COLUMN - GAP));
		const height = heightOf(text, width);
		const meeting = placed.filter((box) => box.left < left + width && left < box.right);
		const bottom = Math.min(-GAP * 2, ...meeting.map(({ top }) => top - GAP));
		placed.push({ left, right: left + width, top: bottom - height });
		return {
			name: `Note ${index + 1}`,
			position: [left, bottom - height] as [number, number],
			parameters: { content: text, width, height },
		};
	});
}

/** The note that is read first stands left of everything. */
export function placeAbout(text: string) {
	const height = heightOf(text, ABOUT_WIDTH);
	return {
		name: 'About this workflow',
		position: [-ABOUT_WIDTH - 2 * GAP, -Math.round(height / 2)] as [number, number],
		parameters: { content: text, width: ABOUT_WIDTH, height, color: ABOUT_COLOR },
	};
}
