import { TABLES } from '../../../nodes/shared/ledger/tables';
import { DEFAULTS } from '../../../nodes/shared/ledger/settingsTable';
import { rig } from './rig.mts';

interface Setting {
	name: string;
	value: string;
	about: string;
}

interface Technician {
	representativeId: string;
	email: string | null;
	agentId: string | null;
}

const settings = async () => await rig.rows<Setting>('beyondtrust_settings');
const valueOf = async (name: string) => (await settings()).find((one) => one.name === name)?.value;

/** From an empty n8n; each test goes on where the one before ended. */
export function readiness() {
	it('makes every table with all its columns, the settings, and rows for teams and technicians', async () => {
		const { isReady, open } = await rig.run();
		expect(isReady).toBe(false);
		expect(open).toEqual([
			"Desk workflow: No desk workflow is chosen. Publish it and enter its ID in the row 'deskWorkflow' of beyondtrust_settings.",
		]);
		const tables = await rig.n8n.api.listDataTables();
		for (const [name, columns] of Object.entries(TABLES)) {
			if (rig.keepsElsewhere(name as keyof typeof TABLES)) continue;
			const table = tables.find((one) => one.name === name);
			const there = table?.columns?.map((column) => [column.name, column.type]).sort();
			expect(there).toEqual(Object.entries(columns).sort());
		}
		expect((await settings()).map(({ name }) => name).sort()).toEqual(Object.keys(DEFAULTS).sort());
		const teams = await rig.rows('beyondtrust_teams');
		expect(teams.length).toBeGreaterThan(1);
		expect(teams[0]).toMatchObject({ teamId: expect.any(String), name: expect.any(String) });
		expect(await rig.rows('beyondtrust_technicians')).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ representativeId: '11', privateName: 'Alex Morgan' }),
			]),
		);
		if (rig.store === 'dataTables') expect(await rig.rows('beyondtrust_locks')).toHaveLength(64);
	});

	it('is ready once the desk workflow is chosen, and takes the name in links from it', async () => {
		await rig.change('beyondtrust_settings', { name: 'deskWorkflow' }, { value: rig.deskId });
		const { isReady, result, checks } = await rig.run();
		expect({ isReady, result }).toEqual({ isReady: true, result: 'Everything is ready.' });
		expect(checks.find(({ what }) => what === 'Desk workflow')?.said).toContain('halo');
		expect(await valueOf('linkSystem')).toBe('halo');
	});

	it('gives users of the appliance the agent with their address, and nobody a second time', async () => {
		const before = await rig.rows<Technician>('beyondtrust_technicians');
		const alex = before.find(({ representativeId }) => representativeId === '11');
		expect(alex).toMatchObject({ email: expect.stringContaining('@'), agentId: null });
		rig.any.agents = [
			{ id: '21', name: 'Alex at the desk', email: alex?.email?.toUpperCase(), enabled: true },
			{ id: '22', name: 'Gone', email: before[1].email, enabled: false },
		];
		await rig.run();
		await rig.run();
		const after = await rig.rows<Technician>('beyondtrust_technicians');
		expect(after).toHaveLength(before.length);
		expect(after.filter(({ agentId }) => agentId)).toEqual([
			expect.objectContaining({ representativeId: '11', agentId: '21', email: alex?.email }),
		]);
	});

	it('says that the desk names no agents, and is ready all the same', async () => {
		rig.any.agents = null;
		const { isReady, checks } = await rig.run();
		expect(isReady).toBe(true);
		expect(checks.map(({ said }) => said)).toContainEqual(
			expect.stringMatching(/did not list its agents.*This desk names nobody/),
		);
		rig.any.agents = [];
	});

	it('changes nothing that a person set, however often it runs', async () => {
		await rig.change('beyondtrust_settings', { name: 'keepDays' }, { value: '7', about: 'Mine' });
		await rig.change('beyondtrust_settings', { name: 'linkSystem' }, { value: 'tickets' });
		const mine = { displayName: 'First level', enabled: false, default: true };
		const [{ teamId }] = await rig.rows<{ teamId: string }>('beyondtrust_teams');
		await rig.change('beyondtrust_teams', { teamId }, { ...mine, name: 'An old name' });
		const person = { agentId: '31', email: 'alex@elsewhere.example', enabled: false };
		await rig.change('beyondtrust_technicians', { representativeId: '11' }, person);
		const before = (await settings()).length;
		await rig.run();
		await rig.run();
		expect(await settings()).toHaveLength(before);
		expect(await valueOf('keepDays')).toBe('7');
		expect(await valueOf('linkSystem')).toBe('tickets');
		const teams = await rig.rows<{ teamId: string; name: string }>('beyondtrust_teams');
		expect(teams.filter((one) => one.teamId === teamId)).toEqual([expect.objectContaining(mine)]);
		expect(teams[0].name).not.toBe('An old name');
		expect(await rig.rows('beyondtrust_technicians')).toEqual(
			expect.arrayContaining([expect.objectContaining({ representativeId: '11', ...person })]),
		);
		if (rig.store === 'dataTables') expect(await rig.rows('beyondtrust_locks')).toHaveLength(64);
	});

	it('makes a table that was renamed anew, beside its twin, and names columns that are missing', async () => {
		const { api } = rig.n8n;
		await api.deleteDataTable('beyondtrust_technicians');
		await api.createDataTable('old_beyondtrust_technicians', [{ name: 'key', type: 'string' }]);
		await api.deleteDataTable('beyondtrust_teams');
		await api.createDataTable('beyondtrust_teams', [
			{ name: 'teamId', type: 'string' },
			{ name: 'name', type: 'string' },
		]);
		const { open, checks } = await rig.run();
		expect(open).toEqual([
			'Table beyondtrust_teams: The columns displayName (string), enabled (boolean), default (boolean) are missing. Add them in n8n under Data tables.',
		]);
		expect(checks.map(({ said }) => said)).toContain(
			'There is also old_beyondtrust_technicians, which is not used.',
		);
		expect((await rig.rows('beyondtrust_technicians')).length).toBeGreaterThan(0);
		await api.deleteDataTable('beyondtrust_teams');
		expect((await rig.run()).isReady).toBe(true);
	});

	it.each<[string, () => Promise<void>, RegExp]>([
		[
			'is not there',
			async () => await rig.set({ deskWorkflow: 'nothing' }),
			/does not follow the contract/,
		],
		[
			'is not published',
			async () => await rig.deskThat([{ contract: 1 }], false),
			/does not follow the contract/,
		],
		[
			'speaks another version of the contract',
			async () => await rig.deskThat([{ contract: 2, system: 'halo' }]),
			/contract 1/,
		],
		['fails', async () => await rig.deskThat('fails'), /The desk is away/],
		[
			'returns nothing of use',
			async () => await rig.deskThat([{}]),
			/does not follow the contract/,
		],
	])('says so where the desk workflow %s', async (_what, prepare, said) => {
		await prepare();
		const { open } = await rig.run();
		expect(open).toEqual([expect.stringMatching(said)]);
		await rig.set({ deskWorkflow: rig.deskId });
	});

	it('says that the import has dropped the setting by which nothing is kept', async () => {
		await rig.losesItsSettings();
		const { open } = await rig.run();
		expect(open).toEqual([
			expect.stringMatching(/^Saved executions: The import has dropped a setting/),
		]);
	});

	it('goes on without email addresses where the account may not read users', async () => {
		rig.appliance.control.setPermissions({ perm_configuration: false });
		await rig.empty('beyondtrust_technicians');
		const { open, checks } = await rig.run();
		expect(open).toEqual([expect.stringMatching(/^Saved executions/)]);
		expect(checks.map(({ said }) => said)).toContainEqual(
			expect.stringMatching(/^The users of the appliance could not be read/),
		);
		expect(await rig.rows('beyondtrust_technicians')).toEqual(
			expect.arrayContaining([expect.objectContaining({ representativeId: '11', email: null })]),
		);
	});

	it('says what a wrong setting is, and which right the account lacks', async () => {
		await rig.set({ keepDays: 'a while' });
		rig.appliance.control.setPermissions({ perm_reporting_support: false });
		const { open } = await rig.run();
		expect(open).toEqual([
			expect.stringContaining('Permission of the API account: The API account lacks a permission.'),
			expect.stringContaining(
				"Settings: 'Rows': The row 'keepDays' of beyondtrust_settings is 'a while'",
			),
		]);
	});
}
