import {
	locksToAdd,
	readiness,
	settingsToWrite,
	systemOf,
} from '../../../nodes/shared/ledger/setup';
import { readSettings } from '../../../nodes/shared/ledger/settings';
import { DEFAULTS } from '../../../nodes/shared/ledger/settingsTable';
import { type TableName, TABLES } from '../../../nodes/shared/ledger/tables';

const NAMES = Object.keys(TABLES) as TableName[];
const there = NAMES.map((name) => ({
	id: name,
	name,
	columns: Object.keys(TABLES[name]).map((column) => ({ name: column })),
}));
const settings = { ...DEFAULTS, deskWorkflow: 'desk' };
const ready = {
	appliance: { hostname: 'support.example', version: '25.1', missingPermissions: [] },
	tables: there,
	needed: NAMES,
	desk: { contract: 1, system: 'halo' },
	settings,
	teams: [{ id: '2' }],
	technicians: [{ id: '11' }],
};
const open = (more: object) => {
	const { isReady, checks, result } = readiness({ ...ready, ...more });
	expect(isReady).toBe(false);
	expect(result).toMatch(/^Not ready yet: /);
	return checks.filter((one) => !one.isReady).map(({ what, said }) => `${what}: ${said}`);
};

test('adds the settings that are missing with what they are for, and touches none that is there', () => {
	const added = settingsToWrite([{ name: ' keepdays ', value: '' }, {}], {});
	expect(added).toHaveLength(Object.keys(DEFAULTS).length - 1);
	expect(added.find(({ name }) => name === 'inviteDomains')).toMatchObject({ value: '' });
	for (const { about } of added) expect(about).toMatch(/\.$/);
	expect(readSettings(added)).toEqual(DEFAULTS);
	const all = added.concat([{ name: 'keepDays', value: '1', about: '' }]);
	expect(settingsToWrite(all, {})).toEqual([]);
});

test("takes the desk's name in links from the desk workflow, until a person has chosen one", () => {
	const desk = { contract: 1, system: 'Tenant-2' };
	const named = { name: 'linkSystem', value: 'tenant-2' };
	expect(settingsToWrite([], desk)).toEqual(
		expect.arrayContaining([expect.objectContaining(named)]),
	);
	const all = settingsToWrite([], {});
	expect(all.find(({ name }) => name === 'linkSystem')).toMatchObject({ value: '' });
	expect(settingsToWrite(all, desk)).toEqual([expect.objectContaining(named)]);
	const chosen = all.map((row) => (row.name === 'linkSystem' ? { ...row, value: 'mine' } : row));
	expect(settingsToWrite(chosen, desk)).toEqual([]);
	expect(settingsToWrite(all, { contract: 2, system: 'halo' })).toEqual([]);
	expect(settingsToWrite(all, { contract: 1, system: 'no name' })).toEqual([]);
});

test('adds the locks that are missing, free', () => {
	const all = locksToAdd([{}]);
	expect(all).toHaveLength(64);
	expect(all[0]).toEqual({ key: 'lock-00', until: '1970-01-01T00:00:00.000Z' });
	expect(locksToAdd(all.slice(1))).toEqual([all[0]]);
	expect(locksToAdd(all)).toEqual([]);
});

test('says that everything is ready, and what is left to do by hand', () => {
	const { isReady, result, checks } = readiness(ready);
	expect({ isReady, result }).toEqual({ isReady: true, result: 'Everything is ready.' });
	expect(checks.at(-1)?.said).toContain('Save successful production executions = Do not save');
});

test('names the columns that a table lacks', () => {
	const tables = there.map((one) =>
		one.name === 'beyondtrust_invites' ? { ...one, columns: [{ name: 'key' }] } : one,
	);
	expect(open({ tables })).toEqual([
		expect.stringMatching(
			/^Table beyondtrust_invites: The columns state \(string\), claim \(number\)/,
		),
	]);
});

test('warns of a table whose name holds one of ours', () => {
	const { isReady, checks } = readiness({
		...ready,
		tables: [...there, { name: 'old_beyondtrust_sessions' }],
	});
	expect(isReady).toBe(true);
	expect(checks.map(({ said }) => said)).toContain(
		'There is also old_beyondtrust_sessions, which is not used.',
	);
});

test('is ready without the right to read users, and says what it is for', () => {
	const lacks = { permission: 'perm_configuration', neededFor: 'Looking up users' };
	const failed = [{ error: 'The account may not read users.' }];
	const { isReady, checks } = readiness({
		...ready,
		appliance: { ...ready.appliance, missingPermissions: [lacks] },
		usersFailed: failed,
	});
	expect(isReady).toBe(true);
	expect(checks.map(({ said }) => said)).toEqual(
		expect.arrayContaining([
			expect.stringContaining('It is needed for: Looking up users'),
			expect.stringMatching(/^The users of the appliance could not be read.*may not read users/),
		]),
	);
});

test('says that a desk names no agents, and nothing where no desk was asked', () => {
	const refused = { contract: 1, outcome: 'refused', said: 'Not here.' };
	const { isReady, checks } = readiness({ ...ready, agents: refused });
	expect(isReady).toBe(true);
	expect(checks.map(({ said }) => said)).toContainEqual(
		expect.stringMatching(/did not list its agents.*Not here/),
	);
	const all = readiness({ ...ready, agents: { agents: [] } }).checks;
	expect(all).toEqual(readiness(ready).checks);
});

test.each([
	[
		'a setting that the import has dropped',
		{ settings: { ...settings, warning: 'This workflow saves successful executions' } },
		/^Saved executions: The import has dropped a setting/,
	],
	[
		'a missing right',
		{ appliance: { missingPermissions: [{ neededFor: 'Reading ended sessions' }] } },
		/Permission of the API account: .*Reading ended sessions/,
	],
	[
		'an appliance that does not answer',
		{ appliance: { error: 'The host was not found.' } },
		/Appliance: The host was not found/,
	],
	[
		'a missing table',
		{ tables: there.slice(1) },
		/Table beyondtrust_sessions: This table is missing/,
	],
	[
		'no desk workflow',
		{ settings: DEFAULTS, desk: {} },
		/Desk workflow: No desk workflow is chosen/,
	],
	[
		'a desk workflow that fails',
		{ desk: { error: 'Workflow is not active' } },
		/does not follow the contract .* Workflow is not active/,
	],
	[
		'one of another contract',
		{ desk: { contract: 2, system: 'halo' } },
		/answer to 'describe' does not follow the contract/,
	],
	[
		'teams that cannot be read',
		{ teams: [{ error: 'Broken.' }] },
		/Teams: They could not be read: Broken/,
	],
])('tells of %s', (_what, more, sentence) => {
	expect(open(more)).toEqual([expect.stringMatching(sentence)]);
});

test('takes the name in links from the desk workflow, and from no answer that is none', () => {
	expect(systemOf({ contract: 1, system: 'Halo-2' })).toBe('halo-2');
	for (const desk of [{ system: 'halo' }, { contract: 1, system: 'a:b' }, { contract: 1 }, null]) {
		expect(systemOf(desk)).toBeNull();
	}
});
