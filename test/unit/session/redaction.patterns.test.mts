import fc from 'fast-check';

import { InputError } from '../../../nodes/shared/session/errors';
import { patternsFrom, redact } from '../../../nodes/shared/session/redact';
import { runs } from '../runs.mts';

/** Milliseconds of this process alone: other processes of the machine must not fail a test. */
const used = () => process.cpuUsage().user / 1000;

/** Patterns known to hang, with the text that makes them. */
const HANGING: Array<[pattern: string, text: string]> = [
	['(a+)+$', `${'a'.repeat(40)}!`],
	['(a*)*b', 'a'.repeat(40)],
	['(a|a)*b', 'a'.repeat(40)],
	['(a|aa)+$', `${'a'.repeat(60)}!`],
	['(.*)*x', 'a'.repeat(40)],
	['(\\w+\\s?)*$', `${'word '.repeat(20)}!`],
	['([a-zA-Z]+)*$', `${'a'.repeat(40)}1`],
	['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'.repeat(60)],
	['(\\w|\\d)+-', '1'.repeat(40)],
	['(x+x+)+y', 'x'.repeat(40)],
	['(a?){30}a{30}', 'a'.repeat(30)],
	['(?:a?){24}a{24}', 'a'.repeat(24)],
	['(.*a){12}x', 'a'.repeat(60)],
	['\\d+\\d+\\d+\\d+\\d+x', '1'.repeat(5000)],
	['.*.*.*.*=', 'x'.repeat(5000)],
	['\\s+\\s+\\s+$', `${' '.repeat(5000)}x`],
	['\\w+@\\w+\\.\\w+(\\.\\w+)*\\s*(\\s*;\\s*\\w+)*$', `${'a@b.c;'.repeat(50)}!`],
	['(?:(?:a{1,20}){1,20}){1,20}b', 'a'.repeat(400)],
	['a{0,1000}a{0,1000}a{0,1000}b', 'a'.repeat(5000)],
	['\\w+(?!-)\\w+(?!-)\\w+~', 'a'.repeat(5000)],
	['(?=(a+)+b)', 'a'.repeat(40)],
	['(?<=(a+)+)b', `${'a'.repeat(40)}c`],
	['(a+)\\1+\\1+b', 'a'.repeat(5000)],
	['\\d+\\d+\\d+$', `${'1'.repeat(5000)}x`],
	['(?<n>a|[ab])+c', 'a'.repeat(40)],
	['(?:|a)+b', 'a'.repeat(40)],
	['(?:a|\\u{61})*b', 'a'.repeat(40)],
	['(?:[^x]|y)*z', 'y'.repeat(40)],
	['(?:A|a)*b', 'a'.repeat(40)],
];

const USEFUL: Array<[pattern: string, text: string, expected: string]> = [
	['\\bEMP-\\d{6}\\b', 'I am EMP-123456.', 'I am [redacted].'],
	['\\b\\d{3}-\\d{2}-\\d{4}\\b', 'my number is 078-05-1120', 'my number is [redacted]'],
	['[A-Z]{2}\\d{2}(?: ?\\d{4}){4}', 'GB29 1234 1234 1234 1234', '[redacted]'],
	['project \\S+', 'for Project Nightjar only', 'for [redacted] only'],
	['\\b(?:red|blue|green)team\\b', 'ask the BlueTeam', 'ask the [redacted]'],
	['[\\w.+-]+@example\\.com', 'to jane.doe@example.com', 'to [redacted]'],
	['\\d{1,3}(?:\\.\\d{1,3}){3}', 'at 10.0.0.1 now', 'at [redacted] now'],
	['internal:.*', 'x internal: all of this', 'x [redacted]'],
	['(?<=ref )\\w+', 'see ref abc123', 'see ref [redacted]'],
	['CASE[-_ ]?\\d+', 'case 77', '[redacted]'],
	['(?:ab)+', 'xababx', 'x[redacted]x'],
	['\\w+-\\d+', 'key abc-12', 'key [redacted]'],
	['<hide>[^<]*</hide>', '<hide>x y</hide>', '[redacted]'],
	['\\p{Lu}\\p{Lu}\\d+', 'AB12', '[redacted]'],
	['🦊+', 'a 🦊🦊 b', 'a [redacted] b'],
];

describe('own patterns', () => {
	test.each(HANGING)('%s is refused', (pattern) => {
		const started = used();
		expect(() => patternsFrom([pattern])).toThrow(InputError);
		expect(() => patternsFrom([pattern])).toThrow('this pattern ');
		expect(used() - started).toBeLessThan(1000);
	});

	test.each(USEFUL)('%s is taken, and redacts', (pattern, text, expected) => {
		expect(redact(text, patternsFrom([pattern]))).toBe(expected);
	});

	test('that are too many or too long are refused', () => {
		expect(() => patternsFrom([`a${'b'.repeat(500)}`])).toThrow('is too long');
		expect(() => patternsFrom(Array.from({ length: 51 }, (_, index) => `x${index}`))).toThrow(
			'There are 51 patterns; 50 are the most.',
		);
		expect(() => patternsFrom(['(?:ab){1000}'])).toThrow('is too long');
		expect(() => patternsFrom([`${'(a|b)'.repeat(20)}`])).toThrow('too many alternatives');
	});

	test('see a very long line in stretches, cut between words', () => {
		const line = `${'word '.repeat(50_000)}EMP-123456`;
		expect(redact(line, patternsFrom(['EMP-\\d{6}'])).endsWith(' [redacted]')).toBe(true);
		const started = used();
		expect(redact('a'.repeat(200_000), patternsFrom(['\\w+~', '.*=']))).toHaveLength(200_000);
		expect(used() - started).toBeLessThan(1000);
	});

	test('whatever they are, are refused or take little time', () => {
		const piece = fc.constantFrom(
			...[
				'a',
				'b',
				'\\w',
				'\\d',
				'.',
				'[ab]',
				'(a)',
				'(?:a|b)',
				'(?:a|ab)',
				'-',
				'\\b',
				'^',
				'$',
				' ',
			],
			...['(?=a)', '(?!b)', '(?:', ')', '|', '(', '[^a]'],
		);
		const quantifier = fc.constantFrom(
			'',
			'',
			'*',
			'+',
			'?',
			'{2}',
			'{1,3}',
			'{0,40}',
			'{3,}',
			'*?',
		);
		const source = fc
			.array(fc.tuple(piece, quantifier), { minLength: 1, maxLength: 8 })
			.map((parts) => parts.flat().join(''));
		const texts = ['a', 'ab', 'a1', 'aab ', '1', 'a-'].map((unit) => `${unit.repeat(1000)}!`);
		fc.assert(
			fc.property(source, (pattern) => {
				let forms: RegExp[];
				try {
					forms = patternsFrom([pattern]);
				} catch (error) {
					if (!(error instanceof InputError)) throw error;
					return;
				}
				for (const text of texts) {
					const started = used();
					redact(text, forms);
					expect(used() - started).toBeLessThan(500);
				}
			}),
			runs,
		);
	});
});
