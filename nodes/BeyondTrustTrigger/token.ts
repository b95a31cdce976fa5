import { createHash, timingSafeEqual } from 'crypto';
import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

export const SHORTEST_TOKEN = 16;

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();

/** Compares in constant time; hashing first makes the lengths equal. A token that is too short opens nothing. */
export function isToken(given: unknown, expected: unknown): boolean {
	if (typeof given !== 'string' || typeof expected !== 'string') return false;
	const equal = timingSafeEqual(digest(given), digest(expected));
	return equal && expected.length >= SHORTEST_TOKEN;
}

/** The editor's test of the webhook credential: nothing can be asked, so it checks what can be known of the token. */
export async function testToken(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const token = String(credential.data?.token ?? '');
	if (token.length < SHORTEST_TOKEN) {
		return {
			status: 'Error',
			message: `'Token' has ${token.length} characters; it needs at least ${SHORTEST_TOKEN}.`,
		};
	}
	if (!/^[A-Za-z0-9._~-]+$/.test(token)) {
		return {
			status: 'Error',
			message:
				"'Token' holds characters that change in a URL. Use letters, digits, hyphen, underscore, full stop and tilde.",
		};
	}
	if (new Set(token).size < 6)
		return { status: 'Error', message: "'Token' is easy to guess. Use a long random text." };
	return {
		status: 'OK',
		message: 'The token is usable. Put it behind ?token= in the URL of the outbound event.',
	};
}
