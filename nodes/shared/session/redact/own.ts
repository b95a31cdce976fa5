import { InputError } from '../errors';
import { marked } from './marks';

const FIELD = 'Redact Also';
const LONGEST_PATTERN = 100;
const MOST_PATTERNS = 50;
/** A longer run of letters and digits is no word. */
const LONGEST_RUN = 50;
const MOST_STARS = 2;

/** Signs of a regular expression that nobody would write otherwise: `\d`, `[a-z]+`, `.*`, `(?:…)`, `{6}`, `^…`, `…$`. */
const EXPRESSION = /\\[a-z]|\][*+?{]|[.)][*+]|\(\?|\{\d|^\^|\$$/i;

const ALNUM = '[\\p{L}\\p{N}]';
const PARTS = /[\p{L}\p{N}#*]+|\s+|[^]/gu;

const refuse = (pattern: string, what: string, advice: string) =>
	new InputError(`'${pattern.slice(0, 80)}' ${what}`, advice, FIELD);

/** A word is matched as a whole and in one way only, so that a failure behind it does not begin it again. */
function wordForm(word: string, group: number): string {
	const run = `${ALNUM}{0,${LONGEST_RUN}}`;
	const inside = word
		.replace(/\*+/g, '*')
		.replace(/[#*]/g, (sign) => (sign === '#' ? '\\d' : `${run}?`));
	return `(?=(${inside}(?!${ALNUM})))\\${group}`;
}

function compiled(given: string): RegExp {
	const pattern = given.trim();
	if (EXPRESSION.test(pattern)) {
		throw refuse(
			pattern,
			'looks like a regular expression, but only words work here.',
			'Write # for a digit and * for any letters and digits, for example: EMP-######',
		);
	}
	const parts = pattern.match(PARTS) ?? [];
	if (
		pattern.length > LONGEST_PATTERN ||
		parts.some((part) => part.split(/\*+/).length > MOST_STARS + 1)
	) {
		throw refuse(
			pattern,
			`has more than ${LONGEST_PATTERN} characters, or more than ${MOST_STARS} * in a word.`,
			'Shorten it.',
		);
	}
	if (pattern.replace(/[*\s]/g, '').length < 2) {
		throw refuse(
			pattern,
			'would remove nearly everything.',
			'Add at least two letters, digits, signs or # to the *.',
		);
	}
	let group = 0;
	const forms = parts.map((part) => {
		if (/^[\p{L}\p{N}#*]/u.test(part)) return wordForm(part, ++group);
		return /^\s/.test(part) ? '[ \\t]{1,5}' : part.replace(/[\\^$.*+?()[\]{}|/]/, '\\$&');
	});
	return new RegExp(`(?<!${ALNUM}(?=${ALNUM}))${forms.join('')}`, 'giu');
}

/**
 * What else is to be taken out, as people write it: words in which `#` stands for one digit and `*` for any run of letters
 * and digits, or none. Case is ignored, whole words are matched. Throws InputError naming the one that is wrong.
 */
export function patternsFrom(sources: string[]): RegExp[] {
	const given = sources.filter((source) => source.trim() !== '');
	if (given.length > MOST_PATTERNS) {
		throw new InputError(
			`There are ${given.length} patterns, and at most ${MOST_PATTERNS} are allowed.`,
			'Use * and # to cover several with one pattern.',
			FIELD,
		);
	}
	return given.map(compiled);
}

/** Marks what the patterns match. */
export const withoutOwn = (text: string, patterns: RegExp[]): string =>
	patterns.reduce((rest, form) => rest.replace(form, (match) => marked('own', match.length)), text);
