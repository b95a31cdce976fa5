import fc from 'fast-check';

import { NO, YES } from '../../../nodes/shared/linking/answer';
import { runs } from '../runs.mts';
import {
	answered,
	chosen,
	fieldsOf,
	onTicket,
	opened,
	optionsOf,
	reviewed,
	row,
	settings,
	shown,
	submitted,
	technicians,
	ticket,
	user,
} from './form.mts';

describe('Who answers', () => {
	test('is the login of the page, matched by email whatever its case', () => {
		const { state, todo, readings } = opened('link');
		expect(state.person).toEqual({ name: 'Alex Morgan', email: 'alex@example.com', agentId: '21' });
		expect({ todo, states: readings.map((one) => one.state) }).toEqual({
			todo: 'read',
			states: ['unlinked', 'chatted'],
		});
	});

	test.each([
		['nobody in the table', user('stranger'), /stranger@example.com.* is not a technician/],
		['switched off', user('kim'), /kim@example.com.* is switched off/],
		['without an email address', { id: '7', email: null }, /has no email address/],
	])('gets a sentence and no session, being %s', (_what, by, sentence) => {
		const next = opened('link', by);
		expect(next).toMatchObject({ todo: 'page', state: { page: 'result', sessions: [] } });
		expect(next.problem).toMatch(sentence);
		expect(shown(next.state, [row(1)]).fields).toBe('[]');
	});

	test.each(['sessions', 'ticket', 'review'])(
		'may not change on the way (%s), and nothing is done',
		(page) => {
			const review = reviewed('link', [row(1)]);
			const state = { ...review.state, page };
			const fields = { sessions: ['#1 '], ticket: '1201', go: YES };
			for (const by of [user('robin'), null]) {
				const next = answered(submitted(fields, by), state);
				expect(next).toMatchObject({ todo: 'page', wanted: [], state: { page: 'result' } });
				expect(next.problem).toMatch(/were sent by different people/);
			}
		},
	);

	test('is refused when the technician was switched off while the page was open', () => {
		const review = reviewed('link', [row(1)]);
		const off = technicians.map((one) => ({ ...one, enabled: false }));
		const next = answered(submitted({ go: YES }), review.state, { technicians: off });
		expect(next).toMatchObject({ todo: 'page', wanted: [] });
		expect(next.problem).toMatch(/switched off/);
	});

	test('is asked for only where nobody is logged in, and chosen by name', () => {
		const open = shown(opened('link', null, { name: 'robin keller' }).state, [row(1)]);
		expect(optionsOf(open, 'who')).toEqual(['Alex Morgan', 'Robin Keller']);
		expect(fieldsOf(open)[0].defaultValue).toBe('Robin Keller');
		const fields = { sessions: optionsOf(open, 'sessions') };
		const nobody = answered(submitted({ ...fields, who: 'Kim Sato' }, null), open.state);
		expect(nobody.problem).toMatch(/'Who you are'/);
		const robin = answered(submitted({ ...fields, who: 'Robin Keller' }, null), open.state);
		expect(robin.state.person?.agentId).toBe('22');
		expect(fieldsOf(shown(opened('link').state, [row(1)])).map((one) => one.fieldName)).toEqual([
			'sessions',
		]);
	});
});

describe('A page that nobody answered', () => {
	test.each(['open', 'sessions', 'ticket', 'review'])('does nothing (%s)', (page) => {
		const { state, title, fields } = reviewed('link', [row(1)]);
		const before = { ...state, page };
		for (const said of [
			{ title, fields, state },
			{ go: YES, submittedAt: state.answeredAt },
		]) {
			const next = answered(said, before);
			expect(next).toMatchObject({ todo: 'page', wanted: [], state: { page: 'result' } });
			expect(next.problem).toMatch(/Nobody answered/);
		}
	});
});

describe('The first page', () => {
	test('names a field whose value makes no sense by its label', () => {
		expect(opened('link', user('alex'), { from: 'soon' }).problem).toMatch(/'First day'/);
		expect(opened('link', user('alex'), { to: '2026-13-45' }).problem).toMatch(/'Last day'/);
		expect(answered(submitted({ action: 'Delete all' }), {}).problem).toMatch(/What do you want/);
	});

	test('reads days in the zone of the workflow, the last one to its end', () => {
		const said = submitted({
			action: 'Link to a ticket',
			from: '2026-11-20',
			to: '2026-11-21',
			customer: ' 50% Blake ',
		});
		const { readings } = answered(said, {}, { timezone: 'Europe/Berlin' });
		expect(readings[0]).toEqual({
			state: 'unlinked',
			customer: '50  Blake',
			technician: null,
			from: '2026-11-19T23:00:00.000Z',
			to: '2026-11-21T23:00:00.000Z',
		});
	});
});

describe('The sessions', () => {
	test('are the newest, of the right states, and of this desk', () => {
		const rows = [
			row(3),
			row(1),
			row(2, { state: 'chatted' }),
			onTicket(4, '1201'),
			row(5, { state: 'received' }),
			row(6, { sessionId: 'no id' }),
			{},
		];
		const numbers = (labels: string[]) => labels.map((one) => one.split(' ')[0]);
		expect(numbers(optionsOf(shown(opened('link').state, rows), 'sessions'))).toEqual([
			'#1',
			'#2',
			'#3',
		]);
		const others = [
			onTicket(7, '9', { linkSystem: 'other' }),
			onTicket(8, '9', { state: 'linked' }),
		];
		const page = shown(opened('move').state, [...rows, ...others]);
		expect(numbers(optionsOf(page, 'sessions'))).toEqual(['#4', '#8']);
		expect(optionsOf(page, 'sessions')[0]).toContain('on ticket 1201');
	});

	test('are a hundred at most, and the page says how to find older ones', () => {
		const page = shown(
			opened('link').state,
			Array.from({ length: 101 }, (_, index) => row(index + 1)),
		);
		expect(optionsOf(page, 'sessions')).toHaveLength(100);
		expect(page.description).toContain('There are more');
	});

	test('that are none lead to a friendly last page', () => {
		expect(shown(opened('link').state, [{}])).toMatchObject({
			page: 'result',
			title: 'No session without a ticket',
		});
		const filtered = shown(opened('unlink', user('alex'), { customer: 'Nobody' }).state, [{}]);
		expect(filtered.title).toBe('No session on a ticket');
		expect(filtered.description).toContain('No session matches what you entered');
	});

	test.each([
		[[], /Tick at least one/],
		[Array.from({ length: 21 }, (_, index) => `#${index + 1} `), /Tick at most 20/],
		[['#99 of another page'], /Tick at least one/],
	])('are asked for once more where the choice makes no sense', (ticked, sentence) => {
		const page = shown(
			opened('link').state,
			Array.from({ length: 30 }, (_, index) => row(index + 1)),
		);
		const next = answered(submitted({ sessions: ticked }), page.state);
		expect(next).toMatchObject({ todo: 'page', state: { page: 'sessions' } });
		const again = shown(next.state, []);
		expect(again.description).toMatch(sentence);
		expect(optionsOf(again, 'sessions')).toEqual(optionsOf(page, 'sessions'));
	});

	test('without names and times are shown, and can be chosen', () => {
		const nothing = { customer: null, representative: null, firstLine: null, company: null };
		const never = { startedAt: null, endedAt: null, durationSeconds: null };
		const page = shown(opened('link').state, [row(1, { ...nothing, ...never })]);
		expect(optionsOf(page, 'sessions')[0]).toMatch(
			/no time · .no customer. · .no technician. · no duration/,
		);
		expect(chosen('link', [row(1, { ...nothing, ...never })]).todo).toBe('reports');
	});
});

test('no order of pages and answers writes without a login, a choice and a yes', () => {
	const said = fc.record(
		{
			action: fc.constantFrom('Link to a ticket', 'Unlink from their ticket', 'x'),
			sessions: fc.constantFrom(['#1 '], '#2 ', [], null),
			ticket: fc.constantFrom('1201', '', 'x', 5),
			go: fc.constantFrom(YES, NO, '', null),
			by: fc.constantFrom(user('alex'), user('robin'), user('kim'), null),
			silent: fc.boolean(),
		},
		{ requiredKeys: ['by', 'silent'] },
	);
	fc.assert(
		fc.property(fc.array(said, { maxLength: 8 }), (answers) => {
			let state: unknown = {};
			for (const { by, silent, ...fields } of answers) {
				const before = state as { page?: string; person?: unknown; user?: { id: string } | null };
				const next = answered(silent ? fields : submitted(fields, by), state);
				if (next.wanted.length > 0) {
					expect({ go: fields.go, page: before.page, silent }).toEqual({
						go: YES,
						page: 'review',
						silent: false,
					});
					expect(next.state.person).not.toBeNull();
					expect((by?.id ?? null) === (before.user?.id ?? null)).toBe(true);
				}
				const found =
					next.todo === 'read'
						? [row(1), onTicket(2, '7')]
						: [{ contract: 1, tickets: [ticket(1201)], ticket: ticket(1201) }];
				state = shown(next.state, found).state;
			}
		}),
		{ numRuns: Math.min(runs.numRuns, 2000) },
	);
});

test('settings decide which desk a session is of', () => {
	const page = shown(opened('move').state, [onTicket(1, '7')], {
		settings: { ...settings, linkSystem: ' HALO ' },
	});
	expect(optionsOf(page, 'sessions')).toHaveLength(1);
});
