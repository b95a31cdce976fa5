import fc from 'fast-check';

import { fitted, inertText } from '../../../nodes/shared/desk/serviceNow/notes';
import { numberOf, ticketIn } from '../../../nodes/shared/desk/serviceNow/model';
import { nextOf, queryValue } from '../../../nodes/shared/desk/serviceNow/query';
import { runs as allRuns } from '../runs.mts';
import { call, note, put, settings, start, then } from './serviceNowPlay.mts';

const runs = { numRuns: Math.min(allRuns.numRuns, 2_000) };
const SECRET = 'Bearer-of-something-secret';

test('whatever is asked and answered, every step is a request of this desk or an answer of the contract, and tells no secret', () => {
	const hostile = fc.oneof(
		fc.constantFrom('[code]', '^', 'javascript:', '../', '\u0000', '\ud800', 'INC0001201'),
		fc.string(),
	);
	const asked = fc.record({
		contract: fc.constantFrom(1, 2),
		operation: fc.constantFrom(
			...['describe', 'putNote', 'getTicket', 'findTickets', 'findAgents', 'createTicket'],
			...['setStatus', 'addTime', 'readEvent', 'postToChat', '__proto__'],
		),
		target: fc.option(fc.record({ kind: fc.constantFrom('ticket', 'chat'), id: hostile })),
		ticket: fc.oneof(hostile, fc.jsonValue()),
		note: fc.oneof(fc.constantFrom(null, put().note), fc.jsonValue()),
		session: fc.constantFrom(null, put().session),
		author: fc.oneof(fc.constantFrom(null, put().author), fc.jsonValue()),
		create: fc.oneof(fc.jsonValue(), fc.record({ summary: hostile, text: hostile, key: hostile })),
		status: fc.oneof(
			fc.jsonValue(),
			fc.record({ to: fc.constantFrom('open', 'closed', '12'), text: hostile }),
		),
		...{ minutes: fc.jsonValue(), text: hostile, since: hostile, limit: fc.jsonValue() },
	});
	const record = fc.record({
		sys_id: fc.constantFrom('a'.repeat(32), 'b'.repeat(32), SECRET),
		number: fc.oneof(fc.constant('INC0001201'), fc.jsonValue()),
		state: fc.jsonValue(),
		work_notes: fc.oneof(hostile, fc.constant(SECRET), fc.jsonValue()),
		sys_mod_count: fc.jsonValue(),
	});
	const body = fc.oneof(
		fc.jsonValue(),
		fc.record({ result: fc.oneof(fc.jsonValue(), record, fc.array(record)) }),
		fc.record({ error: fc.record({ message: fc.constant(SECRET), detail: fc.constant(SECRET) }) }),
	);
	const answered = fc.record({
		statusCode: fc.constantFrom(200, 200, 200, 201, 204, 400, 401, 403, 404, 429, 500, 0),
		body,
		headers: fc.oneof(fc.jsonValue(), fc.record({ link: fc.string() })),
		error: fc.constantFrom(SECRET, { message: SECRET }),
	});
	const on = fc.record({
		...{ address: fc.constant(settings.address), system: hostile, table: hostile, number: hostile },
		...{ caller: hostile, closedStates: hostile, closeCode: hostile, ticketPage: hostile },
		...{ agentRole: hostile, longestNote: fc.oneof(fc.nat(), hostile) },
		timeTable: fc.constantFrom('', 'task_time_worked', '../x'),
	});
	fc.assert(
		fc.property(asked, on, fc.array(answered, { maxLength: 8 }), (wanted, set, answers) => {
			let next = start(wanted, set);
			for (const answer of answers) {
				if (next.goes === 'answer') {
					expect(next.answer?.contract).toBe(1);
					expect(JSON.stringify(next.answer)).not.toContain(SECRET);
					break;
				} else if (next.goes === 'wait') expect(next.seconds).toBeGreaterThan(0);
				else if (next.goes !== 'render') {
					const { href, searchParams } = new URL(next.request?.url ?? '');
					expect(href).toMatch(
						/^https:\/\/desk\.example\.com\/api\/now\/table\/[a-z][a-z0-9_.]*(?:\/[0-9a-f]{32})?(?:\?|$)/,
					);
					expect(searchParams.get('sysparm_query') ?? '').not.toMatch(/javascript:/i);
					const { work_notes: own, comments } = JSON.parse(next.request?.body ?? '{}');
					expect(own !== undefined && comments !== undefined).toBe(false);
				}
				next = then(next, next.goes === 'render' ? { note } : answer);
			}
		}),
		runs,
	);
});

test('a refusal of the desk is never repeated', () => {
	const detail = `Data Policy Exception: mandatory ${SECRET}`;
	const refused = { statusCode: 403, headers: {}, body: { error: { message: SECRET, detail } } };
	for (const operation of ['getTicket', 'putNote', 'findTickets', 'createTicket']) {
		const asked = { ...put(), operation, ticket: 'INC0001201', create: { summary: 'x' } };
		const first = start(asked);
		const { answer } = then(first.goes === 'render' ? then(first, { note }) : first, refused);
		expect(answer).toMatchObject({ outcome: 'refused', status: 403 });
		expect(JSON.stringify(answer)).not.toContain(SECRET);
	}
});

test('no text of people ends its condition in a query, or is run', () => {
	fc.assert(
		fc.property(fc.string({ maxLength: 300 }), fc.string(), (text, more) => {
			const value = queryValue(`${text}javascript:javascript:^${more}`);
			expect(value).not.toMatch(/\^|javascript\s*:|\n/i);
			expect(value.length).toBeLessThanOrEqual(50);
		}),
		runs,
	);
	expect(queryValue('javajavascript:script:x')).not.toMatch(/javascript:/);
});

test('no text has mark-up of the desk in it, and nothing but blanks is added', () => {
	const part = fc.constantFrom(
		'[',
		'/',
		'code',
		'CODE',
		']',
		'@',
		'[code]',
		'\u200d',
		' ',
		'c',
		'ode',
	);
	fc.assert(
		fc.property(
			fc.array(fc.oneof(part, fc.string({ maxLength: 3 })), { maxLength: 40 }),
			(parts) => {
				const text = parts.join('');
				const inert = inertText(text);
				expect(inert.replace(/[\u200b-\u200d\u2060]/g, '')).not.toMatch(/\[\/?code|@\[/i);
				expect(inert.replace(/ /g, '')).toBe(text.replace(/ /g, ''));
			},
		),
		runs,
	);
});

test('a note is as long as it may be at most, and holds its marker', () => {
	const marker = 'Invite 1 · abcdefgh';
	fc.assert(
		fc.property(fc.string({ maxLength: 400 }), fc.integer({ min: 60, max: 300 }), (text, most) => {
			const body = fitted(`${text}\n\n${marker}`, marker, most);
			expect(body.length).toBeLessThanOrEqual(most);
			expect(body).toContain(marker);
		}),
		runs,
	);
});

test.each([
	['INC0001201', 'INC0000000', 'INC0001201'],
	['1201', 'INC0000000', 'INC0001201'],
	['1201', 'HELP00000', 'HELP01201'],
	['INC1201', 'INC0000000', 'INC0001201'],
	['INC00012345', 'INC0000000', 'INC00012345'],
	['RITM0000001', 'INC0000000', 'RITM0000001'],
	['1201', 'no number', 'INC0001201'],
])('%j with numbers such as %j is %j', (typed, number, wanted) => {
	expect(numberOf({ ...settings, number }, ticketIn(typed) ?? '')).toBe(wanted);
});

test.each([
	['<https://x.example/api/now/table/incident?sysparm_offset=200>;rel="next"', 3, '0', '200'],
	[
		'<https://x.example/?sysparm_offset=0>;rel="first",<https://x.example/?a=1&sysparm_offset=400>;rel="next"',
		0,
		'200',
		'400',
	],
	['<https://x.example/?sysparm_offset=0>;rel="first"', 200, null, null],
	['<https://x.example/?sysparm_offset=200>;rel="next"', 200, '200', null],
	['', 200, null, '200'],
	['', 199, null, null],
	['rel="next"', 200, null, null],
])('after %j comes the page of %j', (link, count, cursor, next) => {
	const got = { status: 200, body: null, answered: { headers: { link } } };
	expect(nextOf(got, count, cursor)).toBe(next);
});

test('calls never throw, whatever they hold', () => {
	fc.assert(
		fc.property(fc.anything(), fc.oneof(fc.string(), fc.json()), (headers, body) => {
			expect(call({ headers, body }).came).toBeDefined();
		}),
		runs,
	);
});
