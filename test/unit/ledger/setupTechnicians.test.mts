import fc from 'fast-check';

import { rowsToWrite } from '../../../nodes/shared/ledger/setupRows';
import { techniciansToWrite } from '../../../nodes/shared/ledger/setupTechnicians';
import type { TableName } from '../../../nodes/shared/ledger/tables';
import { textOf } from '../../../nodes/shared/session/value';

const alex = {
	id: '11',
	username: 'amorgan',
	publicName: 'Alex',
	privateName: 'Alex Morgan',
	email: 'alex@example.com',
	enabled: true,
};
const agent = { id: '21', name: 'Alex M.', email: 'ALEX@example.com', enabled: true };
const none = { rows: [{}], representatives: [], users: [], agents: {} };
const row = {
	representativeId: '11',
	publicName: 'Alex',
	privateName: 'Alex Morgan',
	username: 'amorgan',
	email: 'alex@example.com',
	agentId: '21',
	agentName: 'Alex M.',
};

test('a user of the appliance gets a row with the agent who has the same address', () => {
	const people = { ...none, users: [alex], agents: { agents: [agent] } };
	expect(techniciansToWrite(people)).toEqual([row]);
	expect(techniciansToWrite({ ...people, rows: [row] })).toEqual([]);
});

test('who is logged in gets a row without an address where users cannot be read', () => {
	const { email: _email, username: _username, enabled: _enabled, ...loggedIn } = alex;
	expect(techniciansToWrite({ ...none, representatives: [loggedIn] })).toEqual([
		{ ...row, username: null, email: null, agentId: null, agentName: null },
	]);
});

test('the names follow the appliance, and all else stays as a person entered it', () => {
	const mine = {
		...row,
		privateName: 'Old',
		email: 'me@example.com',
		username: 'me',
		agentId: '9',
	};
	const people = { ...none, users: [alex], rows: [mine], agents: { agents: [agent] } };
	expect(techniciansToWrite(people)).toEqual([{ ...mine, privateName: 'Alex Morgan' }]);
});

test.each<[string, object]>([
	['0 as a number', { rows: [{ ...row, agentId: '0', agentName: null }] }],
	['a name of an agent', { rows: [{ ...row, agentId: '', agentName: 'Somebody' }] }],
	['a row by name', { rows: [{ privateName: 'alex morgan', agentId: '7' }] }],
	['a row by address', { rows: [{ email: 'Alex@Example.com', agentId: '7' }] }],
	['an agent who is switched off', { agents: { agents: [{ ...agent, enabled: false }] } }],
	['two agents with one address', { agents: { agents: [agent, { ...agent, id: '22' }] } }],
	['two users with one address', { users: [alex, { ...alex, id: '12' }] }],
	['an agent of the same name', { agents: { agents: [{ ...agent, name: 'Alex', email: '' }] } }],
	['an answer that is none', { agents: null }],
])('no agent is taken for a technician with %s', (_what, more) => {
	const people = { ...none, users: [alex], agents: { agents: [agent] }, ...more };
	for (const written of techniciansToWrite(people)) expect(written.agentId).not.toBe('21');
});

test('accounts that are switched off on the appliance get no row', () => {
	expect(techniciansToWrite({ ...none, users: [{ ...alex, enabled: false }] })).toEqual([]);
});

test('whatever it is given, it fails at nothing, and what it wrote is not written again', () => {
	const cell = fc.oneof(fc.jsonValue(), fc.constantFrom('11', 'alex@example.com', 'Alex', ''));
	const entry = fc.dictionary(
		fc.constantFrom('id', 'email', 'publicName', 'representativeId', 'agentId', 'name'),
		cell,
	);
	const list = fc.array(fc.oneof(entry, fc.jsonValue()), { maxLength: 6 });
	fc.assert(
		fc.property(list, list, list, list, (rows, users, representatives, agents) => {
			const people = { rows, users, representatives, agents: { agents } };
			const written = techniciansToWrite(people);
			const ids = new Set(written.map(({ representativeId }) => representativeId));
			expect(ids.size).toBe(written.length);
			const kept = rows.filter(
				(one) =>
					!ids.has(textOf((one as { representativeId?: unknown } | null)?.representativeId).trim()),
			);
			const again = techniciansToWrite({ ...people, rows: [...kept, ...written] });
			const isNews = again.filter(({ representativeId }) => ids.has(representativeId));
			expect(isNews).toEqual([]);
		}),
		{ numRuns: 300 },
	);
});

test('every row that is written names its table and what it is found by, and locks only where the store has them', () => {
	const found = {
		...none,
		ids: { beyondtrust_settings: 's', beyondtrust_teams: 't', beyondtrust_locks: 'l' },
		needed: ['beyondtrust_settings', 'beyondtrust_teams'] as TableName[],
		settings: [{}],
		locks: [{}],
		teams: [{ id: 2, name: 'Service Desk' }, { error: 'Broken' }, null],
		desk: {},
	};
	const rows = rowsToWrite(found);
	expect(rows.filter(({ table }) => table === 'beyondtrust_teams')).toEqual([
		{
			table: 'beyondtrust_teams',
			tableId: 't',
			column: 'teamId',
			value: '2',
			row: { teamId: '2', name: 'Service Desk' },
		},
	]);
	expect(rows.filter(({ table }) => table === 'beyondtrust_locks')).toEqual([]);
	expect(rows[0]).toMatchObject({ tableId: 's', column: 'name', value: 'deskWorkflow' });
	const all = rowsToWrite({ ...found, needed: ['beyondtrust_locks'] });
	expect(all).toHaveLength(64);
});
