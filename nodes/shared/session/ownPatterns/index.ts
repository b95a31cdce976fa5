import { InputError } from '../errors';
import { dangerOf } from './safety';

const FIELD = 'Redact Also';

/** Nobody reads a longer one, and judging it takes time. */
const LONGEST_PATTERN = 500;
const MOST_PATTERNS = 50;

/**
 * Characters that an own pattern sees at once. A pattern that is let through takes at most the square of this for each
 * stretch of text.
 */
const LONGEST_STRETCH = 500;

/** Patterns found safe, since the same ones come with every item. */
const MOST_KNOWN = 200;
const known = new Map<string, RegExp>();

function compiled(source: string): RegExp | null {
	try {
		return new RegExp(source, 'giu');
	} catch {
		return null;
	}
}

function checked(source: string): RegExp {
	const earlier = known.get(source);
	if (earlier) return earlier;
	const expression = compiled(source);
	if (expression === null) {
		throw new InputError(
			`'${source.slice(0, 80)}' is not a regular expression.`,
			'Write it without slashes around it, for example: \\bEMP-\\d{6}\\b',
			FIELD,
		);
	}
	const danger = source.length > LONGEST_PATTERN ? 'is too long' : dangerOf(source);
	if (danger === null) {
		if (known.size >= MOST_KNOWN) known.clear();
		known.set(source, expression);
		return expression;
	}
	throw new InputError(
		`'${source.slice(0, 80)}' could stop everything for hours: this pattern ${danger}.`,
		'Repeat single characters only, tell apart what is repeated – [^,]* in place of .* – and avoid (a+)+, (a|ab)* and references such as \\1.',
		FIELD,
	);
}

/**
 * Regular expressions (JavaScript, case ignored) that a user typed. Throws InputError naming the one that is none, or
 * that could take time out of all proportion on some text.
 */
export function patternsFrom(sources: string[]): RegExp[] {
	const given = sources.filter((source) => source.trim() !== '');
	if (given.length > MOST_PATTERNS) {
		throw new InputError(
			`There are ${given.length} patterns; ${MOST_PATTERNS} are the most.`,
			'Join some of them with |.',
			FIELD,
		);
	}
	return given.map(checked);
}

/** A line as it is, or cut into stretches, between words where there are any. */
const STRETCH = new RegExp(`.{1,${LONGEST_STRETCH - 1}}(?:\\s|$)|.{1,${LONGEST_STRETCH}}`, 'gsu');

/** Takes out what the patterns match within a line; of very long lines, within a stretch of {@link LONGEST_STRETCH}. */
export function withoutOwn(text: string, patterns: RegExp[]): string {
	if (patterns.length === 0) return text;
	const everywhere = patterns.map((form) =>
		form.global ? form : new RegExp(form.source, `${form.flags}g`),
	);
	const clean = (stretch: string) =>
		everywhere.reduce(
			(rest, form) => rest.replace(form, (match) => (match === '' ? '' : '[redacted]')),
			stretch,
		);
	return text
		.split('\n')
		.map((line) => (line.length <= LONGEST_STRETCH ? clean(line) : line.replace(STRETCH, clean)))
		.join('\n');
}
