import fc from 'fast-check';

import { markerFor } from '../../../nodes/shared/session/link';
import { renderNote } from '../../../nodes/shared/session/note';
import type { Session } from '../../../nodes/shared/session/model';
import { seen } from '../../../nodes/shared/session/seen';
import { runs } from '../runs.mts';
import { ID, reportText, sessionsOf } from './report.mts';

const linkKey = 'a key that signs markers';
const other = 'fedcba9876543210fedcba9876543210';
const [closed] = sessionsOf(reportText('SupportSession.closed'), {
	host: 'https://support.example.com',
});

const saying = (text: string): Session => ({
	...closed,
	customer: { ...closed.customer, name: text },
	transcript: [
		{ at: null, from: { type: 'customer', name: 'Jamie', participant: '1' }, to: null, text },
	],
});

/** IDs behind what reads as a marker, as people and careless searches see the note. */
const markersIn = (note: string) =>
	[...seen(note).text.matchAll(/BeyondTrust\s*session\s*([0-9a-f]{32})/gi)].map(([, id]) =>
		id.toLowerCase(),
	);

const DISGUISES: Array<[name: string, disguise: (sign: string, index: number) => string]> = [
	['as it is', (sign) => sign],
	['with joiners', (sign) => `${sign}\u200d`],
	['with non-joiners', (sign) => `\u200c${sign}`],
	['with variation selectors', (sign) => `${sign}\ufe0f`],
	['with tags', (sign) => `${sign}\u{e0041}`],
	['with accents', (sign) => `${sign}\u0323\u0323`],
	['in full-width letters', (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0)],
	[
		'in bold mathematical letters',
		(sign) =>
			/[a-z]/.test(sign)
				? String.fromCodePoint(0x1d41a + sign.charCodeAt(0) - 97)
				: /[A-Z]/.test(sign)
					? String.fromCodePoint(0x1d400 + sign.charCodeAt(0) - 65)
					: sign,
	],
	['with Cyrillic letters', (sign) => ({ e: 'е', o: 'о', a: 'а', c: 'с', B: 'В' })[sign] ?? sign],
];

describe('what could pass for the marker of another session', () => {
	test.each(DISGUISES)('is broken up: %s', (_, disguise) => {
		const marker = [...markerFor(other, linkKey)].map((sign, index) =>
			sign === ' ' ? sign : disguise(sign, index),
		);
		const text = `look: ${marker.join('')} there`;
		for (const format of ['text', 'html', 'markdown'] as const) {
			for (const redact of [true, false]) {
				expect(markersIn(renderNote(saying(text), format, { linkKey, redact }).body)).toEqual([ID]);
			}
		}
	});

	test('keeps everything else of the text', () => {
		const text = 'x ｗｉｄｅ 👩‍👩‍👧 BeyondTrust session no. 5';
		expect(renderNote(saying(text), 'text').body).toContain(text);
		const wide = 'ＢeyondTru\u200dst  sess\u200dion ｆ';
		const { body } = renderNote(saying(`a ${wide}${other.slice(1)} z`), 'text');
		expect(body).toContain(`a ＢeyondTru\u200dst  sess\u200dion: ｆ${other.slice(1)} z`);
	});

	test('is broken up in any disguise, as often as it is said', () => {
		const dressed = fc.array(fc.constantFrom(...DISGUISES.map(([, disguise]) => disguise)), {
			minLength: 50,
			maxLength: 60,
		});
		const gap = fc.constantFrom('', ' ', '\u3000', '\u2800', '\u200b', '\n', '\u00a0\u200d');
		fc.assert(
			fc.property(
				dressed,
				gap,
				gap,
				fc.integer({ min: 1, max: 3 }),
				(disguises, one, two, times) => {
					const dress = (word: string) =>
						[...word].map((sign, index) => disguises[index](sign, index)).join('');
					const marker = dress('BeyondTrust') + one + dress('session') + two + dress(other);
					const body = renderNote(saying(marker.repeat(times)), 'text', { linkKey }).body;
					expect(markersIn(body)).toEqual([ID]);
				},
			),
			{ numRuns: Math.min(runs.numRuns, 2000) },
		);
	});
});
