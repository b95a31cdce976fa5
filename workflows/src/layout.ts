import type { NodeSpec, Wire } from './flow';

/** Pixels from one column or row of nodes to the next: a node is 96 wide and its name needs as much again. */
export const COLUMN = 240;
export const ROW = 220;

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

/**
 * Places nodes on a grid that reads from left to right, without two in one place.
 *
 * The way through first outputs runs straight on; every other output opens rows of its own further down. A node that
 * several paths lead to stands with the first of them.
 */
export function placeNodes(specs: NodeSpec[], wires: Wire[]): Map<string, [number, number]> {
	const columns = columnsOf(specs, wires);
	const rows = new Map<string, number>();
	let nextRow = 0;
	const visit = (name: string, row: number) => {
		rows.set(name, row);
		nextRow = Math.max(nextRow, row + 1);
		const ways = wires.filter(({ from }) => from === name).sort((a, b) => a.output - b.output);
		let straight = true;
		for (const { to } of ways) {
			if (rows.has(to)) continue;
			visit(to, straight ? row : nextRow);
			straight = false;
		}
	};
	const reached = new Set(wires.map(({ to }) => to));
	for (const { name } of specs) if (!reached.has(name)) visit(name, nextRow);
	return new Map(
		specs.map(({ name }) => [
			name,
			[(columns.get(name) ?? 0) * COLUMN, (rows.get(name) ?? 0) * ROW],
		]),
	);
}
