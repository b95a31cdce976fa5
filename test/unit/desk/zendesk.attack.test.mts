import fc from 'fast-check';

import type { Asked } from '../../../nodes/shared/desk/contract';
import { withCall } from '../../../nodes/shared/desk/event';
import { begin, type DeskState, goOn, type Next } from '../../../nodes/shared/desk/machine';
import { zendesk } from '../../../nodes/shared/desk/zendesk';
import type { ZendeskSettings } from '../../../nodes/shared/desk/zendesk/model';
import { inert } from '../../../nodes/shared/desk/zendesk/note';
import { searchWords } from '../../../nodes/shared/desk/zendesk/search';
import { termsOf } from '../../desk/zendesk/search.mts';
import { runs as allRuns } from '../runs.mts';

const runs = { numRuns: Math.min(allRuns.numRuns, 1_000) };
const MARKER = `BeyondTrust session ${'a'.repeat(32)} · abcdefgh`;
const SECRET = 'a-secret-of-some-account-0815';
const settings: ZendeskSettings = {
	...{ address: 'https://acme-demo.zendesk.com', system: 'zendesk' },
	...{ totalTimeField: '39900000000901', lastTimeField: '39900000000902' },
};
type Step = Next<DeskState<ZendeskSettings>>;
const then = (step: Step, answered: unknown): Step =>
	goOn(
		zendesk,
		JSON.parse(JSON.stringify(step.state)) as DeskState<ZendeskSettings>,
		answered as object,
	);

const json = fc.jsonValue();
/** Any JSON, and answers that look right but for one member. */
const nearly = fc
	.record({
		id: fc.oneof(fc.constantFrom(1201, '1201', 9e99, -1, 1202), json),
		status: fc.oneof(fc.constantFrom('open', 'closed', 'solved'), json),
		custom_fields: fc.oneof(json, fc.constant([{ id: 39900000000901, value: 60 }])),
		updated_at: fc.oneof(json, fc.constant('2026-11-26T10:00:00Z')),
		tags: json,
		requester_id: json,
	})
	.map((ticket) => ({ ticket }));
const lists = fc.record({
	comments: fc.oneof(json, fc.array(fc.record({ id: json, html_body: json, public: json }))),
	users: fc.oneof(json, fc.array(fc.record({ id: fc.nat(), name: json, role: json, email: json }))),
	tickets: fc.oneof(json, fc.array(json)),
	results: fc.oneof(json, fc.array(json)),
	meta: fc.oneof(json, fc.constant({ has_more: true, after_cursor: 'x' })),
	next_page: fc.oneof(json, fc.constant('https://evil.example/')),
	links: fc.constant({ next: 'https://evil.example/' }),
	audit: fc.oneof(json, fc.record({ events: fc.oneof(json, fc.array(json)) })),
});
const body = fc.oneof(json, nearly, lists);
const answered = fc.record({
	statusCode: fc.constantFrom(200, 200, 200, 201, 204, 400, 401, 403, 404, 409, 422, 429, 500, 0),
	body,
	headers: fc.oneof(json, fc.constant({ 'retry-after': '1', 'x-idempotency-lookup': 'hit' })),
	error: json,
});
const asked = fc.record({
	contract: fc.constant(1),
	operation: fc.constantFrom(
		...['describe', 'putNote', 'getTicket', 'findTickets', 'findAgents', 'postToChat'],
		...['createTicket', 'setStatus', 'addTime', 'readEvent', 'toString', '__proto__'],
	),
	target: fc.oneof(fc.constant({ kind: 'ticket', id: '1201' }), json),
	note: fc.oneof(fc.constant({ audience: 'internal', marker: MARKER, text: 'x' }), json),
	author: fc.oneof(fc.constant({ names: ['Alex Morgan'], email: 'a@b.example' }), json),
	session: fc.constantFrom(null, { sessionId: 'a'.repeat(32) }),
	create: fc.oneof(json, fc.record({ summary: fc.string(), key: fc.string(), customer: json })),
	status: fc.oneof(json, fc.record({ to: fc.constantFrom('open', 'closed', '77') })),
	minutes: fc.oneof(json, fc.constant(5)),
	ticket: fc.oneof(fc.constant('1201'), fc.string()),
	limit: json,
	since: fc.oneof(json, fc.constant('2026-11-26')),
	text: fc.option(fc.string()),
	came: fc.constant({ doubt: null, ticket: '1201' }),
});

const note = { body: `<p>${MARKER}</p>`, marker: MARKER };

/** One step: what it sends is well-formed and goes to this desk; what it answers is an answer. */
function fits(step: Step): void {
	if (step.goes === 'answer') {
		expect(step.answer?.contract).toBe(1);
		return;
	}
	if (step.goes === 'render') return;
	if (step.goes === 'wait') {
		expect(step.seconds).toBeGreaterThan(0);
		return;
	}
	const { url = '', method, body: sent = '', headers = {} } = step.request ?? {};
	expect(new URL(url).origin).toBe('https://acme-demo.zendesk.com');
	expect(new URL(url).pathname).toMatch(
		/^\/api\/v2\/(?:tickets|search|users)(?:\/search|\/\d+(?:\/comments(?:\/\d+\/make_private)?)?)?\.json$/,
	);
	for (const value of Object.values(headers)) expect(value).toMatch(/^[\x20-\x7e]*$/);
	const { ticket } = JSON.parse(sent) as { ticket?: { comment?: { public?: unknown } } };
	if (method === 'PUT' && ticket?.comment) expect(typeof ticket.comment.public).toBe('boolean');
}

test('whatever Zendesk answers, each step goes to Zendesk or ends in an answer of the contract, and it ends', () => {
	fc.assert(
		fc.property(asked, fc.array(answered, { minLength: 1, maxLength: 12 }), (wanted, answers) => {
			let step: Step = begin(zendesk, wanted as unknown as Asked, settings);
			let count = 0;
			for (; step.goes !== 'answer' && count < 400; count += 1) {
				fits(step);
				step = then(step, step.goes === 'render' ? { note } : answers[count % answers.length]);
			}
			fits(step);
			expect(step.goes).toBe('answer');
		}),
		{ numRuns: Math.ceil(runs.numRuns / 4) },
	);
});

test('nothing that Zendesk or n8n says in a refusal is repeated', () => {
	const refusal = fc.record({
		statusCode: fc.constantFrom(400, 401, 403, 404, 409, 422, 429, 500, 503),
		body: fc.constantFrom(
			{ error: SECRET, description: SECRET, details: { status: [{ description: SECRET }] } },
			{ error: { title: SECRET, message: SECRET } },
			SECRET,
		),
		error: fc.constant({ message: `Bearer ${SECRET}` }),
		headers: fc.constant({ 'www-authenticate': SECRET }),
	});
	const operations = [
		'putNote',
		'createTicket',
		'setStatus',
		'addTime',
		'findTickets',
		'findAgents',
	];
	fc.assert(
		fc.property(fc.constantFrom(...operations), fc.nat(4), refusal, (operation, after, refused) => {
			let step: Step = begin(
				zendesk,
				{
					...{ contract: 1, operation, ticket: '1201', minutes: 5, session: {}, text: 'x' },
					...{ target: { kind: 'ticket', id: '1201' }, status: { to: 'solved' } },
					note: { audience: 'internal', marker: MARKER, sections: [], postscript: '' },
					create: { summary: 'x', text: 'x', customer: null, key: 'k' },
				} as Asked,
				settings,
			);
			const fine = { statusCode: 200, body: { ticket: { id: 1201, status: 'open' }, tickets: [] } };
			for (let count = 0; step.goes !== 'answer' && count < 40; count += 1) {
				step = then(step, step.goes === 'render' ? { note } : count < after ? fine : refused);
			}
			expect(step.goes).toBe('answer');
			expect(JSON.stringify(step)).not.toContain(SECRET);
		}),
		runs,
	);
});

test('no text of people is an operator of the search', () => {
	fc.assert(
		fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
			for (const { name, isNot } of termsOf(searchWords(text))) {
				expect(name).toBe('');
				expect(isNot).toBe(false);
			}
		}),
		runs,
	);
});

test('no text of people holds a placeholder', () => {
	const braces = fc.array(fc.constantFrom('{', '}', '%', ' ', 'x', '|'), { maxLength: 20 });
	fc.assert(
		fc.property(braces, (parts) => {
			expect(inert(parts.join(''))).not.toMatch(/\{[{%]/);
		}),
		runs,
	);
});

test('a call that nobody signed is refused, whatever it holds', () => {
	fc.assert(
		fc.property(fc.dictionary(fc.string(), json), fc.string(), json, (more, sent, signature) => {
			const headers = { ...more, 'x-zendesk-webhook-signature': signature };
			const event = { headers, body: sent } as never;
			const { came } = withCall(
				zendesk,
				{ contract: 1, operation: 'readEvent', event },
				SECRET,
				Date.now(),
			);
			expect(came).toMatchObject({ doubt: expect.any(String), ticket: null });
			expect(came?.doubt).not.toContain(SECRET);
		}),
		runs,
	);
});
