import type { Asked } from '../../../nodes/shared/desk/contract';
import type { Desk, DeskSettings } from '../../../nodes/shared/desk/desk';
import type { Got } from '../../../nodes/shared/desk/flow';
import { begin, goOn } from '../../../nodes/shared/desk/machine';
import { holds } from '../../../nodes/shared/desk/marker';
import { plainNote, withParagraphs, wordsOf } from '../../../nodes/shared/desk/noteBody';
import { fieldsOf, timeOf } from '../../../nodes/shared/desk/json';
import { requestTo } from '../../../nodes/shared/desk/request';
import { typedKey } from '../../../nodes/shared/desk/numbers';
import { MARKER, ok, put } from './play.mts';

const settings: DeskSettings = { address: 'https://any.example.com', system: 'any' };

/** A desk with keys, whose notes are read-only of author and may come out public; no chats, no agents, no tickets to open. */
const any: Desk = {
	...{ name: 'Any Desk', sampleAddress: 'https://any.example.com', noteFormat: 'adf' },
	...{ longestNote: 5000, canWriteAs: false, privateNotes: true, ticketIn: typedKey },
	ticket: (on, id) => ({
		request: requestTo(on.settings, `/issue/${id}`),
		read: ({ body }: Got) => {
			const { key } = fieldsOf(body);
			const customer = { id: null, name: null, email: null, company: null };
			const ticket = {
				...{ id, number: id, summary: 'x', status: null, closed: false, customer, device: null },
				...{ technician: null, type: null, typeId: null, openedAt: null, touchedAt: null },
				...{ url: `https://any.example.com/browse/${id}`, openChatId: null },
			};
			return key === id ? { ticket, ref: '10042' } : null;
		},
	}),
	tickets: (on) => ({
		request: requestTo(on.settings, '/x'),
		read: () => ({ items: [], next: null }),
	}),
	notes: (on, { ref }) => ({
		request: requestTo(on.settings, `/issue/${ref}/comment`),
		read: ({ body }) => ({ items: [{ id: '1', text: body }], next: null }),
	}),
	write: (on, { ref }, note) => ({
		request: requestTo(on.settings, `/issue/${ref}/comment`, {
			method: 'POST',
			body: { body: JSON.parse(note.body), agent: note.agentId, private: note.isPrivate },
		}),
		read: ({ body }) => ({ id: '7', isPrivate: fieldsOf(body).private === true }),
	}),
};

const asked = (more: object = {}): Asked =>
	put({
		...{ target: { kind: 'ticket', id: 'help-412' }, session: null },
		note: { audience: 'internal', sections: [], marker: MARKER, postscript: '', text: 'Hello' },
		...more,
	});

/** Up to where the note is written, and its request. */
function writing(desk: Desk) {
	const notes = goOn(desk, begin(desk, asked(), settings).state, ok({ key: 'HELP-412' }));
	return goOn(desk, notes.state, ok({ comments: [] }));
}

test('the technician is named in the note of a desk where nobody writes for others', () => {
	const { request, goes } = writing(any);
	expect([goes, request?.method]).toEqual(['tell', 'POST']);
	const body = JSON.parse(request?.body ?? '');
	expect(body).toMatchObject({ agent: null, private: true, body: { type: 'doc', version: 1 } });
	expect(JSON.stringify(body)).toContain('Technician: Alex Morgan');
});

test.each([
	['private', 'written', 'It is private now.'],
	['gone', 'refused', 'It is deleted.'],
	[null, 'refused', 'Delete it by hand.'],
] as const)('a note that came out public is taken back: %s', (how, outcome, said) => {
	const desk: Desk = how
		? {
				...any,
				takeBack: (on, { ref }, noteId) => ({
					request: requestTo(on.settings, `/issue/${ref}/comment/${noteId}`, { method: 'DELETE' }),
					read: () => how,
				}),
			}
		: any;
	let step = goOn(desk, writing(desk).state, ok({ private: false }));
	if (how) {
		expect(step.request).toMatchObject({ method: 'DELETE' });
		step = goOn(desk, step.state, { statusCode: 204, headers: {} });
	}
	expect(step.answer).toMatchObject({ outcome, ticketId: 'HELP-412' });
	expect(step.answer?.said).toContain(said);
});

test('what a desk cannot do is unsupported, and is not among what it says it can', () => {
	for (const operation of ['findAgents', 'postToChat', 'createTicket', 'setStatus', 'addTime']) {
		const { answer } = begin(any, { contract: 1, operation }, settings);
		expect(answer).toMatchObject({ outcome: 'unsupported', said: `Any Desk cannot ${operation}.` });
	}
	expect(begin(any, { contract: 1, operation: 'describe' }, settings).answer).toMatchObject({
		...{ operations: ['describe', 'putNote', 'getTicket', 'findTickets'], chats: false },
	});
});

test.each([
	['as it was written', `x ${MARKER} y`],
	['with an entity and tags around it', `<div>x ${MARKER.replace(' · ', '&nbsp;&#183; ')}</div>`],
	['wrapped', MARKER.replace(' · ', '\n\t· ')],
	['deep in a document', { content: [{ content: [{ type: 'text', text: MARKER }] }] }],
	['cut into texts', [MARKER.slice(0, 30), MARKER.slice(30)]],
])('a marker is found %s', (_how, text) => {
	expect(holds(text, MARKER)).toBe(true);
});

test.each([
	['another session', MARKER.replace('a', 'b'), MARKER],
	['another signature', MARKER.replace('abcdefgh', 'abcdefgi'), MARKER],
	['no marker', 'x', ''],
	['nothing', null, MARKER],
])('a marker is not found in %s', (_what, text, marker) => {
	expect(holds(text, marker)).toBe(false);
});

test('plain text stays plain in every format', () => {
	const text = '<b>*x*</b> [y](z)\n{code}';
	expect(plainNote('html', [text])).toBe(
		'<p>&lt;b&gt;*x*&lt;/b&gt; [y](z)<br>&#123;code&#125;</p>',
	);
	expect(plainNote('text', [text, MARKER])).toBe(`${text}\n\n${MARKER}`);
	expect(plainNote('jiraWiki', [text]).replaceAll('\u200b', '')).toContain('\\{code\\}');
	expect(JSON.parse(plainNote('adf', ['a\nb']))).toEqual({
		...{ type: 'doc', version: 1 },
		content: [
			{
				type: 'paragraph',
				content: [{ type: 'text', text: 'a' }, { type: 'hardBreak' }, { type: 'text', text: 'b' }],
			},
		],
	});
	expect(withParagraphs('adf', 'no JSON', ['a'])).toContain('"text":"a"');
	expect(wordsOf('a<br>b &amp;lt; c')).toBe('a\nb &lt; c');
});

test.each([
	['2026-11-25 08:14:02', '2026-11-25T08:14:02.000Z'],
	['2026-11-25T10:14:02.123+0100', '2026-11-25T09:14:02.123Z'],
	['2026-11-25T10:14:02', '2026-11-25T10:14:02.000Z'],
	['2026-11-25T10:14:02Z', '2026-11-25T10:14:02.000Z'],
	['yesterday', null],
	[{ toString: 0 }, null],
])('the time %j is %j', (given, time) => {
	expect(timeOf(given)).toBe(time);
});
