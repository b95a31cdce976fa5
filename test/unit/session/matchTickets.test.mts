import { suggestTickets } from '../../../nodes/shared/session/match';
import type { SuggestOptions } from '../../../nodes/shared/session/match';
import { sessionFromJson } from '../../../nodes/shared/session/note';
import { ID } from './report.mts';

/** A session of Jordan Blake, 10:00 to 10:30 on 2 February 2026. */
const session = (parts: object = {}, customer: object = {}) =>
	sessionFromJson({
		sessionId: ID,
		startedAt: '2026-02-02T10:00:00.000Z',
		endedAt: '2026-02-02T10:30:00.000Z',
		customer: { name: 'Jordan Blake', company: 'Northwind Studio', ...customer },
		representatives: [{ publicName: 'Alex M.', privateName: 'Alex Morgan', username: 'amorgan' }],
		...parts,
	});

const chat = (...texts: string[]) => ({
	transcript: texts.map((text) => ({ from: { type: 'customer', name: 'Jordan' }, text })),
});

const scoreOf = (candidate: object, from = session()): number =>
	suggestTickets(from, [{ id: 1, ...candidate }], { threshold: 0 })[0].score;

const reasonsOf = (candidate: object, from = session()): string[] =>
	suggestTickets(from, [{ id: 1, ...candidate }], { threshold: 0 })[0].reasons;

const opened = '2026-02-02T09:45:00Z';

describe('times', () => {
	test.each([
		[{ opened: '2026-02-02 09:40:00' }, 'Opened 20 minutes before the session started.'],
		[{ createdAt: '2026-02-02T10:10:00+00:00' }, 'Opened during the session.'],
		[{ created_at: 1770031800 }, 'Opened 60 minutes after the session ended.'],
		[{ updatedAt: 1770028800000 }, 'Last touched around the session.'],
		[{ dateclosed: '2026-01-30T10:00:00Z' }, 'Closed 3 days before the session started.'],
		[
			{ status: 'Resolved', updated: '2026-02-02T12:00:00Z' },
			'Closed within a day of the session.',
		],
	])('of %j are put in words', (candidate, reason) => {
		expect(reasonsOf(candidate)).toContain(reason);
	});

	test('a ticket opened shortly before weighs more than one of last week, that more than one long closed', () => {
		const [shortly, lastWeek, closed] = [
			scoreOf({ opened: '2026-02-02T09:40:00Z' }),
			scoreOf({ opened: '2026-01-27T09:40:00Z' }),
			scoreOf({ opened: '2026-01-27T09:40:00Z', closedAt: '2026-01-28T09:40:00Z' }),
		];
		expect(shortly).toBeGreaterThan(lastWeek);
		expect(lastWeek).toBeGreaterThan(closed);
	});

	test.each(['0001-01-01T00:00:00', 'yesterday', '', null, {}, -5])(
		'that are no time (%j) say nothing',
		(createdAt) => {
			expect(reasonsOf({ createdAt })).toEqual([]);
		},
	);
});

describe('suggestions', () => {
	const right = {
		id: 7,
		user_name: 'Jordan Blake',
		dateoccurred: opened,
		summary: ' VPN\u202e\n drops ',
	};
	const other = { id: 8, user_name: 'Robin Keller', dateoccurred: opened };

	test('hold the ticket’s own words, made fit to be shown', () => {
		const [{ id, ticket }] = suggestTickets(session(), [other, right]);
		expect(id).toBe('7');
		expect(ticket).toEqual({
			summary: 'VPN drops',
			customer: 'Jordan Blake',
			company: null,
			representative: null,
			status: null,
			closed: false,
			openedAt: '2026-02-02T09:45:00.000Z',
			updatedAt: null,
		});
	});

	test('are at most as many as asked for, none below the threshold, each ticket once', () => {
		const many = Array.from({ length: 9 }, (_, id) => ({ ...right, id }));
		const ask = (options: SuggestOptions) => suggestTickets(session(), [...many, ...many], options);
		expect(ask({})).toHaveLength(3);
		expect(ask({ limit: 50 })).toHaveLength(9);
		expect(ask({ threshold: 1 })).toEqual([]);
		expect(suggestTickets(session(), [other])).toEqual([]);
		expect(suggestTickets(session(), [])).toEqual([]);
	});

	test('of Jira, ServiceNow and n8n items are read alike', () => {
		const jira = {
			key: 'A-1',
			fields: { reporter: { displayName: 'Jordan Blake' }, created: opened },
		};
		const snow = {
			sys_id: 'f00',
			number: 'INC1',
			caller_id: { display_value: 'Jordan Blake' },
			opened_at: '2026-02-02 09:45:00',
		};
		const item = { json: right };
		const found = suggestTickets(session(), [jira, snow, item]);
		expect(found.map(({ id }) => id).sort()).toEqual(['7', 'A-1', 'INC1']);
		expect(new Set(found.map(({ score }) => score)).size).toBe(1);
	});

	test('tell a customer’s two tickets apart by the chat', () => {
		const from = session(chat('the vpn drops all the time'));
		const [first] = suggestTickets(from, [{ ...right, id: 9, summary: 'New mouse' }, right]);
		expect(first.id).toBe('7');
	});
});

describe('an external key that names a ticket in words', () => {
	const candidates = [
		{
			id: 1201,
			summary: 'Printer offline',
			user_name: 'Jordan Blake',
			client_name: 'Northwind Studio',
			dateoccurred: '2026-02-02T09:00:00',
		},
		{
			id: 1305,
			summary: 'VPN token',
			user_name: 'Jordan Blake',
			client_name: 'Northwind Studio',
			dateoccurred: '2026-02-02T09:45:00',
		},
	];

	test.each([
		'Ticket: 1201',
		'SR 1201',
		'[#1201] Printer',
		'[ID:0001201]',
		'RE: [HALO:0001201] offline',
		'https://desk.example.com/tickets?id=1201&view=1',
	])('%j puts that ticket first, with the reason', (externalKey) => {
		const [first] = suggestTickets(session({ externalKey }), candidates);
		expect(first.id).toBe('1201');
		expect(first.reasons).toContain('The external key names 1201.');
	});

	test('counts more than a number said in the chat', () => {
		const from = session({ externalKey: 'Ticket: 1201', ...chat('it is about ticket 1305') });
		expect(suggestTickets(from, candidates).map(({ id }) => id)).toEqual(['1201', '1305']);
	});

	test.each(['version 1201.5', '11201', '12011', 'from 10.1.1201.4'])(
		'%j names no ticket',
		(externalKey) => {
			expect(
				reasonsOf({ ...candidates[0], id: 1201 }, session({ externalKey })).join(),
			).not.toMatch(/external key/);
		},
	);

	describe('and holds a date', () => {
		const dated = (externalKey: string) =>
			reasonsOf({ ...candidates[0], id: 2026 }, session({ externalKey })).join();

		test.each([
			'2026-11-26',
			'ref 2026-11-26',
			'visit 26.11.2026',
			'26/11/2026 printer',
			'11/26/2026',
			'ref. 2026/11',
			'11/2026',
			'2026-11-26T10:30:00Z',
			'26 November 2026',
			'November 26, 2026',
			'26th of nov 2026',
			'26. März 2026',
			'le 3 août 2026',
			'3 de mayo de 2026',
			'Anfrage Dez. 2026',
		])('%j does not name ticket 2026 by its year', (externalKey) => {
			expect(dated(externalKey)).not.toMatch(/external key/);
		});

		test.each([
			'ticket 2026',
			'2026',
			'#2026 of 2026-11-26',
			'SR 2026, 26.11.2026',
			'Maria 2026',
			'case 2026-99',
		])('%j does name it', (externalKey) => {
			expect(dated(externalKey)).toMatch(/The external key names 2026/);
		});

		test.each([
			'26.11.2026 ticket 1201',
			'2026-11-26 1201',
			'ticket 1201 nov 2026',
			'1201 2026-11-26',
		])('%j still names 1201 beside it', (externalKey) => {
			const [first] = suggestTickets(session({ externalKey }), candidates);
			expect(first.id).toBe('1201');
			expect(first.reasons).toContain('The external key names 1201.');
		});
	});

	test('alone is not sure enough for a link without a person', () => {
		const from = sessionFromJson({ sessionId: ID, externalKey: 'Ticket: 1201' });
		const [{ score }] = suggestTickets(from, [{ id: 1201, summary: 'x' }]);
		expect(score).toBeGreaterThan(0.5);
		expect(score).toBeLessThan(0.9);
	});
});
