import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { SetUpError } from '../lib/command.mjs';

/** No answer that is read whole is that long; anything longer is something else. */
const MAX_BYTES = 20_000_000;
const TIMEOUT_MS = 60_000;
/** Between two requests: an API account of the appliance is allowed 20 a second, with n8n's own. A simulation on this machine has no other. */
const PAUSE_MS = 120;
const PAUSE_HERE_MS = 60;

const LOOPBACK = /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/;

/** A request that got no answer. `code` is a word such as ECONNRESET, never a text that somebody else wrote. */
export class NoAnswer extends Error {
	constructor(code) {
		super(`no answer (${code})`);
	}
}

/**
 * Where something is, of what somebody entered as its address. Plain http for this machine only, because a secret is sent.
 *
 * @param variable where it was entered, for the sentence
 * @returns `{ origin, base, parts }`: `base` is the origin with a path, if there was one, without a slash at its end; `parts` tell whose it is
 * @throws SetUpError
 */
export function baseOf(entered, variable) {
	const typed = entered.trim();
	const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url || url.username || !/^https?:$/.test(url.protocol)) {
		throw new SetUpError(`${variable} is not a host name or a web address.`);
	}
	if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
		throw new SetUpError(`${variable} must not be plain http: the secret would be readable.`);
	}
	const path = url.pathname.replace(/\/+$/, '');
	const parts = [url.host, url.hostname, ...path.split('/').filter((part) => part.length > 5)];
	return { origin: url.origin, base: url.origin + path, parts };
}

/** Reads an answer to its end, or the first bytes of it. An answer that breaks off is none. */
async function bytesOf(response, first) {
	const pieces = [];
	let length = 0;
	for await (const piece of response) {
		pieces.push(piece);
		length += piece.length;
		if (first !== undefined && length >= first) break;
		if (length > MAX_BYTES) throw Object.assign(new Error(), { code: 'TOO_LONG' });
	}
	return Buffer.concat(pieces).subarray(0, first);
}

/** One request on a connection of its own; redirects are not followed. */
function send(url, { body, first, ...options }) {
	const request = url.startsWith('https:') ? httpsRequest : httpRequest;
	const signal = AbortSignal.timeout(TIMEOUT_MS);
	return new Promise((resolve, reject) => {
		const sent = request(url, { ...options, agent: false, signal }, (response) => {
			const { statusCode: status, headers } = response;
			bytesOf(response, first).then((bytes) => resolve({ status, headers, bytes }), reject);
		});
		sent.on('error', reject).end(body);
	});
}

/** Never the error itself: it may hold the request with its headers. */
async function answerTo(url, options) {
	try {
		const { status, headers, bytes } = await send(url, options);
		return { status, headers, bytes, text: bytes.toString('utf8') };
	} catch (error) {
		throw new NoAnswer(/^[A-Z_]{2,40}$/.test(error.code ?? '') ? error.code : 'no reason known');
	}
}

/**
 * Reads an address: the only kind of request that the pilot makes besides a login.
 *
 * @param options.query names and values
 * @param options.headers such as the login
 * @param options.first how many bytes are enough; all where it is left out
 * @returns `{ status, headers, bytes, text }`, whatever the status
 * @throws NoAnswer
 */
export async function read(base, path, { query = {}, headers = {}, first } = {}) {
	const url = new URL(base + path);
	for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
	await pause(LOOPBACK.test(url.hostname) ? PAUSE_HERE_MS : PAUSE_MS);
	return await answerTo(url.href, { method: 'GET', headers, first });
}

export const basic = (user, secret) =>
	`Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;

/**
 * An access token by the grant of client credentials.
 *
 * @param who of the sentences: `The appliance`, for example
 * @param fields of the form besides the grant
 * @throws SetUpError
 */
export async function tokenFrom(who, base, path, { fields = {}, headers = {} }) {
	const body = new URLSearchParams({ grant_type: 'client_credentials', ...fields }).toString();
	const { status, text } = await answerTo(base + path, {
		method: 'POST',
		body,
		headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
	}).catch((error) => {
		throw new SetUpError(`${who} cannot be reached: ${error.message}.`);
	});
	if (status === 401) throw new SetUpError(`${who} rejected the client ID or the client secret.`);
	try {
		const { access_token: token } = JSON.parse(text);
		if (status === 200 && typeof token === 'string' && token !== '') return token;
	} catch {
		// Told below: what answered is something else.
	}
	throw new SetUpError(`${who} gave no access token at its address (HTTP ${status}).`);
}
