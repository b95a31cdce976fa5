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
	return seconds > 0 && seconds <= LAST_SECOND ? isoFromMilliseconds(seconds * 1000) : null;
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
