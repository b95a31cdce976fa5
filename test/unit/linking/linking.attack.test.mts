import fc from 'fast-check';

import { YES } from '../../../nodes/shared/linking/answer';
import { reconcile } from '../../../nodes/shared/linking/reconcile';
import { report } from '../../../nodes/shared/linking/report';
import { text as hostile } from '../session/hostile.mts';
import { runs } from '../runs.mts';
import {
	agreed,
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

const often = { numRuns: Math.min(runs.numRuns, 1500) };
const cells = fc.record({
	customer: hostile,
	company: hostile,
	representative: hostile,
	firstLine: hostile,
	hostname: hostile,
});
const of = (text: string) => ({
	summary: text,
	customer: { name: text, email: text, company: text },
	status: text,
	url: text,
});

/** No mark-up but ours, no attribute but ours, nothing invisible. */
function expectInert(markup: string) {
	const ours =
		/<\/?(?:b|p|ul|li|h3|table|thead|tbody|tr|th|td)>|<br>|<a href="https?:[^"<>]*" target="_blank" rel="noopener">|<\/a>/g;
	const left = markup.replace(ours, '');
	expect(left).not.toMatch(/[<>]/);
	expect(left).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e\u200e\u200f]/);
	expect(left).not.toContain('${');
}

test('what people and desks typed is text on every page', () => {
	fc.assert(
		fc.property(cells, hostile, (typed, text) => {
			const rows = [onTicket(1, '7', typed)];
			const pages = [
				shown(opened('move').state, rows),
				shown(chosen('move', rows).state, [{ contract: 1, tickets: [ticket(1201, of(text))] }]),
				reviewed('move', rows, ticket(1201, of(text))),
				shown(agreed(reviewed('move', rows)).state, [
					onTicket(1, '7', { linkedBy: text, lastError: text }),
				]),
				shown(chosen('move', rows).state, [{ error: text }]),
			];
			for (const page of pages) {
				expectInert(page.description);
				expect(page.fields).not.toContain('$');
				for (const { html } of fieldsOf(page)) if (html) expectInert(html);
				for (const name of ['sessions', 'suggested', 'who']) {
					for (const option of optionsOf(page, name)) expect(option).not.toMatch(/[<>\n]/);
				}
			}
			expectInert(report([row(1, { name: text, suggestion: text })]).html);
		}),
		often,
	);
});

test('a choice names a session by the number that the page gave it, whatever its names say', () => {
	fc.assert(
		fc.property(hostile, (text) => {
			const rows = [row(1, { customer: `#2 ${text}` }), row(2, { customer: `#1 · ${text}` })];
			const page = shown(opened('link').state, rows);
			const [first] = optionsOf(page, 'sessions');
			const next = answered(submitted({ sessions: [first] }), page.state);
			expect(next.state.sessions.map(({ rowId }) => rowId)).toEqual([1]);
		}),
		often,
	);
});

test('no value of a field, a row or an answer makes a rule fail', () => {
	const value = fc.oneof(
		hostile,
		fc.anything(),
		fc.constantFrom('__proto__', 'constructor', null, [], {}, -1, 1e400, { toString: 0 }),
	);
	const anyRow = fc.dictionary(
		fc.constantFrom(
			'id',
			'key',
			'sessionId',
			'state',
			'linkId',
			'linkKind',
			'linkedBy',
			'customer',
			'startedAt',
		),
		value,
	);
	fc.assert(
		fc.property(
			value,
			value,
			fc.array(anyRow, { maxLength: 4 }),
			fc.array(value, { maxLength: 3 }),
			(a, b, rows, list) => {
				const states = [
					{},
					opened('link').state,
					chosen('link', [row(1)]).state,
					reviewed('link', [row(1)]).state,
				];
				for (const state of states) {
					const fields = {
						action: a,
						sessions: a,
						ticket: b,
						suggested: a,
						go: b,
						from: a,
						to: b,
						who: a,
					};
					for (const by of [user('alex'), a, null]) {
						const next = answered({ ...submitted(fields, null), user: by }, state, {
							technicians: [...technicians, ...list],
						});
						if (next.wanted.length > 0) expect({ b, by }).toEqual({ b: YES, by: user('alex') });
					}
					shown(state, [...rows, { contract: 1, tickets: list, ticket: a }], {
						reports: list,
						technicians: list,
					});
					shown(state, [{ contract: 1, tickets: list, ticket: a }]);
				}
				reconcile({ rows, tickets: list, chats: list, technicians: list, settings });
			},
		),
		{ numRuns: Math.min(runs.numRuns, 500) },
	);
});

test('an address of a ticket is a link only where it is one of the web', () => {
	const rows = [row(1)];
	const state = (url: unknown) => agreed(reviewed('link', rows, ticket(1201, { url }))).state;
	const after = [
		row(1, {
			state: 'linked',
			linkKind: 'ticket',
			linkId: '1201',
			noteHash: 'h',
			linkedBy: 'Alex Morgan',
		}),
	];
	for (const url of ['javascript:alert(1)', 'data:text/html,x', '//x', 5, null]) {
		expect(shown(state(url), after).description).not.toContain('<a');
	}
	expect(shown(state('https://x/?a="><script>'), after).description).not.toMatch(/<script|"><s/);
});
