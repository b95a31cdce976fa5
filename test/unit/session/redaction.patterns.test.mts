import fc from 'fast-check';

import { InputError } from '../../../nodes/shared/session/errors';
import { patternsFrom, redact } from '../../../nodes/shared/session/redact';
import { runs } from '../runs.mts';

const TAKEN: Array<[pattern: string, text: string, expected: string]> = [
	['EMP-######', 'I am emp-123456.', 'I am [redacted].'],
	['EMP-######', 'EMP-1234567 and TEMP-123456', 'EMP-1234567 and TEMP-123456'],
	['###-##-####', 'my number is 078-05-1120', 'my number is [redacted]'],
	['project *', 'for Project  Nightjar only', 'for [redacted] only'],
	['*@example.com', 'to jane@example.com', 'to [redacted]'],
	['*team', 'ask the BlueTeam or the team', 'ask the [redacted] or the [redacted]'],
	['*night*', 'Midnights at night', '[redacted] at [redacted]'],
	['srv-*-##', 'on SRV-mail-02 and srv--02', 'on [redacted] and [redacted]'],
	['C++ (internal)', 'the C++ (Internal) build', 'the [redacted] build'],
	['Straße #', 'ｓtraße １', '[redacted]'],
	['EMP-#', 'EMP\u2011\u200b7', '[redacted]'],
	['  EMP-#  ', 'EMP-1, EMP-2', '[redacted], [redacted]'],
	['a b', 'a\nb', 'a\nb'],
];

const REFUSED: Array<[pattern: string, sentence: string]> = [
	['\\bEMP-\\d{6}\\b', 'looks like a regular expression'],
	['EMP-[0-9]+', 'looks like a regular expression'],
	['internal:.*', 'looks like a regular expression'],
	['(?<=ref )x', 'looks like a regular expression'],
	['^EMP', 'looks like a regular expression'],
	['*', 'would remove nearly everything'],
	['* *', 'would remove nearly everything'],
	['#', 'would remove nearly everything'],
	['*a*b*', 'more than 2 * in a word'],
	['x'.repeat(101), 'more than 100 characters'],
];

describe('own patterns', () => {
	test.each(TAKEN)('%j in %j', (pattern, text, expected) => {
		expect(redact(text, patternsFrom([pattern]))).toBe(expected);
	});

	test.each(REFUSED)('%j is refused by the label of the field', (pattern, sentence) => {
		expect(() => patternsFrom([pattern])).toThrow(sentence);
		expect(() => patternsFrom([pattern])).toThrow(
			expect.objectContaining({ field: 'Redact Also', advice: expect.stringMatching(/./) }),
		);
	});

	test('are fifty at most, and empty ones are none', () => {
		expect(() => patternsFrom(Array.from({ length: 51 }, (_, index) => `xx${index}`))).toThrow(
			'There are 51 patterns, and at most 50 are allowed.',
		);
		expect(patternsFrom(['', '  '])).toEqual([]);
	});

	test('do not see into what has been taken out', () => {
		expect(redact('pw: EMP-1', patternsFrom(['EMP-#', 'password]']))).toBe(
			'pw: [redacted: password]',
		);
	});

	test('of any text are taken or refused in a sentence', () => {
		fc.assert(
			fc.property(
				fc.string({ unit: 'grapheme' }),
				fc.string({ unit: 'grapheme' }),
				(pattern, text) => {
					try {
						redact(text, patternsFrom([pattern]));
					} catch (error) {
						expect(error).toBeInstanceOf(InputError);
					}
				},
			),
			runs,
		);
	});

	test('find themselves, with any digits and letters in the place of their signs', () => {
		const parts = fc.array(fc.constantFrom('EMP', '-', '#', '*', ' ', '/', '7', 'ß', '.'), {
			minLength: 3,
			maxLength: 8,
		});
		fc.assert(
			fc.property(parts, fc.constantFrom('', 'q', 'Zeta9'), (pieces, run) => {
				const pattern = pieces.join('').trim();
				const text = pattern.replaceAll('#', '4').replaceAll('*', run);
				let forms: RegExp[];
				try {
					forms = patternsFrom([pattern]);
				} catch (error) {
					if (error instanceof InputError) return;
					throw error;
				}
				if (forms.length > 0) expect(redact(text, forms)).toContain('[redacted');
			}),
			runs,
		);
	});
});
