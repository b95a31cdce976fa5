import { type Cell, COLUMN, ROW } from './layout';
import { GAP, heightOf, type Note, widthOf } from './notes';
import type { Wire } from './spec';

/** Columns that the editor shows side by side with names that can be read, on a screen that is fitted to the canvas. */
const WIDEST = 10;

type Cells = Map<string, Cell>;

/** How bad it is to break before a column: each wire that crosses counts, a note that is torn apart most. */
function costOf(at: number, cells: Cells, wires: Wire[], notes: Note[]): number {
	const column = (name: string) => cells.get(name)?.column ?? 0;
	const crosses = ({ from, to }: { from: string; to: string }) =>
		Math.min(column(from), column(to)) < at && at <= Math.max(column(from), column(to));
	const torn = notes.filter(crosses).length;
	const begins = notes.some(({ from }) => column(from) === at) ? 1 : 0;
	return wires.filter(crosses).length + 6 * torn - begins;
}

/** The columns with which the lines begin: as few lines as possible, broken where it does least harm. */
function linesOf(cells: Cells, wires: Wire[], notes: Note[]): number[] {
	const columns = Math.max(...[...cells.values()].map(({ column }) => column)) + 1;
	const lines = Math.ceil(columns / WIDEST);
	/** Best sum for lines that begin at `at`, with this many lines left. */
	const best = (at: number, left: number): { cost: number; starts: number[] } | null => {
		if (left === 1) return columns - at <= WIDEST ? { cost: 0, starts: [at] } : null;
		let found: { cost: number; starts: number[] } | null = null;
		for (let next = at + 2; next <= Math.min(at + WIDEST, columns - 1); next++) {
			const rest = best(next, left - 1);
			if (!rest) continue;
			const cost = rest.cost + costOf(next, cells, wires, notes);
			if (!found || cost < found.cost) found = { cost, starts: [at, ...rest.starts] };
		}
		return found;
	};
	return best(0, lines)?.starts ?? [0];
}

/** Where each note stands above its own columns, one above the other where columns meet. @returns tops below 0 */
function stacked(notes: Note[], places: Map<string, [number, number]>) {
	const placed: Array<{ left: number; right: number; top: number }> = [];
	return notes.map((note) => {
		const [start] = places.get(note.from) ?? [0, 0];
		const [end] = places.get(note.to) ?? [0, 0];
		const left = start - GAP;
		const width = widthOf(start, end);
		const height = heightOf(note.text, width);
		const meeting = placed.filter((box) => box.left < left + width && left < box.right);
		const bottom = Math.min(-GAP * 2, ...meeting.map(({ top }) => top - GAP));
		placed.push({ left, right: left + width, top: bottom - height });
		return { note, left, top: bottom - height, width, height };
	});
}

/**
 * Pixels for cells of a grid, in lines one below the other, as a text is read. A canvas in one line of twenty nodes shows
 * nothing when it is fitted to a screen.
 *
 * @returns where each node stands, and each note with its size, in the order of `notes`
 */
export function inLines(cells: Cells, wires: Wire[], notes: Note[]) {
	const starts = linesOf(cells, wires, notes);
	const lineOf = (column: number) => starts.filter((start) => start <= column).length - 1;
	const places = new Map<string, [number, number]>();
	const boxes = new Map<Note, { position: [number, number]; width: number; height: number }>();
	let below = 0;
	for (const [line, start] of starts.entries()) {
		const here = [...cells].filter(([, { column }]) => lineOf(column) === line);
		const rows = [...new Set(here.map(([, { row }]) => row))].sort((a, b) => a - b);
		const flat = new Map(
			here.map(([name, { column }]) => [name, [(column - start) * COLUMN, 0] as [number, number]]),
		);
		const above = stacked(
			notes.filter(({ from }) => flat.has(from)),
			// A note over columns of two lines ends with its first one.
			new Map([...flat, ...endsOf(notes, flat)]),
		);
		const highest = Math.min(0, ...above.map(({ top }) => top));
		const top = line === 0 ? 0 : below - highest + GAP;
		for (const [name, { row }] of here) {
			places.set(name, [flat.get(name)?.[0] ?? 0, top + rows.indexOf(row) * ROW]);
		}
		for (const { note, left, width, height, ...box } of above) {
			boxes.set(note, { position: [left, top + box.top], width, height });
		}
		below = top + rows.length * ROW + GAP;
	}
	return { places, boxes: notes.map((note) => boxes.get(note)) };
}

/** Nodes at which notes of this line end, though they stand in another one. */
function endsOf(
	notes: Note[],
	flat: Map<string, [number, number]>,
): Array<[string, [number, number]]> {
	const right = Math.max(...[...flat.values()].map(([x]) => x));
	return notes
		.filter(({ from, to }) => flat.has(from) && !flat.has(to))
		.map(({ to }) => [to, [right, 0]]);
}
