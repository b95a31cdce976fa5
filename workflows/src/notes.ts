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
export const GAP = 40;

/** Wider lines are hard to read, narrower notes grow too high. */
const WIDEST = 1000;
const NARROWEST = 2 * COLUMN - GAP;
const ABOUT_WIDTH = 640;
const ABOUT_COLOR = 4;
/** Colors of n8n's sticky notes in its template library: of the one that is read first, and of all others. */
const YELLOW = 1;
const WHITE = 7;

/** Of a note from the left of one node to the right of another, in pixels. */
export const widthOf = (start: number, end: number): number =>
	Math.min(WIDEST, Math.max(NARROWEST, end - start + COLUMN - GAP));

/** Of a note so wide, in pixels. */
export function heightOf(text: string, width: number): number {
	const fits = Math.floor((width - PADDING) / CHARACTER);
	const lineHeight = (line: string) => {
		if (line === '') return PARAGRAPH;
		return line.startsWith('#') ? HEADING : Math.ceil(line.length / fits) * LINE;
	};
	return text.split('\n').reduce((sum, line) => sum + lineHeight(line), PADDING);
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

/** The notes above the nodes; `boxes` in the order of the notes. */
export const placeNotes = (
	notes: Note[],
	boxes: Array<{ position: [number, number]; width: number; height: number } | undefined>,
) =>
	notes.map(({ text }, index) => {
		const { position = [0, 0] as [number, number], width, height } = boxes[index] ?? {};
		return { name: `Note ${index + 1}`, position, parameters: { content: text, width, height } };
	});

/** The note that is read first in n8n's template library: yellow, and its upper edge at `top`. */
export function placeFirst(text: string, top: number) {
	const { position, parameters, ...note } = placeAbout(text);
	return {
		...note,
		position: [position[0], top] as [number, number],
		parameters: { ...parameters, color: YELLOW },
	};
}

/** What makes a note one of a section there. */
export const asSection = <T extends { parameters: Record<string, unknown> }>(note: T): T => ({
	...note,
	parameters: { ...note.parameters, color: WHITE },
});
