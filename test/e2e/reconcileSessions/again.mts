import { type Execution, itemsOf, type Json } from '../../harness/api.mts';
import { type MailServer, startMail } from '../../mail/server.mts';
import { LinkHouse } from '../linking/rig.mts';

const HOSTILE = '<img src=x onerror=alert(1)> & 👩‍💻 \u202Eלוי\u202C';
const RECIPIENT = 'service-desk@example.com';

/** What the form has, the reconciliation, and a mail server to which it tells what it did. */
class ReconcileHouse extends LinkHouse {
	mail!: MailServer;

	workflowId = '';

	override async start(options: Parameters<LinkHouse['start']>[0] = {}): Promise<void> {
		this.mail = await startMail();
		await super.start(options);
		const { api } = this.n8n;
		this.credentials.smtp = await api.createCredential('smtp', 'smtp', this.mail.account);
		const delivery = await this.publish('deliver-invite-email.json');
		await this.set({ emailDelivery: delivery.workflowId });
		({ workflowId: this.workflowId } = await this.publishCalling('reconcile-sessions.json'));
	}

	override async close(): Promise<void> {
		await super.close();
		await this.mail?.close();
	}

	override async begin(): Promise<void> {
		await super.begin();
		await this.unset('linkAutomatically', 'linkThreshold', 'reconcileRecipient', 'suggestFrom');
		await this.technicians();
		this.mail.control.reset();
	}

	async run(timeout?: number): Promise<Execution> {
		return await this.n8n.api.runWorkflow(this.workflowId, 'Every hour', timeout);
	}

	/** Runs it once. @returns how many were looked at, and what it reports */
	async reconcile(timeout?: number): Promise<Json> {
		const execution = await this.run(timeout);
		if (execution.status !== 'success') {
			throw new Error(JSON.stringify(execution.data.resultData.error));
		}
		const [first] = itemsOf(execution, 'Find their tickets');
		const [report] = itemsOf(execution, 'What was done');
		return { ...(first.json.counts as Json), ...report.json };
	}
}

export const rig = new ReconcileHouse();

export function again() {
	it('does nothing where there is nothing to look at', async () => {
		await rig.written(1201);
		await rig.keep({ sessionId: 'ab'.repeat(16), endedAt: '2026-01-01T00:00:00.000Z' });
		const said = await rig.reconcile();
		expect(said).toMatchObject({ sessions: 0, linked: 0, newSuggestions: 0 });
		expect(rig.any.notes).toEqual([]);
	});

	it('suggests a ticket that was opened later, and links nothing unless told to', async () => {
		const customer = { customer: 'Yasemin Öztürk', company: 'Kanzlei Brandt' };
		const sessionId = await rig.unlinked({ ...customer, name: HOSTILE });
		const other = await rig.unlinked({ customer: 'Unknown customer', company: null });
		expect(await rig.reconcile()).toMatchObject({ sessions: 2, suggested: 0, linked: 0 });
		const of = { name: 'Oeztuerk, Yasemin', company: 'Steuerkanzlei Brandt & Partner mbB' };
		rig.any.ticket(1300, { summary: 'Scanner <b>app</b>', customer: of });
		await rig.set({ reconcileRecipient: RECIPIENT });
		const told = { sessions: 2, suggested: 1, newSuggestions: 1, linked: 0 };
		expect(await rig.reconcile()).toMatchObject(told);
		const row = await rig.row(sessionId);
		expect(row).toMatchObject({ state: 'unlinked', claim: 1, linkedBy: null });
		expect(row.suggestion).toMatch(/^1300 \(0\.\d\d\): Same customer/);
		expect(await rig.row(other)).toMatchObject({ suggestion: null });
		const [mail] = rig.mail.control.mails();
		expect(mail.parsed.subject).toBe('Remote sessions: 0 linked, 1 new suggestions');
		const { text, html } = mail.parsed;
		expect(text).toContain('1300 (0.');
		expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; 👩‍💻 לוי');
		expect(`${String(html)}${String(text)}`).not.toMatch(/[\u202a-\u202e]/);
		// The same once more is no news.
		expect(await rig.reconcile()).toMatchObject({ suggested: 1, newSuggestions: 0 });
		expect(rig.mail.control.mails()).toHaveLength(1);
		rig.any.tickets.delete('1300');
		await rig.reconcile();
		expect(await rig.row(sessionId)).toMatchObject({ suggestion: null });
		expect(rig.any.notes).toEqual([]);
	});

	it('puts a session on the ticket that its chat got, once, with its score', async () => {
		const chat = { state: 'chatted', linkKind: 'chat', linkSystem: 'halo', linkId: '501' };
		const stranger = { customer: 'Unknown customer', company: null };
		const sessionId = await rig.unlinked({ ...chat, ...stranger, noteHash: 'of the chat' });
		await rig.unlinked({ ...chat, ...stranger, linkId: '503' });
		await rig.set({ linkAutomatically: true });
		expect(await rig.reconcile()).toMatchObject({ sessions: 2, linked: 0 });
		rig.any.chats.set('501', '1203');
		expect(await rig.reconcile()).toMatchObject({ sessions: 2, linked: 1 });
		expect(await rig.row(sessionId)).toMatchObject({
			...{ state: 'linked', linkKind: 'ticket', linkId: '1203', linkedBy: 'reconciliation' },
			suggestion: '1203 (1.00): its chat 501 now has this ticket',
		});
		const [note, ...more] = rig.any.on(1203);
		expect(more).toEqual([]);
		expect(note.marker).toContain(`BeyondTrust session ${sessionId}`);
		expect(note.postscript).toMatch(
			/^Linked automatically by the reconciliation, with a score of 1\.00, on 20.* UTC\.$/,
		);
		expect(await rig.reconcile()).toMatchObject({ sessions: 1, linked: 0 });
		expect(rig.any.notes).toHaveLength(1);
	});

	it('takes up what waited for its technician to be known', async () => {
		const held = { reason: 'unknown-technician', linkKind: 'ticket', linkSystem: 'halo' };
		const sessionId = await rig.unlinked({ ...held, linkId: '1203', representative: 'Kim Sato' });
		await rig.set({ linkAutomatically: true, suggestFrom: 100, linkThreshold: 100 });
		expect(await rig.reconcile()).toMatchObject({ linked: 0 });
		await rig.insert('beyondtrust_technicians', [
			{ representativeId: '77', privateName: 'Kim Sato', agentId: '23', enabled: true },
		]);
		expect(await rig.reconcile()).toMatchObject({ linked: 1 });
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkId: '1203' });
	});

	it('never links by itself what a person or a signature has kept away', async () => {
		const held = { linkKind: 'chat', linkSystem: 'halo', linkId: '502' };
		rig.any.chats.set('502', '1203');
		const ids = [
			await rig.unlinked({ ...held, linkedBy: 'Alex Morgan' }),
			await rig.unlinked({ ...held, reason: 'bad-signature' }),
			await rig.unlinked({ ...held, reason: 'not-invited-here' }),
			await rig.unlinked({ ...held, reason: 'customer-differs' }),
			await rig.unlinked({ ...held, lastError: 'The desk is down.' }),
		];
		await rig.set({ linkAutomatically: true });
		expect(await rig.reconcile()).toMatchObject({ sessions: ids.length, linked: 0 });
		expect((await rig.rows()).map(({ state }) => state)).toEqual(ids.map(() => 'unlinked'));
		expect(rig.any.notes).toEqual([]);
	});

	it('fails and says so when the desk does not answer, and changes nothing', async () => {
		const sessionId = await rig.unlinked({ suggestion: '7 (0.70): a reason' });
		rig.any.fault = 'down';
		const execution = await rig.run();
		expect(execution.status).toBe('error');
		const said = JSON.stringify(execution.data.resultData.error);
		expect(said).toContain('The tickets could not be read');
		expect(await rig.row(sessionId)).toMatchObject({ suggestion: '7 (0.70): a reason' });
	});

	it('fails when nobody could be told', async () => {
		await rig.unlinked();
		await rig.set({ reconcileRecipient: 'not an address' });
		const execution = await rig.run();
		expect(execution.status).toBe('error');
	});
}
