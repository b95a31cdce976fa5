import { DateTime } from 'luxon';

import { redact } from '../redact';
import { cleaned, cut } from '../text';
import type { NoteSettings } from './options';

/** A name or label longer than this is not one. */
const LONGEST_LABEL = 200;

/**
 * Text that could pass for the marker of another session. Between its words, and before the ID, anything that shows as a
 * blank or not at all: white space, format characters, fillers and variation selectors.
 */
const MARKER =
	/(BeyondTrust)([\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*)(session)[\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*(?=[0-9a-f]{32})/giu;

/** It would make a person, or a desk that is searched carelessly, believe that a note is there already. */
const withoutMarkers = (text: string) => text.replace(MARKER, '$1$2$3: ');

/** Text on one line, for cells. */
export const oneLine = (text: string | null) =>
	withoutMarkers(
		cleaned(text ?? '')
			.replace(/\s+/g, ' ')
			.trim(),
	);

/** Text on one line and not too long, for names and labels. */
export const label = (text: string | null) => cut(oneLine(text), LONGEST_LABEL);

/** Text as people wrote it, made safe to show: cleaned before it is redacted, so that nothing invisible splits a secret. */
export function writer({
	redact: redacts,
	redactPatterns,
}: NoteSettings): (text: string | null) => string {
	return (text) => {
		const shown = withoutMarkers(cleaned(text ?? '').trim());
		return redacts ? redact(shown, redactPatterns) : shown;
	};
}

export interface Clock {
	/** Date, time and zone. */
	full(iso: string | null): string;
	/** The time alone on the day the session began, with the date on others. */
	short(iso: string | null): string;
}

/** Shows times in a zone (IANA name). */
export function clockFor(timezone: string, startedAt: string | null): Clock {
	const at = (iso: string) => DateTime.fromISO(iso, { zone: timezone, locale: 'en-GB' });
	const firstDay = startedAt === null ? '' : at(startedAt).toFormat('yyyy-MM-dd');
	return {
		full: (iso) => (iso === null ? '' : at(iso).toFormat('yyyy-MM-dd HH:mm:ss ZZZZ')),
		short(iso) {
			if (iso === null) return '';
			const time = at(iso);
			const day = time.toFormat('yyyy-MM-dd');
			const clock = time.toFormat('HH:mm:ss');
			return day === firstDay ? clock : `${day} ${clock}`;
		},
	};
}

/** Seconds as people say them: `1 h 3 min`, `20 min 2 s`, `45 s`. */
export function duration(seconds: number): string {
	const whole = Math.max(0, Math.round(seconds));
	const hours = Math.floor(whole / 3600);
	const minutes = Math.floor((whole % 3600) / 60);
	if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
	if (minutes === 0) return `${whole} s`;
	return whole % 60 > 0 ? `${minutes} min ${whole % 60} s` : `${minutes} min`;
}

/** Bytes as people read them, in powers of 1,024. */
export function size(bytes: number | null): string {
	if (bytes === null) return '';
	const units = ['B', 'KB', 'MB', 'GB', 'TB'];
	let value = Math.max(0, bytes);
	let unit = 0;
	for (; value >= 1024 && unit < units.length - 1; unit++) value /= 1024;
	return `${Number(value.toFixed(1))} ${units[unit]}`;
}

/** An http or https address without a user name in it, or `null`. */
export function webAddress(address: string | null): string | null {
	try {
		const url = new URL(address ?? '');
		const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
		return isWeb && url.username === '' && url.password === '' ? url.href : null;
	} catch {
		return null;
	}
}
