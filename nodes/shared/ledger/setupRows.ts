import { textOf } from '../session/value';
import { locksToAdd, settingsToWrite } from './setup';
import { type People, techniciansToWrite } from './setupTechnicians';
import type { TableIds, TableName } from './tables';

/** A row to be changed, or added where there is none: the one whose `column` holds `value`. What `row` does not name stays. */
export interface RowToWrite {
	table: TableName;
	tableId: string;
	column: string;
	value: string;
	row: Record<string, string | null>;
}

/** What setup has read, each as the node that asked gave it. */
export interface Found extends People {
	/** The item of Ledger: Find Tables. */
	ids: TableIds;
	/** Tables that this store keeps in n8n. */
	needed: readonly TableName[];
	settings: unknown[];
	locks: unknown[];
	/** Team: Get Many. Of a team that is known only the name follows the appliance. */
	teams: unknown[];
	/** The desk workflow's answer to `describe`. */
	desk: unknown;
}

const teamsToWrite = (teams: unknown[]): Array<{ teamId: string; name: string }> =>
	teams
		.filter((one): one is Record<string, unknown> => typeof one === 'object' && one !== null)
		.map(({ id, name }) => ({ teamId: textOf(id).trim(), name: textOf(name) }))
		.filter(({ teamId }) => teamId !== '');

/** All rows that setup has to write. Nothing that a person set is among them, so that it may run as often as anybody likes. */
export function rowsToWrite(found: Found): RowToWrite[] {
	const into = (table: TableName, column: string, rows: object[]): RowToWrite[] => {
		const tableId = found.ids[table];
		if (!found.needed.includes(table) || typeof tableId !== 'string') return [];
		return rows.map((one) => {
			const row = one as RowToWrite['row'];
			return { table, tableId, column, value: textOf(row[column]), row };
		});
	};
	return [
		...into('beyondtrust_locks', 'key', locksToAdd(found.locks)),
		...into('beyondtrust_settings', 'name', settingsToWrite(found.settings, found.desk)),
		...into('beyondtrust_teams', 'teamId', teamsToWrite(found.teams)),
		...into('beyondtrust_technicians', 'representativeId', techniciansToWrite(found)),
	];
}
