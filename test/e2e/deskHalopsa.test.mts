import { House, type Published, TOKEN } from './house.mts';
import { eventually, itemsOf, type Json } from '../harness/api.mts';

jest.setTimeout(180_000);

const house = new House();
let route: Published;

beforeAll(async () => {
	await house.start();
	route = await house.publish('route-sessions.json');
}, 300_000);

afterAll(async () => {
	await house.close();
});

beforeEach(async () => {
	house.appliance.control.reset();
	house.desk.control.reset();
	house.desk.control.clearFaults();
	house.appliance.control.setOptions({ reportLag: 0 });
	await house.empty();
});

/** What the desk workflow answers. */
async function ask(asked: Json): Promise<Json> {
	const workflowId = { __rl: true, mode: 'id', value: house.deskWorkflow.workflowId };
	const execution = await house.n8n.api.runOnce({
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
			{
				name: 'Asked',
				type: 'n8n-nodes-base.set',
				typeVersion: 3.4,
				parameters: {
					mode: 'raw',
					jsonOutput: JSON.stringify({ contract: 1, ...asked }),
					options: {},
				},
			},
			{
				name: 'Desk',
				type: 'n8n-nodes-base.executeWorkflow',
				typeVersion: 1.3,
				parameters: {
					workflowId,
					workflowInputs: { mappingMode: 'defineBelow', value: {}, schema: [] },
				},
			},
		],
		connections: {
			Start: { main: [[{ node: 'Asked', type: 'main', index: 0 }]] },
			Asked: { main: [[{ node: 'Desk', type: 'main', index: 0 }]] },
		},
	});
	return itemsOf(execution, 'Desk')[0].json;
}

/** A session from start to end. @returns its row, once a run has come to its end with it */
async function play(input: Json): Promise<Json> {
	const { control } = house.appliance;
	control.setRecipients([
		{ url: `${route.url}?token=${TOKEN}`, events: ['support_conference_end'] },
	]);
	const sessionId = control.startSession(input);
	control.chat(sessionId, 'customer', 'It is <b>broken</b>.');
	control.end(sessionId);
	return await eventually('the end of the session', async () =>
		(await house.rows()).find(
			(row) =>
				row.sessionId === sessionId &&
				(row.lastError || row.noteHash || row.reason) &&
				(row.state !== 'received' || row.lastError),
		),
	);
}

const actions = (ticketId: number) => house.desk.control.actions(ticketId);

it('says what it is, and refuses what it does not know', async () => {
	expect(await ask({ operation: 'describe' })).toMatchObject({
		...{ contract: 1, desk: 'HaloPSA', system: 'halo', noteFormat: 'html', privateNotes: true },
	});
	expect(await ask({ operation: 'fly' })).toMatchObject({ contract: 1, outcome: 'refused' });
});

it('knows a ticket however its number is typed, and none that is not there', async () => {
	for (const ticket of ['1201', '#1201', ' 0001201 ']) {
		expect(await ask({ operation: 'getTicket', ticket })).toMatchObject({
			contract: 1,
			ticket: { id: '1201', closed: false, customer: { name: 'Jordan Blake' } },
		});
	}
	for (const ticket of ['9999', 'INC12', '']) {
		expect(await ask({ operation: 'getTicket', ticket })).toEqual({ contract: 1, ticket: null });
	}
});

it('lists tickets and agents', async () => {
	const { tickets } = await ask({ operation: 'findTickets', text: 'Blake' });
	expect((tickets as Json[]).map(({ id }) => id)).toContain('1201');
	const { agents } = await ask({ operation: 'findAgents' });
	expect(agents).toContainEqual(expect.objectContaining({ id: '21', name: 'Alex Morgan' }));
});

it("puts a session's note on its ticket once, private and in the technician's name", async () => {
	const row = await play({ externalKey: house.signed('ticket', 1201) });
	expect(row).toMatchObject({ state: 'written', linkId: '1201', noteId: expect.any(String) });
	const [action, ...more] = actions(1201);
	expect(more).toEqual([]);
	expect(action).toMatchObject({ who: 'Alex Morgan', hiddenfromuser: true, sendemail: false });
	expect(action.note_html).toContain(`BeyondTrust session ${String(row.sessionId)} · `);
	expect(action.note_html).not.toContain('<b>broken');
});

it("writes in the API's own name where the desk lets nobody write for others", async () => {
	house.desk.control.setSettings({ allowActingForAgents: false });
	expect(await play({ externalKey: house.signed('ticket', 1202) })).toMatchObject({
		state: 'written',
	});
	expect(actions(1202)).toMatchObject([{ who: 'Desk API' }]);
});

it.each([
	[502, 'written'],
	[501, 'chatted'],
	[503, 'unlinked'],
])('knows what to do with chat %i: %s', async (chat, state) => {
	const row = await play({ externalKey: house.signed('chat', chat) });
	expect(row.state === 'received' ? row.linkId : row.state).toBe(chat === 502 ? '1202' : state);
});

it.each([
	['unavailable', 'HaloPSA answered with HTTP 503.'],
	['destroy', 'HaloPSA could not be reached.'],
] as const)(
	'counts a desk that is %s as an outage, in a sentence of its own',
	async (offline, lastError) => {
		house.desk.control.setFaults({ offline });
		const row = await play({ externalKey: house.signed('ticket', 1201) });
		expect(row).toMatchObject({ state: 'received', attempts: 0, outages: 1, lastError });
	},
);
