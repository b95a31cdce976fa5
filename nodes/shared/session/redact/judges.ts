import { isMarked } from './marks';

/** A longer word is no password; its end is not looked at. */
const LOOKED_AT = 300;

/** A word without what quotes and ends it. */
const core = (value: string): string =>
	value
		.slice(0, LOOKED_AT)
		.replace(/^["'`“„«([{<¿¡]+/, '')
		.replace(/["'`”“»)\]}>.,;:!?]+$/, '');

/** The same in lower case. */
export const bare = (value: string): string => core(value).toLowerCase();

/** Stars, dots and question marks are a password already hidden, or none. */
export const isHidden = (value: string): boolean => /^["'`]?[*•●.…?_-]*["'`.,]?$/.test(value);

/** Letters with a digit, or with a sign that words have not. */
export function looksSecret(value: string): boolean {
	const word = bare(value);
	return (
		word.length >= 5 &&
		/\p{L}/u.test(word) &&
		/[\d!@#$%^&*+?§€£~]/u.test(word) &&
		!/^https?:/.test(word) &&
		!isMarked(word)
	);
}

/** Letters, digits and a sign that is rare in names and numbers. */
export const looksStrong = (value: string): boolean =>
	looksSecret(value) && /\d/.test(value) && /[!#$%^&*+?§€~=]/.test(bare(value));

const ADDRESSES = [
	/^[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64}$/,
	/:\/\//,
	/^(?:\\\\|\/|[a-z]:\\)/i,
	/\.(?:com|org|net|exe|log|txt|pdf|docx?|xlsx?|msi|zip)$/i,
];

/** `PC-4471`, `INC0051177`, `SRV-APP-02`, `Office365` */
const NUMBERED = [
	/^[A-Z]{1,8}(?:[-_][A-Z]{1,8}){0,2}[-_]?\d{1,12}$/,
	/^(?:windows|win|office|outlook|server|exchange|word|excel|version)[ -]?\d{1,4}\w?$/i,
];

/** What looks like a password and is more likely the name of a thing, an address or an article. */
export function looksLikeName(value: string): boolean {
	const word = core(value);
	return [...ADDRESSES, ...NUMBERED].some((form) => form.test(word));
}

const KINDS = [/\p{Lu}/u, /\p{Ll}/u, /\d/];
/** Hyphens, dots and underscores are in the names of computers and files too. */
const RARE_SIGN = /[^\p{L}\d._-]/u;
const ANY_SIGN = /[^\p{L}\d]/u;
const countIn = (word: string, kinds: RegExp[]) => kinds.filter((kind) => kind.test(word)).length;

/** What nobody would take for a word of any kind, nor for a name: three of capitals, lower-case letters, digits and signs. */
export function looksChosen(value: string): boolean {
	const word = core(value);
	if (word.length < 7 || word.length > 60 || !looksSecret(value) || looksLikeName(word))
		return false;
	return /\d/.test(word) && countIn(word, [...KINDS, RARE_SIGN]) >= 3;
}

/** The same with all four of them, and any sign. */
export const hasAllKinds = (value: string): boolean =>
	looksChosen(value) && countIn(core(value), [...KINDS, ANY_SIGN]) === 4;
