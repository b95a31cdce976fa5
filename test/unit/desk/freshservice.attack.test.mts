import fc from 'fast-check';

import { newTicketIn } from '../../../nodes/shared/desk/freshservice/model';
import { timeSpent } from '../../../nodes/shared/desk/freshservice/time';
import { tagOf } from '../../../nodes/shared/desk/freshservice/writes';
import { runs as allRuns } from '../runs.mts';
import { play, settings, start, then } from './freshservicePlay.mts';
import { note, ok, put } from './play.mts';

const runs = { numRuns: Math.min(allRuns.numRuns, 2_000) };

/** Stands for what no sentence may repeat: the key, a note, a customer's words. */
const HIDDEN = 'h1dden-words';

const field = fc.constantFrom(
	...['ticket', 'tickets', 'conversation', 'conversations', 'time_entry', 'time_entries', 'agents'],
	...['id', 'status', 'private', 'body', 'note', 'tags', 'errors', 'field', 'code', 'message'],
	...['requester', 'department', 'deleted', 'description', 'email', 'first_name', 'toString'],
);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
	value: fc.oneof(
		{ maxDepth: 4 },
		fc.constantFrom(null, true, false, 1201, '1201', 2, 5, HIDDEN, `<b>${HIDDEN}</b>`, ''),
		fc.array(tie('value'), { maxLength: 3 }),
		fc.dictionary(field, tie('value'), { maxKeys: 4 }),
	),
}));
const headers = fc.oneof(
	fc.constantFrom(
		{ link: '<https://evil.example/api/v2/tickets?page=2>; rel="next"' },
		{ link: '<<<>>>; rel=next' },
		{ link: '<?page=1>; rel="next"' },
		{ 'retry-after': '1' },
		{},
	),
	fc.dictionary(fc.constantFrom('link', 'retry-after'), fc.jsonValue()),
);
const answered = fc.oneof(
	fc.record({
		statusCode: fc.constantFrom(200, 200, 201, 204, 400, 401, 403, 404, 409, 415, 429, 500),
		body: fc.oneof(value, fc.jsonValue()),
		headers,
	}),
	fc.record({ statusCode: fc.constantFrom(200, 429, 502), data: fc.constant(`<html>${HIDDEN}`) }),
	fc.record({ error: fc.record({ message: fc.constant(HIDDEN) }) }),
);
const asked = fc.record({
	contract: fc.constant(1),
	operation: fc.constantFrom(
		...['putNote', 'getTicket', 'findTickets', 'findAgents', 'createTicket', 'setStatus'],
		...['addTime', 'readEvent', 'describe', '__proto__'],
	),
	target: fc.constantFrom({ kind: 'ticket', id: 'INC-1201' }, null, { kind: 'chat', id: '1' }),
	ticket: fc.oneof(fc.constantFrom('SR-1201', 1201, null), fc.string()),
	note: fc.oneof(fc.constantFrom(null, put().note), fc.jsonValue()),
	author: fc.oneof(
		fc.constantFrom(null, put().author, { names: ['O\'"Neil'], email: '" OR 1=1' }),
		fc.jsonValue(),
	),
	session: fc.constantFrom(null, put().session),
	create: fc.oneof(
		fc.constant({
			summary: 'x',
			text: 'x',
			customer: { email: 'a@b.example' },
			key: "'\" OR tag:'x",
		}),
		fc.jsonValue(),
	),
	status: fc.oneof(
		fc.constantFrom({ to: 'closed' }, { to: '7' }, { to: 'toString' }),
		fc.jsonValue(),
	),
	minutes: fc.oneof(fc.constantFrom(0.1, 90), fc.double(), fc.jsonValue()),
	text: fc.option(fc.string()),
	since: fc.oneof(fc.constantFrom('2026-11-01', null), fc.jsonValue()),
	limit: fc.jsonValue(),
	came: fc.constantFrom({ doubt: null, ticket: '1201' }, { doubt: 'x', ticket: null }),
});
const tenant = fc.record({
	workspace: fc.constantFrom('', '2', '0', 'x', "1'"),
	allWorkspaces: fc.constantFrom('0', '', '1'),
	closedStatuses: fc.constantFrom('', '7', 'x'),
	newTicketFields: fc.constantFrom('', '{}', '{"category":"x"}', '[', '[]', 'null'),
	closingFields: fc.constantFrom('', '{"category":"x"}', '1'),
});

/** What people read of an answer. */
const sentences = (answer: Record<string, unknown> | null) => JSON.stringify(answer?.said ?? '');

test('whatever is asked and answered, each step goes to this desk or ends, and no sentence repeats an answer', () => {
	fc.assert(
		fc.property(asked, tenant, fc.array(answered, { maxLength: 12 }), (wanted, on, answers) => {
			let step = start(wanted, on);
			for (const answer of answers) {
				if (step.goes === 'answer') break;
				if (step.goes === 'render') expect(step.render).not.toBeNull();
				else if (step.goes === 'wait') expect(step.seconds).toBeGreaterThan(0);
				else {
					const { url = '', method } = step.request ?? {};
					expect(new URL(url).href).toMatch(
						/^https:\/\/desk\.example\.com\/api\/v2\/(?:tickets|agents|conversations)/,
					);
					expect(method).not.toBe('PATCH');
				}
				step = then(step, step.goes === 'render' ? { note } : answer);
			}
			if (step.goes === 'answer') {
				expect(step.answer?.contract).toBe(1);
				expect(sentences(step.answer)).not.toContain(HIDDEN);
			}
		}),
		runs,
	);
});

test('a run ends, also at a desk that says the same for ever', () => {
	fc.assert(
		fc.property(asked, answered, (wanted, answer) => {
			expect(play(wanted, () => answer).answer).not.toBeNull();
		}),
		{ numRuns: Math.min(runs.numRuns, 500) },
	);
});

test('the next page is one of this desk, wherever its link leads', () => {
	const link = '<https://evil.example/steal?page=2&per_page=100>; rel="next"';
	const { calls } = play({ contract: 1, operation: 'findAgents' }, () => ({
		...ok({ agents: [] }),
		headers: { link },
	}));
	expect(calls.length).toBeLessThan(50);
	expect(calls.every((call) => call.startsWith('GET /api/v2/agents?per_page=100&page='))).toBe(
		true,
	);
});

test('a tag is short and holds nothing but letters, digits and hyphens', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.jsonValue()), (key) => {
			expect(tagOf(key) ?? 'bt-').toMatch(/^bt-[a-z0-9-]{0,29}$/);
		}),
		runs,
	);
});

test('times are hours and minutes, never less than what was spent', () => {
	fc.assert(
		fc.property(fc.double({ min: 0.001, max: 5940, noNaN: true }), (minutes) => {
			const [, hours, rest] = /^(\d{2,3}):([0-5]\d)$/.exec(timeSpent(minutes)) ?? [];
			const told = Number(hours) * 60 + Number(rest);
			expect(told).toBeGreaterThanOrEqual(minutes);
			expect(told - minutes).toBeLessThan(1);
		}),
		runs,
	);
});

test('a call names a ticket or none, whatever it holds', () => {
	fc.assert(
		fc.property(fc.anything(), (body) => {
			expect(newTicketIn(body) ?? '1').toMatch(/^[1-9]\d*$/);
		}),
		runs,
	);
});

test('what people type goes into a query as one value', () => {
	const author = { agentId: null, names: ['x'], email: 'a@b&page=9" OR \'1' };
	const { calls } = play(put({ author }), (url) =>
		ok(/\/1201$/.test(url.pathname) ? { ticket: { id: 1201 } } : {}),
	);
	const query = new URL(calls.find((one) => one.includes('/agents'))!.slice(4), settings.address)
		.searchParams;
	expect(query.getAll('page')).toEqual(['1']);
	expect(query.get('email')).toBe(author.email);
});
