import { DateTime } from 'luxon';

import { redact, redactChat } from '../redact';
import type { Said } from '../redact';
import { placeOf, seen } from '../seen';
import { cleaned, cut } from '../text';
import type { NoteSettings } from './options';

/** A name or label longer than this is not one. */
const LONGEST_LABEL = 200;

/** The marker of another session, in a text as people see it (see `seen.ts`). U+2800 shows as a blank. */
const MARKER = /BeyondTrust[\s\u2800]*(session)[\s\u2800]*(?=[0-9a-f]{32})/dgi;

/**
 * Breaks up text that could pass for a marker, however it is spelt: it would make a person, or a desk that is searched
 * carelessly, believe that a note is there already.
 */
function withoutMarkers(text: string): string {
	const form = seen(text);
	let result = '';
	let done = 0;
	for (const { index, 0: whole, indices } of form.text.matchAll(MARKER)) {
		const [, [from, to] = [index, index]] = indices ?? [];
		const [, end] = placeOf(form, text, from, to);
		result += `${text.slice(done, end)}: `;
		[, done] = placeOf(form, text, index, index + whole.length);
	}
	return result + text.slice(done);
}

/** Text on one line, for cells. */
export const oneLine = (text: string | null) =>
	withoutMarkers(
		cleaned(text ?? '')
			.replace(/\s+/g, ' ')
			.trim(),
	);

/** Text on one line and not too long, for names and labels. */
export const label = (text: string | null) => cut(oneLine(text), LONGEST_LABEL);

/** Makes text that people typed safe to show: cleaned, without markers, and redacted unless that is switched off. */
export interface Writer {
	write(text: string | null): string;
	/** Messages are redacted together: many a password is the answer to another one. In their order. */
	writeChat(chat: Said[]): string[];
}

export function writer({ redact: redacts, redactPatterns }: NoteSettings): Writer {
	const shown = (text: string | null) => withoutMarkers(cleaned(text ?? '').trim());
	return {
		write: (text) => (redacts ? redact(shown(text), redactPatterns) : shown(text)),
		writeChat(chat) {
			const all = chat.map(({ by, text }) => ({ by, text: shown(text) }));
			return redacts ? redactChat(all, redactPatterns) : all.map(({ text }) => text);
		},
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
