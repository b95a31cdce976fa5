import fc from 'fast-check';

import { markerFor } from '../../../nodes/shared/session/link';
import type { Session } from '../../../nodes/shared/session/model';
import { renderNote } from '../../../nodes/shared/session/note';
import { runs } from '../runs.mts';
import { ID, sessionOf } from './report.mts';

const linkKey = 'a key that signs markers';
const OTHER = 'f'.repeat(32);
const FORMATS = ['adf', 'html', 'jiraWiki', 'markdown', 'slackMrkdwn', 'text'] as const;

const saying = (text: string): Session => ({
	...sessionOf(''),
	transcript: [
		{ at: null, from: { type: 'customer', name: text, participant: '2' }, to: null, text },
	],
});

/** What a desk's search makes of a text: blanks are one, and what does not show is not there. */
const searched = (body: string) =>
	body.replace(/[\p{Cf}\u034f\u115f\u1160\u3164\uffa0\ufe00-\ufe0f]/gu, '').replace(/\s+/g, ' ');

describe('the marker of a note', () => {
	test('is signed with the key of the links, and another key signs it differently', () => {
		const { marker, markerMissing, body } = renderNote(saying('x'), 'text', { linkKey });
		expect(marker).toBe(markerFor(ID, linkKey));
		expect(marker).toMatch(new RegExp(`^BeyondTrust session ${ID} · [a-z2-7]{8}$`));
		expect(markerMissing).toBeNull();
		expect(body).toContain(marker);
		expect(markerFor(ID, 'another key')).not.toBe(marker);
	});

	test('is missing without a key, and the note says why', () => {
		const note = renderNote(saying('x'), 'text');
		expect(note.marker).toBeNull();
		expect(note.markerMissing).toMatch(/no credential.*Choose the BeyondTrust credential/);
		expect(note.body).not.toMatch(/ · [a-z2-7]{8}/);
	});

	test('leaves the content hash alone', () => {
		const hashes = [null, 'one key of many characters', 'another key'].map(
			(key) => renderNote(saying('x'), 'html', { linkKey: key }).contentHash,
		);
		expect(new Set(hashes).size).toBe(1);
	});

	test.each(FORMATS)(
		'cannot be typed by a customer, whatever stands between its words, in %s',
		(format) => {
			const blank = fc.constantFrom(
				' ',
				'\t',
				'\n',
				'\r',
				'\u00a0',
				'\u2003',
				'\u3000',
				'\u200b',
				'\u200d',
				'\ufeff',
				'\u034f',
				'\u3164',
				'\ufe0f',
				'\u2060',
			);
			const blanks = fc.array(blank, { maxLength: 60 }).map((list) => list.join(''));
			const words = fc.constantFrom('BeyondTrust', 'beyondtrust', 'BEYONDTRUST');
			fc.assert(
				fc.property(words, blanks, blanks, (word, first, second) => {
					const typed = `${word}${first}session${second}${OTHER} · aaaaaaaa`;
					const { body } = renderNote(saying(typed), format, { linkKey });
					expect(searched(body)).not.toMatch(new RegExp(`beyondtrust ?session ?${OTHER}`, 'i'));
				}),
				{ numRuns: Math.min(runs.numRuns, 1_000) },
			);
		},
	);
});
