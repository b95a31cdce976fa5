import { DateTime } from 'luxon';

import { escapedHtml } from '../session/escape';
import { cut } from '../session/text';
import { lineOf } from '../session/value';

/** A cell or field as one line of text, at most this many characters long; empty where there is none. */
export function line(value: unknown, most = 200): string {
	const bare = lineOf(value, most + 1);
	return bare.length > most ? `${cut(bare, most - 1)}…` : bare;
}

/** Keeps a name that is written from right to left from turning what follows. */
const alone = (text: string) => `\u2068${text}\u2069`;

/** What somebody typed, for a place where mark-up counts. */
export const html = (value: unknown, most?: number): string =>
	alone(escapedHtml(line(value, most)));

/** The same for a choice of a list: n8n escapes it, and takes out of some fields what looks like mark-up. */
export const plain = (value: unknown, most = 60): string =>
	alone(line(value, most).replace(/</g, '‹').replace(/>/g, '›'));

/** A time for people, in the zone of the workflow. `iso`: ISO 8601. */
export function time(iso: string | null, timezone: string): string {
	const at = DateTime.fromISO(iso ?? '', { zone: timezone });
	return at.isValid ? at.toFormat('yyyy-MM-dd HH:mm') : 'no time';
}

export function minutes(seconds: number | null): string {
	if (seconds === null) return 'no duration';
	return seconds < 90 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}

/** Where a day begins in the workflow's zone, and `days` later, in UTC; `null` for what is no day. */
export function dayFrom(value: unknown, timezone: string, days = 0): string | null {
	const at = DateTime.fromISO(line(value, 30), { zone: timezone });
	return at.isValid ? at.startOf('day').plus({ days }).toUTC().toISO() : null;
}

/** When something was done, as it stands in notes: they are read in more than one place. `now`: milliseconds since 1970. */
export const utc = (now: number): string =>
	`${new Date(now).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
