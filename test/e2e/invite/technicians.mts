import { itemsOf, type Json } from '../../harness/api.mts';
import { rig } from './rig.mts';

const rows = async () => await rig.n8n.api.dataTableRows<Json>('beyondtrust_technicians');

export function technicians() {
	it('are filled in from who is logged in, and keep what the operator entered', async () => {
		expect(await rows()).toMatchObject([
			{ representativeId: '11', privateName: 'Alex Morgan', publicName: 'Alex M.', enabled: true },
			{ representativeId: '14', privateName: 'Robin Keller' },
			{ representativeId: '17', privateName: 'Sam Okafor' },
		]);
		const own = { agentId: 23, agentName: 'Somebody', enabled: false, displayName: 'Sam' };
		await rig.enterTechnician('17', { ...own, privateName: 'An old name' });
		rig.appliance.control.login(21);
		const execution = await rig.runSetup();
		expect(itemsOf(execution, 'Tell the result')[0].json).toMatchObject({
			result: 'Everything is ready.',
			teams: 3,
			technicians: 4,
			teamsError: null,
			techniciansError: null,
		});
		const after = await rows();
		expect(after).toHaveLength(4);
		expect(after[2]).toMatchObject({ ...own, privateName: 'Sam Okafor' });
		expect(after[3]).toMatchObject({ representativeId: '21', privateName: 'Mika Lind' });
		await rig.enterTechnician('17', { agentId: null, agentName: null, enabled: true });
	});

	it('are told of when they cannot be read', async () => {
		rig.appliance.control.fault({ kind: 'html', match: 'get_logged_in_reps', times: 0 });
		const execution = await rig.runSetup();
		expect(JSON.stringify(execution.data.resultData.error ?? null)).toBe('null');
		expect(itemsOf(execution, 'Tell the result')[0].json).toMatchObject({
			result: 'The tables are there, but the technicians could not be read.',
			teams: 3,
			technicians: 0,
			techniciansError: expect.stringMatching(/\w/),
		});
	});

	it('are brought up to date every day', async () => {
		const { nodes } = await rig.import('setup');
		const daily = nodes.find(({ type }) => type === 'n8n-nodes-base.scheduleTrigger');
		expect(daily?.parameters).toEqual({
			rule: { interval: [{ field: 'days', triggerAtHour: 5 }] },
		});
	});
}
