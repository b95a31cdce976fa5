import { randomBytes } from 'node:crypto';

import { type Json } from '../../harness/api.mts';
import { rig } from './rig.mts';

const waitOneSecond = { options: { waitUntilComplete: true, maxWait: 1 } };

export function kept() {
	it('keeps an event that names no session, as it came', async () => {
		rig.listen(rig.route);
		const note = `missing-${randomBytes(4).toString('hex')}`;
		rig.appliance.control.forgeEvent({ external_key: note });
		const row = await rig.row('the event', ({ raw }) => String(raw).includes(note));
		expect(row).toMatchObject({ state: 'quarantined', sessionId: null });
		expect(row.reason).toContain('names no session');
		expect(JSON.parse(String(row.raw))).toMatchObject({ external_key: note });
	});

	it('keeps an event of no kind, and a body that is no event at all', async () => {
		const word = randomBytes(6).toString('hex');
		await fetch(rig.route.url, {
			method: 'POST',
			body: new URLSearchParams({ lsid: 'a'.repeat(32), word }),
		});
		await fetch(rig.route.url, {
			method: 'POST',
			body: JSON.stringify({ [word]: ['x'] }),
			headers: { 'content-type': 'application/json' },
		});
		const kept = async (wanted: (row: Json) => boolean) =>
			await rig.row('the body', (row) => String(row.raw).includes(word) && wanted(row));
		const ofNoKind = await kept((row) => row.sessionId !== null);
		expect(ofNoKind).toMatchObject({ state: 'quarantined' });
		expect(ofNoKind.reason).toContain('does not say what happened');
		expect(await kept((row) => row.sessionId === null)).toMatchObject({ state: 'quarantined' });
	});

	it('puts a session aside that the appliance does not know', async () => {
		rig.listen(rig.route);
		const lsid = randomBytes(16).toString('hex');
		rig.appliance.control.forgeEvent({ lsid, external_key: '1201' });
		const row = await rig.settled(lsid, 90_000);
		expect(row).toMatchObject({ state: 'quarantined', sessionId: lsid });
		expect(row.reason).toContain('has no session');
		expect(rig.writes()).toEqual([]);
	});

	it('keeps a session for later that still runs, and routes it when it has ended', async () => {
		const impatient = await rig.publishRoute(
			{},
			{ parameters: { 'Get the session': waitOneSecond } },
		);
		const sessionId = rig.appliance.control.startSession({ externalKey: '1201', notify: false });
		rig.listen(impatient);
		rig.appliance.control.forgeEvent({ lsid: sessionId, external_key: '1201' });
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'received', attempts: 1 });
		expect(rig.writes()).toEqual([]);
		rig.appliance.control.end(sessionId);
		await rig.inState(sessionId, 'written');
		expect(rig.actions(1201)).toHaveLength(1);
	});

	it('routes a session that broke off, with what its report holds when the wait is over', async () => {
		const impatient = await rig.publishRoute(
			{},
			{ parameters: { 'Get the session': waitOneSecond } },
		);
		rig.listen(impatient);
		const sessionId = rig.appliance.control.startSession({ externalKey: '1203' });
		rig.appliance.control.chat(sessionId, 'customer', 'My screen is frozen.');
		rig.appliance.control.endAbnormally(sessionId);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', endedAt: null });
		expect(rig.actions(1203)[0].note_html).toContain('My screen is frozen.');
	});

	it('routes a session that nobody took', async () => {
		const sessionId = rig.play({ externalKey: '1204', representativeId: null });
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', representative: null });
		expect(rig.actions(1204)).toMatchObject([{ who: 'Desk API' }]);
	});

	it('keeps a session while the appliance is offline', async () => {
		rig.listen(rig.route);
		const sessionId = rig.appliance.control.startSession({ externalKey: '1201', notify: false });
		await rig.appliance.control.offline('unavailable');
		rig.appliance.control.end(sessionId);
		const row = await rig.settled(sessionId, 60_000);
		await rig.appliance.control.online();
		expect(row).toMatchObject({ state: 'received' });
		expect(row.lastError).toContain('not available');
	});
}
