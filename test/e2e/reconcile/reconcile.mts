import type { Json } from '../../harness/api.mts';
import { LEDGER, type Route } from '../route/rig.mts';
import { desks, RECIPIENT, rig } from './rig.mts';

const SESSION = '5e55000000000000000000000000';

const HOSTILE = '<img src=x onerror=alert(1)> & 👩‍💻 \u202Eלוי\u202C';

/** A session of an hour ago, with nothing that a ticket could be found by but what is given. */
const row = (number: number, more: Json = {}): Json => {
	const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
	return {
		key: `made:${number}`,
		sessionId: `${SESSION}${String(number).padStart(4, '0')}`,
		state: 'unlinked',
		reason: 'no-link',
		linkKind: 'none',
		name: `Session ${number}`,
		customer: 'Unknown customer',
		representative: 'Alex Morgan',
		startedAt: at(60),
		endedAt: at(50),
		attempts: 1,
		raw: '{}',
		...more,
	};
};

export function reconcile() {
	let route: Route;
	const made = async (number: number) => (await desks.rows()).get(String(row(number).sessionId));
	const on = { linkAutomatically: true };

	beforeAll(async () => {
		await desks.begin();
		route = await rig.publishRoute({ longestRunMinutes: 0, retryPauseMinutes: 0 });
	}, 120_000);

	beforeEach(async () => {
		await desks.begin();
		rig.appliance.control.setRecipients([]);
	});

	/** A session that the appliance knows. @returns its id */
	const known = (more: Json = {}) => {
		const sessionId = rig.appliance.control.startSession({ notify: false, ...more });
		rig.appliance.control.end(sessionId, { notify: false });
		return sessionId;
	};

	it('does nothing, and asks nobody, where there is nothing to look at', async () => {
		await desks.insert([row(1, { state: 'written' }), row(2, { state: 'received' })]);
		expect(await desks.reconcile(on)).toBeNull();
		expect(rig.requests()).toEqual([]);
	});

	it('suggests a ticket that was opened later, and links nothing unless told to', async () => {
		const customer = { customer: 'Yasemin Öztürk', company: 'Kanzlei Brandt' };
		await desks.insert([row(1, { ...customer, name: HOSTILE }), row(2)]);
		expect(await desks.reconcile()).toMatchObject({ sessions: 2, suggested: 0, linked: 0 });
		const { id } = rig.desk.control.addTicket({
			summary: 'Scanner <b>app</b>',
			user_name: 'Oeztuerk, Yasemin',
			client_name: 'Steuerkanzlei Brandt & Partner mbB',
			agent_id: 21,
		});
		const settings = { delivery: desks.delivery, recipient: RECIPIENT };
		const told = { sessions: 2, suggested: 1, newSuggestions: 1, linked: 0, sent: true };
		expect(await desks.reconcile(settings)).toMatchObject(told);
		const first = await made(1);
		expect(first).toMatchObject({ state: 'unlinked', attempts: 1, linkedBy: null });
		expect(first?.suggestion).toMatch(new RegExp(`^${id} \\(0\\.\\d\\d\\): Same customer`));
		expect(await made(2)).toMatchObject({ suggestion: null });
		expect(desks.mails()[0].parsed.subject).toBe('Remote sessions: 0 linked, 1 new suggestions');
		const { text, html } = desks.mails()[0].parsed;
		expect(text).toContain(`${id} (0.`);
		expect(text).toContain('<img src=x onerror=alert(1)> & 👩‍💻 לוי');
		expect(html).toContain('&lt;img src=x onerror=alert(1)&gt; &amp; 👩‍💻 לוי');
		expect(`${html}${text}`).not.toMatch(/[\u202a-\u202e]/);
		// The same once more is no news.
		expect(await desks.reconcile(settings)).toMatchObject({ newSuggestions: 0, sent: false });
		expect(desks.mails()).toHaveLength(1);
		expect(rig.writes()).toEqual([]);
	});

	it('puts a session on the ticket that its chat got, through the route', async () => {
		const sessionId = known({ customerName: 'Noor Hartmann' });
		const chat = { sessionId, state: 'chatted', linkKind: 'chat', linkSystem: 'halo' };
		await desks.insert([
			row(1, {
				...chat,
				linkId: '501',
				noteHash: 'of the chat',
				lastError: 'Not in the list of remote sessions of HaloPSA. HaloPSA answered with HTTP 400.',
			}),
			row(2, { ...chat, sessionId: row(2).sessionId, linkId: '503' }),
			row(3, { ...chat, sessionId: row(3).sessionId, linkId: '999999' }),
		]);
		expect(await desks.reconcile(on)).toMatchObject({ sessions: 3, linked: 0 });
		rig.desk.control.setChatTicket(501, 1203);
		expect(await desks.reconcile(on)).toMatchObject({ sessions: 3, linked: 1 });
		expect((await desks.rows()).get(sessionId)).toMatchObject({
			state: 'received',
			linkId: '1203',
			linkedBy: 'reconciliation',
			suggestion: '1203 (1.00): its chat 501 has got this ticket',
		});
		await rig.sweep(route);
		const linked = await rig.inState(sessionId, 'linked');
		expect(linked).toMatchObject({ linkKind: 'ticket', linkId: '1203', lastError: null });
		expect(linked.noteHash).toMatch(/^[0-9a-f]{20,}$/);
		expect(linked.linkedAt).toBeTruthy();
		const [action, ...more] = rig.actions(1203);
		expect(more).toEqual([]);
		expect(action.note_html).toContain(`BeyondTrust session ${sessionId}`);
		expect(action.note_html).toMatch(
			/<p>Linked automatically by the reconciliation, with a score of 1\.00, on 20\d\d-\d\d-\d\d \d\d:\d\d \S+\.<\/p>$/,
		);
		expect(await desks.reconcile(on)).toMatchObject({ sessions: 2, linked: 0 });
	});

	it('makes the note of what was stored where the appliance no longer has the report', async () => {
		const stored = {
			customer: 'Noor <b>Hartmann</b>',
			company: 'Alder Logistics',
			hostname: 'ALD071',
			firstLine: 'The scanner & <i>nothing</i> else.',
			durationSeconds: 600,
		};
		const chat = { state: 'chatted', linkKind: 'chat', linkSystem: 'halo', linkId: '501' };
		await desks.insert([row(1, { ...chat, ...stored })]);
		rig.desk.control.setChatTicket(501, 1203);
		expect(await desks.reconcile(on)).toMatchObject({ linked: 1 });
		await rig.sweep(route);
		const sessionId = String(row(1).sessionId);
		const linked = await rig.inState(sessionId, 'linked');
		expect(linked).toMatchObject({ ...stored, linkId: '1203', representative: 'Alex Morgan' });
		expect(linked).toMatchObject({ linkedBy: 'reconciliation', reason: null, lastError: null });
		expect(Date.parse(String(linked.endedAt))).toBeGreaterThan(Date.now() - 3_600_000);
		const [{ who, note_html: html }, ...more] = rig.actions(1203);
		expect(more).toEqual([]);
		expect(who).toBe('Alex Morgan');
		for (const part of [
			`BeyondTrust session ${sessionId}`,
			'Noor &lt;b&gt;Hartmann&lt;/b&gt;',
			'Alder Logistics',
			'The scanner &amp; &lt;i&gt;nothing&lt;/i&gt; else.',
			'Linked automatically by the reconciliation, with a score of 1.00, on 20',
			'The appliance no longer has the report of this session',
		]) {
			expect(html).toContain(part);
		}
		// Nothing comes late of a report that is gone.
		await rig.enter(LEDGER, { sessionId }, { state: 'received' });
		await rig.sweep(route);
		await rig.inState(sessionId, 'linked');
		expect(rig.actions(1203)).toHaveLength(1);
	});

	it('takes up what waited for its technician to be known', async () => {
		const held = { reason: 'unknown-technician', linkKind: 'ticket', linkSystem: 'halo' };
		await desks.insert([row(1, { ...held, linkId: '1204', representative: 'Kim Sato' })]);
		await rig.n8n.api.insertDataTableRows('beyondtrust_technicians', [
			{ representativeId: '77', privateName: 'Kim Sato', agentId: null, enabled: true },
		]);
		expect(await desks.reconcile(on)).toMatchObject({ linked: 0 });
		await rig.enter('beyondtrust_technicians', { representativeId: '77' }, { agentId: 22 });
		expect(await desks.reconcile()).toMatchObject({ suggested: 1, linked: 0 });
		expect(await desks.reconcile(on)).toMatchObject({ linked: 1 });
		expect(await made(1)).toMatchObject({ state: 'received', linkId: '1204' });
	});

	it('never links by itself what a person or a signature has kept away', async () => {
		const held = { linkKind: 'chat', linkSystem: 'halo', linkId: '502' };
		await desks.insert([
			row(1, { ...held, linkedBy: 'Alex Morgan' }),
			row(2, { ...held, reason: 'bad-signature' }),
			row(3, { ...held, reason: 'not-invited-here' }),
			row(4, { ...held, reason: 'unknown-technician', representative: 'Nobody Known' }),
			row(5, { ...held, linkSystem: 'another' }),
			row(6, { ...held, lastError: 'Begun by Robin Keller, just now, and not finished.' }),
		]);
		expect(await desks.reconcile(on)).toMatchObject({ sessions: 6, linked: 0 });
		const rows = [...(await desks.rows()).values()];
		expect(rows.map(({ state }) => state)).toEqual(Array(6).fill('unlinked'));
	});

	it('says so when the desk does not answer, and changes nothing', async () => {
		await desks.insert([row(1)]);
		rig.desk.control.setFaults({ offline: 'unavailable' });
		await expect(desks.reconcile(on)).rejects.toThrow('The tickets could not be read');
		expect(await made(1)).toMatchObject({ state: 'unlinked', suggestion: null });
	});
}
