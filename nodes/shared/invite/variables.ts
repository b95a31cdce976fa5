import { InputError } from '../session/errors';
import { VARIABLE_NAME } from './template';

/** `$REMOTEINVITE`: a block with link, code and expiry, itself a template. */
export const BLOCK = 'REMOTEINVITE';

/** Variables with a value of their own. */
export const BUILT_IN = [
	'LINKTOREMOTE',
	'REMOTESESSIONCODE',
	'EXPIRES',
	'QUEUENAME',
	'RECIPIENT',
] as const;

export type BuiltIn = (typeof BUILT_IN)[number];

/**
 * The caller's own variables by name. A dollar sign before the name may be there or not. Throws InputError for a name
 * that is none, is taken, or is there twice, and for a value that is no text.
 */
export function ownVariables(
	list: Array<{ name?: unknown; value?: unknown }>,
): ReadonlyMap<string, string> {
	const own = new Map<string, string>();
	for (const { name: given, value = '' } of list) {
		const name = String(given ?? '')
			.trim()
			.replace(/^\$/, '');
		if (!VARIABLE_NAME.test(name) || name.length > 64) {
			throw refused(
				`'${name.slice(0, 64)}' cannot be the name of a variable.`,
				'A name has 2 to 64 capital letters, digits and underscores and starts with a letter, for example TICKETSUMMARY.',
			);
		}
		if (name === BLOCK || BUILT_IN.some((builtIn) => builtIn === name)) {
			throw refused(`$${name} is built in and cannot be defined again.`, 'Choose another name.');
		}
		if (own.has(name)) throw refused(`$${name} is defined twice.`, 'Remove one of the two.');
		if (typeof value === 'object' && value !== null) {
			throw refused(`The value of $${name} is not text.`, 'Use a text or a number.');
		}
		own.set(name, String(value ?? ''));
	}
	return own;
}

const refused = (message: string, advice: string) =>
	new InputError(message, `${advice} No session key was made.`, 'Variables');
