import { textOf } from '../session/value';

/** What came of a request: an answer with its status, or the item of an error. n8n puts what is no JSON into `data`. */
export interface Answered {
	statusCode?: unknown;
	body?: unknown;
	data?: unknown;
	headers?: unknown;
	error?: unknown;
}

/** Why a request came to nothing: a sentence of our own, because the desk's may hold the note or a token, and its kind. */
export interface Failure {
	/** 0 where there was no answer. */
	status: number;
	/** `refused` is for good; all others are to be tried again. `unsure`: it may have been done; the ledger counts it as an attempt. */
	kind:
		| 'refused'
		| 'throttled'
		| 'unavailable'
		| 'unreachable'
		| 'unreadable'
		| 'credentials'
		| 'input'
		| 'unsure';
	said: string;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null;

/** The body of an answer: parsed where it is JSON, text where it is not, `null` where there is none. */
export function bodyOf({ body, data }: Answered): unknown {
	const found = body ?? data ?? null;
	if (typeof found !== 'string') return found;
	const text = found.trim();
	if (text === '') return null;
	if (!/^[[{]/.test(text)) return text;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** A header of an answer; names are in lower case. */
export const headerOf = ({ headers }: Answered, name: string): string =>
	isObject(headers) ? textOf(headers[name]).trim() : '';

const EXPIRED =
	/\btoken\b[^.]{0,40}\b(?:not found|unknown|expired|invalid)\b|\b(?:unknown|expired|invalid)\b[^.]{0,20}\btoken\b/i;

/** HaloPSA says 400 and *Token not found* of an expired token. A short sentence only: a long one may repeat the note. */
function isExpiredToken(status: number, body: unknown): boolean {
	if (status !== 400) return false;
	const said = isObject(body) ? [body.message, body.error, body.error_description] : [body];
	return said.map(textOf).some((one) => one.length <= 200 && EXPIRED.test(one));
}

/** What a desk itself knows of its failures; each a sentence or more. */
export interface FailureAdvice {
	loginAdvice?: string;
	pageAdvice?: string;
}

const LOGIN_ADVICE =
	"Check the credential: client ID and secret, and 'Token Expired Status Code', at which n8n gets a new token.";

const ofAnswer = (
	status: number,
	body: unknown,
	desk: string,
	{ loginAdvice = LOGIN_ADVICE, pageAdvice = "Check 'address' in Settings." }: FailureAdvice,
): Failure | null => {
	const isPage = typeof body === 'string' && body.startsWith('<');
	if (status === 401 || isExpiredToken(status, body)) {
		const said = `${desk} does not take the login (HTTP ${status}). ${loginAdvice}`;
		return { status, kind: 'credentials', said };
	}
	if (status === 429) {
		return {
			status,
			kind: 'throttled',
			said: `${desk} accepts no more requests right now (HTTP 429).`,
		};
	}
	if (status >= 500 || status === 408 || status === 425) {
		return { status, kind: 'unavailable', said: `${desk} answered with HTTP ${status}.` };
	}
	if (isPage && status >= 300) {
		const said = `A web page came instead of ${desk}'s answer (HTTP ${status}): there is a proxy or firewall in between, or 'address' in Settings is wrong.`;
		return { status, kind: 'unreadable', said };
	}
	if (status >= 300) {
		const rights = status === 403 ? " Check the permissions of the credential's account." : '';
		return { status, kind: 'refused', said: `${desk} answered with HTTP ${status}.${rights}` };
	}
	if (typeof body !== 'string') return null;
	const what = isPage ? 'a web page' : 'something that is not JSON';
	const said = `${desk} answered with ${what}. ${pageAdvice}`;
	return { status, kind: 'unreadable', said };
};

/** How n8n tells that it got no token: in its own words, or in those for the error names of RFC 6749, section 5.2. */
const NO_TOKEN =
	/access token|oauth|EAUTH|reconnect|client authentication|authorization (?:grant|server|code)|requested scope/i;

/** The words and codes of an error of n8n. The way between two nodes leaves the code, and mostly not the message (n8n 2.41). */
export function wordsOfError(error: unknown): string {
	const given: Record<string, unknown> = isObject(error) ? error : { message: error };
	const { code, message } = isObject(given.cause) ? given.cause : {};
	return [given.message, given.code, given.httpCode, code, message].map(textOf).join(' ');
}

/** Words of n8n's own errors, and what they mean. Nothing of them is repeated. */
const ofError = (error: unknown, desk: string): Failure => {
	const text = wordsOfError(error);
	const failure = (kind: Failure['kind'], said: string): Failure => ({ status: 0, kind, said });
	if (/JSON/.test(text)) {
		return failure(
			'unreadable',
			`${desk} answered with something that is not JSON. Check 'address' in Settings.`,
		);
	}
	if (/Domain not allowed/i.test(text)) {
		const said = `The credential for ${desk} does not allow the 'address' in Settings. Check its 'Allowed HTTP Request Domains'.`;
		return failure('credentials', said);
	}
	if (/URL/.test(text)) {
		return failure('input', `The address of ${desk} is not valid. Check 'address' in Settings.`);
	}
	// n8n's error on a token that it was refused reaches the next node without its message (seen in 2.41): what is left tells how it is logged.
	const isMute = text.trim() === '' && isObject(error) && 'shouldReport' in error;
	if (isMute || NO_TOKEN.test(text)) {
		const said = `n8n got no access token for ${desk}. Check the credential, and that ${desk} can be reached.`;
		return failure('credentials', said);
	}
	if (/credential/i.test(text)) {
		return failure('credentials', `A request to ${desk} has no credential.`);
	}
	return failure('unreachable', `${desk} could not be reached.`);
};

/** `null` where the request was answered as it should be. `desk` is the name that people read, `advice` what that desk has to add. */
export function failureOf(
	answered: Answered,
	desk: string,
	advice: FailureAdvice = {},
): Failure | null {
	const status = Number(textOf(answered.statusCode)) || 0;
	return status > 0
		? ofAnswer(status, bodyOf(answered), desk, advice)
		: ofError(answered.error, desk);
}

/** Seconds to wait before the same request is sent again, where the desk says so; `null` where that is too long to wait for. */
export function pauseOf(answered: Answered, most: number): number | null {
	const said = headerOf(answered, 'retry-after');
	const seconds = /^\d{1,6}(?:\.\d{1,3})?$/.test(said) ? Math.max(1, Math.ceil(Number(said))) : 5;
	return seconds <= most ? seconds : null;
}
