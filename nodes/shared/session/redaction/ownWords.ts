import { InputError } from '../errors';

const FIELD = 'Redact Also';
const LONGEST = 100;
const MOST = 50;
/** More of them make no pattern clearer. */
const MOST_STARS = 3;

const escaped = (sign: string) => sign.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** A run that is as long as a word may be, and no longer, so that a pattern takes time in proportion to the text. */
const RUN = '[\\p{L}\\p{N}]{0,60}';

const isLetter = (sign: string) => /[\p{L}\p{N}#*]/u.test(sign);

function compiled(words: string): RegExp {
	const signs = [...words];
	const body = signs.map((sign) => {
		if (sign === '#') return '\\d';
		if (sign === '*') return RUN;
		return /\s/.test(sign) ? '[ \\t\\u00a0]{1,3}' : escaped(sign);
	});
	const before = isLetter(signs[0]) ? '(?<![\\p{L}\\p{N}])' : '';
	const after = isLetter(signs[signs.length - 1]) ? '(?![\\p{L}\\p{N}])' : '';
	return new RegExp(`${before}${body.join('')}${after}`, 'giu');
}

function checked(words: string): RegExp {
	const wrong = (what: string, advice: string) =>
		new InputError(`'${words.slice(0, 80)}' ${what}.`, advice, FIELD);
	if (words.length > LONGEST) {
		throw wrong(`is too long`, `Use ${LONGEST} characters at most.`);
	}
	if (!/[\p{L}\p{N}#]/u.test(words)) {
		throw wrong('would take out nearly everything', 'Name letters or digits, such as EMP-######.');
	}
	if (words.split('*').length - 1 > MOST_STARS) {
		throw wrong('has too many stars', `Use ${MOST_STARS} at most; one stands for a whole word.`);
	}
	return compiled(words);
}

/**
 * What else is to be taken out, as people write it: words in which `#` stands for a digit and `*` for any run of letters and digits; case
 * does not matter. Throws InputError ('Redact Also') naming the one that is none.
 */
export function patternsFrom(list: string[]): RegExp[] {
	const given = list.map((words) => words.trim()).filter((words) => words !== '');
	if (given.length > MOST) {
		throw new InputError(
			`There are ${given.length} words to take out; ${MOST} are the most.`,
			'Join some of them with * and #.',
			FIELD,
		);
	}
	return given.map(checked);
}

/** Takes out what own words match. */
export const withoutOwn = (text: string, patterns: RegExp[]): string =>
	patterns.reduce((rest, form) => rest.replace(form, '[redacted]'), text);
