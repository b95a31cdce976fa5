import fc from 'fast-check';

import type { Asked } from '../../../nodes/shared/desk/contract';
import { withCall } from '../../../nodes/shared/desk/event';
import { jira } from '../../../nodes/shared/desk/jira';
import { documentOf, LONGEST_DOCUMENT } from '../../../nodes/shared/desk/jira/note';
import { jqlOf, searchWords } from '../../../nodes/shared/desk/jira/search';
import { begin, goOn } from '../../../nodes/shared/desk/machine';
import { plainNote, withParagraphs } from '../../../nodes/shared/desk/noteBody';
import { isDocument } from '../../desk/jira/adf.mts';
import { runs as allRuns } from '../runs.mts';
import { MARKER, put, SECRET, SETTINGS, type Step } from './jiraRig.mts';

const runs = { numRuns: Math.min(allRuns.numRuns, 2_000) };
const TOKEN = 'desk-token-that-nobody-may-see';

const issue = (fields: object = {}) => ({
	...{ id: '20001', key: 'HELP-1201' },
	fields: { project: { projectTypeKey: 'service_desk' }, ...fields },
});
const ok = (body: unknown, statusCode = 200) => ({ statusCode, body, headers: {} });
const then = (step: Step, answered: object): Step =>
	goOn(jira, JSON.parse(JSON.stringify(step.state)) as Step['state'], answered);
const start = (asked: object) => begin(jira, asked as Asked, SETTINGS);

it('whatever is asked and answered ends in a request of this site or an answer of the contract, and leaks nothing', () => {
	const value = fc.oneof(fc.jsonValue(), fc.string(), fc.nat());
	const asked = fc.record({
		contract: fc.constantFrom(1, 1, 1, 2),
		operation: fc.constantFrom(
			...['putNote', 'putNote', 'getTicket', 'findTickets', 'createTicket', 'setStatus'],
			...['addTime', 'describe', 'findAgents', 'postToChat', 'readEvent', '__proto__'],
		),
		target: fc.constantFrom(put().target, { kind: 'chat', id: '1' }, null),
		ticket: fc.oneof(fc.constant('HELP-1201'), fc.string()),
		note: fc.oneof(fc.constant({ ...put().note, text: 'x', marker: MARKER }), fc.jsonValue()),
		session: fc.constantFrom(null, {}),
		create: value,
		status: fc.oneof(fc.constantFrom({ to: 'closed' }, { to: 'open' }), value),
		minutes: fc.oneof(fc.constant(5), value),
		at: value,
		since: value,
		text: value,
		limit: value,
	});
	const known = fc.constantFrom<unknown>(
		issue(),
		{ comments: [{ id: '1', body: {}, jsdPublic: true }], total: 9 },
		{
			transitions: [
				{ id: '1', to: { statusCategory: { key: 'done' } }, fields: { resolution: 7 } },
			],
		},
		{ issues: [null, issue(), 7], nextPageToken: { a: 1 } },
		{ id: '9', jsdPublic: 'false' },
		{ id: { toString: 0 }, key: { toString: 0 }, fields: [] },
		{ errors: { comment: `too long ${TOKEN}` }, errorMessages: [TOKEN] },
		`Client must be authenticated ${TOKEN}`,
	);
	const answered = fc.record({
		statusCode: fc.constantFrom(200, 200, 201, 204, 400, 401, 403, 404, 409, 429, 500, 0),
		body: fc.oneof(known, fc.jsonValue()),
		error: fc.constantFrom(undefined, { message: `refused ${TOKEN}` }),
	});
	fc.assert(
		fc.property(asked, fc.array(answered, { maxLength: 8 }), (wanted, answers) => {
			let step = start(wanted);
			for (const answer of answers) {
				if (step.goes === 'answer') {
					expect(step.answer?.contract).toBe(1);
					expect(JSON.stringify(step.answer?.said ?? '')).not.toContain(TOKEN);
					break;
				} else if (step.request) {
					const { href } = new URL(step.request.url);
					expect(href).toMatch(/^https:\/\/site\.example\/rest\/(?:api\/3|servicedeskapi)\//);
					expect(() => JSON.parse(step.request!.body) as unknown).not.toThrow();
				}
				const isNote = step.goes === 'render';
				step = then(
					step,
					isNote ? { note: { body: plainNote('adf', ['x']), marker: MARKER } } : answer,
				);
			}
		}),
		runs,
	);
});

it('an internal note is told as written only where the answer says that it is internal', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (body) => {
			let step = start(put({ session: null, note: { ...put().note, text: 'x' }, author: null }));
			for (const answer of [issue(), { comments: [], total: 0 }, { values: [] }, body]) {
				step = then(step, ok(answer));
			}
			const isSo = (body as { jsdPublic?: unknown } | null)?.jsdPublic === false;
			if (step.answer?.outcome === 'written') expect(isSo).toBe(true);
		}),
		runs,
	);
	let step = start(put({ session: null, note: { ...put().note, text: 'x' }, author: null }));
	for (const answer of [issue(), { comments: [] }, {}, { id: '9' }]) step = then(step, ok(answer));
	expect(step.request).toMatchObject({
		...{ method: 'DELETE', url: 'https://site.example/rest/api/3/issue/20001/comment/9' },
	});
});

it('every note is a document that Jira takes, however long it is', () => {
	const text = fc.oneof(
		fc.string(),
		fc.string({ unit: 'binary' }),
		fc
			.array(fc.constantFrom('"', '\\', '\n', '👍', 'x ', '\u0000'), { maxLength: 60 })
			.chain((parts) => fc.nat({ max: 2_000 }).map((count) => parts.join('').repeat(count))),
	);
	fc.assert(
		fc.property(text, text, (words, postscript) => {
			const body = withParagraphs('adf', plainNote('adf', [words, MARKER]), [postscript]);
			const document = documentOf(body);
			expect(isDocument(document)).toBe(true);
			expect(JSON.stringify(document).length).toBeLessThanOrEqual(LONGEST_DOCUMENT);
			expect(JSON.stringify(document)).toContain(MARKER);
		}),
		{ numRuns: Math.min(allRuns.numRuns, 300) },
	);
});

it('a document with long tables and lists stays one', () => {
	const text = (length: number) => [{ type: 'text', text: 'x'.repeat(length) }];
	const paragraph = (length: number) => ({ type: 'paragraph', content: text(length) });
	const item = (length: number) => ({ type: 'listItem', content: [paragraph(length)] });
	const cell = (length: number) => ({ type: 'tableCell', content: [paragraph(length)] });
	const row = (length: number) => ({ type: 'tableRow', content: [cell(length), cell(length)] });
	for (const content of [
		[{ type: 'bulletList', content: [item(50_000)] }],
		[{ type: 'table', content: [row(40_000)] }, paragraph(3)],
		[{ type: 'bulletList', content: Array.from({ length: 3_000 }, () => item(40)) }],
		Array.from({ length: 40 }, () => paragraph(2_000)),
	]) {
		const document = documentOf(JSON.stringify({ content: [paragraph(80), ...content] }));
		expect(isDocument(document)).toBe(true);
		expect(JSON.stringify(document).length).toBeLessThanOrEqual(LONGEST_DOCUMENT);
		expect(JSON.stringify(document)).toContain('This note was cut');
	}
});

it('no text of people gets out of its quotes in a search', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (text, projects) => {
			const jql = jqlOf({ ...SETTINGS, projects }, { since: null, text, limit: 5 });
			const shape = jql.replace(/"[^"\\]*"/g, 'Q').replace(/(?:Q, )+Q/, 'Q');
			expect(shape).toMatch(
				/^(?:updated >= Q|(?:project in \(Q\))?(?: AND )?(?:text ~ Q)?) ORDER BY updated DESC$/,
			);
			expect(searchWords(text)).not.toMatch(/[-+&|!(){}[\]^~*?:/\\"]|\b(?:AND|OR|NOT)\b/);
		}),
		runs,
	);
});

describe('A call of the site', () => {
	const NOW = Date.parse('2026-11-26T10:00:00Z');
	const came = (headers: unknown, body: unknown) =>
		withCall(
			jira,
			{ contract: 1, operation: 'readEvent', event: { headers, body } } as Asked,
			SECRET,
			NOW,
		).came;

	it('with a right signature is not believed without a time in it', () => {
		const { events } = jira;
		const headers = {
			'x-hub-signature': 'sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9',
		};
		const doubt = events?.doubt(
			{ headers, body: 'Hello World!' },
			"It's a Secret to Everybody",
			NOW,
		);
		expect(doubt).toContain('The call is old');
	});

	it('never throws, whatever it holds, and is not believed', () => {
		fc.assert(
			fc.property(fc.anything(), fc.string(), (headers, body) => {
				expect(came(headers, body)).toMatchObject({ ticket: null, doubt: expect.any(String) });
			}),
			runs,
		);
	});
});
