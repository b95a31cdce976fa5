import { rig, route } from './rig.mts';

export function failing() {
	it('leaves a session as it was when the desk does not answer, and links it the next time', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.review();
		route.desk.control.setFaults({ offline: 'unavailable' });
		expect((await rig.agree(page)).text).toMatch(
			/Nothing was changed.*HaloPSA answered with HTTP 503/,
		);
		expect(await rig.row(sessionId)).toMatchObject({
			state: 'unlinked',
			linkedBy: null,
			lastError: 'HaloPSA answered with HTTP 503.',
		});
		route.desk.control.clearFaults();
		expect((await rig.write()).text).toContain('Linked to ticket 1201');
		expect(rig.notes(1201)).toHaveLength(1);
	});

	it('says so on the page when the desk cannot be asked for tickets', async () => {
		await rig.unlinked();
		const page = await rig.open();
		route.desk.control.setFaults({ offline: 'unavailable' });
		expect((await rig.choose(page)).text).toContain('HaloPSA answered with HTTP 503');
	});

	it('finds the note that was stored although the desk answered with a failure', async () => {
		const sessionId = await rig.unlinked();
		const page = await rig.review();
		route.desk.control.setFaults({
			storeButFail: { times: 1, how: 'error', path: '/api/Actions' },
		});
		expect((await rig.agree(page)).text).toContain('Nothing was changed');
		expect((await rig.write()).text).toContain('Linked to ticket 1201');
		expect(rig.notes(1201)).toHaveLength(1);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', lastError: null });
	});

	it('writes in its own name where the desk does not let it write in an agent’s', async () => {
		route.desk.control.setSettings({ allowActingForAgents: false });
		await rig.unlinked();
		await rig.write();
		await rig.write({ action: 'unlink' });
		expect(route.actions(1201).map(({ who }) => who)).toEqual(['Desk API', 'Desk API']);
		expect(rig.notes(1201)[1]).toContain('Alex Morgan');
	});

	it('writes again on a ticket from which the session was taken off', async () => {
		const sessionId = await rig.unlinked();
		await rig.write();
		await rig.write({ action: 'unlink' });
		await rig.write({}, 'Robin Keller');
		const notes = rig.notes(1201);
		expect(notes.map((note) => note.includes('is not on this ticket any more'))).toEqual([
			false,
			true,
			false,
		]);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'linked', linkedBy: 'Robin Keller' });
	});

	it('takes a session off a ticket that is not there any more', async () => {
		const sessionId = await rig.unlinked({
			state: 'linked',
			linkKind: 'ticket',
			linkSystem: 'halo',
			linkId: '7777',
		});
		const page = await rig.write({ action: 'unlink' });
		expect(page.text).toMatch(/Ticket .?7777.? is not there any more/);
		expect(await rig.row(sessionId)).toMatchObject({ state: 'unlinked', linkId: null });
	});

	it('moves a session that the route wrote, and does not show it to those who link', async () => {
		const written = route.play({ externalKey: route.signed('ticket', 1202) });
		const chatted = route.play({ externalKey: route.signed('chat', 501) });
		await route.inState(written, 'written');
		await route.inState(chatted, 'chatted');
		expect((await rig.open()).boxes).toHaveLength(1);
		const page = await rig.write({ action: 'move' }, 'Alex Morgan', '1203');
		expect(page.text).toMatch(/Moved from ticket .?1202.? to ticket 1203/);
		expect(rig.notes(1202)).toHaveLength(2);
		expect(rig.notes(1203)).toHaveLength(1);
		expect(await rig.row(written)).toMatchObject({ state: 'linked', linkId: '1203' });
	});

	it('hides a session that somebody is at, for as long as somebody can be', async () => {
		const sessionId = await rig.unlinked();
		await rig.change(sessionId, { lastError: 'Begun by Robin Keller, now, and not finished.' });
		expect((await rig.open()).text).toContain('No session without a ticket');
	});
}
