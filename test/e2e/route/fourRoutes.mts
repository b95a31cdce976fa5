import { eventually } from '../../harness/api.mts';
import { rig } from './rig.mts';

export function fourRoutes() {
	it('puts the note on the ticket, in the name of the technician', async () => {
		const sessionId = rig.play(
			{ externalKey: rig.signed('ticket', 1201), customerName: 'Jordan Blake' },
			['It happens again.'],
		);
		const row = await rig.settled(sessionId);
		const [action, ...more] = rig.actions(1201);
		expect(more).toEqual([]);
		expect(action).toMatchObject({
			outcome: 'Remote Session',
			who_agentid: 21,
			who: 'Alex Morgan',
			hiddenfromuser: true,
			sendemail: false,
		});
		expect(action.note_html).toContain(`BeyondTrust session ${sessionId}`);
		expect(action.note_html).toContain('It happens again.');
		expect(row).toMatchObject({
			state: 'written',
			reason: null,
			linkKind: 'ticket',
			linkSystem: 'halo',
			linkId: '1201',
			customer: 'Jordan Blake',
			representative: 'Alex Morgan',
			attempts: 1,
			lastError: null,
			noteHash: expect.stringMatching(/^[0-9a-f]{16,}$/),
		});
		expect(row.startedAt).toMatch(/Z$/);
		expect(JSON.parse(String(row.raw))).toMatchObject({
			event: 'support_conference_end',
			lsid: sessionId,
		});
	});

	it.each(['ticket_id', 'faultid'] as const)(
		'puts the note on the ticket of a chat, which says %s',
		async (chatSpelling) => {
			rig.desk.control.setSettings({ chatSpelling });
			const sessionId = rig.play({
				externalKey: rig.signed('chat', 502),
				representativeId: 14,
			});
			expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', linkId: '1202' });
			expect(rig.actions(1202)).toMatchObject([{ who: 'Robin Keller' }]);
			expect(rig.messages(502)).toHaveLength(2);
		},
	);

	it.each(['ticket_id', 'faultid'] as const)(
		'posts the transcript into an open chat, which says %s, and stores the session',
		async (chatSpelling) => {
			rig.desk.control.setSettings({ chatSpelling });
			const sessionId = rig.play({ externalKey: rig.signed('chat', 501) }, ['See you.']);
			expect(await rig.settled(sessionId)).toMatchObject({
				state: 'chatted',
				reason: 'no-link',
				linkKind: 'chat',
				linkId: '501',
			});
			const { text } = rig.messages(501).at(-1)!;
			expect(text).toContain(`BeyondTrust session ${sessionId}`);
			expect(text).toContain('See you.');
			// The customer reads this: public names, and no addresses.
			expect(text).not.toMatch(/Alex Morgan|2001:db8|10\.0\.0\./);
			expect(rig.allActions()).toEqual([]);
		},
	);

	it.each(['ticket_id', 'faultid'] as const)(
		'only stores the session of an ended chat, which says %s',
		async (chatSpelling) => {
			rig.desk.control.setSettings({ chatSpelling });
			const sessionId = rig.play({ externalKey: rig.signed('chat', 503) });
			expect(await rig.settled(sessionId)).toMatchObject({
				state: 'unlinked',
				reason: 'no-link',
				linkKind: 'chat',
				linkId: '503',
			});
			expect(rig.writes()).toEqual([]);
		},
	);

	it.each([
		['no external key', {}, 'no-link'],
		['a key that is no link', { externalKey: 'call me back' }, 'no-link'],
		['a ticket of another system', { externalKey: 'ticket:jira:1201' }, 'no-link'],
		['a chat that does not exist', { externalKey: 'chat:halo:999' }, 'no-link'],
		['a chat that is no number', { externalKey: 'chat:halo:19:a@thread.v2' }, 'no-link'],
		['a forged signature', { externalKey: 'ticket:halo:1201~aaaaaaaaaaaa' }, 'bad-signature'],
		['a ticket that does not exist', { externalKey: 'ticket:halo:9999' }, 'no-such-ticket'],
		['a ticket that is no number', { externalKey: 'INC0012345' }, 'no-such-ticket'],
	])('stores a session with %s', async (_what, input, reason) => {
		const sessionId = rig.play({ ...input, customerName: '' });
		expect(await rig.settled(sessionId)).toMatchObject({
			state: 'unlinked',
			reason,
			lastError: null,
		});
		expect(rig.writes()).toEqual([]);
	});

	it('takes a plain number for a ticket of this desk', async () => {
		const sessionId = rig.play({ externalKey: '#1203' });
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', linkId: '1203' });
	});

	it('has the note on the ticket within 5 s of a report that takes 2 s', async () => {
		rig.appliance.control.setOptions({ reportLag: 2000 });
		rig.play({ externalKey: rig.signed('ticket', 1204) });
		const ended = Date.now();
		await eventually('the note', async () => rig.actions(1204)[0], {
			timeout: 15_000,
			pause: 20,
		});
		const took = Date.now() - ended - 2000;
		console.info(`The note was on the ticket ${took} ms after the report was complete`);
		expect(took).toBeLessThan(5000);
	});
}
