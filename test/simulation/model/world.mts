import type { Claim } from '../../../nodes/shared/ledger/checkIn';
import type { RowChange } from '../../../nodes/shared/ledger/row';
import { changeRows, insertRow } from '../store.mts';

export type Cells = RowChange & { key: string; createdAt: string; updatedAt: string };

/** Everything that outlives a run. Plain data, so that a state can be told from another by its JSON. */
export interface World {
	now: number;
	rows: Cells[];
	/** Until when the lock of the session is held. */
	lock: string;
	/** Notes by ticket; what one says does not matter but for its marker. */
	notes: Array<{ ticket: string; marker: string }>;
	/** Who does not answer at present. */
	down: Array<'appliance' | 'desk'>;
}

/** What a fault leaves out: `claim` any run gets any row, `marker` the desk does not look, `fence` a run does not look before it writes, `lock` no lock rows. */
export type Fault = 'claim' | 'marker' | 'fence' | 'lock';

const says = (cell: unknown, is: 'eq' | 'isEmpty', value: unknown) =>
	is === 'isEmpty' ? (cell ?? null) === null : cell === value;

/** A conditional change: of all rows of the key that still say this. Both stores have one winner. */
export function change(world: World, when: Claim, what: RowChange, always = false): boolean {
	const fits = (row: Cells) =>
		row.key === when.key &&
		(always ||
			(says(row.claim, when.claimIs, when.claim) && says(row.state, when.stateIs, when.state)));
	return changeRows(world.rows, fits, what, world.now).length > 0;
}

/** What an upsert does to the rows that it finds. */
export const write = (world: World, key: string, what: RowChange) =>
	changeRows(world.rows, (row) => row.key === key, what, world.now);

export const insert = (world: World, key: string, what: RowChange) =>
	insertRow(world.rows, { ...what, key }, world.now);

export const has = (world: World, key: string) => world.rows.some((row) => row.key === key);

export const noted = (world: World, ticket: string, marker: string) =>
	world.notes.some((note) => note.ticket === ticket && note.marker === marker);
