import { lineOf } from '../session/value';

/** What people and desks put around a number: `[ID:0001201]`, `[HALO:0001201]`, `1201.`, ` #1201 `. */
const bare = (text: unknown): string =>
	/^\[?\s?(?:[a-z]{1,20}\s?:)?\s?#?\s?([a-z0-9_-]{1,60})\s?\]?[.,;:]?$/i.exec(
		lineOf(text, 80),
	)?.[1] ?? '';

/**
 * A ticket's number as a person typed it, without what stands around it and without leading zeros. `null` where it is none. `prefixes` of
 * numbers are left out, too, such as `INC` of Freshservice's `INC-1044`.
 */
export function typedNumber(text: unknown, prefixes: string[] = []): string | null {
	const typed = bare(text).toUpperCase();
	const prefix = prefixes.find((one) => typed.startsWith(one.toUpperCase())) ?? '';
	const digits = typed.slice(prefix.length).replace(prefix ? /^-/ : /(?!)/, '');
	return /^0{0,20}([1-9][0-9]{0,9})$/.exec(digits)?.[1] ?? null;
}

/** The same for keys such as Jira's `HELP-412` (in capitals). */
export const typedKey = (text: unknown): string | null =>
	/^[A-Z][A-Z0-9_]{0,19}-[1-9][0-9]{0,9}$/.exec(bare(text).toUpperCase())?.[0] ?? null;

/** The same for numbers with a prefix that belongs to them, such as ServiceNow's `INC0010234` (in capitals). */
export const typedRecord = (text: unknown): string | null =>
	/^[A-Z]{2,10}[0-9]{3,15}$/.exec(bare(text).toUpperCase())?.[0] ?? null;
