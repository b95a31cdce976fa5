import { DateTime } from 'luxon';

import { InputError } from '../session/errors';

/** The language of the built-in words. */
export const DEFAULT_LANGUAGE = 'en-GB';

/** A BCP 47 tag in its usual spelling. Throws InputError where it is none. */
export function checkedLanguage(tag: string): string {
	const given = tag.trim() || DEFAULT_LANGUAGE;
	try {
		return Intl.getCanonicalLocales(given)[0];
	} catch {
		throw noLanguage(given);
	}
}

const noLanguage = (given: string) =>
	new InputError(
		`'${given.slice(0, 40)}' is not a language tag.`,
		'Use a tag such as en-GB, en-US or de. No session key was made.',
		'Language',
	);

/** A time (ISO 8601) in words, with the name of its zone: `Monday, 23 November 2026 at 11:00 Central European Standard Time`. */
export const expiryText = (iso: string, timezone: string, language: string): string =>
	DateTime.fromISO(iso, { zone: timezone, locale: language }).toLocaleString({
		weekday: 'long',
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		timeZoneName: 'long',
	});
