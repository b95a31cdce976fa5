import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { SetUpError } from '../lib/command.mjs';

/** No specification is that long; anything longer is something else. */
const MAX_BYTES = 20_000_000;
const TIMEOUT_MS = 60_000;

const LOOPBACK = /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/;

/** Base URL from what somebody entered; plain http for this machine only, because a secret is sent. */
function baseUrl(host) {
	const typed = host.trim();
	const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (!url || url.username || !/^https?:$/.test(url.protocol)) {
		throw new SetUpError('BEYONDTRUST_HOST is not a host name or a web address.');
	}
	if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) {
		throw new SetUpError('BEYONDTRUST_HOST must not be plain http: the secret would be readable.');
	}
	return url.origin;
}

/** What the appliance needs, from the environment. Throws SetUpError naming what is missing. */
export function accountFrom(env) {
	const needed = ['BEYONDTRUST_HOST', 'BEYONDTRUST_CLIENT_ID', 'BEYONDTRUST_CLIENT_SECRET'];
	const missing = needed.filter((name) => !env[name]?.trim());
	if (missing.length > 0) {
		throw new SetUpError(`Set these environment variables first: ${missing.join(', ')}`);
	}
	const [host, clientId, clientSecret] = needed.map((name) => env[name]);
	return { host: baseUrl(host), clientId: clientId.trim(), clientSecret };
}

/** Ends with an error where more comes than any specification has. */
async function* bounded(response) {
	let length = 0;
	for await (const piece of response) {
		length += piece.length;
		if (length > MAX_BYTES) throw Object.assign(new Error(), { code: 'TOO_LONG' });
		yield piece;
	}
}

/** One request on a connection of its own; redirects are not followed, and an answer that breaks off is none. */
function send(url, { body, ...options }) {
	const request = url.startsWith('https:') ? httpsRequest : httpRequest;
	const signal = AbortSignal.timeout(TIMEOUT_MS);
	return new Promise((resolve, reject) => {
		const sent = request(url, { ...options, agent: false, signal }, (response) => {
			text(bounded(response)).then(
				(data) => resolve({ status: response.statusCode, data }),
				reject,
			);
		});
		sent.on('error', reject).end(body);
	});
}

/** Never the error itself: it may hold the request with its headers. */
async function ask(url, options) {
	try {
		return await send(url, options);
	} catch (error) {
		const reason = error.code ?? 'no reason known';
		throw new SetUpError(`${new URL(url).origin} cannot be reached (${reason}).`);
	}
}

/** An access token, as the credential of n8n gets it. Throws SetUpError. */
export async function getToken({ host, clientId, clientSecret }) {
	const { status, data } = await ask(`${host}/oauth2/token`, {
		method: 'POST',
		body: 'grant_type=client_credentials',
		headers: {
			'Content-Type': 'application/x-www-form-urlencoded',
			Authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
		},
	});
	if (status === 401) {
		throw new SetUpError('The appliance rejected the client ID or the client secret.');
	}
	try {
		const { access_token: token } = JSON.parse(data);
		if (status === 200 && typeof token === 'string' && token !== '') return token;
	} catch {
		// Told below: what answered is no appliance.
	}
	throw new SetUpError(`There is no BeyondTrust API at ${host} (HTTP ${status}).`);
}

/** A file of the appliance. @returns `{ status, text }`, whatever the status */
export async function getFile({ host }, token, path) {
	const { status, data } = await ask(`${host}${path}`, {
		headers: { Authorization: `Bearer ${token}` },
	});
	return { status, text: data };
}
