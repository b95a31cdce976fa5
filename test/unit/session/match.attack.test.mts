import fc from 'fast-check';

import { InputError } from '../../../nodes/shared/session/errors';
import { suggestTickets } from '../../../nodes/shared/session/match';
import { sessionFromJson } from '../../../nodes/shared/session/note';
import { processorTime } from '../processorTime.mts';
import { runs } from '../runs.mts';
import { session as hostileSession, text } from './hostile.mts';
import { matchingCases } from './matchingCorpus.mts';
import { ID } from './report.mts';

const cases = matchingCases();
const everything = { threshold: 0, limit: 50 };

const names = fc.constantFrom(
	...[
		'id',
		'number',
		'key',
		'summary',
		'subject',
		'details',
		'user_name',
		'requester',
		'reporter',
		'email',
	],
	...[
		'client_name',
		'agent_name',
		'device',
		'status',
		'closed',
		'createdAt',
		'updated_at',
		'dateclosed',
	],
	...['fields', 'json', '__proto__', 'constructor', 'toString'],
);
const value = fc.oneof(
	text,
	fc.jsonValue(),
	fc.integer(),
	fc.constantFrom('2026-02-03T09:00:00Z', '1'),
);
const candidate = fc
	.dictionary(names, value, { maxKeys: 12 })
	.map((fields) => ({ ...fields, id: fields.id || 'x' }));

describe('suggestions, whatever comes', () => {
	test('are sentences and scores between 0 and 1, best first, or a refusal in a sentence', () => {
		fc.assert(
			fc.property(hostileSession, fc.array(candidate, { maxLength: 8 }), (session, candidates) => {
				try {
					const suggestions = suggestTickets(session, candidates, everything);
					let before = 1;
					for (const { id, score, reasons } of suggestions) {
						expect(id).not.toBe('');
						expect(score).toBeGreaterThanOrEqual(0);
						expect(score).toBeLessThanOrEqual(before);
						before = score;
						for (const reason of reasons) expect(reason).toMatch(/^[A-Z][^\n]*\.$/);
					}
				} catch (error) {
					if (!(error instanceof InputError)) throw error;
					expect(error.message).toMatch(/^Candidate \d+ has no 'id'\.$/);
				}
			}),
			runs,
		);
	});

	test('of any JSON are made or refused in a sentence', () => {
		fc.assert(
			fc.property(
				fc.jsonValue(),
				fc.jsonValue(),
				fc.jsonValue(),
				(candidates, threshold, limit) => {
					const session = sessionFromJson({ sessionId: ID });
					for (const options of [{}, { threshold }, { limit }]) {
						try {
							expect(Array.isArray(suggestTickets(session, candidates, options as never))).toBe(
								true,
							);
						} catch (error) {
							if (!(error instanceof InputError)) throw error;
							expect(error.advice).not.toBe('');
						}
					}
				},
			),
			runs,
		);
	});

	test('are the same each time, in whatever order the candidates come', () => {
		fc.assert(
			fc.property(
				hostileSession,
				fc
					.array(candidate, { maxLength: 8 })
					.chain((list) =>
						fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
					),
				(session, [one, two]) => {
					const ask = (candidates: unknown) => {
						try {
							return suggestTickets(session, candidates, everything);
						} catch (error) {
							if (!(error instanceof InputError)) throw error;
							return 'refused';
						}
					};
					expect(ask(two)).toEqual(ask(one));
					expect(ask(one)).toEqual(ask(one));
				},
			),
			runs,
		);
	});

	test('of the labelled set do not depend on the order either, and leave their input alone', () => {
		for (const { session, candidates } of cases) {
			const before = JSON.stringify([session, candidates]);
			const forth = suggestTickets(session, candidates, everything);
			expect(suggestTickets(session, [...candidates].reverse(), everything)).toEqual(forth);
			expect(JSON.stringify([session, candidates])).toBe(before);
		}
	});
});

describe('hostile candidates', () => {
	const session = sessionFromJson({
		sessionId: ID,
		startedAt: '2026-02-02T10:00:00.000Z',
		customer: { name: '((((a+)+)+)+)$ Blake', hostname: 'A-A-A-A', company: '.*.*.*' },
		transcript: [{ from: { type: 'customer' }, text: 'a '.repeat(100_000) }],
	});
	const long = 200_000;
	const texts = [
		'a'.repeat(long),
		'a '.repeat(long / 2),
		'a-'.repeat(long / 2),
		'<'.repeat(long),
		'<a'.repeat(long / 2),
		'a@'.repeat(long / 2),
		'@a.'.repeat(long / 3),
		'('.repeat(long),
		'\u{1f468}\u200d'.repeat(long / 3),
		'\ufdfa'.repeat(long),
		'e\u0301'.repeat(long / 2),
		'#1 '.repeat(long / 3),
		'ticket no. '.repeat(long / 10),
		' '.repeat(long),
		'\\'.repeat(long),
	];

	test.each(texts.map((one, index) => [index, one] as const))(
		'of 200,000 characters in every field (%i) are read no further than they are worth',
		(_index, one) => {
			const fields = [
				...['summary', 'details', 'customer', 'email', 'company', 'agent', 'device', 'status'],
				...['createdAt', 'updatedAt', 'closedAt'],
			];
			const hostile = Object.fromEntries(fields.map((name) => [name, one]));
			const said = sessionFromJson({
				sessionId: ID,
				customer: {
					name: one,
					username: one,
					hostname: one,
					company: one,
					issue: one,
					details: one,
				},
				transcript: Array.from({ length: 50 }, () => ({ from: { type: 'customer' }, text: one })),
				attributes: { a: one },
				representatives: [{ publicName: one, username: one }],
			});
			const list = Array.from({ length: 20 }, (_, id) => ({ id, ...hostile }));
			const took = processorTime(() => {
				expect(suggestTickets(said, list, { threshold: 0 }).length).toBe(3);
			});
			expect(took).toBeLessThan(10_000);
		},
	);

	test('with names of Object’s own change nothing', () => {
		const candidates = JSON.parse(
			'[{"id":"__proto__","__proto__":{"summary":"x","closed":true},"constructor":"y","user_name":"__proto__ constructor"},{"id":"constructor","fields":{"__proto__":{"id":9}}}]',
		) as unknown;
		const said = sessionFromJson({
			...session,
			customer: { name: 'constructor __proto__', hostname: 'hasOwnProperty' },
			transcript: [{ from: { type: 'customer' }, text: 'toString valueOf __proto__ constructor' }],
		});
		const found = suggestTickets(said, candidates, everything);
		expect(found.map(({ id }) => id).sort()).toEqual(['__proto__', 'constructor']);
		expect(found.every(({ ticket }) => !ticket.closed)).toBe(true);
		expect(Object.keys(Object.prototype)).toEqual([]);
		expect(({} as Record<string, unknown>).summary).toBeUndefined();
	});

	test('with a hundred thousand fields are read no further than a thousand', () => {
		const many = Object.fromEntries(
			Array.from({ length: 100_000 }, (_, index) => [`f${index}`, 'x']),
		);
		const [{ ticket }] = suggestTickets(session, [{ id: 1, ...many, summary: 'late' }], everything);
		expect(ticket.summary).toBeNull();
	});
});

describe('many candidates', () => {
	test('5,000 of a hundred fields each take well under a second of the processor', () => {
		const [{ session }] = cases.filter(({ session: { transcript } }) => transcript.length > 5);
		const tickets = cases.flatMap(({ candidates }) => candidates as object[]);
		const others = Object.fromEntries(Array.from({ length: 90 }, (_, at) => [`userdef_${at}`, at]));
		const list = Array.from({ length: 5_000 }, (_, id) => ({
			...others,
			...tickets[id % tickets.length],
			id,
			description: 'The user says that nothing works since the update of last night. '.repeat(12),
		}));
		const took = processorTime(() => suggestTickets(session, list));
		process.stdout.write(
			`suggestions: 5,000 candidates in ${took.toFixed(0)} ms of the processor\n`,
		);
		// Several times what it takes, since a busy machine makes the processor slower too.
		expect(took).toBeLessThan(3_000);
	});
});
