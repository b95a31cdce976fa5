import { ApplianceError } from './errors';

/** What is known of a request that n8n's helper gave up on. */
interface Failure {
	codes: string[];
	text: string;
	status?: number;
	/** Whether what came was a web page. */
	page?: boolean;
}

const TLS_CODES = /CERT|SELF_SIGNED|UNABLE_TO|TLS|SSL|EPROTO/;
const TIMEOUT_CODES = /ETIMEDOUT|ECONNABORTED|TIMEOUT/;
const RESET_CODES = /ECONNRESET|EPIPE/;
const RESET_WORDS = /socket hang up|aborted/i;
const NETWORK_CODES = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ERR_INVALID_URL/;

/**
 * n8n wraps what went wrong once or twice (NodeApiError around AxiosError, OperationalError around the OAuth client's
 * error), so the chain of causes is walked.
 */
function inspect(error: unknown): Failure {
	const failure: Failure = { codes: [], text: '' };
	let current = error as Record<string, unknown> | undefined;
	for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth++) {
		if (typeof current.code === 'string') failure.codes.push(current.code);
		if (typeof current.message === 'string') failure.text += ` ${current.message}`;
		const body = current.body as Record<string, unknown> | undefined;
		if (typeof body?.error === 'string') failure.text += ` ${body.error}`;
		const response = current.response as Record<string, unknown> | undefined;
		const status = Number(response?.status ?? current.httpCode ?? current.status ?? Number.NaN);
		if (failure.status === undefined && status >= 100) failure.status = status;
		// n8n's OAuth client keeps the text, and none of the headers.
		if (typeof current.body === 'string' && isPage(current.body)) failure.page = true;
		const headers = (response?.headers ?? current.headers) as Record<string, unknown> | undefined;
		if (/^text\/html\b/i.test(String(headers?.['content-type'] ?? ''))) failure.page = true;
		current = (current.cause ?? current.error) as Record<string, unknown> | undefined;
	}
	return failure;
}

/** The appliance's interfaces never answer with a web page: one comes from a proxy, a firewall or another server. */
export const isPage = (text: string) =>
	/^(?:\ufeff|\s|<!--[^]{0,2000}?-->|<\?xml[^>]{0,200}\?>)*<(?:!doctype\s+html|html|head|body)\b/i.test(
		text.slice(0, 8_192),
	);

/** Of the other statuses, 404 and redirects mean the wrong host, and 5xx that the appliance is away, whoever says so. */
export const isClientError = (status: number) => status >= 400 && status < 500 && status !== 404;

/** Translates what n8n's request helper threw. The texts of lower layers are dropped: they may quote addresses and headers. */
export function applianceErrorFrom(error: unknown, host: string): ApplianceError {
	if (error instanceof ApplianceError) return error;
	const { codes, text, status, page } = inspect(error);
	const has = (pattern: RegExp) => codes.some((code) => pattern.test(code)) || pattern.test(text);
	if (codes.includes('ERR_CANCELED'))
		return new ApplianceError('aborted', 'The execution was stopped.');
	if (page && status !== undefined && status < 500 && status !== 404) return blockedByPage(status);
	if (/invalid_client|invalid_credentials|unauthorized_client/.test(text))
		return rejectedCredentials();
	if (has(TLS_CODES)) {
		return new ApplianceError(
			'tls',
			`The TLS certificate of ${host} is not trusted.`,
			"Install the appliance's full certificate chain, or, on a network you trust, switch on 'Ignore SSL Issues' in the credential.",
		);
	}
	if (has(NETWORK_CODES)) return unreachable(host, 'The connection failed.');
	if (has(TIMEOUT_CODES)) return unreachable(host, 'It did not answer in time.', 'timeout');
	if (has(RESET_CODES) || RESET_WORDS.test(text)) {
		const why = 'The connection was closed before the answer was complete.';
		return unreachable(host, why, 'interrupted');
	}
	if (status === 401) return denied();
	if (status !== undefined && status >= 500) return unavailable(status);
	if (status === 404) return notAnAppliance(status);
	return unreachable(host, 'The request could not be sent.');
}

export const rejectedCredentials = () =>
	new ApplianceError(
		'credentials',
		'The appliance rejected the client ID or the client secret.',
		"Correct 'Client ID' and 'Client Secret' in the credential. The secret is not tried again automatically, because the appliance locks API accounts after repeated failures.",
		401,
	);

export const denied = () =>
	new ApplianceError(
		'denied',
		'The appliance rejected the access token, even after it was renewed.',
		'Check that the API account is enabled and that its list of allowed addresses includes this n8n (/login > Management > API Configuration).',
		401,
	);

export const unavailable = (status: number) =>
	new ApplianceError(
		'unavailable',
		`The appliance is not available at the moment (HTTP ${status}).`,
		'Try again later, or switch on Retry On Fail in the settings of this node.',
		status,
	);

export const notAnAppliance = (status: number) =>
	new ApplianceError(
		'notAnAppliance',
		`There is no BeyondTrust API at this address (HTTP ${status}).`,
		"Check 'Host' in the credential, and that the XML API is enabled (/login > Management > API Configuration).",
		status,
	);

export const blockedByPage = (status: number) =>
	new ApplianceError(
		'notAnAppliance',
		`A proxy or firewall answered with a web page instead of the appliance (HTTP ${status}).`,
		"Ask the people who run the proxy or firewall between n8n and the appliance to let n8n through to /api and /oauth2. Check also that 'Host' in the credential is the host name of the appliance's own site.",
		status,
	);

const unreachable = (
	host: string,
	why: string,
	kind: 'unreachable' | 'interrupted' | 'timeout' = 'unreachable',
) =>
	new ApplianceError(
		kind,
		`The appliance at ${host} cannot be reached. ${why}`,
		"Check 'Host' in the credential, and that n8n is allowed to connect to the appliance.",
	);
