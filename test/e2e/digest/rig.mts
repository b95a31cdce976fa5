import { itemsOf, type Json } from '../../harness/api.mts';
import { type MailServer, startMail } from '../../mail/server.mts';
import { House, type HouseOptions } from '../house.mts';
import { LEDGER } from '../rows.mts';

export const RECIPIENT = 'service-desk@example.com';

/** The house with the morning digest, and a mail server. */
class DigestHouse extends House {
	mail!: MailServer;

	workflowId = '';

	private made = 0;

	override async start(options: HouseOptions = {}): Promise<void> {
		this.mail = await startMail();
		await super.start(options);
		this.credentials.smtp = await this.n8n.api.createCredential('smtp', 'smtp', this.mail.account);
		const delivery = await this.publish('deliver-invite-email.json');
		await this.set({ emailDelivery: delivery.workflowId });
		({ workflowId: this.workflowId } = await this.publish('unlinked-digest.json'));
	}

	override async close(): Promise<void> {
		await super.close();
		await this.mail?.close();
	}

	/** An empty ledger, a sweep that has just looked, and the settings of a fresh set-up. */
	async begin(): Promise<void> {
		this.mail.control.reset();
		await this.empty();
		await this.swept();
		await this.set({ digestRecipient: RECIPIENT, allIsWellOn: 'never' });
		await this.unset('linkFormUrl', 'silentSessions', 'digestDelivery');
	}

	/** Sweeps as their workflow has left them; without one where `sweep` is `null`. */
	async swept(sweep: Json | null = {}): Promise<void> {
		await this.empty('beyondtrust_sweeps');
		const row = { key: 'sweep', sweptTo: new Date().toISOString(), lastError: null };
		if (sweep) await this.insert('beyondtrust_sweeps', [{ ...row, ...sweep }]);
	}

	/** Sessions in the ledger; each came by an event, two hours ago, unless said otherwise. */
	async keep(rows: Json[]): Promise<void> {
		const at = new Date(Date.now() - 2 * 3_600_000).toISOString();
		const whole = rows.map((row) => {
			const sessionId = (this.made += 1).toString(16).padStart(32, '0');
			return {
				...{ key: sessionId, sessionId, state: 'unlinked', attempts: 0, raw: '{"event":{}}' },
				...{ customer: 'Jordan Blake', representative: 'Alex Morgan', startedAt: at, endedAt: at },
				...row,
			};
		});
		for (let from = 0; from < whole.length; from += 500) {
			await this.insert(LEDGER, whole.slice(from, from + 500));
		}
	}

	/** Runs it once. @returns what it wrote, sent or not */
	async digest(settings: Record<string, string | number> = {}): Promise<Json> {
		await this.set(settings);
		const execution = await this.n8n.api.runWorkflow(this.workflowId, 'Every morning', 120_000);
		if (execution.status !== 'success') {
			throw new Error(JSON.stringify(execution.data.resultData.error));
		}
		return itemsOf(execution, 'Write the message')[0].json;
	}

	mails() {
		return this.mail.control.mails();
	}
}

export const rig = new DigestHouse();
