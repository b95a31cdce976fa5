import { mailOf } from '../../desk/chassis/seed.mts';
import { ask, desk, settings, useServiceNow } from './serviceNowPlay.mts';

useServiceNow();

const jordan = { name: 'Jordan Blake', email: mailOf('Jordan Blake') };

describe('A record that is opened', () => {
	const create = (more: object = {}) => ({
		operation: 'createTicket',
		create: { summary: 'VPN', text: 'It is slow', customer: jordan, key: 'a'.repeat(32), ...more },
	});

	it('is one for a key, also where the first answer was lost', async () => {
		desk.control.setFaults({ storeButFail: { times: 1, how: 'destroy' } });
		expect((await ask(create())).answer).toMatchObject({ outcome: 'later' });
		const { answer } = await ask(create());
		expect(answer).toMatchObject({
			...{ outcome: 'there', ticketId: 'INC0001207', number: 'INC0001207' },
		});
		const other = await ask(create({ key: 'b'.repeat(32) }));
		expect(other.answer).toMatchObject({ outcome: 'created', ticketId: 'INC0001208' });
		expect(desk.control.ticket('INC0001207')).toMatchObject({
			...{ short_description: 'VPN', description: 'It is slow', state: '1' },
			...{ caller_id: desk.control.userId(jordan.email), correlation_display: 'BeyondTrust' },
		});
	});

	it('is not another one that the instance gives, because it knows no keys', async () => {
		// Conditions on fields that it does not have are dropped.
		const none = { table: 'sys_user' };
		const { answer } = await ask(create(), { on: none });
		expect(answer).toMatchObject({ outcome: 'refused' });
		expect(desk.control.checked.invalid.length).toBeGreaterThan(0);
		desk.control.checked.clear();
	});

	it('names in its text a customer whom the instance does not know, or knows twice', async () => {
		const stranger = { name: 'Some One', email: 'some.one@example.com' };
		await ask(create({ customer: stranger }));
		expect(desk.control.ticket('INC0001207')).toMatchObject({
			...{ caller_id: '', description: 'It is slow\n\nFrom: Some One, some.one@example.com' },
		});
		desk.control.addUser({ ...jordan, name: 'Another Jordan' });
		await ask(create({ key: 'c' }));
		expect(desk.control.ticket('INC0001208').caller_id).toBe('');
		const { userId } = { userId: desk.control.userId(jordan.email) };
		await ask(create({ key: 'd', customer: { id: userId } }));
		expect(desk.control.ticket('INC0001209').caller_id).toBe(userId);
	});

	it('holds no mark-up and no condition of what people typed', async () => {
		const customer = { name: '[code]x', email: 'x^ORemailLIKE@customer.example' };
		await ask(
			create({ summary: '[code]<b>', text: '[code]<i>[/code]', key: 'k^ORactive=true', customer }),
		);
		const { short_description: summary, description } = desk.control.ticket('INC0001207');
		expect(`${summary} ${description}`).not.toMatch(/\[\/?code/);
		expect(desk.control.ticket('INC0001207').caller_id).toBe('');
	});
});

describe('A state', () => {
	const put = async (to: string, more: object = {}, ticket = 'INC0001201') =>
		(await ask({ operation: 'setStatus', ticket, status: { to, ...more } })).answer;
	const state = (number = 'INC0001201') => desk.control.ticket(number).state;

	it.each([
		['open', '2'],
		['pending', '3'],
		['42', '42'],
	])('%s is %s', async (to, value) => {
		expect(await put(to)).toMatchObject({ outcome: 'set', ticketId: 'INC0001201' });
		expect(state()).toBe(value);
		expect(await put(to)).toMatchObject({ outcome: 'there' });
		if (to === 'pending') expect(desk.control.ticket('INC0001201').hold_reason).toBe('1');
	});

	it('resolved needs a code and notes; the code is that of Settings where none is named', async () => {
		const refused = await put('resolved');
		expect(refused).toMatchObject({ outcome: 'refused', status: 403 });
		expect(refused.said).toContain('status.text');
		expect(state()).toBe('1');
		expect(await put('resolved', { text: 'Fixed [code]<b>' })).toMatchObject({ outcome: 'set' });
		expect(desk.control.ticket('INC0001201')).toMatchObject({
			...{ state: '6', close_code: 'Solution provided', close_notes: 'Fixed [ code]<b>' },
		});
		const closed = { text: 'x', resolution: 'Workaround provided' };
		expect(await put('closed', closed)).toMatchObject({ outcome: 'set' });
		expect(desk.control.ticket('INC0001201').close_code).toBe('Workaround provided');
		expect(await put('resolved', closed)).toMatchObject({ outcome: 'there' });
		expect(state()).toBe('7');
	});

	it.each([400, 403])('that a policy refuses with %i is told the same', async (policyStatus) => {
		desk.control.setSettings({ policyStatus });
		const { said, outcome, status } = await put('closed');
		expect([outcome, status]).toEqual(['refused', policyStatus]);
		expect(said).toContain("'closeCode' in Settings");
	});

	it('that is a word of the instance is told as unsupported, one of no record as not found', async () => {
		expect(await put('toString')).toMatchObject({ outcome: 'unsupported' });
		expect(await put('Awaiting Vendor')).toMatchObject({ outcome: 'unsupported' });
		expect(await put('open', {}, 'INC0009999')).toMatchObject({ outcome: 'notFound' });
	});

	it('that the instance leaves as it was is not told as set', async () => {
		desk.control.setSettings({ stateIsKept: true });
		const { outcome, said } = await put('open');
		expect(outcome).toBe('refused');
		expect(said).toContain("in state '1'");
	});
});

describe('Time', () => {
	const asked = {
		...{ operation: 'addTime', ticket: 'INC0001201', minutes: 25, at: '2026-11-26T23:30:00.000Z' },
		author: { agentId: null, names: ['Alex Morgan'], email: 'alex.morgan@desk.example' },
		note: { text: 'A remote session [code]x', marker: 'Time 1 · abcdefgh' },
	};
	const on = { timeTable: 'task_time_worked' };

	it('is off until Settings name the table', async () => {
		const { answer, calls } = await ask(asked);
		expect(answer).toMatchObject({ outcome: 'unsupported' });
		expect(answer.said).toContain("'timeTable' in Settings");
		expect(calls).toHaveLength(1);
	});

	it.each(['time_in_seconds', 'time_worked'] as const)(
		'is an entry of the agent, once, where %s counts',
		async (timeLeads) => {
			desk.control.setSettings({ timeLeads });
			const { answer } = await ask(asked, { on });
			const user = desk.control.userId('alex.morgan@desk.example');
			expect(answer).toMatchObject({
				...{ outcome: 'added', minutes: 25, writtenAs: user, said: null },
				timeId: expect.stringMatching(/^[0-9a-f]{32}$/),
			});
			expect(desk.control.times()).toMatchObject([
				{
					...{ user, time_in_seconds: '1500', time_worked: '1970-01-01 00:25:00' },
					...{ work_date: '2026-11-26', comments: 'A remote session [ code]x\nTime 1 · abcdefgh' },
				},
			]);
			const again = await ask(asked, { on });
			expect(again.answer).toMatchObject({ outcome: 'there', timeId: answer.timeId });
			expect(desk.control.times()).toHaveLength(1);
		},
	);

	it('that could not be found again is told so', async () => {
		desk.control.setSettings({ timeHasComments: false });
		const { answer } = await ask(asked, { on });
		expect(answer).toMatchObject({ outcome: 'added' });
		expect(answer.said).toContain('may be written twice');
	});

	it('is that of the account where the agent is nobody, or has left', async () => {
		desk.control.leaves('Alex Morgan');
		const { answer } = await ask(asked, { on });
		expect(answer).toMatchObject({ outcome: 'added', writtenAs: null });
	});

	it('on a table that does not exist is refused', async () => {
		const { answer } = await ask(asked, { on: { timeTable: 'x_time_cards' } });
		expect(answer).toMatchObject({ outcome: 'refused', status: 400 });
		desk.control.checked.clear();
	});
});

it('says what it can', async () => {
	const { answer } = await ask({ operation: 'describe' }, { on: { system: settings.system } });
	expect(answer).toEqual({
		...{ contract: 1, desk: 'ServiceNow', system: 'servicenow', noteFormat: 'text' },
		...{ canWriteAs: false, chats: false, privateNotes: true },
		operations: [
			...['describe', 'putNote', 'getTicket', 'findTickets', 'findAgents', 'createTicket'],
			...['setStatus', 'addTime', 'readEvent'],
		],
	});
});
