import type { NodeSpec, Wire } from './spec';

/** Pixels from one column or row of nodes to the next: a node is 96 wide and its name needs as much again. */
export const COLUMN = 240;
export const ROW = 220;

/** A place on the grid. */
export interface Cell {
	column: number;
	row: number;
}

/** The furthest any path goes before it reaches a node: that many columns from the left. Paths back count for nothing. */
function columnsOf(specs: NodeSpec[], wires: Wire[]): Map<string, number> {
	const columns = new Map<string, number>();
	const open = new Set<string>();
	const visit = (name: string, column: number) => {
		if (open.has(name) || (columns.get(name) ?? -1) >= column) return;
		columns.set(name, column);
		open.add(name);
		for (const { from, to } of wires) if (from === name) visit(to, column + 1);
		open.delete(name);
	};
	const reached = new Set(wires.map(({ to }) => to));
	for (const { name } of specs) if (!reached.has(name)) visit(name, 0);
	return columns;
}

/** Which columns of which rows are taken. */
class Grid {
	private readonly taken: Array<Set<number>> = [];

	/** Takes the columns in the first row from `row` on that has all of them free. */
	take(columns: number[], row: number): number {
		const cells = (this.taken[row] ??= new Set());
		if (columns.some((column) => cells.has(column))) return this.take(columns, row + 1);
		for (const column of columns) cells.add(column);
		return row;
	}
}

/**
 * Places nodes on a grid that reads from left to right, without two in one place.
 *
 * The way through first outputs runs straight on; what other outputs lead to stands as close below as there is room for
 * it and the wire to it. Where many ways end, on no straight one, stands below all that.
 */
export function placeNodes(specs: NodeSpec[], wires: Wire[]): Map<string, Cell> {
	const columns = columnsOf(specs, wires);
	const column = (name: string) => columns.get(name) ?? 0;
	const rows = new Map<string, number>();
	const grid = new Grid();
	const next = (name: string) =>
		wires
			.filter(({ from }) => from === name)
			.sort((a, b) => a.output - b.output)
			.map(({ to }) => to)
			.filter((to) => !rows.has(to));

	const straightOn = (name: string) =>
		wires.find(({ from, output, to }) => from === name && output === 0 && !rows.has(to))?.to;

	/** Places a node and the straight way on from it, then what branches off that way. */
	const placeWay = (first: string, from: number, row: number) => {
		const way = [first];
		for (let to = straightOn(first); to && !way.includes(to); to = straightOn(to)) way.push(to);
		const last = column(way[way.length - 1]);
		const cells = Array.from({ length: last - from + 1 }, (_, index) => from + index);
		const placed = grid.take(cells, row);
		for (const name of way) rows.set(name, placed);
		for (const name of way) {
			for (const to of next(name)) {
				const single = wires.filter((wire) => wire.to === to).length === 1;
				if (single && !rows.has(to)) placeWay(to, column(name) + 1, placed + 1);
			}
		}
	};
	const reached = new Set(wires.map(({ to }) => to));
	for (const { name } of specs) if (!reached.has(name)) placeWay(name, 0, 0);
	const fromTheLeft = specs.map(({ name }) => name).sort((a, b) => column(a) - column(b));
	const below = Math.max(...rows.values()) + 1;
	for (const name of fromTheLeft) if (!rows.has(name)) placeWay(name, column(name), below);
	return new Map(
		specs.map(({ name }) => [name, { column: column(name), row: rows.get(name) ?? 0 }]),
	);
}
