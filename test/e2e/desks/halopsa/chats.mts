import type { Control } from '../../../desk/halopsa/control.mts';
import type { DeskHouse } from '../house.mts';

const stranger = { customer: 'Unknown customer', company: null };
const ofChat = { state: 'chatted', linkKind: 'chat', linkSystem: 'halo', linkId: '501' };

/** Chats of the desk, which others have not. */
export function chats(house: DeskHouse, desk: () => Control): void {
	it('suggests the ticket that the chat has got, and puts the session there only when told to', async () => {
		const sessionId = await house.unlinked({ ...ofChat, ...stranger, noteHash: 'of the chat' });
		expect(await house.reconcile(sessionId)).toMatchObject({ state: 'chatted', suggestion: null });
		desk().setChatTicket(501, 1203);
		expect(await house.reconcile(sessionId)).toMatchObject({
			state: 'chatted',
			suggestion: '1203 (1.00): its chat 501 now has this ticket',
		});
		expect(house.on(1203)).toEqual([]);
		await house.set({ linkAutomatically: true });
		expect(await house.reconcile(sessionId)).toMatchObject({ state: 'linked', linkId: '1203' });
		await house.reconcile(sessionId);
		const [note, ...more] = house.on(1203);
		expect(more).toEqual([]);
		expect(note.author).toBe('Alex Morgan');
		expect(note.body).toContain(`BeyondTrust session ${sessionId}`);
		expect(note.body).toContain('Linked automatically by the reconciliation');
	});
}
