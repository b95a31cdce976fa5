import { FREE } from '../../../nodes/shared/ledger/lock';
import { eventually } from '../../harness/api.mts';
import { rig } from './rig.mts';

const QUICK = { longestRunMinutes: 0, retryPauseMinutes: 0 };
const GOOD = [{ question: 'How was it?', answers: ['5'] }];

/** Locks that somebody still holds; PostgreSQL needs none. */
async function heldLocks(): Promise<unknown[]> {
	if (rig.store === 'postgres') return [];
	const locks = await rig.rows<{ until: string }>('beyondtrust_locks');
	return locks.filter(({ until }) => new Date(until).toISOString() !== FREE);
}

/** Nothing twice, nothing lost. */
export function onceEach() {
	beforeEach(async () => {
		await rig.set(QUICK);
	});

	afterEach(async () => {
		await rig.unset(...Object.keys(QUICK));
	});

	it('writes one note for ten events posted side by side', async () => {
		await rig.unset(...Object.keys(QUICK));
		rig.appliance.control.setRecipients([]);
		const externalKey = rig.signed('ticket', 1201);
		const lsid = rig.appliance.control.startSession({ externalKey, notify: false });
		rig.appliance.control.end(lsid, { notify: false });
		const body = new URLSearchParams({
			...{ event: 'support_conference_end', timestamp: '1795359213', lsid },
			...{ appliance_id: 'any', external_key: externalKey },
		});
		const post = async () => await fetch(rig.route.url, { method: 'POST', body });
		await Promise.all(Array.from({ length: 10 }, post));
		expect(await rig.settled(lsid)).toMatchObject({ state: 'written' });
		await rig.quiet();
		expect(rig.any.notes).toHaveLength(1);
		expect(await rig.rows()).toHaveLength(1);
		expect(await heldLocks()).toEqual([]);
	});

	it('counts a desk that is down as an outage, and finishes with the next sweep', async () => {
		rig.any.fault = 'down';
		const sessionId = rig.play({ externalKey: rig.signed('ticket', 1201) });
		expect(await rig.settled(sessionId)).toMatchObject({
			state: 'received',
			attempts: 0,
			outages: 1,
		});
		rig.any.fault = null;
		await rig.sweep();
		expect(await rig.inState(sessionId, 'written')).toMatchObject({ outages: 0, lastError: null });
		expect(rig.any.notes).toHaveLength(1);
	});

	it('finds the note whose answer got lost', async () => {
		rig.any.fault = 'lost';
		const sessionId = rig.play({ externalKey: rig.signed('ticket', 1201) });
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'received', outages: 1 });
		await rig.sweep();
		expect(await rig.inState(sessionId, 'written')).toMatchObject({ noteId: '1' });
		expect(rig.any.notes).toHaveLength(1);
	});

	it('routes sessions whose event never came, each once', async () => {
		rig.appliance.control.setRecipients([]);
		await rig.sweep();
		const unheard = ['1201', '1202'].map((ticket) => {
			const externalKey = rig.signed('ticket', Number(ticket));
			const lsid = rig.appliance.control.startSession({ externalKey, notify: false });
			rig.appliance.control.end(lsid, { notify: false });
			return lsid;
		});
		await rig.sweep();
		for (const one of unheard) await rig.inState(one, 'written');
		await rig.sweep();
		expect(rig.any.notes).toHaveLength(2);
	});

	it('fails the sweep that could not ask, after saying why, and goes on from where it was', async () => {
		rig.appliance.control.setRecipients([]);
		await rig.sweep();
		const [before] = await rig.rows('beyondtrust_sweeps');
		await rig.appliance.control.offline('unavailable');
		await expect(rig.sweep()).rejects.toThrow('could not ask the appliance');
		await rig.appliance.control.online();
		const [after] = await rig.rows('beyondtrust_sweeps');
		expect(after.lastError).toContain('not available');
		expect(new Date(String(after.sweptTo))).toEqual(new Date(String(before.sweptTo)));
		await rig.sweep();
		expect((await rig.rows('beyondtrust_sweeps'))[0]).toMatchObject({ lastError: null });
	});

	it('adds the answer of a survey that came after the note, once, however short it is', async () => {
		const sessionId = rig.play({ externalKey: rig.signed('ticket', 1203) });
		await rig.settled(sessionId);
		rig.listenTo(rig.route, ['customer', 'rep']);
		rig.appliance.control.survey(sessionId, 'customer', GOOD);
		await eventually('the addendum', async () => rig.any.on(1203)[1]);
		await rig.quiet();
		const event = rig.appliance.control.deliveries().at(-1)!;
		rig.appliance.control.replayEvent(event.id);
		await rig.quiet();
		const [, addendum, ...more] = rig.any.on(1203);
		expect(more).toEqual([]);
		expect(addendum.marker).toMatch(/ addendum [0-9a-f]{8}$/);
		expect(addendum.session).toMatchObject({ surveys: { customer: [expect.anything()] } });
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', noteId: '1' });
	});
}
