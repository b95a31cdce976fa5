import type { IncomingMessage } from 'node:http';

/** A request after reading: everything the handlers need, nothing of the socket. */
export interface Call {
	method: string;
	path: string;
	query: URLSearchParams;
	/** Query and form body together; a form field wins over a query parameter of the same name. */
	params: URLSearchParams;
	headers: IncomingMessage['headers'];
	contentType: string;
	body: string;
	/** Set once the bearer token was accepted. */
	clientId?: string;
}

export interface Answer {
	status: number;
	type: string;
	headers?: Record<string, string>;
	body: string | Buffer | Iterable<string | Buffer>;
}

const maximumBody = 4 * 1024 * 1024;

/** Reads the body up to 4 MB; `null` when it is longer. */
async function readBody(request: IncomingMessage): Promise<string | null> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > maximumBody) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** Turns a request into a call; `null` for a body that nobody would send. */
export async function readCall(request: IncomingMessage): Promise<Call | null> {
	const url = new URL(request.url ?? '/', 'http://appliance.invalid');
	const contentType = (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
	const body = await readBody(request);
	if (body === null) return null;
	const params = new URLSearchParams(url.searchParams);
	if (contentType === 'application/x-www-form-urlencoded') {
		for (const [key, value] of new URLSearchParams(body)) params.set(key, value);
	}
	return {
		method: request.method ?? 'GET',
		path: url.pathname,
		query: url.searchParams,
		params,
		headers: request.headers,
		contentType,
		body,
	};
}

export const json = (
	status: number,
	value: unknown,
	headers: Record<string, string> = {},
): Answer => ({ status, type: 'application/json', headers, body: JSON.stringify(value) });

export const xml = (body: string | Iterable<string>): Answer => ({
	status: 200,
	type: 'text/xml; charset=UTF-8',
	body,
});

export const html = (status: number, body: string): Answer => ({
	status,
	type: 'text/html; charset=UTF-8',
	body,
});

export const methodNotAllowed = (allow: string): Answer =>
	json(405, { message: 'The HTTP method is not allowed for this resource.' }, { Allow: allow });

export const escapeHtml = (text: string): string =>
	text.replace(
		/[&<>"']/g,
		(character) =>
			({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ??
			character,
	);

/** ISO 8601 in UTC with the offset spelled `+00:00`, as the appliance writes times. */
export const isoTime = (unixSeconds: number): string =>
	new Date(unixSeconds * 1000).toISOString().replace(/\.\d{3}Z$/, '+00:00');

export const unixNow = (): number => Math.floor(Date.now() / 1000);
