import { ask, desk, SECRET, useDesk } from './freshservicePlay.mts';
import { MARKER, put } from './play.mts';

useDesk();
afterAll(() => expect(desk.control.checked.invalid).toEqual([]));

const alex = { agentId: null, names: ['Alex Morgan'], email: 'alex.morgan@desk.example' };
const requests = (path: RegExp) => desk.control.journal().filter((one) => path.test(one.path));

describe('a new ticket', () => {
	const create = {
		summary: 'VPN <b>slow</b>',
		text: 'It is <i>slow</i> & {{ticket.id}}',
		customer: { id: null, name: 'Jordan Blake', email: 'jordan.blake@customer.example' },
		key: 'A1b2C3d4'.repeat(4),
	};
	const open = async (more: object = {}, on: object = {}) =>
		await ask({ operation: 'createTicket', create: { ...create, ...more } }, on);

	it('is opened once for a key, also while the filter lags', async () => {
		desk.control.set({ filterLag: 600_000 });
		const first = await open();
		expect(first).toMatchObject({ outcome: 'created', ticketId: '1207', number: 'INC-1207' });
		expect(await open()).toMatchObject({ outcome: 'there', ticketId: '1207' });
		expect(await open({ key: 'another' })).toMatchObject({ outcome: 'created', ticketId: '1208' });
		expect(desk.control.tagsOf('1208')).toEqual(['bt-another']);
		expect(desk.control.tagsOf('1207')[0]).toMatch(/^bt-[0-9a-f]{26}$/);
		const { description } = requests(/tickets$/).find(({ method }) => method === 'POST')
			?.body as Record<string, string>;
		expect(description).toContain('It is &lt;i&gt;slow&lt;/i&gt; &amp; &#123;&#123;ticket.id');
	});

	it.each(['error', 'destroy'] as const)(
		'whose answer was lost (%s) is not opened twice',
		async (how) => {
			desk.control.setFaults({ storeButFail: { times: 1, how } });
			expect(await open()).toMatchObject({ outcome: 'later' });
			expect(await open()).toMatchObject({ outcome: 'there', ticketId: '1207' });
		},
	);

	it('that is not among the newest is found by the filter', async () => {
		await open();
		for (let count = 0; count < 120; count += 1) desk.control.open();
		expect(await open()).toMatchObject({ outcome: 'there', ticketId: '1207' });
	});

	it('goes into the workspace of the settings, for a known or an unknown customer', async () => {
		const customer = { id: '21000100003', email: 'x' };
		await open({ customer }, { workspace: '2' });
		expect(desk.control.workspaceOf('1207')).toBe(2);
		expect(await open({ customer }, { workspace: '2' })).toMatchObject({ outcome: 'there' });
		const stranger = { customer: { email: 'new@customer.example' }, key: null };
		expect(await open(stranger)).toMatchObject({ outcome: 'created' });
		expect(await open({ ...stranger, customer: { name: 'Nobody' } })).toMatchObject({
			outcome: 'refused',
		});
	});

	it('lacks a field of the tenant: the sentence names it, and the setting gives it', async () => {
		desk.control.set({ neededToOpen: ['category', 'custom_fields.cause'] });
		const answer = await open();
		expect(answer).toMatchObject({ outcome: 'refused', status: 400 });
		expect(answer.said).toContain('category (missing_field), cause (missing_field)');
		expect(answer.said).toContain("'newTicketFields' in Settings");
		const newTicketFields = '{"category":"Network","custom_fields":{"cause":"VPN"},"tags":["x"]}';
		expect(await open({}, { newTicketFields })).toMatchObject({ outcome: 'created' });
		expect(desk.control.tagsOf('1207')).toEqual(['x', expect.stringMatching(/^bt-/)]);
		const wrong = await open({ key: 'k' }, { newTicketFields: '{category}' });
		expect(wrong.said).toContain("'newTicketFields' in Settings is not a JSON object");
	});
});

describe('a status', () => {
	const to = async (status: string, on: object = {}) =>
		await ask({ operation: 'setStatus', ticket: 'INC-1201', status: { to: status } }, on);

	it.each([
		['pending', 3],
		['Resolved', 4],
		['closed', 5],
		['7', 7],
	])('%s is set once', async (status, number) => {
		expect(await to(status)).toMatchObject({ outcome: 'set' });
		expect(await to(status)).toMatchObject({ outcome: 'there' });
		expect(requests(/1201$/).filter(({ method }) => method === 'PUT')).toMatchObject([
			{ body: { status: number } },
		]);
	});

	it('that wants fields is refused with their names, and taken with them', async () => {
		desk.control.set({ neededToClose: ['category', 'custom_fields.cause'] });
		desk.control.tag('1201', 'vip');
		const answer = await to('resolved');
		expect(answer).toMatchObject({ outcome: 'refused', status: 400 });
		expect(answer.said).toContain('category (missing_field), cause (missing_field)');
		expect(answer.said).toContain("'closingFields' in Settings");
		const closingFields =
			'{"category":"Network","status":2,"tags":[],"custom_fields":{"cause":"VPN"}}';
		expect(await to('resolved', { closingFields })).toMatchObject({ outcome: 'set' });
		expect(desk.control.tagsOf('1201')).toEqual(['vip']);
	});

	it('that nobody knows is unsupported, one that does not exist refused', async () => {
		expect(await to('parked')).toMatchObject({ outcome: 'unsupported' });
		const answer = await to('99');
		expect(answer).toMatchObject({ outcome: 'refused', status: 400 });
		expect(answer.said).toContain('status (invalid_value)');
		expect(answer.said).not.toContain('2,3,4');
	});
});

describe('time', () => {
	const add = async (minutes: unknown, more: object = {}) =>
		await ask({
			...{ operation: 'addTime', ticket: '1201', minutes, at: '2026-11-26T10:00:00.500Z' },
			...{ author: alex, note: { text: 'A session', marker: MARKER }, ...more },
		});

	it.each([
		[0.2, '00:01', 1],
		[28, '00:28', 28],
		[61.5, '01:02', 62],
		[1500, '25:00', 1500],
	])('%s minutes are %s', async (minutes, spent, told) => {
		expect(await add(minutes)).toMatchObject({
			...{ outcome: 'added', minutes: told, writtenAs: '21000200001' },
		});
		expect(desk.control.times('1201')).toMatchObject([
			{ time_spent: spent, executed_at: '2026-11-26T10:00:00Z', agent_id: 21_000_200_001 },
		]);
	});

	it.each(['flat', 'wrapped', 'both'] as const)(
		'is put on once, the body being %s',
		async (shape) => {
			desk.control.set({ timeEntry: shape });
			expect(await add(28)).toMatchObject({ outcome: 'added' });
			expect(await add(28)).toMatchObject({ outcome: 'there', timeId: '21000950001' });
			expect(desk.control.times('1201')).toHaveLength(1);
		},
	);

	it('of somebody who has left is the API’s own', async () => {
		desk.control.deactivate('Alex Morgan');
		const author = { ...alex, agentId: '21000200001' };
		expect(await add(28, { author })).toMatchObject({ outcome: 'added', writtenAs: null });
		expect(desk.control.times('1201')).toMatchObject([{ agent_id: 21_000_200_000 }]);
	});

	it.each([403, 404] as const)('is refused with %i by a plan without it', async (timeTracking) => {
		desk.control.set({ timeTracking });
		const answer = await add(28);
		expect(answer).toMatchObject({ outcome: 'refused', status: timeTracking });
		expect(answer.said).toContain('time tracking');
	});

	it.each([6000, 'Infinity', 1e300])('of %s minutes is a mistake', async (minutes) => {
		expect(await add(minutes)).toMatchObject({ outcome: 'refused' });
	});
});

describe('what cannot be done now', () => {
	it('a wrong key is told with what to check', async () => {
		const answer = await ask({ operation: 'getTicket', ticket: '1201' }, {}, 'wrong');
		expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials', status: 401 });
		expect(answer.said).toContain('the API key as user, X as password');
		expect(answer.said).not.toContain('client ID');
		desk.control.revoke();
		expect(await ask(put())).toMatchObject({ outcome: 'later', errorKind: 'credentials' });
	});

	it.each(['json', 'empty'] as const)(
		'a minute that is used up is told, its body being %s',
		async (throttled) => {
			desk.control.set({ perMinute: 2, throttled });
			expect(await ask(put())).toMatchObject({ outcome: 'later', errorKind: 'throttled' });
			expect(desk.control.notes('1201')).toEqual([]);
		},
	);
});

describe('a call of the Workflow Automator', () => {
	const read = async (event: object) => await ask({ operation: 'readEvent', event });

	it('with the secret tells of its ticket', async () => {
		const event = desk.control.newTicketCall('1202', { secret: SECRET });
		expect(await read(event)).toMatchObject({ outcome: 'newTicket', ticket: { id: '1202' } });
	});

	it.each([
		['{"ticket":{"id":"INC-1202"}}'],
		['{"freshdesk_webhook":{"ticket_id":"SR-1202"}}'],
		['{"id":1202}'],
	])('such as %s does, too', async (body) => {
		const { headers } = desk.control.newTicketCall('1202', { secret: SECRET });
		expect(await read({ headers, body })).toMatchObject({ ticket: { id: '1202' } });
	});

	it('with another secret, or broken by a quote, tells of none', async () => {
		const wrong = desk.control.newTicketCall('1202', { secret: 'another-long-random-value' });
		expect(await read(wrong)).toMatchObject({ outcome: 'refused', status: 401 });
		const { headers } = desk.control.newTicketCall('1202', { secret: SECRET });
		const body = '{"subject":"a "quoted" word","ticket_id":1202}';
		expect(await read({ headers, body })).toMatchObject({ outcome: 'ignored' });
	});
});
