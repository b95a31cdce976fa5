import { randomUUID } from 'node:crypto';

import { FREE, LOCKS } from '../../nodes/shared/ledger/lock';
import { type TableName, TABLES } from '../../nodes/shared/ledger/tables';
import { deriveLinkKey, formatLink } from '../../nodes/shared/session/link';
import { CREATE_TABLES } from '../../workflows/src/stores/postgres';
import type { ApplianceOptions } from '../appliance/options.mts';
import { type Appliance, startAppliance } from '../appliance/server.mts';
import { type Desk, startDesk } from '../desk/halopsa/server.mts';
import {
	type Credential,
	itemsOf,
	type Json,
	type TemplateAnswers,
	type WorkflowJson,
} from '../harness/api.mts';
import { type N8n, type N8nOptions, startN8n } from '../harness/n8n.mts';
import { type Postgres, startPostgres } from '../harness/postgres.mts';
import { readTemplate } from '../harness/template.mts';

export const TOKEN = 'a-token-of-the-outbound-event';
export const LEDGER = 'beyondtrust_sessions';
/** In which store the templates keep the ledger. */
export type StoreName = 'dataTables' | 'postgres';

export interface HouseOptions {
	n8n?: N8nOptions;
	/** Starts n8n in some other way than as one process. */
	boot?: () => Promise<N8n>;
	appliance?: Partial<ApplianceOptions>;
	store?: StoreName;
}

/** A template in n8n, published. */
export interface Published {
	workflowId: string;
	/** Of its webhook, or of its form. */
	url: string;
}

/** Tables that stay in n8n whatever the store. */
const EDITED: TableName[] = [
	'beyondtrust_settings',
	'beyondtrust_technicians',
	'beyondtrust_teams',
];
const rarely = { rule: { interval: [{ field: 'months', monthsInterval: 12 }] } };

/** A real n8n with the tables, the settings and the desk workflow in it, a simulated appliance and a simulated desk. */
export class House {
	n8n!: N8n;
	appliance!: Appliance;
	desk!: Desk;
	database?: Postgres;
	store: StoreName = 'dataTables';
	deskWorkflow!: Published;
	/** By type. */
	readonly credentials: Record<string, Credential> = {};

	async start(options: HouseOptions = {}): Promise<void> {
		await this.begins(options);
		await this.createTables();
		this.deskWorkflow = await this.publishDesk();
		await this.set({ deskWorkflow: this.deskWorkflow.workflowId });
	}

	/** A fresh n8n with nothing in it but the credentials, and what is simulated. */
	protected async begins({ n8n, appliance, boot = () => startN8n(n8n), store }: HouseOptions) {
		this.store = store ?? 'dataTables';
		[this.n8n, this.appliance, this.desk, this.database] = await Promise.all([
			boot(),
			startAppliance({ reportLag: 0, ...appliance }),
			startDesk(),
			this.store === 'postgres' ? startPostgres() : undefined,
		]);
		await this.n8n.api.setupOwner();
		await this.createCredentials();
	}

	async close(): Promise<void> {
		await Promise.all([this.appliance?.close(), this.desk?.close(), this.n8n?.close()]);
		await this.database?.stop();
	}

	/** The desk workflow that all templates are to use. */
	protected async publishDesk(): Promise<Published> {
		return await this.publish('desk-halopsa.json', { settings: { address: this.desk.url } });
	}

	/** Publishes a template of the store, or one that has none; its schedules run once a year. */
	async publish(file: string, answers: TemplateAnswers = {}): Promise<Published> {
		const own = this.store === 'postgres' ? `postgres/${file}` : file;
		const template = await this.template(own).catch(async () => await this.template(file));
		const called = /Trigger$|\.webhook$|\.form$/;
		const nodes = template.nodes.map((node) => ({
			...node,
			// As the editor does on import; two published workflows cannot share a path.
			...(called.test(node.type) ? { webhookId: randomUUID() } : {}),
			parameters: node.type.endsWith('.scheduleTrigger') ? rarely : node.parameters,
		}));
		const { id } = await this.n8n.api.importTemplate(
			{ ...template, nodes },
			{ credentials: this.credentials, ...answers },
		);
		const [webhook] = await this.n8n.api.publish(id);
		return { workflowId: id, url: webhook?.url ?? '' };
	}

	/** A template by the name of its file. */
	protected async template(file: string): Promise<WorkflowJson> {
		return await readTemplate(file);
	}

	/** Settings as a person enters them in the table. */
	async set(values: Record<string, string | number | boolean>): Promise<void> {
		for (const [name, value] of Object.entries(values)) {
			await this.n8n.api.deleteDataTableRows('beyondtrust_settings', { name });
			await this.n8n.api.insertDataTableRows('beyondtrust_settings', [
				{ name, value: String(value) },
			]);
		}
	}

	/** Settings that have their defaults again. */
	async unset(...names: string[]): Promise<void> {
		for (const name of names) {
			await this.n8n.api.deleteDataTableRows('beyondtrust_settings', { name });
		}
	}

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

	/** An external key, signed as the credential of the appliance does it. */
	signed(kind: 'ticket' | 'chat', id: number): string {
		const linkKey = deriveLinkKey(this.appliance.account.clientSecret);
		return formatLink({ kind, system: 'halo', id: String(id) }, linkKey);
	}

	/** What the OAuth2 credential for the desk holds. */
	deskAccount(): Json {
		const { url, clientId, clientSecret } = this.desk;
		return {
			grantType: 'clientCredentials',
			accessTokenUrl: `${url}/auth/token`,
			clientId,
			clientSecret,
			scope: 'all',
			authentication: 'body',
		};
	}

	/** Whether the store has a table outside of n8n. */
	keepsElsewhere(table: TableName): boolean {
		return this.store === 'postgres' && !EDITED.includes(table);
	}

	private async createTables(): Promise<void> {
		for (const [name, columns] of Object.entries(TABLES)) {
			if (this.keepsElsewhere(name as TableName)) continue;
			const list = Object.entries(columns).map(([column, type]) => ({ name: column, type }));
			await this.n8n.api.createDataTable(name, list);
			// Newer, and found by n8n's look-up by name: the templates have to take the one of exactly this name.
			await this.n8n.api.createDataTable(`old_${name}`, [{ name: 'key', type: 'string' }]);
		}
		if (this.store === 'postgres') {
			await this.query(CREATE_TABLES);
			return;
		}
		const locks = Array.from({ length: LOCKS }, (_, index) => ({
			key: `lock-${String(index).padStart(2, '0')}`,
			until: FREE,
		}));
		await this.n8n.api.insertDataTableRows('beyondtrust_locks', locks);
	}

	private async createCredentials(): Promise<void> {
		const { url: host, account } = this.appliance;
		const all: Record<string, Json> = {
			beyondTrustOAuth2Api: { host, ...account },
			beyondTrustWebhookApi: { token: TOKEN },
			oAuth2Api: this.deskAccount(),
		};
		if (this.database) {
			const { host: at, port, user, password, database } = this.database;
			all.postgres = { host: at, port, user, password, database, ssl: 'disable', sshTunnel: false };
		}
		for (const [type, data] of Object.entries(all)) {
			this.credentials[type] = await this.n8n.api.createCredential(type, type, data);
		}
	}
}
