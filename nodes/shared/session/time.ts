/** The last second of the year 9999; what lies beyond is no time of a session (milliseconds sent as seconds, say). */
const LAST_SECOND = 253402300799;

/** Milliseconds since 1970 to ISO 8601 in UTC; `null` from 0 down and past the year 9999. */
export function isoFromMilliseconds(milliseconds: number): string | null {
	if (!Number.isFinite(milliseconds) || milliseconds <= 0) return null;
	return milliseconds / 1000 > LAST_SECOND + 1 ? null : new Date(milliseconds).toISOString();
}

/**
 * Unix seconds as text, the form of every time on the wire, to ISO 8601 in UTC. Empty and `0` mean no time.
 */
export function isoFromUnixSeconds(text: string | null | undefined): string | null {
	const digits = (text ?? '').trim();
	if (!/^\d{1,12}(\.\d{1,9})?$/.test(digits)) return null;
	const seconds = Number(digits);
	if (seconds <= 0 || seconds > LAST_SECOND) return null;
	return Number.isInteger(seconds)
		? isoFromWholeSeconds(seconds)
		: isoFromMilliseconds(seconds * 1000);
}

const DAY = 86_400;
const TWO_DIGITS = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'));

let day = NaN;
let date = '';

/** The times of a report lie in the same few days, and a date costs five times what the rest of its text costs. */
function isoFromWholeSeconds(seconds: number): string {
	const wanted = Math.floor(seconds / DAY);
	if (wanted !== day) {
		date = new Date(wanted * DAY * 1000).toISOString().slice(0, 10);
		day = wanted;
	}
	const rest = seconds - wanted * DAY;
	const hours = TWO_DIGITS[Math.floor(rest / 3600)];
	const minutes = TWO_DIGITS[Math.floor(rest / 60) % 60];
	return `${date}T${hours}:${minutes}:${TWO_DIGITS[rest % 60]}.000Z`;
}

/** ISO 8601 with or without an offset (then UTC, as the appliance's own texts are) to ISO 8601 in UTC. */
export function isoFromText(text: string | null | undefined): string | null {
	const match = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(Z|[+-]\d\d:?\d\d)?$/i.exec(
		(text ?? '').trim(),
	);
	if (!match) return null;
	const [, date, time, offset = 'Z'] = match;
	const zone = /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
	return isoFromMilliseconds(Date.parse(`${date}T${time}${zone}`));
}
