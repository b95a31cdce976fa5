import { cleaned, cut } from './text';

/**
 * A cell, a field or a part of somebody's answer as text: texts and numbers are one, anything else is ''. Nothing is
 * ever asked to turn itself into text: JSON may hold `{ "toString": 0 }`, on which `String` throws.
 */
export const textOf = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** The same on one line: cleaned, blanks in a row folded, at most `most` characters. */
export const lineOf = (value: unknown, most = 200): string =>
	cut(
		cleaned(cut(textOf(value), 4 * most))
			.replace(/\s+/g, ' ')
			.trim(),
		most,
	);

/** The same where nothing is `null`, as in a row. */
export const textOrNull = (value: unknown): string | null => textOf(value).trim() || null;
