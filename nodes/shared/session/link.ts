import { createHmac, timingSafeEqual } from 'crypto';

import { InputError } from './errors';
import type { Link } from './model';

/** Longer than any external key the appliance takes (1,024 characters). */
const LONGEST_KEY = 2048;
const SYSTEM = /^[a-z0-9-]{1,32}$/;
/**
 * Starts with a letter or digit, so that `..` is no id; `:` and `@` are there for chat systems (`19:…@thread.v2`).
 * No `/`, `?`, `#`, `%` or quote: templates put ids into addresses.
 */
const ID = /^[A-Za-z0-9][A-Za-z0-9_.:@-]{0,127}$/;
const SIGNATURE_LENGTH = 12;
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/** What technicians type: `1234`, `#1234`, `0001234`, `1234.`, `INC0012345`, `ABC-123`, `T-004711`. */
const PLAIN_FORMS = [
	/^\d{1,20}$/,
	/^[A-Za-z]{2,10}\d{4,20}$/,
	/^[A-Za-z][A-Za-z0-9_]{0,15}-\d{1,20}$/,
];

/** Characters of a marker's signature: enough that nobody guesses it, and few enough to read. */
const MARKER_SIGNATURE_LENGTH = 8;

function base32(bytes: Uint8Array, length: number): string {
	let text = '';
	for (let index = 0; text.length < length; index++) {
		const bit = index * 5;
		const pair = (bytes[bit >> 3] << 8) | (bytes[(bit >> 3) + 1] ?? 0);
		text += BASE32[(pair >> (11 - (bit & 7))) & 31];
	}
	return text;
}

const sign = (subject: string, linkKey: string, length = SIGNATURE_LENGTH) =>
	base32(createHmac('sha256', linkKey).update(subject, 'utf8').digest(), length);

function checkSignature(subject: string, given: string | null, linkKey: string | null) {
	if (given === null || !linkKey) return 'absent';
	const expected = Buffer.from(sign(subject, linkKey));
	const actual = Buffer.from(given.toLowerCase());
	return actual.length === expected.length && timingSafeEqual(actual, expected)
		? 'valid'
		: 'invalid';
}

/** The parts of `kind:system:id[~signature]`, or nothing; only the first two colons part, ids may hold more. */
function partsOf(
	key: string,
): { kind: 'ticket' | 'chat'; system: string; id: string; signature: string | null } | null {
	const tilde = key.indexOf('~');
	const subject = tilde < 0 ? key : key.slice(0, tilde);
	const first = subject.indexOf(':');
	const second = subject.indexOf(':', first + 1);
	if (first < 0 || second < 0) return null;
	const kind = subject.slice(0, first).trim().toLowerCase();
	const system = subject
		.slice(first + 1, second)
		.trim()
		.toLowerCase();
	const id = subject.slice(second + 1).trim();
	if ((kind !== 'ticket' && kind !== 'chat') || !SYSTEM.test(system) || !ID.test(id)) return null;
	return { kind, system, id, signature: tilde < 0 ? null : key.slice(tilde + 1).trim() };
}

/** `0001201` is ticket 1201: desks pad numbers, and nobody numbers two tickets alike but for zeros. */
export const unpadded = (number: string): string =>
	/^\d+$/.test(number) ? number.replace(/^0+(?=\d)/, '') : number;

/**
 * Reads an external key. Never throws; time grows linearly with the key.
 *
 * Grammar: `kind:system:id[~signature]`, kind `ticket` or `chat`, system `[a-z0-9-]{1,32}`, id a letter or digit and
 * then up to 127 of `[A-Za-z0-9_.:@-]`. White space around the parts and the case of kind, system and signature do not
 * matter. A plain number (`1234`, `#1234`, `INC0012345`, `ABC-123`), with full-width digits or a sign behind it too, is a
 * ticket of no known system; the zeros in front of a mere number are none of it. Everything else is kind `none`, with
 * `raw` kept.
 *
 * `signature` is `invalid` for anything behind `~` that is not the signature, and `absent` where there is none or no
 * key to check it with.
 */
export function parseLink(externalKey: string | null | undefined, linkKey: string | null): Link {
	const raw = typeof externalKey === 'string' && externalKey !== '' ? externalKey : null;
	const none: Link = { kind: 'none', system: null, id: null, signature: 'absent', raw };
	if (raw === null || raw.length > LONGEST_KEY) return none;
	const key = raw.trim();
	const parts = partsOf(key);
	if (parts) {
		const { kind, system, id } = parts;
		const signature = checkSignature(`${kind}:${system}:${id}`, parts.signature, linkKey);
		return { kind, system, id, signature, raw };
	}
	const plain = key
		// Full-width forms only: other compatibility forms would make `1201²` ticket 12012.
		.replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(/^#\s*/, '')
		.replace(/[.,;:!?]{1,3}$/, '');
	if (!PLAIN_FORMS.some((form) => form.test(plain))) return none;
	return { kind: 'ticket', system: null, id: unpadded(plain), signature: 'absent', raw };
}

/**
 * Writes an external key, signed where there is a key: the first 12 characters of the lower-case base32 (RFC 4648) of
 * HMAC-SHA256(linkKey, `kind:system:id`).
 *
 * Throws InputError naming the field that does not fit the grammar of {@link parseLink}.
 */
export function formatLink(
	link: { kind: 'ticket' | 'chat'; system: string; id: string },
	linkKey: string | null,
): string {
	const { kind, system, id } = link;
	if (kind !== 'ticket' && kind !== 'chat') {
		throw new InputError(
			`A link leads to a ticket or a chat, not to '${String(kind)}'.`,
			'',
			'Link To',
		);
	}
	if (typeof system !== 'string' || !SYSTEM.test(system)) {
		throw new InputError(
			'The name of the linked system is not valid.',
			'Use 1 to 32 lower-case letters, digits or hyphens, for example: halo',
			'System',
		);
	}
	if (typeof id !== 'string' || !ID.test(id)) {
		throw new InputError(
			'The ID of the linked ticket or chat is not valid.',
			'Use 1 to 128 letters, digits or _ . : @ - and start with a letter or digit, for example: 1234',
			'Ticket or Chat ID',
		);
	}
	const subject = `${kind}:${system}:${id}`;
	return linkKey ? `${subject}~${sign(subject, linkKey)}` : subject;
}

/**
 * The text by which a desk finds the note of a session again, and which nobody else can write: the first 8 characters of
 * the lower-case base32 of HMAC-SHA256(linkKey, session ID) close it.
 */
export const markerFor = (sessionId: string, linkKey: string): string =>
	`BeyondTrust session ${sessionId} · ${sign(sessionId, linkKey, MARKER_SIGNATURE_LENGTH)}`;

/** The key that signs links where the credential names none: bound to this purpose, so it gives nothing of the secret away. */
export function deriveLinkKey(clientSecret: string): string {
	return createHmac('sha256', clientSecret)
		.update('n8n-nodes-beyondtrust: link signatures, version 1')
		.digest('hex');
}
