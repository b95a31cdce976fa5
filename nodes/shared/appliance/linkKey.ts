import { createHash } from 'crypto';
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { deriveLinkKey } from '../session/link';

export const API_CREDENTIAL = 'beyondTrustOAuth2Api';

/** The key for signing and checking links: the credential's own, or one derived from its client secret. */
export const linkKeyOf = (credential: IDataObject): string =>
	String(credential.linkSecret ?? '') || deriveLinkKey(String(credential.clientSecret ?? ''));

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
