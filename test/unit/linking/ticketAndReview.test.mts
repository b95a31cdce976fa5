import { NO, YES } from '../../../nodes/shared/linking/answer';
import {
	agreed,
	ago,
	answered,
	chosen,
	fieldsOf,
	onTicket,
	optionsOf,
	reviewed,
	row,
	sessionId,
	settings,
	shown,
	submitted,
	ticket,
} from './form.mts';

describe('The ticket', () => {
	const next = () => chosen('link', [row(1), row(2)]);

	test('is suggested with reasons, the best first, then others of the customer', () => {
		const tickets = [
			ticket(1300, { customer: { name: 'Mina Castell', company: 'Harbour' } }),
			ticket(1201),
			ticket(1100, { openedAt: ago(100_000), touchedAt: ago(90_000) }),
		];
		const page = shown(next().state, [{ contract: 1, tickets }]);
		const offers = optionsOf(page, 'suggested');
		expect(offers[0]).toMatch(/^1201 · .*fits 2 of 2: /);
		expect(offers.some((one) => one.startsWith('1300'))).toBe(false);
		expect(offers.some((one) => one.startsWith('1100'))).toBe(true);
	});

	test('is never the one that all chosen sessions are on', () => {
		const move = chosen('move', [onTicket(1, '1201')]);
		expect(move.question).toMatchObject({ operation: 'findTickets', text: '' });
		const page = shown(move.state, [{ contract: 1, tickets: [ticket(1201), ticket(1202)] }]);
		expect(optionsOf(page, 'suggested').map((one) => one.slice(0, 4))).toEqual(['1202']);
	});

	test('is looked for among those of the customer, too, however old they are', () => {
		const { state, ofCustomer } = next();
		expect(ofCustomer).toMatchObject({ operation: 'findTickets', text: 'Jordan Blake' });
		const theirs = [{ contract: 1, tickets: [ticket(1100), ticket(1201)] }, { error: 'no' }];
		const page = shown(state, [{ contract: 1, tickets: [ticket(1201)] }], { theirs });
		const numbers = optionsOf(page, 'suggested').map((one) => one.slice(0, 4));
		expect(numbers.sort()).toEqual(['1100', '1201']);
	});

	test('is looked for with what the report says, where it could be read', () => {
		const report = {
			sessionId: sessionId(1),
			customer: { name: 'Mina Castell', company: 'Harbour & Sons' },
			startedAt: ago(60),
			endedAt: ago(50),
		};
		const plainRow = row(1, { customer: null, company: null, firstLine: null });
		const { state } = chosen('link', [plainRow]);
		const found = [
			{
				contract: 1,
				tickets: [ticket(1300, { customer: { name: 'Mina Castell', company: 'Harbour & Sons' } })],
			},
		];
		expect(optionsOf(shown(state, found), 'suggested')).toEqual([]);
		const page = shown(state, found, { reports: [report, { error: 'gone' }] });
		expect(optionsOf(page, 'suggested')[0]).toMatch(/^1300/);
	});

	test('may be typed in the ways people write numbers; a typed one counts more than a ticked one', () => {
		const { state } = shown(next().state, [{ contract: 1, tickets: [ticket(1201)] }]);
		const asked = (fields: object) => answered(submitted(fields), state);
		for (const typed of ['1202', '#1202', '# 1202', ' 0001202 ']) {
			expect(asked({ ticket: typed, suggested: ['1201 · x'] }).question?.ticket).toBe('1202');
		}
		expect(asked({ ticket: '', suggested: '1201 · x' }).question?.ticket).toBe('1201');
		expect(asked({ ticket: '' }).problem).toMatch(/'Or another ticket'/);
		const none = asked({ ticket: 'about 12' });
		expect(none).toMatchObject({ todo: 'page', state: { page: 'ticket' } });
		expect(none.problem).toMatch(/'Or another ticket' must be the number of a ticket.*about 12/);
	});

	test('that the desk does not have is asked for once more, with the same offers', () => {
		const { state } = shown(next().state, [{ contract: 1, tickets: [ticket(1201)] }]);
		const { state: looked } = answered(submitted({ ticket: '9999' }), state);
		const again = shown(looked, [{ contract: 1, ticket: null }]);
		expect(again).toMatchObject({
			page: 'ticket',
			problem: expect.stringMatching(/no such ticket/),
		});
		expect(optionsOf(again, 'suggested')).toHaveLength(1);
	});

	test.each([
		[{ error: 'The desk is down.' }, /The desk is down/],
		[{ outcome: 'later', said: 'HTTP 503', contract: 1 }, /HTTP 503/],
		[{ sessionId: sessionId(1) }, /does not follow the contract/],
		[undefined, /does not follow the contract/],
	])('cannot be asked for where the desk gives no answer', (said, sentence) => {
		const page = shown(next().state, [said]);
		expect(page).toMatchObject({ page: 'result', title: 'Nothing was changed' });
		expect(page.problem).toMatch(sentence);
	});
});

test('a desk that nobody has chosen yet is told in words', () => {
	const { state } = chosen('link', [row(1)]);
	const page = shown(state, [{ error: 'x' }], { settings: { ...settings, deskWorkflow: ' ' } });
	expect(page.problem).toMatch(/No desk workflow is chosen yet.*'deskWorkflow'/);
});

describe('The review', () => {
	test('says what speaks against it, and preselects nothing then', () => {
		const of = { name: 'Casey Brandt', email: null, company: 'Brandt & Sons' };
		const page = reviewed('link', [row(1)], ticket(1206, { closed: true, customer: of }));
		const [, warnings, go] = fieldsOf(page);
		expect(warnings.html).toMatch(/Ticket 1206 is <b>closed/);
		expect(warnings.html).toMatch(
			/belongs to .*Casey Brandt.*Brandt &amp; Sons.*, but .*Jordan Blake.* was the customer/,
		);
		expect(go.defaultValue).toBe('');
		expect(fieldsOf(reviewed('link', [row(1)])).at(-1)?.defaultValue).toBe(YES);
	});

	test('wants one thing a session, by the person of the login', () => {
		const next = agreed(reviewed('link', [row(1), row(2)]));
		expect(next.todo).toBe('write');
		expect(next.wanted).toEqual(
			[1, 2].map((number) => ({
				action: 'link',
				sessionId: sessionId(number),
				ticketId: '1201',
				other: null,
				by: 'Alex Morgan',
				agentId: '21',
				email: 'alex@example.com',
			})),
		);
	});

	test('takes a session off before it goes on another ticket', () => {
		const next = agreed(reviewed('move', [onTicket(1, '7')]));
		expect(next.wanted.map(({ action, ticketId, other }) => [action, ticketId, other])).toEqual([
			['takeOff', '7', '1201'],
			['link', '1201', '7'],
		]);
		const off = agreed(reviewed('unlink', [onTicket(1, '7')]));
		expect(off.wanted.map(({ action, ticketId, other }) => [action, ticketId, other])).toEqual([
			['takeOff', '7', null],
		]);
	});

	test('leaves alone what is on the ticket already', () => {
		const page = reviewed('move', [onTicket(1, '1201'), onTicket(2, '7')]);
		expect(fieldsOf(page)[1].html).toMatch(/1 of the chosen sessions/);
		expect(agreed(page).wanted.map((one) => one.sessionId)).toEqual([sessionId(2), sessionId(2)]);
		const none = reviewed('move', [onTicket(1, '1201')]);
		expect(none).toMatchObject({ page: 'result', problem: expect.stringMatching(/already/) });
	});

	test('changes nothing when told so, and asks again for an answer', () => {
		const page = reviewed('link', [row(1)]);
		const no = answered(submitted({ go: NO }), page.state);
		expect(no).toMatchObject({ todo: 'page', wanted: [], problem: 'You chose to change nothing.' });
		const nothing = answered(submitted({ go: '' }), page.state);
		expect(shown(nothing.state, []).problem).toMatch(/'Write it\?'/);
	});
});

describe('The last page', () => {
	const state = () => agreed(reviewed('link', [row(1)])).state;
	const linked = {
		linkKind: 'ticket',
		linkSystem: 'halo',
		linkId: '1201',
		noteHash: 'h',
		linkedBy: 'Alex Morgan',
		linkedAt: ago(0),
	};
	const said = (after: object) => shown(state(), [row(1, after)]).description;

	test('tells each session by its row', () => {
		const done = shown(state(), [row(1, { ...linked, state: 'linked', reason: null })]);
		expect(done.title).toBe('Done');
		expect(done.description).toContain('Linked to ticket 1201.');
		expect(done.description).toContain('href="https://desk.example.com/ticket/1201"');
		expect(said({ ...linked, state: 'received', lastError: 'HTTP 503' })).toMatch(
			/Not written on ticket 1201 yet\..*HTTP 503.*tried again/,
		);
		expect(said({ ...linked, noteHash: null, reason: 'no-such-ticket' })).toContain(
			'no ticket 1201',
		);
		expect(said({ ...linked, linkId: '9', linkedBy: 'Robin Keller', state: 'linked' })).toMatch(
			/Robin Keller.* got there first and linked it to ticket .*9/,
		);
		expect(said({ state: 'received' })).toMatch(/is working on it right now/);
		expect(shown(state(), [{}]).description).toContain('no longer in the table');
	});

	test('tells of moves and of unlinking', () => {
		const move = agreed(reviewed('move', [onTicket(1, '7')])).state;
		expect(shown(move, [row(1, { ...linked, state: 'linked' })]).description).toMatch(
			/Moved from ticket .*7.* to ticket 1201/,
		);
		expect(shown(move, [onTicket(1, '7', { lastError: 'HTTP 503' })]).description).toMatch(
			/Nothing was changed\..*HTTP 503/,
		);
		const unlink = agreed(reviewed('unlink', [onTicket(1, '7')])).state;
		const off = { linkKind: 'none', linkedBy: 'Alex Morgan', linkedAt: ago(0), noteHash: null };
		expect(shown(unlink, [row(1, off)]).description).toMatch(/Unlinked from ticket .*7/);
		expect(shown(unlink, [row(1, off)])).toMatchObject({ title: 'Done', page: 'result' });
	});
});

test('a ticket of the same person or company is nobody else’s, whatever the other name says', () => {
	const warningsFor = (customer: object, more: object = {}) =>
		fieldsOf(reviewed('link', [row(1, more)], ticket(1201, { customer }))).filter(
			({ fieldName }) => fieldName === 'warnings',
		);
	expect(warningsFor({ name: 'Jordan Blake', company: 'Another Ltd' })).toEqual([]);
	expect(warningsFor({ name: 'Mina Castell', company: 'Northwind Studio Ltd' })).toEqual([]);
	expect(
		warningsFor(
			{ name: 'Mina Castell', company: null },
			{ customer: settings.defaultUser, company: null },
		),
	).toEqual([]);
	expect(warningsFor({ name: 'Mina Castell', company: 'Harbour' })).toHaveLength(1);
});
