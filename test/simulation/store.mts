/** Cells of a row; times are ISO 8601 in UTC, so that a state can be told from another by its JSON. */
export type Cells = Record<string, unknown> & { createdAt: string; updatedAt: string };

const iso = (now: number) => new Date(now).toISOString();

/**
 * A change of all rows that fit, at once, as both stores make it: of several runs that wait for one row, one changes it, and the others find
 * that it does not fit any more. Returns the rows that were changed.
 */
export function changeRows<Row extends Cells>(
	rows: Row[],
	fits: (row: Row) => boolean,
	what: object,
	now: number,
): Row[] {
	const changed = rows.filter(fits);
	for (const row of changed) Object.assign(row, what, { updatedAt: iso(now) });
	return changed;
}

/** A new row, whatever rows there are: a data table has no unique key. */
export function insertRow<Row extends Cells>(rows: Row[], what: object, now: number): Row {
	const row = { ...what, createdAt: iso(now), updatedAt: iso(now) } as Row;
	rows.push(row);
	return row;
}
