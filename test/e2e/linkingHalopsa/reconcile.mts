import { rig } from './rig.mts';

const stranger = { customer: 'Unknown customer', company: null };
const ofChat = { state: 'chatted', linkKind: 'chat', linkSystem: 'halo', linkId: '501' };

export function reconcile(): void {
	it('suggests the ticket that was opened later for the same customer', async () => {
		const customer = { customer: 'Yasemin Öztürk', company: 'Kanzlei Brandt' };
		const sessionId = await rig.unlinked(customer);
		expect(await rig.reconcile(sessionId)).toMatchObject({ suggestion: null });
		const { id } = rig.desk.control.addTicket({
			summary: 'Scanner app',
			user_name: 'Oeztuerk, Yasemin',
			client_name: 'Steuerkanzlei Brandt & Partner mbB',
			agent_id: 21,
		});
		const row = await rig.reconcile(sessionId);
		expect(row).toMatchObject({ state: 'unlinked', linkedBy: null });
		expect(row.suggestion).toMatch(new RegExp(`^${id} \\(0\\.\\d\\d\\): Same customer`));
		expect(rig.on(id)).toEqual([]);
	});

	it('suggests the ticket that the chat has got, and puts the session there only when told to', async () => {
		const sessionId = await rig.unlinked({ ...ofChat, ...stranger, noteHash: 'of the chat' });
		expect(await rig.reconcile(sessionId)).toMatchObject({ state: 'chatted', suggestion: null });
		rig.desk.control.setChatTicket(501, 1203);
		expect(await rig.reconcile(sessionId)).toMatchObject({
			state: 'chatted',
			suggestion: '1203 (1.00): its chat 501 has got this ticket',
		});
		expect(rig.on(1203)).toEqual([]);
		await rig.set({ linkAutomatically: true });
		expect(await rig.reconcile(sessionId)).toMatchObject({ state: 'linked', linkId: '1203' });
		await rig.reconcile(sessionId);
		const [note, ...more] = rig.on(1203);
		expect(more).toEqual([]);
		expect(note).toMatchObject({ who: 'Alex Morgan' });
		expect(note.note_html).toContain(`BeyondTrust session ${sessionId}`);
		expect(note.note_html).toContain('Linked automatically by the reconciliation');
	});
}
