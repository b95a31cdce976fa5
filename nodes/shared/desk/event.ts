import { createHash, createHmac, timingSafeEqual } from 'crypto';

import type { Asked } from './contract';
import type { Desk, DeskEvents, DeskSettings } from './desk';
import { textOf } from '../session/value';

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether two texts are the same, in a time that tells nothing of where they differ. */
export const isSame = (given: string, expected: string): boolean =>
	timingSafeEqual(digest(given), digest(expected));

/** The signature of a text with the secret that the desk and n8n share (HMAC-SHA256). */
export const signatureOf = (text: string, secret: string, as: 'hex' | 'base64'): string =>
	createHmac('sha256', secret).update(text, 'utf8').digest(as);

const MINUTE = 60_000;

/** Whether a moment is less than some minutes away, before or after. `at` is ISO 8601, or milliseconds since 1970. */
export function isRecent(at: unknown, now: number, minutes: number): boolean {
	const moment = typeof at === 'number' ? at : Date.parse(textOf(at));
	return Math.abs(now - moment) < minutes * MINUTE;
}

/** The header in which a desk that cannot sign sends the secret. */
export const SECRET_HEADER = 'x-beyondtrust-secret';

/** For desks that sign nothing: the secret comes along in a header. It cannot tell an old call that is sent again. */
export const bySecret: DeskEvents['doubt'] = ({ headers }, secret) =>
	isSame(headers[SECRET_HEADER] ?? '', secret)
		? null
		: `The call has no header '${SECRET_HEADER}', or its value is not the one in the credential of 'What comes first?'.`;

/** Shortest secret that is believed to be one. */
export const SHORTEST_SECRET = 16;

const NO_SECRET =
	"Calls from the desk cannot be verified: choose a credential 'BeyondTrust Desk Webhook API' with a secret of at least 16 characters in 'What comes first?' of the desk workflow.";

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}

/** What is asked about a call, with the call itself replaced by what is known of it. Without a secret nothing is believed. */
export function withCall<S extends DeskSettings>(
	{ events }: Desk<S>,
	asked: Asked,
	secret: unknown,
	now: number,
): Asked {
	const { event, ...rest } = asked;
	if (!events) return rest;
	const body = textOf(event?.body);
	const headers = Object.fromEntries(
		Object.entries(event?.headers ?? {}).map(([name, value]) => [
			name.toLowerCase(),
			textOf(value),
		]),
	);
	const shared = textOf(secret);
	const doubt =
		shared.length < SHORTEST_SECRET ? NO_SECRET : events.doubt({ headers, body }, shared, now);
	const ticket = doubt === null ? events.newTicketIn(parsed(body)) : null;
	return { ...rest, came: { doubt, ticket } };
}
