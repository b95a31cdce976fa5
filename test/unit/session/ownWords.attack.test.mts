import fc from 'fast-check';

import { InputError } from '../../../nodes/shared/session/errors';
import { patternsFrom, redact } from '../../../nodes/shared/session/redact';
import { runs } from '../runs.mts';

const USEFUL: Array<[words: string, text: string, expected: string]> = [
	['EMP-######', 'I am EMP-123456.', 'I am [redacted].'],
	['emp-######', 'I am EMP-123456.', 'I am [redacted].'],
	['EMP-######', 'XEMP-123456 and EMP-1234567', 'XEMP-123456 and EMP-1234567'],
	['###-##-####', 'my number is 078-05-1120', 'my number is [redacted]'],
	['project *', 'for Project Nightjar only', 'for [redacted] only'],
	['*@example.com', 'to jane@example.com', 'to [redacted]'],
	['blueteam', 'ask the BlueTeam', 'ask the [redacted]'],
	['C++ (2026)', 'the C++ (2026) book', 'the [redacted] book'],
	['über*', 'die Übernahme kommt', 'die [redacted] kommt'],
	['K-*-##', 'K-abcd-17', '[redacted]'],
];

describe('own words', () => {
	test.each(USEFUL)('%s takes out of %j', (words, text, expected) => {
		expect(redact(text, patternsFrom([words]))).toBe(expected);
	});

	test.each([
		['*', 'would take out nearly everything'],
		['** -', 'would take out nearly everything'],
		['a*b*c*d*e', 'has too many stars'],
		['x'.repeat(101), 'is too long'],
	])('%s are refused', (words, sentence) => {
		expect(() => patternsFrom([words])).toThrow(InputError);
		expect(() => patternsFrom([words])).toThrow(sentence);
	});

	test('that are too many are refused', () => {
		const many = Array.from({ length: 51 }, (_, index) => `x${index}`);
		expect(() => patternsFrom(many)).toThrow('There are 51 words to take out; 50 are the most.');
	});

	test('mean nothing but themselves, whatever signs they hold', () => {
		const sign = fc.constantFrom(...'.^$|?+()[]{}\\/-=!<>:,&"\'ab1é ');
		const words = fc.array(sign, { minLength: 1, maxLength: 12 }).map((all) => all.join(''));
		fc.assert(
			fc.property(words, (typed) => {
				const clean = typed.trim();
				fc.pre(/[\p{L}\p{N}]/u.test(clean));
				expect(redact(`; ${clean} ;`, patternsFrom([typed]))).toBe('; [redacted] ;');
			}),
			runs,
		);
	});

	test('end on texts made to keep a pattern busy', () => {
		const forms = patternsFrom(['*a*a*x', '# * *', '#*#*#', 'a*']);
		for (const unit of ['a', 'aa ', '1', 'a_', '1a', ' ']) {
			const text = unit.repeat(Math.floor(100_000 / unit.length));
			expect(typeof redact(text, forms)).toBe('string');
		}
	});
});
