import { InputError } from '../session/errors';
import { textOf } from '../session/value';
import { checkedRecipient } from './recipient';
import type { Invite } from './model';

/** An invite with the session key that was made for it. */
export interface SentBefore {
	invite: Invite;
	sessionKey: Record<string, unknown>;
	/** ISO 8601 in UTC. */
	expiresAt: string;
}

type Json = Record<string, unknown>;

const objectIn = (value: unknown): Json | null =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;

function parsed(given: unknown): Json | null {
	if (typeof given !== 'string') return objectIn(given);
	try {
		return objectIn(JSON.parse(given));
	} catch {
		return null;
	}
}

/**
 * An invite that was made before, from what the list of invites kept of it (`payload`): `null` where nothing is given. Throws InputError where
 * it is no such invite, or its recipient is no address.
 */
export function composedBefore(given: unknown): SentBefore | null {
	if (given === null || given === undefined || given === '') return null;
	const { invite: words, sessionKey: key, link } = parsed(given) ?? {};
	const invite = objectIn(words);
	const sessionKey = objectIn(key);
	const [text, html, subject] = [invite?.text, invite?.html, invite?.subject].map(textOf);
	const [url, code, expiresAt] = [sessionKey?.url, sessionKey?.code, sessionKey?.expiresAt].map(
		textOf,
	);
	if (!sessionKey || [text, html, url, code, expiresAt].includes('')) {
		throw new InputError(
			'This is not an invite that was made before.',
			"Use the cell 'payload' of its row in beyondtrust_invites as it is, or leave the field empty. Nothing was sent.",
			'Send Again',
		);
	}
	const recipient = checkedRecipient(textOf(invite?.recipient), true);
	return {
		invite: { recipient, subject, text, html },
		sessionKey: { ...sessionKey, link: link ?? null },
		expiresAt,
	};
}
