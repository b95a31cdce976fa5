import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';

import { Refusal } from './refusal.mts';

const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** One request, read completely. */
export interface Call {
	method: string;
	/** Decoded path without the query. */
	path: string;
	/** The same as it came, for services whose ids must be encoded. */
	rawPath: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	authorization: string | undefined;
	contentType: string;
	body: string;
}

/** What to answer. A text body is sent as HTML, unless a header says otherwise; none at all as nothing; everything else as JSON. */
export interface Answer {
	status: number;
	body: unknown;
	headers?: Record<string, string>;
}

/** @throws Refusal 413 for a body over 32 MB, 400 for a path that cannot be decoded */
export async function readCall(request: IncomingMessage): Promise<Call> {
	const url = new URL(request.url ?? '/', 'http://desk');
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += (chunk as Buffer).length;
		if (size > MAX_BODY_BYTES) throw new Refusal(413, 'too_large', 'The body is too large.');
		chunks.push(chunk as Buffer);
	}
	return {
		method: request.method ?? 'GET',
		path: decodePath(url.pathname),
		rawPath: url.pathname,
		query: url.searchParams,
		headers: request.headers,
		authorization: request.headers.authorization,
		contentType: (request.headers['content-type'] ?? '').toLowerCase(),
		body: Buffer.concat(chunks).toString('utf8'),
	};
}

/** @throws Refusal 415 for another content type, 400 for text that is not JSON */
export function jsonBody(call: Call): unknown {
	if (!/^(application|text)\/([\w.-]+\+)?json\b/.test(call.contentType)) {
		throw new Refusal(415, 'unsupported_media_type', 'The body must be sent as application/json.');
	}
	try {
		return JSON.parse(call.body) as unknown;
	} catch {
		throw new Refusal(400, 'invalid_json', 'The body is not valid JSON.');
	}
}

/** Writes an answer and ends the response. */
export function send(response: ServerResponse, answer: Answer): void {
	const html = typeof answer.body === 'string';
	const body = html
		? (answer.body as string)
		: answer.body === undefined
			? ''
			: JSON.stringify(answer.body);
	response.writeHead(answer.status, {
		'content-type': html ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		...answer.headers,
	});
	response.end(body);
}

function decodePath(path: string): string {
	try {
		return decodeURIComponent(path).replace(/(?<=.)\/+$/, '');
	} catch {
		throw new Refusal(400, 'bad_path', 'The path cannot be decoded.');
	}
}
