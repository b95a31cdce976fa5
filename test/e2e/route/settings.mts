import { rig } from './rig.mts';

export function settings() {
	it('routes only what was invited here', async () => {
		const strict = await rig.publishRoute({ onlyInvitedHere: true });
		const unsigned = rig.play({ externalKey: 'ticket:halo:1201' }, [], strict);
		expect(await rig.settled(unsigned)).toMatchObject({
			state: 'unlinked',
			reason: 'not-invited-here',
		});
		expect(rig.writes()).toEqual([]);
		const invited = rig.play({ externalKey: rig.signed('ticket', 1201) }, [], strict);
		expect(await rig.settled(invited)).toMatchObject({ state: 'written' });
	});

	it('writes in the name of the API where the technician is unknown', async () => {
		const sessionId = rig.play({ externalKey: '1201', representativeId: 21 });
		expect(await rig.settled(sessionId)).toMatchObject({
			state: 'written',
			representative: 'Mika Lind',
		});
		const [action] = rig.actions(1201);
		expect(action.who).toBe('Desk API');
		expect(action.note_html).toContain('Mika Lind');
	});

	it('writes in the name of the default technician, with other words and for the customer', async () => {
		const other = await rig.publishRoute({
			defaultTechnician: '23',
			outcomeName: 'Resolve',
			noteAudience: 'customer',
			defaultUser: 'Somebody',
		});
		const sessionId = rig.play(
			{
				externalKey: '1201',
				representativeId: 21,
				withoutCustomer: true,
			},
			[],
			other,
		);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', customer: 'Somebody' });
		const [action] = rig.actions(1201);
		expect(action).toMatchObject({ who: 'Sam Okafor', outcome: 'Resolve', hiddenfromuser: false });
		expect(action.note_html).not.toContain('Mika Lind');
	});

	it('stores sessions of unknown technicians where only known ones are wanted', async () => {
		const strict = await rig.publishRoute({ onlyKnownTechnicians: true });
		const unknown = rig.play({ externalKey: '1201', representativeId: 21 }, [], strict);
		expect(await rig.settled(unknown)).toMatchObject({
			state: 'unlinked',
			reason: 'unknown-technician',
			linkId: '1201',
		});
		const known = rig.play({ externalKey: '1201', representativeId: 11 }, [], strict);
		expect(await rig.settled(known)).toMatchObject({ state: 'written' });
		expect(rig.allActions()).toHaveLength(1);
	});

	it("follows the operator's own list of technicians", async () => {
		await rig.n8n.api.insertDataTableRows('beyondtrust_technicians', [
			{ representativeId: '21', agentId: 23, enabled: true },
			{ privateName: 'Sam Okafor', agentId: 23, enabled: false },
		]);
		const listed = rig.play({ externalKey: '1205', representativeId: 21 });
		await rig.settled(listed);
		const switchedOff = rig.play({ externalKey: '1206', representativeId: 17 });
		await rig.settled(switchedOff);
		expect(rig.actions(1205)).toMatchObject([{ who: 'Sam Okafor' }]);
		expect(rig.actions(1206)).toMatchObject([{ who: 'Desk API' }]);
	});
}
