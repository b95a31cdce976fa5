import fc from 'fast-check';

import { failureOf } from '../../../nodes/shared/desk/failure';
import { typedKey, typedNumber, typedRecord } from '../../../nodes/shared/desk/numbers';
import { runs as allRuns } from '../runs.mts';
import { looked, MARKER, note, ok, put, ready, start, then } from './play.mts';

const runs = { numRuns: Math.min(allRuns.numRuns, 3_000) };

test('a note goes from its ticket to its actions, to its agent and onto the ticket', () => {
	const actions = looked();
	expect(actions.request?.url).toContain('/api/Actions?ticket_id=1201');
	const agents = then(actions, ok({ actions: [] }));
	expect(agents.request?.url).toMatch(/^https:\/\/desk\.example\.com\/api\/Agent\?/);
	const post = then(
		agents,
		ok([
			{ id: 7, name: 'Alex Morgan', isdisabled: true },
			{ id: 21, name: 'alex morgan' },
		]),
	);
	expect(post.goes).toBe('tell');
	expect(JSON.parse(post.request?.body ?? '')).toEqual([
		{
			ticket_id: 1201,
			outcome: 'Remote Session',
			note_html: note.body,
			hiddenfromuser: true,
			sendemail: false,
			who_agentid: 21,
			timetaken: 1.5,
			datetime: '2026-11-26T10:00:00.000Z',
		},
	]);
	expect(then(post, ok([{ id: 4 }])).answer).toMatchObject({
		...{ contract: 1, outcome: 'written', ticketId: '1201', noteId: '4', writtenAs: '21' },
	});
});

test('a note that stands there is not written again; another one of the session is, in the words of its own marker', () => {
	const there = then(looked(), ok({ actions: [{ note: `x ${MARKER} y` }] }));
	expect(there.answer).toMatchObject({ outcome: 'there', ticketId: '1201' });
	const marker = `${MARKER} addendum 01234567`;
	const addendum = looked(put({ note: { ...put().note, marker, postscript: 'a < b' } }));
	const agents = then(addendum, ok({ actions: [{ note: MARKER }] }));
	const { body } = then(agents, ok([{ id: 21, name: 'Alex Morgan' }])).request ?? {};
	expect(JSON.parse(body ?? '')).toMatchObject([{ note_html: `<p>${marker}</p><p>a &lt; b</p>` }]);
});

test('an agent whose name is refused costs the name, not the note', () => {
	const actions = looked(put({ author: { agentId: '21', names: [], email: null } }));
	const post = then(actions, ok({ actions: [] }));
	const own = then(post, { statusCode: 403, body: {} });
	expect(JSON.parse(own.request?.body ?? '')[0]).not.toHaveProperty('who_agentid');
	expect(then(own, { statusCode: 400 }).answer).toMatchObject({
		outcome: 'refused',
		said: expect.stringMatching(/^HaloPSA answered with HTTP 400\. Check 'outcome' in Settings/),
	});
});

test('an expired token costs neither the note nor the name', () => {
	const actions = looked(put({ author: { agentId: '21', names: [], email: null } }));
	const post = then(actions, ok({ actions: [] }));
	const expired = { statusCode: 400, body: { error: 'bad_request', message: 'Token not found' } };
	const again = then(post, expired);
	expect(again.request).toEqual(post.request);
	expect(then(again, expired).answer).toMatchObject({ outcome: 'later' });
	expect(then(again, ok([{ id: 4 }])).answer).toMatchObject({
		outcome: 'written',
		writtenAs: '21',
	});
});

test('a note whose marker somebody took away is known by its number, an addendum is not', () => {
	const edited = ok({ actions: [{ id: 4, note: 'edited' }] });
	expect(then(looked(put({ known: '4' })), edited).answer).toMatchObject({
		...{ outcome: 'there', noteId: '4' },
	});
	const marker = `${MARKER} addendum 01234567`;
	const addendum = looked(put({ known: '4', note: { ...put().note, marker } }));
	expect(then(addendum, edited).goes).toBe('ask');
});

test('a note that cannot be rendered is refused with the reason, and is no outage', () => {
	const ticket = then(start(put()), ok({ id: 1201 }));
	expect(then(ticket, { error: 'A note has no section.' }).answer).toMatchObject({
		...{ outcome: 'refused', said: 'The note could not be written: A note has no section.' },
	});
});

test('a chat that has ended is asked for the note before it is given up', () => {
	const chat = { target: { kind: 'chat', id: '501' } };
	const ended = then(start(put(chat)), ok({ id: 501, closed: true }));
	expect(then(ended, ok([{ text: `x ${MARKER}` }])).answer).toMatchObject({
		outcome: 'there',
	});
	expect(then(ended, ok([])).answer).toMatchObject({ outcome: 'closed' });
});

test('a note that could not be marked is not written', () => {
	const { answer } = then(start(put()), { note: { body: 'x', marker: null } });
	expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials' });
});

test.each([
	[{ statusCode: 503 }, 'unavailable'],
	[{ statusCode: 429, headers: { 'retry-after': '1740' } }, 'throttled'],
	[{ statusCode: 403, data: '<html>Access denied</html>' }, 'unreadable'],
	[{ statusCode: 404, data: '<!DOCTYPE html>' }, 'unreadable'],
	[{ statusCode: 401 }, 'credentials'],
	[{ statusCode: 400, body: { error: 'bad_request', message: 'Token not found' } }, 'credentials'],
	[{ statusCode: 200, body: '<html>' }, 'unreadable'],
	[{ error: { message: 'connect ECONNREFUSED 127.0.0.1:9' } }, 'unreachable'],
	[{ error: 'Unable to get an access token' }, 'credentials'],
	[{ error: { level: 'warning', shouldReport: false, tags: {} } }, 'credentials'],
	[{ error: { level: 'warning', shouldReport: true, httpCode: 'ECONNREFUSED' } }, 'unreachable'],
	[{ error: { message: 'Client authentication failed (e.g., unknown client)' } }, 'credentials'],
])('what cannot be done now is told with its kind: %j', (answered, errorKind) => {
	// A second answer like the first: a token is tried twice.
	const first = then(ready(), answered);
	const { answer } = first.answer ? first : then(first, answered);
	expect(answer).toMatchObject({
		outcome: 'later',
		errorKind,
	});
});

test('another ticket than the one that was asked for is none', () => {
	expect(then(ready(), ok({ id: 1202 })).answer).toMatchObject({
		outcome: 'notFound',
	});
	const asked = { contract: 1, operation: 'getTicket', ticket: '#0001201' };
	expect(then(start(asked), ok({ id: 1202 })).answer).toEqual({
		contract: 1,
		ticket: null,
	});
});

test('a sentence on a failure never repeats what the error says', () => {
	fc.assert(
		fc.property(fc.string({ minLength: 12 }), (secret) => {
			const failure = failureOf({ error: { message: `it said ${secret}` } }, 'HaloPSA');
			expect(failure?.said).not.toContain(`it said ${secret}`);
			expect(failure?.said).not.toBe('');
		}),
		runs,
	);
});

test('whatever is asked and answered, every step ends in a request of this desk or an answer of the contract', () => {
	const asked = fc.record({
		contract: fc.constantFrom(1, 2, null),
		operation: fc.constantFrom(
			...['describe', 'putNote', 'getTicket', 'findTickets', 'findAgents', 'postToChat', 'x'],
			...['createTicket', 'setStatus', 'addTime', 'toString', '__proto__'],
		),
		target: fc.option(
			fc.record({ kind: fc.constantFrom('ticket', 'chat'), id: fc.oneof(fc.string(), fc.nat()) }),
		),
		note: fc.oneof(fc.constantFrom(null, put().note), fc.jsonValue()),
		author: fc.oneof(fc.constantFrom(null, put().author), fc.jsonValue()),
		session: fc.constantFrom(null, put().session),
		create: fc.jsonValue(),
		status: fc.jsonValue(),
		minutes: fc.jsonValue(),
		chatIds: fc.jsonValue(),
		limit: fc.jsonValue(),
		ticket: fc.oneof(fc.string(), fc.nat(), fc.constant(null)),
		text: fc.option(fc.string()),
		chatId: fc.option(fc.string()),
	});
	const answered = fc.record({
		statusCode: fc.constantFrom(200, 201, 204, 400, 401, 403, 404, 409, 429, 500, 0),
		body: fc.jsonValue(),
		error: fc.jsonValue(),
	});
	fc.assert(
		fc.property(asked, fc.array(answered, { maxLength: 8 }), (wanted, answers) => {
			let next = start(wanted);
			for (const answer of answers) {
				if (next.goes === 'answer') expect(next.answer?.contract).toBe(1);
				else if (next.goes === 'render') expect(next.render).not.toBeNull();
				else if (next.goes === 'wait') expect(next.seconds).toBeGreaterThan(0);
				else {
					const { href } = new URL(next.request?.url ?? '');
					expect(href).toMatch(
						/^https:\/\/desk\.example\.com\/api\/(?:Tickets|Actions|Agent|Chat)/,
					);
				}
				next = then(next, next.goes === 'render' ? { note } : answer, answers);
			}
		}),
		runs,
	);
});

test.each([
	['1201', '1201'],
	['#0001201', '1201'],
	[' 1201 ', '1201'],
	[1201, '1201'],
	['0', null],
	['12a', null],
	['1'.repeat(11), null],
	[null, null],
	['[ID:0001201]', '1201'],
	['[HALO:0001201]', '1201'],
	['1201.', '1201'],
	[' #1201 ', '1201'],
	['[1201]', '1201'],
	['INC1201', null],
	[{ toString: 0 }, null],
])('%j typed for a ticket is %j', (typed, number) => {
	expect(typedNumber(typed)).toBe(number);
});

test.each([
	[typedNumber('INC-1044', ['INC', 'SR']), '1044'],
	[typedNumber('#SR-0077', ['INC', 'SR']), '77'],
	[typedNumber('INCOME-1', ['INC']), null],
	[typedKey('[help-412]'), 'HELP-412'],
	[typedKey('HELP-0'), null],
	[typedRecord(' inc0010234.'), 'INC0010234'],
	[typedRecord('0010234'), null],
])('numbers of other desks: %j is %j', (read, number) => {
	expect(read).toBe(number);
});
