import type { TableName } from '../../nodes/shared/ledger/tables';
import { postgres } from '../../workflows/src/stores/postgres';
import { type Credential, itemsOf, type Json } from '../harness/api.mts';
import type { N8n } from '../harness/n8n.mts';

export const LEDGER = 'beyondtrust_sessions';
/** In which store the templates keep the ledger. */
export type StoreName = 'dataTables' | 'postgres';

/** The rows of the templates' tables, wherever the store keeps them: in n8n's data tables or in PostgreSQL. */
export class Rows {
	n8n!: N8n;
	store: StoreName = 'dataTables';
	/** By type. */
	readonly credentials: Record<string, Credential> = {};

	/** All rows of a table, oldest first. */
	async rows<Row = Json>(table: TableName = LEDGER): Promise<Row[]> {
		if (!this.keepsElsewhere(table)) return await this.n8n.api.dataTableRows<Row>(table);
		return (await this.query(`SELECT * FROM ${table} ORDER BY "id"`)) as Row[];
	}

	/** Empties a table. */
	async empty(table: TableName = LEDGER): Promise<void> {
		if (this.keepsElsewhere(table)) await this.query(`DELETE FROM ${table}`);
		else await this.n8n.api.emptyDataTable(table);
	}

	/** Rows as a person or an earlier run wrote them. */
	async insert(table: TableName, rows: Json[]): Promise<void> {
		if (!this.keepsElsewhere(table)) {
			await this.n8n.api.insertDataTableRows(table, rows);
			return;
		}
		if (rows.length === 0) return;
		const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
		const names = columns.map((name) => `"${name}"`).join(', ');
		const said = `jsonb_populate_recordset(NULL::${table}, $1::jsonb)`;
		const all = JSON.stringify(rows);
		await this.query(`INSERT INTO ${table} (${names}) SELECT ${names} FROM ${said}`, [all]);
	}

	/** Changes rows as a person does in the editor. */
	async change(table: TableName, match: Record<string, string>, data: Json): Promise<void> {
		if (!this.keepsElsewhere(table)) {
			await this.n8n.api.updateDataTableRows(table, match, data);
			return;
		}
		const columns = Object.keys(data).map((name) => `"${name}"`);
		const set = columns.length > 1 ? `(${columns.join(', ')})` : columns[0];
		const said = `(SELECT ${columns.join(', ')} FROM jsonb_populate_record(own, $1::jsonb))`;
		const where = Object.keys(match).map((name, index) => `"${name}" = $${index + 2}`);
		await this.query(
			`UPDATE ${table} AS own SET ${set} = ${said}, "updatedAt" = clock_timestamp() WHERE ${where.join(' AND ')}`,
			[data, ...Object.values(match)],
		);
	}

	/** What a query gives, asked by n8n's own node. */
	async query(sql: string, values: unknown[] = []): Promise<Json[]> {
		const texts = values.every((value) => typeof value === 'string');
		// A brace in a text of people must not be the end of the expression.
		const brace = (one: string) => `\\u00${one.charCodeAt(0).toString(16)}`;
		const said = texts ? JSON.stringify(values).replace(/[{}]/g, brace) : JSON.stringify(values);
		const { postgres } = this.credentials;
		const ask = {
			name: 'Ask',
			type: 'n8n-nodes-base.postgres',
			typeVersion: 2.6,
			parameters: {
				operation: 'executeQuery',
				query: sql,
				options: { queryReplacement: `={{ ${said} }}` },
			},
			credentials: { postgres: { id: postgres.id, name: postgres.name } },
		};
		const start = {
			name: 'Start',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			parameters: {},
		};
		const execution = await this.n8n.api.runOnce({
			nodes: [start, ask],
			connections: { Start: { main: [[{ node: 'Ask', type: 'main', index: 0 }]] } },
		});
		if (execution.status !== 'success') {
			throw new Error(`${sql}: ${JSON.stringify(execution.data.resultData.error)}`);
		}
		return itemsOf(execution, 'Ask')
			.map(({ json }) => json)
			.filter((row) => Object.keys(row).length > 0 && row.success === undefined);
	}

	/** Whether the store has a table outside of n8n. */
	keepsElsewhere(table: TableName): boolean {
		return this.store === 'postgres' && !postgres.inN8n.includes(table);
	}
}
