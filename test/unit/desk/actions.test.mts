import { client, desk, useDesk } from './rig.mts';

useDesk();

const action = { ticket_id: 1201, outcome: 'Remote Session', note: 'Hello' };

describe('the desk stores an action', () => {
	it('in the name of the agent, private, with its time, and answers 201 with its ids', async () => {
		const stored = await client.post('/api/Actions', [
			{
				...action,
				note_html: '<p>Hello <b>you</b></p>',
				who_agentid: 22,
				hiddenfromuser: true,
				timetaken: 0.25,
				sendemail: false,
				datetime: '2026-11-20T10:00:00+01:00',
				chatid: 502,
			},
		]);
		expect(stored.status).toBe(201);
		expect(stored.body).toMatchObject({
			id: 1,
			ticket_id: 1201,
			outcome: 'Remote Session',
			outcome_id: 3,
			who: 'Robin Keller',
			who_agentid: 22,
			hiddenfromuser: true,
			timetaken: 0.25,
			chatid: 502,
			datetime: '2026-11-20T09:00:00.000Z',
		});
		expect(desk.control.actions(1201)).toHaveLength(1);
	});

	it('under its own name when no agent is named', async () => {
		const { body } = await client.post('/api/Actions', [action]);
		expect(body).toMatchObject({ who: 'Desk API', who_agentid: 1, hiddenfromuser: false });
	});

	it('with numbers sent as text, and an outcome sent as a number', async () => {
		const entry = { ticket_id: '1202', outcome_id: '3', note: 'x', hiddenfromuser: 'true' };
		const { status, body } = await client.post('/api/actions', [entry]);
		expect(status).toBe(201);
		expect(body).toMatchObject({
			ticket_id: 1202,
			outcome: 'Remote Session',
			hiddenfromuser: true,
		});
	});

	it('and lists it newest first, its HTML only on request, private ones left out on request', async () => {
		await client.post('/api/Actions', [
			{
				...action,
				note: undefined,
				note_html: '<p>One &amp; two</p>&#9999999;',
				hiddenfromuser: true,
			},
			{ ...action, note: 'Second', datetime: '2020-01-01T00:00:00Z' },
		]);
		const list = await client.get('/api/Actions?ticket_id=1201');
		expect(list.body.record_count).toBe(2);
		expect(list.body.actions.map((entry: { note: string }) => entry.note)).toEqual([
			'One & two\n&#9999999;',
			'Second',
		]);
		expect(list.body.actions[0]).not.toHaveProperty('note_html');
		const html = await client.get('/api/Actions?ticket_id=1201&includehtmlnote=true&count=1');
		expect(html.body.actions).toHaveLength(1);
		expect(html.body.actions[0].note_html).toBe('<p>One &amp; two</p>&#9999999;');
		const open = await client.get('/api/Actions?ticket_id=1201&excludeprivate=true');
		expect(open.body.record_count).toBe(1);
		expect((await client.get('/api/Actions?ticket_id=9')).body).toEqual({
			record_count: 0,
			actions: [],
		});
	});
});

describe('the desk refuses an action', () => {
	const without = (name: string) =>
		Object.fromEntries(Object.entries(action).filter(([key]) => key !== name));
	const cases: Array<[string, unknown, string, string | undefined]> = [
		['sent as a single object', action, 'not_an_array', undefined],
		['in an empty array', [], 'empty_array', undefined],
		['that is not an object', ['x'], 'not_an_object', undefined],
		['without an outcome', [without('outcome')], 'missing_field', 'outcome'],
		['with a blank outcome', [{ ...action, outcome: ' ' }], 'missing_field', 'outcome'],
		['without a ticket', [without('ticket_id')], 'missing_field', 'ticket_id'],
		['for an unknown ticket', [{ ...action, ticket_id: 9 }], 'unknown_ticket', 'ticket_id'],
		[
			'with hiddenfromclient',
			[{ ...action, hiddenfromclient: true }],
			'unknown_field',
			'hiddenfromclient',
		],
		['with an invented field', [{ ...action, marker: 'x' }], 'unknown_field', 'marker'],
		['with a text for a number', [{ ...action, ticket_id: '#1201' }], 'wrong_type', 'ticket_id'],
		['with a time that is none', [{ ...action, datetime: 'today' }], 'wrong_type', 'datetime'],
		['by an unknown agent', [{ ...action, who_agentid: 99 }], 'unknown_agent', 'who_agentid'],
		[
			'by another unknown agent',
			[{ ...action, actionby_agent_id: 99 }],
			'unknown_agent',
			'actionby_agent_id',
		],
		[
			'with an unknown outcome id',
			[{ ...action, outcome_id: 77 }],
			'unknown_outcome',
			'outcome_id',
		],
	];
	it.each(cases)('%s', async (_name, body, error, field) => {
		const reply = await client.post('/api/Actions', body);
		expect(reply.status).toBe(400);
		expect(reply.body).toMatchObject({ error, ...(field ? { field } : {}) });
		expect(reply.body.message).toMatch(/\.$/);
		expect(desk.control.actions(1201)).toEqual([]);
	});

	it('with an outcome that the desk does not have, or that the workflow of the ticket does not allow now', async () => {
		const unknown = await client.post('/api/Actions', [{ ...action, outcome: 'Fly' }]);
		expect([unknown.status, unknown.body.error]).toEqual([400, 'unknown_outcome']);
		desk.control.allowOutcomes(1201, ['Private Note']);
		const refused = await client.post('/api/Actions', [action]);
		expect(refused.status).toBe(400);
		expect(refused.body.message).toBe('You do not have access to this Action at the moment');
		expect((await client.post('/api/Actions', [{ ...action, ticket_id: 1202 }])).status).toBe(201);
		expect(desk.control.actions(1201)).toEqual([]);
		desk.control.setSettings({ anyOutcome: true });
		const lenient = { ...action, ticket_id: 1203, outcome: 'Fly' };
		expect((await client.post('/api/Actions', [lenient])).body.outcome).toBe('Fly');
	});

	it('and then none of the array is stored', async () => {
		const reply = await client.post('/api/Actions', [action, { ...action, outcome: '' }]);
		expect(reply.body).toMatchObject({ error: 'missing_field', index: 1 });
		expect(desk.control.actions(1201)).toEqual([]);
	});

	it('in the name of an agent, when the tenant does not allow that', async () => {
		desk.control.setSettings({ allowActingForAgents: false });
		const refused = await client.post('/api/Actions', [{ ...action, who_agentid: 21 }]);
		expect(refused.status).toBe(403);
		expect(refused.body).toMatchObject({ error: 'acting_not_allowed', field: 'who_agentid' });
		expect((await client.post('/api/Actions', [action])).status).toBe(201);
	});
});
