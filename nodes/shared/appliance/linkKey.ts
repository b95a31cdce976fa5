import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { InputError } from '../session/errors';
import { deriveLinkKey } from '../session/link';

export const API_CREDENTIAL = 'beyondTrustOAuth2Api';

/** Shorter keys can be found by trying, from a single signed link. */
const SHORTEST_SECRET = 16;

/**
 * The key for signing and checking links: the credential's own, or one derived from its client secret. Throws InputError
 * where the credential's own is too short.
 */
export function linkKeyOf(credential: IDataObject): string {
	const own = String(credential.linkSecret ?? '');
	if (own === '') return deriveLinkKey(String(credential.clientSecret ?? ''));
	if (own.length < SHORTEST_SECRET) {
		throw new InputError(
			`The link secret of the credential is shorter than ${SHORTEST_SECRET} characters.`,
			`Enter at least ${SHORTEST_SECRET} random characters in the credential, or leave the field empty.`,
			'Link Secret',
		);
	}
	return own;
}

/** The link key of a trigger, or null where it has no API credential or cannot read it. Sends nothing, throws nothing. */
export async function linkKeyFrom(context: IWebhookFunctions): Promise<string | null> {
	if (!context.getNode().credentials?.[API_CREDENTIAL]) return null;
	try {
		return linkKeyOf(await context.getCredentials<IDataObject>(API_CREDENTIAL));
	} catch {
		return null;
	}
}

/** What tells one secret of one account from another, in memory only. */
export const secretPrint = (account: string, secret: string): string =>
	createHash('sha256').update(`${account} ${secret}`).digest('hex');
