import { LEDGER, rig, type Route } from './rig.mts';

export function once() {
	let route: Route;

	// Of its own, so that its runs can be counted.
	beforeAll(async () => {
		route = await rig.publishRoute();
	});

	it.each([0, 1500])(
		'writes one note for an event that comes twice at once, with a report after %i ms',
		async (reportLag) => {
			rig.appliance.control.setOptions({ reportLag });
			rig.appliance.control.duplicateNext(1);
			const before = await rig.endedRuns(route);
			const sessionId = rig.play({ externalKey: '1201' }, [], route);
			await rig.waitForRuns(route, before + 2);
			expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', attempts: 1 });
			const rows = await rig.n8n.api.dataTableRows(LEDGER);
			expect(rows.filter((row) => row.sessionId === sessionId)).toHaveLength(1);
			expect(rig.actions(1201)).toHaveLength(1);
		},
	);

	it('writes one note for ten events posted side by side', async () => {
		const before = await rig.endedRuns(route);
		rig.listen(route);
		const sessionId = rig.appliance.control.startSession({ externalKey: '1202', notify: false });
		rig.appliance.control.end(sessionId, { notify: false });
		const { applianceId } = rig.appliance.control.state().options;
		const body = new URLSearchParams({
			event: 'support_conference_end',
			timestamp: '1795359213',
			appliance_id: String(applianceId),
			lsid: sessionId,
			external_key: '1202',
		});
		await Promise.all(
			Array.from({ length: 10 }, async () => await fetch(route.url, { method: 'POST', body })),
		);
		await rig.waitForRuns(route, before + 10);
		expect(rig.actions(1202)).toHaveLength(1);
	});

	it('leaves a session alone that was done before', async () => {
		const sessionId = rig.play({ externalKey: '1201' }, [], route);
		await rig.settled(sessionId);
		const before = await rig.endedRuns(route);
		rig.sendAgain(sessionId, route);
		await rig.waitForRuns(route, before + 1);
		expect(rig.actions(1201)).toHaveLength(1);
		expect(await rig.settled(sessionId)).toMatchObject({ attempts: 1 });
	});

	it('finds the note on the ticket when the ledger has lost its row', async () => {
		const sessionId = rig.play({ externalKey: '1201' }, [], route);
		await rig.settled(sessionId);
		await rig.forget(sessionId);
		rig.sendAgain(sessionId, route);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', linkId: '1201' });
		expect(rig.actions(1201)).toHaveLength(1);
	});

	it.each([
		['ticket', 1201, '/api/Actions'],
		['chat', 501, '/api/ChatMessage'],
	] as const)(
		'finds what was stored although the desk answered with a failure (%s)',
		async (kind, id, path) => {
			rig.desk.control.setFaults({ storeButFail: { times: 1, how: 'error', path } });
			const sessionId = rig.play({ externalKey: rig.signed(kind, id) }, [], route);
			expect(await rig.settled(sessionId)).toMatchObject({
				state: 'received',
				lastError: 'HaloPSA answered with HTTP 500.',
			});
			rig.sendAgain(sessionId, route);
			await rig.inState(sessionId, kind === 'ticket' ? 'written' : 'chatted');
			expect(rig.writes()).toHaveLength(1);
		},
	);
}
