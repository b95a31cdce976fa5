import { errorOf, eventually, itemsOf, type Json } from '../../harness/api.mts';
import { LEDGER, rig } from './rig.mts';

export function setUp() {
	it('fills in the teams and leaves what the operator entered', async () => {
		const first = await rig.n8n.api.dataTableRows<Json>('beyondtrust_teams');
		expect(first).toMatchObject([
			{
				teamId: '2',
				name: 'Service Desk',
				displayName: 'Service Desk',
				enabled: true,
				default: false,
			},
			{ teamId: '3', name: 'Field & On-site' },
			{ teamId: '4', name: 'Night Watch' },
		]);
		await rig.enter(
			'beyondtrust_teams',
			{ teamId: '2' },
			{
				name: 'An old name',
				displayName: 'Helpdesk',
				enabled: false,
				default: true,
			},
		);
		const execution = await rig.runSetup();
		expect(itemsOf(execution, 'Tell the result')[0].json).toMatchObject({
			result: 'Everything is ready.',
			teams: 3,
			missingPermissions: [],
		});
		const second = await rig.n8n.api.dataTableRows<Json>('beyondtrust_teams');
		expect(second).toHaveLength(3);
		expect(second.find(({ teamId }) => teamId === '2')).toMatchObject({
			name: 'Service Desk',
			displayName: 'Helpdesk',
			enabled: false,
			default: true,
		});
		const names = (await rig.n8n.api.listDataTables()).map(({ name }) => name);
		expect(names.filter((name) => name === LEDGER)).toHaveLength(1);
	});

	it('stops with a clear sentence where sessions may not be read', async () => {
		rig.appliance.control.setPermissions({ perm_reporting_support: false });
		const execution = await rig.runSetup();
		rig.appliance.control.setPermissions({ perm_reporting_support: true });
		expect(execution.status).toBe('error');
		expect(execution.data.resultData.error?.message).toContain('may not read ended sessions');
	});

	it('goes on without a right that routing does not need, and says so', async () => {
		rig.appliance.control.setPermissions({ perm_configuration: false });
		const execution = await rig.runSetup();
		rig.appliance.control.setPermissions({ perm_configuration: true });
		expect(execution.status).toBe('success');
		const { missingPermissions } = itemsOf(execution, 'Tell the result')[0].json;
		expect(missingPermissions).toEqual([expect.stringContaining('Looking up users')]);
	});

	it('has made the tables also where the teams cannot be read, and says so', async () => {
		rig.appliance.control.fault({ kind: 'html', match: 'get_support_teams', times: 0 });
		const execution = await rig.runSetup();
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Tell the result')[0].json).toMatchObject({
			result: 'The tables are there, but the teams could not be read.',
			teams: 0,
			teamsError: expect.stringMatching(/\w/),
			tables: { [LEDGER]: expect.any(String) },
		});
	});

	it('stops with the sentence of the appliance where the account may do nothing', async () => {
		rig.appliance.control.setPermissions({ perm_command: 'deny' });
		const execution = await rig.runSetup();
		rig.appliance.control.setPermissions({ perm_command: 'full_access' });
		expect(execution.status).toBe('error');
		expect(errorOf(execution)?.message).toMatch(/permission|right|allow/i);
	});

	it('is not missed by the route, which makes its tables itself', async () => {
		await rig.n8n.api.deleteDataTable(LEDGER);
		await rig.n8n.api.deleteDataTable('beyondtrust_technicians');
		rig.listen(rig.route);
		const sessionId = rig.appliance.control.startSession({ externalKey: '1201' });
		rig.appliance.control.end(sessionId);
		await eventually('the note', async () => rig.actions(1201)[0]);
		expect(await rig.inState(sessionId, 'written')).toMatchObject({ attempts: 1 });
	});
}
