import { createHash, timingSafeEqual } from 'crypto';
import type {
	ICredentialTestFunctions,
	ICredentialsDecrypted,
	INodeCredentialTestResult,
} from 'n8n-workflow';

export const SHORTEST_TOKEN = 16;

const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest();

/** What is kept of a token: a digest, or null for one that is too short and opens nothing. */
export const tokenDigest = (token: unknown): Buffer | null =>
	typeof token === 'string' && token.length >= SHORTEST_TOKEN ? digest(token) : null;

/** Compares in constant time; digests have equal lengths. */
export const isToken = (given: unknown, expected: Buffer | null): boolean =>
	typeof given === 'string' && expected !== null && timingSafeEqual(digest(given), expected);

/** The editor's test of the webhook credential: nothing can be asked, so it checks what can be known of the token. */
export async function testToken(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const token = String(credential.data?.token ?? '');
	if (token.length < SHORTEST_TOKEN) {
		return {
			status: 'Error',
			message: `'Token' has ${token.length} characters, but needs at least ${SHORTEST_TOKEN}.`,
		};
	}
	if (!/^[A-Za-z0-9._~-]+$/.test(token)) {
		return {
			status: 'Error',
			message:
				"'Token' contains characters that change in a URL. Use letters, digits, hyphen, underscore, full stop and tilde.",
		};
	}
	if (new Set(token).size < 6)
		return { status: 'Error', message: "'Token' is easy to guess. Use a long random text." };
	return {
		status: 'OK',
		message: 'The token is valid. Put it after ?token= in the URL of the outbound event.',
	};
}
