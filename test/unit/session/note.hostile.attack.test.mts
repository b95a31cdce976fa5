import type { NoteFormat } from '../../../nodes/shared/session/model';
import { renderNote } from '../../../nodes/shared/session/note';
import { adfFaults } from './adfGrammar.mts';
import { hostileSession } from './hostileSession.mts';
import { faultsIn } from './noteGrammar.mts';

/** The session that test/e2e/hostileNotes.test.mts shows in a browser, in the other formats by their grammar. */
const { session, words } = hostileSession();
const bodyIn = (format: NoteFormat, one = session) =>
	renderNote(one, format, { redact: false }).body;

/** The grammars try every way to read a line, which takes long where it is long. */
const readable = hostileSession(500).session;
const UNSEEN =
	/[^\P{Cc}\t\n]|[\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe]|\p{Cs}/u;

describe('a session whose every word is an attack', () => {
	test.each(['markdown', 'jiraWiki', 'slackMrkdwn'] as const)(
		'is a note of no mark-up but its own in %s',
		(format) => {
			expect(faultsIn[format](bodyIn(format, readable)).map((line) => line.slice(0, 200))).toEqual(
				[],
			);
		},
	);

	test('is valid ADF of plain nodes', () => {
		expect(adfFaults(bodyIn('adf'))).toEqual([]);
	});

	test.each(['adf', 'html', 'jiraWiki', 'markdown', 'slackMrkdwn', 'text'] as const)(
		'keeps every text, and no sign that nobody sees, in %s',
		(format) => {
			const body = bodyIn(format);
			expect(words.filter((word) => !body.includes(word))).toEqual([]);
			expect(UNSEEN.exec(body)).toBeNull();
		},
	);

	test.each(['adf', 'html', 'jiraWiki', 'markdown', 'slackMrkdwn', 'text'] as const)(
		'is cut at a line where it is too long, in %s',
		(format) => {
			const note = renderNote(session, format, { maxLength: 30_000 });
			expect(note.body.length).toBeLessThanOrEqual(30_000);
			expect(note.overflow?.length).toBeGreaterThan(500_000);
		},
	);
});
