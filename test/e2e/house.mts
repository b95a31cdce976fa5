import { randomUUID } from 'node:crypto';

import { FREE, LOCKS } from '../../nodes/shared/ledger/lock';
import { type TableName, TABLES } from '../../nodes/shared/ledger/tables';
import { deriveLinkKey, formatLink } from '../../nodes/shared/session/link';
import { CREATE_TABLES } from '../../workflows/src/stores/postgres';
import type { ApplianceOptions } from '../appliance/options.mts';
import { type Appliance, startAppliance } from '../appliance/server.mts';
import { type Desk, startDesk } from '../desk/halopsa/server.mts';
import type { Json, TemplateAnswers, WorkflowJson } from '../harness/api.mts';
import { type N8n, type N8nOptions, startN8n } from '../harness/n8n.mts';
import { type Postgres, startPostgres } from '../harness/postgres.mts';
import { readTemplate } from '../harness/template.mts';
import { Rows, type StoreName } from './rows.mts';

export const TOKEN = 'a-token-of-the-outbound-event';

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

const rarely = { rule: { interval: [{ field: 'months', monthsInterval: 12 }] } };

/** A real n8n with the tables, the settings and the desk workflow in it, a simulated appliance and a simulated desk. */
export class House extends Rows {
	appliance!: Appliance;
	desk!: Desk;
	database?: Postgres;
	deskWorkflow!: Published;

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
