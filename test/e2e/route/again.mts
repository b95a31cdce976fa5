import { randomBytes } from 'node:crypto';

import { LEDGER, rig, type Route } from './rig.mts';

/** What a failure, a crash or a quarantine left behind, and the next sweep. */
export function again() {
	let route: Route;
	/** Whose pauses are as long as they are for people. */
	let patient: Route;

	beforeAll(async () => {
		await rig.begin();
		route = await rig.publishRoute({
			longestRunMinutes: 0,
			retryPauseMinutes: 0,
			retryLimit: 2,
		});
		patient = await rig.publishRoute();
	});

	it('finishes after the desk was down', async () => {
		rig.desk.control.setFaults({ offline: 'unavailable' });
		const sessionId = rig.play({ externalKey: '1201' }, [], route);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'received', attempts: 1 });
		rig.desk.control.clearFaults();
		await rig.sweep(patient);
		expect(rig.actions(1201)).toEqual([]);
		await rig.sweep(route);
		expect(await rig.inState(sessionId, 'written')).toMatchObject({ attempts: 2, lastError: null });
		expect(rig.actions(1201)).toHaveLength(1);
	});

	it.each([
		['before anything was written', false],
		['between the note and the ledger', true],
	])('finishes what a crash left behind %s', async (_when, isOnTicket) => {
		const sessionId = rig.play({ externalKey: '1202' }, [], route);
		const { noteHash } = await rig.settled(sessionId);
		if (!isOnTicket) rig.desk.control.reset();
		const left = { state: 'received', lastError: null, noteHash, endedAt: null };
		await rig.enter(LEDGER, { sessionId }, left);
		await rig.sweep(patient);
		expect(await rig.row('the row', (row) => row.sessionId === sessionId)).toMatchObject(left);
		await rig.sweep(route);
		expect(await rig.inState(sessionId, 'written')).toMatchObject({ attempts: 2, noteHash });
		expect(rig.actions(1202)).toHaveLength(1);
	});

	it('gives up after the limit, keeps what is known, and tries again when a person says so', async () => {
		rig.desk.control.setFaults({ offline: 'unavailable' });
		const sessionId = rig.play({ externalKey: '1203' }, [], route);
		await rig.settled(sessionId);
		await rig.sweep(route);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'received', attempts: 2 });
		await rig.sweep(route);
		const row = await rig.inState(sessionId, 'quarantined');
		expect(row).toMatchObject({
			reason: 'gave-up',
			lastError: 'HaloPSA answered with HTTP 503.',
			attempts: 0,
		});
		expect(JSON.parse(String(row.raw))).toMatchObject({ lsid: sessionId });
		rig.desk.control.clearFaults();
		await rig.sweep(route);
		expect(rig.actions(1203)).toEqual([]);

		await rig.enter(LEDGER, { sessionId }, { state: 'received' });
		await rig.sweep(patient);
		expect(await rig.inState(sessionId, 'written')).toMatchObject({ reason: null });
		expect(rig.actions(1203)).toHaveLength(1);
	});

	it('puts back into quarantine what a person sets free although it names no session', async () => {
		const word = randomBytes(6).toString('hex');
		await fetch(route.url, { method: 'POST', body: new URLSearchParams({ word }) });
		const mine = ({ raw }: { raw?: unknown }) => String(raw).includes(word);
		const { key, reason } = await rig.row(
			'the body',
			(row) => mine(row) && row.state === 'quarantined',
		);
		await rig.enter(LEDGER, { key: String(key) }, { state: 'received' });
		await rig.sweep(route);
		expect(await rig.row('the body', mine)).toMatchObject({ state: 'quarantined', key, reason });
	});

	it('routes a session that was in quarantine as unknown, once the appliance lists it', async () => {
		const sessionId = rig.play({ externalKey: '1204' }, [], route);
		await rig.settled(sessionId);
		rig.desk.control.reset();
		await rig.enter(
			LEDGER,
			{ sessionId },
			{
				state: 'quarantined',
				reason: 'The appliance has no session.',
				endedAt: null,
				noteHash: null,
			},
		);
		await rig.sweep(route);
		await rig.inState(sessionId, 'written');
		expect(rig.actions(1204)).toHaveLength(1);
	});

	it('writes nothing in a run that was slow, and whose session another run took over', async () => {
		const before = await rig.endedRuns(route);
		const sessionId = rig.appliance.control.startSession({ externalKey: '1205', notify: false });
		rig.listen(route);
		rig.appliance.control.forgeEvent({ lsid: sessionId });
		// The first run waits for the report, and the sweep takes the session for one that a crash left behind.
		await rig.row('the claim', (row) => row.sessionId === sessionId && row.attempts === 1);
		await rig.sweep(route);
		const row = await rig.settled(sessionId);
		expect(row).toMatchObject({ state: 'received', attempts: 2 });
		rig.appliance.control.end(sessionId, { notify: false });
		await rig.waitForRuns(route, before + 3);
		expect(rig.writes()).toEqual([]);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'received', attempts: 2 });
		await rig.sweep(patient);
		await rig.enter(LEDGER, { sessionId }, { attempts: 0 });
		await rig.sweep(patient);
		expect(await rig.inState(sessionId, 'written')).toMatchObject({ attempts: 1 });
		expect(rig.writes()).toHaveLength(1);
	});
}
