import fc from 'fast-check';

import type { NoteFormat } from '../../../nodes/shared/session/model';
import { renderNote } from '../../../nodes/shared/session/note';
import type { NoteOptions } from '../../../nodes/shared/session/note';
import { runs } from '../runs.mts';
import { adfFaults } from './adfGrammar.mts';
import { options, session } from './hostile.mts';
import { faultsIn } from './noteGrammar.mts';

const linkKey = 'a key that signs markers';

const FORMATS: NoteFormat[] = ['adf', 'html', 'jiraWiki', 'markdown', 'slackMrkdwn', 'text'];

/** ADF has no room for its marker and its notice in less than 400 characters. */
const longEnough = (chosen: NoteOptions): NoteOptions =>
	chosen.maxLength === 200 ? { ...chosen, maxLength: 400 } : chosen;

describe('the readers of this test', () => {
	test.each([
		['markdown', '- **A**: *bold*'],
		['markdown', '- **A**: a [b](http://x.y)'],
		['markdown', '- **A**: http://x.y'],
		['markdown', '- **A**: @all'],
		['markdown', '- **A**: &lt;'],
		['markdown', '  - x'],
		['markdown', '  1. x'],
		['markdown', '> x'],
		['markdown', '# x'],
		['markdown', '- **A**: a\\\\*b*'],
		['jiraWiki', '* *A*: *b*'],
		['jiraWiki', '* *A*: [~admin]'],
		['jiraWiki', '* *A*: \\\\[~admin\\]'],
		['jiraWiki', '* *A*: {code}'],
		['jiraWiki', '* *A*: \\{code\\}'],
		['jiraWiki', 'bq. x'],
		['jiraWiki', '* *A*: :D'],
		['jiraWiki', '* *A*: a|b'],
		['slackMrkdwn', '• *A*: *b*'],
		['slackMrkdwn', '• *A*: <!here>'],
		['slackMrkdwn', '• *A*: <@U123>'],
		['slackMrkdwn', '• *A*: @channel'],
		['slackMrkdwn', '• *A*: _b_'],
		['slackMrkdwn', '&gt; x'],
		['slackMrkdwn', '• *A*: :smile:'],
	] as const)('find the fault in %s: %s', (format, line) => {
		expect(faultsIn[format](line)).toEqual([line]);
	});

	test.each([
		{ type: 'doc', version: 1, content: [{ type: 'text', text: 'x' }] },
		{
			type: 'doc',
			version: 1,
			content: [{ type: 'paragraph', content: [{ type: 'text', text: '' }] }],
		},
		{
			type: 'doc',
			version: 1,
			content: [{ type: 'paragraph', content: [{ type: 'mention', attrs: { id: '1' } }] }],
		},
		{ type: 'doc', version: 1, content: [{ type: 'table', content: [] }] },
		{ version: 1 },
	])('find the fault in ADF %j', (document) => {
		expect(adfFaults(JSON.stringify(document))).not.toEqual([]);
	});
});

describe('a note of hostile sessions', () => {
	// All formats of one session at once: to make a hostile session takes longer than to write it down.
	test('holds no mark-up, mention, link or macro but its own, whatever the format', () => {
		fc.assert(
			fc.property(session, options, (hostile, chosen) => {
				for (const format of ['markdown', 'jiraWiki', 'slackMrkdwn'] as const) {
					const { body, overflow } = renderNote(hostile, format, chosen);
					const faults = [...faultsIn[format](body), ...faultsIn[format](overflow ?? '')];
					expect({ format, faults }).toEqual({ format, faults: [] });
				}
				const { body, overflow } = renderNote(hostile, 'adf', longEnough(chosen));
				expect(adfFaults(body)).toEqual([]);
				if (overflow !== null) expect(adfFaults(overflow)).toEqual([]);
			}),
			runs,
		);
	});

	test('holds the marker of its own session only, within its length, whatever the format', () => {
		fc.assert(
			fc.property(session, options, (hostile, chosen) => {
				const { maxLength = 0, ...others } = longEnough(chosen);
				const { contentHash } = renderNote(hostile, 'text', others);
				for (const format of FORMATS) {
					const note = renderNote(hostile, format, { ...others, maxLength, linkKey });
					const markers = note.body.match(
						/BeyondTrust\s*session\s*[0-9a-f]{32}(?: · [a-z2-7]{8})?/gi,
					);
					expect({ format, markers }).toEqual({ format, markers: [note.marker] });
					if (maxLength) expect(note.body.length).toBeLessThanOrEqual(maxLength);
					expect(note.truncated).toBe(note.overflow !== null);
					expect(note.contentHash).toBe(contentHash);
				}
			}),
			runs,
		);
	});

	test('loses nothing that people said, in any format', () => {
		const letters = fc.stringMatching(/^[a-z]{6,10}$/);
		fc.assert(
			fc.property(session, fc.array(letters, { minLength: 1, maxLength: 20 }), (hostile, words) => {
				const spoken = words.map((text) => ({
					at: null,
					from: { type: 'customer' as const, name: 'A', participant: null },
					to: null,
					text,
				}));
				for (const format of FORMATS) {
					const { body, overflow } = renderNote({ ...hostile, transcript: spoken }, format, {
						redact: false,
						maxLength: 500,
					});
					for (const word of words) expect(`${body}${overflow}`).toContain(word);
				}
			}),
			{ numRuns: 100 },
		);
	});
});
