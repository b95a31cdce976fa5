import { rig, type Route } from './rig.mts';

const GOOD = [{ question: 'How was it?', answers: ['Quick, & "friendly" <3'] }];
const SOLVED = [{ question: 'Solved?', answers: ['Yes, by a new driver'] }];

const atOnce = { longestRunMinutes: 0, retryPauseMinutes: 0 };

/** What came late is found by the event of a survey, or by a look back once a day. */
export function late() {
	let route: Route;

	beforeAll(async () => {
		await rig.begin();
		route = await rig.publishRoute(atOnce);
	});

	const addenda = (ticketId: number) =>
		rig.actions(ticketId).filter(({ note_html: html }) => html?.includes(' addendum '));

	const runsAfter = async (count: number, action: () => void) => {
		const before = await rig.endedRuns(route);
		action();
		await rig.waitForRuns(route, before + count);
	};

	/** Lets a route be told of everything, and of this session's end. @returns the session's row */
	const play = async (ticketId: number) => {
		const externalKey = String(ticketId);
		let sessionId = '';
		await runsAfter(1, () => {
			sessionId = rig.play({ externalKey }, ['It is broken.'], route);
		});
		const row = await rig.settled(sessionId);
		expect(row).toMatchObject({ state: 'written' });
		rig.listenTo(route, ['customer', 'rep']);
		return { sessionId, row };
	};

	it('adds the answers of a survey that was filled in after the note, once', async () => {
		const { sessionId, row } = await play(1201);
		await runsAfter(1, () => rig.appliance.control.survey(sessionId, 'customer', GOOD));
		const [addendum, ...more] = addenda(1201);
		expect(more).toEqual([]);
		expect(rig.actions(1201)).toHaveLength(2);
		const after = await rig.inState(sessionId, 'written');
		const mark = new RegExp(
			`BeyondTrust session ${sessionId} · [a-z2-7]{8} addendum ${String(after.noteHash).slice(0, 8)}`,
		);
		expect(addendum.note_html).toMatch(mark);
		expect(addendum.note_html).toContain('Quick, &amp; &quot;friendly&quot; &lt;3');
		expect(addendum.note_html).not.toContain('It is broken.');
		expect(after.noteHash).not.toBe(row.noteHash);

		const event = rig.appliance.control.deliveries().at(-1)!;
		await runsAfter(1, () => rig.appliance.control.replayEvent(event.id));
		expect(addenda(1201)).toHaveLength(1);
	});

	it('adds once more what comes after that', async () => {
		const { sessionId } = await play(1202);
		await runsAfter(1, () => rig.appliance.control.survey(sessionId, 'customer', GOOD));
		await runsAfter(1, () => rig.appliance.control.survey(sessionId, 'representative', SOLVED));
		expect(addenda(1202)).toHaveLength(2);
		expect(addenda(1202)[1].note_html).toContain('Yes, by a new driver');
	});

	it('puts the answers into the note itself where they came before it', async () => {
		rig.appliance.control.setRecipients([]);
		const sessionId = rig.appliance.control.startSession({ externalKey: '1203', notify: false });
		rig.appliance.control.end(sessionId, { notify: false });
		rig.listenTo(route, ['customer']);
		rig.appliance.control.survey(sessionId, 'customer', GOOD);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written' });
		const [action, ...more] = rig.actions(1203);
		expect(more).toEqual([]);
		expect(action.note_html).toContain('friendly');
	});

	it('adds all of a report that was not complete when the note was written', async () => {
		const impatient = await rig.publishRoute(atOnce, {
			parameters: { 'Get the session': { options: { waitUntilComplete: true, maxWait: 1 } } },
		});
		rig.listen(impatient);
		const sessionId = rig.appliance.control.startSession({ externalKey: '1201' });
		rig.appliance.control.chat(sessionId, 'customer', 'My screen is frozen.');
		rig.appliance.control.end(sessionId, { reportLag: 3_600_000 });
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', endedAt: null });
		await rig.sweep(route);
		expect(rig.actions(1201)).toHaveLength(1);
		rig.appliance.control.completeReport(sessionId);
		await rig.sweep(route);
		const row = await rig.inState(sessionId, 'written');
		expect(row.endedAt).toMatch(/Z$/);
		const [{ note_html: html }, ...more] = addenda(1201);
		expect(more).toEqual([]);
		expect(html).toContain('My screen is frozen.');
		expect(html).not.toContain('was not complete');
		await rig.sweep(route);
		expect(rig.actions(1201)).toHaveLength(2);
	});

	it('finds what came late without an event, by looking back once a day', async () => {
		await rig.sweep(route);
		const { sessionId } = await play(1202);
		const unchanged = await play(1203);
		rig.appliance.control.setRecipients([]);
		rig.appliance.control.survey(sessionId, 'customer', GOOD);
		await rig.sweep(route);
		expect(rig.actions(1202)).toHaveLength(1);
		for (const _twice of [1, 2]) {
			const yesterday = new Date(Date.now() - 25 * 3_600_000).toISOString();
			await rig.enter('beyondtrust_sweeps', { key: route.workflowId }, { lookedBackAt: yesterday });
			await rig.sweep(route);
		}
		expect(addenda(1202)).toHaveLength(1);
		expect(rig.actions(1203)).toHaveLength(1);
		expect(await rig.settled(unchanged.sessionId)).toMatchObject({
			state: 'written',
			attempts: 1,
			noteHash: unchanged.row.noteHash,
		});
	});

	it('tries again to add what the desk did not take', async () => {
		const { sessionId } = await play(1204);
		rig.desk.control.setFaults({ offline: 'unavailable' });
		await runsAfter(1, () => rig.appliance.control.survey(sessionId, 'customer', GOOD));
		expect(await rig.inState(sessionId, 'received')).toMatchObject({
			lastError: 'HaloPSA answered with HTTP 503.',
		});
		rig.desk.control.clearFaults();
		await rig.sweep(route);
		expect(await rig.inState(sessionId, 'written')).toMatchObject({ lastError: null });
		expect(addenda(1204)).toHaveLength(1);
	});

	it('writes to the ticket that a person has linked the session to', async () => {
		const { sessionId } = await play(1205);
		const linked = { state: 'linked', linkId: '1206', linkedBy: 'Somebody' };
		await rig.enter('beyondtrust_sessions', { sessionId }, linked);
		await runsAfter(1, () => rig.appliance.control.survey(sessionId, 'customer', GOOD));
		expect(await rig.inState(sessionId, 'linked')).toMatchObject({ linkId: '1206' });
		expect(rig.actions(1205)).toHaveLength(1);
		expect(rig.actions(1206)).toHaveLength(1);
	});
}
