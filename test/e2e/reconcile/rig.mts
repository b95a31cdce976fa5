import type { Execution, Json, TemplateAnswers } from '../../harness/api.mts';
import { itemsOf } from '../../harness/executions.mts';
import { readTemplate } from '../../harness/template.mts';
import { type MailServer, startMail } from '../../mail/server.mts';
import { LEDGER, rig } from '../route/rig.mts';

export const RECIPIENT = 'service-desk@example.com';

/** What the route's rig has, and a real SMTP server with the delivery workflow that sends by it. */
class Desks {
	mail!: MailServer;
	/** ID of the published delivery workflow. */
	delivery = '';

	async start(): Promise<void> {
		[this.mail] = await Promise.all([startMail(), rig.start()]);
		const { api } = rig.n8n;
		rig.credentials.smtp = await api.createCredential('smtp', 'smtp', this.mail.account);
		this.delivery = await this.import('deliver-invite-email');
		await api.publish(this.delivery);
	}

	async close(): Promise<void> {
		await rig.close();
		await this.mail?.close();
	}

	/** No session, no mail; desk and appliance as they were at the start. */
	async begin(): Promise<void> {
		await rig.begin();
		await this.mail.control.reset();
	}

	/** @returns the id of one more copy of a template */
	async import(template: string, answers: TemplateAnswers = {}): Promise<string> {
		const { credentials, n8n } = rig;
		const { id } = await n8n.api.importTemplate(await readTemplate(`${template}.json`), {
			credentials,
			...answers,
		});
		return id;
	}

	/** Runs a copy from its schedule, and says what its last node handed on; null where it ended without. */
	async run(id: string, schedule: string, last: string, timeout = 60_000): Promise<Json | null> {
		const execution: Execution = await rig.n8n.api.runWorkflow(id, schedule, timeout);
		if (execution.status !== 'success') {
			throw new Error(`It failed: ${JSON.stringify(execution.data.resultData.error)}`);
		}
		return itemsOf(execution, last)[0]?.json ?? null;
	}

	/** Imports the reconciliation and runs it once. @returns what it reports, null where there was nothing to look at */
	async reconcile(settings: Json = {}, timeout?: number): Promise<Json | null> {
		const all = { haloUrl: rig.desk.url, ...settings };
		const id = await this.import('reconcile-sessions-halopsa', { settings: all });
		return await this.run(id, 'Every hour', 'Done', timeout);
	}

	mails() {
		return this.mail.control.mails();
	}

	/** Puts rows into the ledger, as the route left them. */
	async insert(rows: Json[]): Promise<void> {
		for (let from = 0; from < rows.length; from += 100) {
			await rig.n8n.api.insertDataTableRows(LEDGER, rows.slice(from, from + 100));
		}
	}

	/** All rows of the ledger by their key; n8n hands out 250 at a time. */
	async allRows(): Promise<Map<string, Json>> {
		const all = await rig.n8n.api.dataTableRows<Json>(LEDGER);
		return new Map(all.map((row) => [String(row.key), row]));
	}

	/** The first rows of the ledger by the id of their session. */
	async rows(): Promise<Map<string, Json>> {
		const all = await rig.n8n.api.dataTableRows<Json>(LEDGER);
		return new Map(all.map((row) => [String(row.sessionId), row]));
	}
}

export const desks = new Desks();
export { rig };
