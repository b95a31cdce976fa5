import { child } from './element';
import type { XmlElement } from './element';
import { storable } from '../text';
import { isoFromText, isoFromUnixSeconds } from '../time';

/** Text with its outer white space removed. */
export const trimmedText = (text: string | undefined) => storable((text ?? '').trim());

/** As {@link trimmedText}; `null` where that leaves nothing. */
export function filled(text: string | undefined): string | null {
	const trimmed = trimmedText(text);
	return trimmed === '' ? null : trimmed;
}

/** As {@link filled}; the appliance writes `Unknown` where it knows no address, system or name. */
export function known(text: string | undefined): string | null {
	const value = filled(text);
	return value !== null && /^unknown$/i.test(value) ? null : value;
}

/** The known text of a child element. */
export const knownOf = (element: XmlElement | undefined, name: string) =>
	known(child(element, name)?.text);

/** The filled text of a child element, `Unknown` included. */
export const filledOf = (element: XmlElement | undefined, name: string) =>
	filled(child(element, name)?.text);

/** A web address in a child element: these end up as links in notes, so nothing else counts. */
export function urlOf(element: XmlElement | undefined, name: string): string | null {
	const url = filledOf(element, name);
	return url !== null && /^https?:\/\/[^\s]+$/i.test(url) ? url : null;
}

/** The `timestamp` attribute (unix seconds), or else the text, as ISO 8601 in UTC. */
export const timeOf = (element: XmlElement | undefined): string | null =>
	element ? (isoFromUnixSeconds(element.attributes.timestamp) ?? isoFromText(element.text)) : null;

/** A whole number from 0 up; anything else, and what a number cannot hold exactly, is `null`. */
export function wholeNumber(text: string | null | undefined): number | null {
	const digits = (text ?? '').trim();
	if (!/^\d{1,16}$/.test(digits)) return null;
	const value = Number(digits);
	return Number.isSafeInteger(value) ? value : null;
}

/** The whole number in a child element. */
export const numberOf = (element: XmlElement | undefined, name: string) =>
	wholeNumber(child(element, name)?.text);

/** `HH:MM:SS`, with as many hours as it takes, to seconds. */
export function secondsFromDuration(text: string | null | undefined): number | null {
	const match = /^(\d{1,7}):(\d{1,2}):(\d{1,2})$/.exec((text ?? '').trim());
	return match ? Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3]) : null;
}

const withPort = (ip: string, port: string | undefined) => {
	const publicIp = known(ip);
	const number = publicIp === null ? null : wholeNumber(port);
	return { publicIp, publicPort: number !== null && number <= 65535 ? number : null };
};

/**
 * `1.2.3.4:61606`, `[2a01::1]:56722`, or either without a port; a bare IPv6 address has colons and no port. A port that is
 * none is `null`, and no part of the address.
 */
export function publicAddress(text: string | null): {
	publicIp: string | null;
	publicPort: number | null;
} {
	const address = known(text ?? '');
	if (address === null) return { publicIp: null, publicPort: null };
	const bracketed = /^\[([^\]]*)\](?::?(.*))$/s.exec(address);
	if (bracketed) return withPort(bracketed[1], bracketed[2]);
	const parts = address.split(':', 3);
	return parts.length === 2 ? withPort(parts[0], parts[1]) : withPort(address, undefined);
}

/**
 * The text somebody wrote: `encoded_body` (base64 of UTF-8) stands in for `body` where XML cannot hold a character.
 */
export function bodyOf(event: XmlElement): string | null {
	const encoded = child(event, 'encoded_body');
	const text = encoded
		? Buffer.from(encoded.text, 'base64').toString('utf8')
		: child(event, 'body')?.text;
	return text === undefined ? null : trimmedText(text);
}

/** Entries to a plain object; unlike assignment this keeps a name such as `__proto__` an ordinary one. */
export const plainObject = <Value>(entries: Iterable<[string, Value]>): Record<string, Value> =>
	Object.fromEntries(entries) as Record<string, Value>;

/** Every element of that name in every list of that name: a list may be missing, empty or come twice. */
export function inLists(element: XmlElement, list: string, name: string): XmlElement[] {
	const found: XmlElement[] = [];
	for (const one of element.children) {
		if (one.name !== list) continue;
		for (const entry of one.children) if (entry.name === name) found.push(entry);
	}
	return found;
}
