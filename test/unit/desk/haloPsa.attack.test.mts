import fc from 'fast-check';

import { type Asked, failureOf, typedNumber } from '../../../nodes/shared/desk/contract';
import { begin, goOn, type HaloSettings, rendered } from '../../../nodes/shared/desk/haloPsa';
import { runs as allRuns } from '../runs.mts';

const runs = { numRuns: Math.min(allRuns.numRuns, 3_000) };

const settings: HaloSettings = {
	address: 'https://desk.example.com/',
	system: 'Halo',
	outcome: 'Remote Session',
	ticketPage: '/ticket?id=',
};
const MARKER = `BeyondTrust session ${'a'.repeat(32)} · abcdefgh`;
const put = (more: object = {}): Asked => ({
	contract: 1,
	operation: 'putNote',
	target: { kind: 'ticket', id: '1201' },
	session: { sessionId: 'a'.repeat(32) },
	note: { audience: 'internal', sections: [], marker: MARKER, postscript: '' },
	author: { agentId: null, names: ['Alex Morgan'], email: null },
	minutes: 90,
	at: '2026-11-26T10:00:00.000Z',
	...more,
});
const note = { body: `<p>${MARKER}</p>`, marker: MARKER };
const ok = (body: unknown) => ({ statusCode: 200, body });

/** From the beginning to where the note is looked for. */
const looked = (asked = put()) => {
	const ticket = goOn(begin(asked, settings).state, ok({ id: 1201, summary: 'x' }));
	expect(ticket.goes).toBe('render');
	return rendered(ticket.state, note);
};

test('a note goes from its ticket to its actions, to its agent and onto the ticket', () => {
	const actions = looked();
	expect(actions.request?.path).toContain('/api/Actions?ticket_id=1201');
	const agents = goOn(actions.state, ok({ actions: [] }));
	expect(agents.request?.path).toBe('https://desk.example.com/api/Agent');
	const post = goOn(
		agents.state,
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
	expect(goOn(post.state, ok([{ id: 4 }])).answer).toMatchObject({
		...{ contract: 1, outcome: 'written', ticketId: '1201', noteId: '4', writtenAs: '21' },
	});
});

test('a note that stands there is not written again; another one of the session is, in the words of its own marker', () => {
	const there = goOn(looked().state, ok({ actions: [{ note: `x ${MARKER} y` }] }));
	expect(there.answer).toMatchObject({ outcome: 'there', ticketId: '1201' });
	const marker = `${MARKER} addendum 01234567`;
	const addendum = looked(put({ note: { ...put().note, marker, postscript: 'a < b' } }));
	expect(addendum.state.body).toBe(`<p>${marker}</p><p>a &lt; b</p>`);
	expect(goOn(addendum.state, ok({ actions: [{ note: MARKER }] })).goes).toBe('ask');
});

test('an agent whose name is refused costs the name, not the note', () => {
	const actions = looked(put({ author: { agentId: '21', names: [], email: null } }));
	const post = goOn(actions.state, ok({ actions: [] }));
	const own = goOn(post.state, { statusCode: 403, body: {} });
	expect(JSON.parse(own.request?.body ?? '')[0]).not.toHaveProperty('who_agentid');
	expect(goOn(own.state, { statusCode: 400 }).answer).toMatchObject({
		outcome: 'refused',
		said: 'HaloPSA answered with HTTP 400.',
	});
});

test('an expired token costs neither the note nor the name', () => {
	const actions = looked(put({ author: { agentId: '21', names: [], email: null } }));
	const post = goOn(actions.state, ok({ actions: [] }));
	const expired = { statusCode: 400, body: { error: 'bad_request', message: 'Token not found' } };
	expect(goOn(post.state, expired).answer).toMatchObject({ outcome: 'later' });
});

test('a note whose marker somebody took away is known by its number, an addendum is not', () => {
	const edited = ok({ actions: [{ id: 4, note: 'edited' }] });
	expect(goOn(looked(put({ known: '4' })).state, edited).answer).toMatchObject({
		...{ outcome: 'there', noteId: '4' },
	});
	const marker = `${MARKER} addendum 01234567`;
	const addendum = looked(put({ known: '4', note: { ...put().note, marker } }));
	expect(goOn(addendum.state, edited).goes).toBe('ask');
});

test('a note that cannot be rendered is refused with the reason, and is no outage', () => {
	const ticket = goOn(begin(put(), settings).state, ok({ id: 1201 }));
	expect(goOn(ticket.state, { error: 'A note has no section.' }).answer).toMatchObject({
		...{ outcome: 'refused', said: 'The note could not be written: A note has no section.' },
	});
});

test('a chat that has ended is asked for the note before it is given up', () => {
	const chat = { target: { kind: 'chat', id: '501' } };
	const ended = goOn(begin(put(chat), settings).state, ok({ id: 501, closed: true }));
	expect(goOn(ended.state, ok([{ text: `x ${MARKER}` }])).answer).toMatchObject({
		outcome: 'there',
	});
	expect(goOn(ended.state, ok([])).answer).toMatchObject({ outcome: 'closed' });
});

test('a note that could not be marked is not written', () => {
	const ticket = goOn(begin(put(), settings).state, ok({ id: 1201 }));
	const { answer } = rendered(ticket.state, { body: 'x', marker: null });
	expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials' });
});

test.each([
	[{ statusCode: 503 }, 'unavailable'],
	[{ statusCode: 429 }, 'throttled'],
	[{ statusCode: 401 }, 'credentials'],
	[{ statusCode: 400, body: { error: 'bad_request', message: 'Token not found' } }, 'credentials'],
	[{ statusCode: 200, body: '<html>' }, 'unreadable'],
	[{ error: { message: 'connect ECONNREFUSED 127.0.0.1:9' } }, 'unreachable'],
	[{ error: 'Unable to get an access token' }, 'credentials'],
])('what cannot be done now is told with its kind: %j', (answered, errorKind) => {
	expect(goOn(begin(put(), settings).state, answered).answer).toMatchObject({
		outcome: 'later',
		errorKind,
	});
});

test('another ticket than the one that was asked for is none', () => {
	expect(goOn(begin(put(), settings).state, ok({ id: 1202 })).answer).toMatchObject({
		outcome: 'notFound',
	});
	const asked: Asked = { contract: 1, operation: 'getTicket', ticket: '#0001201' };
	expect(goOn(begin(asked, settings).state, ok({ id: 1202 })).answer).toEqual({
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
		),
		target: fc.option(
			fc.record({ kind: fc.constantFrom('ticket', 'chat'), id: fc.oneof(fc.string(), fc.nat()) }),
		),
		note: fc.constantFrom(null, put().note),
		author: fc.constantFrom(null, put().author),
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
			let next = begin(wanted as unknown as Asked, settings);
			for (const answer of answers) {
				if (next.goes === 'answer') expect(next.answer?.contract).toBe(1);
				else if (next.goes === 'render') expect(next.render).not.toBeNull();
				else {
					const { href } = new URL(next.request?.path ?? '');
					expect(href).toMatch(
						/^https:\/\/desk\.example\.com\/api\/(?:Tickets|Actions|Agent|Chat)/,
					);
				}
				next = next.goes === 'render' ? rendered(next.state, note) : goOn(next.state, answer);
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
])('%j typed for a ticket is %j', (typed, number) => {
	expect(typedNumber(typed)).toBe(number);
});
