import { rig } from './rig.mts';

const jordan = { customerName: 'Jordan Blake', customerCompany: 'Northwind Studio' };

/** Where a session goes, by its link. */
export function routes() {
	it('puts the note on the ticket of a signed link, whoever the customer is', async () => {
		const sessionId = rig.play(
			{ externalKey: rig.signed('ticket', 1202), customerName: 'Somebody Else' },
			['It happens again.'],
		);
		expect(await rig.settled(sessionId)).toMatchObject({
			state: 'written',
			linkKind: 'ticket',
			linkSystem: 'halo',
			linkId: '1202',
			customer: 'Somebody Else',
			noteId: '1',
			attempts: 0,
			lastError: null,
			firstLine: 'It happens again.',
		});
		const [note, ...more] = rig.any.on(1202);
		expect(more).toEqual([]);
		expect(note.marker).toMatch(new RegExp(`^BeyondTrust session ${sessionId} · [a-z2-7]{8}$`));
		expect(note.session).toMatchObject({ sessionId, complete: true });
	});

	it('writes an unsigned link only where the customer of the ticket fits', async () => {
		const fits = rig.play({ externalKey: 'ticket:halo:1201', ...jordan });
		expect(await rig.settled(fits)).toMatchObject({ state: 'written', linkId: '1201' });
		const stranger = { customerName: 'Mallory Quinn', customerCompany: 'Elsewhere' };
		const differs = rig.play({ externalKey: 'ticket:halo:1206', ...stranger });
		expect(await rig.settled(differs)).toMatchObject({
			state: 'unlinked',
			reason: 'customer-differs',
			suggestion: expect.stringContaining('1206'),
		});
		expect(rig.any.notes.map(({ ticketId }) => ticketId)).toEqual(['1201']);
	});

	it.each([
		['no external key', {}, 'no-link'],
		['a ticket of another system', { externalKey: 'ticket:jira:1201' }, 'no-link'],
		['a chat that nobody signed', { externalKey: 'chat:halo:501' }, 'unsigned-chat'],
		['a forged signature', { externalKey: 'ticket:halo:1201~aaaaaaaaaaaa' }, 'bad-signature'],
		['a ticket that does not exist', { externalKey: 'ticket:halo:9999' }, 'no-such-ticket'],
	])('stores a session with %s', async (_what, input, reason) => {
		const sessionId = rig.play(input);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'unlinked', reason });
		expect(rig.any.notes).toEqual([]);
	});

	it('sets aside, once, what names no session', async () => {
		rig.listen(rig.route);
		for (const _twice of [1, 2])
			rig.appliance.control.forgeEvent({ external_key: 'the same junk' });
		const row = await rig.row('the junk', ({ state }) => state === 'quarantined');
		expect(row).toMatchObject({
			sessionId: null,
			reason: expect.stringContaining('which session'),
		});
		await rig.quiet();
		expect(await rig.rows()).toHaveLength(1);
	});

	it('obeys the settings at the next session', async () => {
		await rig.set({ onlyInvitedHere: true });
		const sessionId = rig.play({ externalKey: 'ticket:halo:1201', ...jordan });
		expect(await rig.settled(sessionId)).toMatchObject({ reason: 'not-invited-here' });
		await rig.unset('onlyInvitedHere');
	});
}
