import { FREE, LOCKS } from '../../../nodes/shared/ledger/lock';
import { TABLES, type TableName } from '../../../nodes/shared/ledger/tables';
import { ID, MINUTE } from '../../unit/ledger/ended.mts';
import { type Cells, insertRow } from '../store.mts';
import type { Actor } from './scheduler.mts';

export type { TableName };

/** When the first event comes. */
export const BEGIN = Date.parse('2026-11-23T10:00:00.000Z');
export const TICKET = '1201';
export const SWEEP = 'sweep';
export const ROUTE = 'route';
export const DESK = 'desk';

/** Everything that outlives an execution. */
export interface World {
	tables: Record<TableName, Cells[]>;
	/** The desk's notes on tickets; what one says does not matter but for its marker. */
	notes: Array<{ ticket: string; marker: string }>;
	/** Whether the session's link is signed; else the desk is asked for the ticket first. */
	signed: boolean;
	/** A desk that is planted with a fault does not look for the marker. */
	deskLooks: boolean;
}

const day = 24 * 60 * MINUTE;

/** A world that was set up and swept before the session of the schedule ended. */
export function newWorld(signed: boolean, deskLooks: boolean): World {
	const tables = Object.fromEntries(
		Object.keys(TABLES).map((name) => [name, [] as Cells[]]),
	) as World['tables'];
	for (const [name, value] of [
		['deskWorkflow', DESK],
		['linkSystem', 'halo'],
	]) {
		insertRow(tables.beyondtrust_settings, { name, value }, BEGIN - day);
	}
	for (let number = 0; number < LOCKS; number++) {
		const key = `lock-${String(number).padStart(2, '0')}`;
		insertRow(tables.beyondtrust_locks, { key, until: FREE }, BEGIN - day);
	}
	const sweptTo = new Date(BEGIN - 5 * MINUTE).toISOString();
	insertRow(tables.beyondtrust_sweeps, { key: SWEEP, sweptTo }, BEGIN - day / 2);
	return { tables, notes: [], signed, deskLooks };
}

/** What is wrong in the end: `null` where there is one note, and one row that says where it is. */
export function verdict({ notes, tables }: World): string | null {
	if (notes.length !== 1) return `${notes.length} notes`;
	const rows = tables.beyondtrust_sessions;
	if (rows.length !== 1) return `${rows.length} rows`;
	const [{ key, state, linkId }] = rows;
	const right = key === ID && state === 'written' && linkId === TICKET;
	return right ? null : `a row that says ${String(state)}, ${String(linkId)}`;
}

/** What an in-memory part of a run knows of it. */
export interface Place {
	world: World;
	actor: Actor;
}
