import axios from 'axios';
import { SetUpError } from '../lib/command.mjs';

/** No specification is that long; anything longer is something else. */
const MAX_BYTES = 20_000_000;
const TIMEOUT_MS = 60_000;

const LOOPBACK = /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/;

/** Base URL from what somebody entered; plain http for this machine only, because a secret is sent. */
function baseUrl(host) {
	const text = host.trim();
	const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
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

/** Never an error of axios itself: it holds the request with its headers. */
async function ask(url, options) {
	try {
		return await axios.request({
			url,
			timeout: TIMEOUT_MS,
			maxRedirects: 0,
			maxContentLength: MAX_BYTES,
			responseType: 'text',
			transformResponse: (text) => text,
			validateStatus: () => true,
			...options,
		});
	} catch (error) {
		const reason = error.code ?? 'no reason known';
		throw new SetUpError(`${new URL(url).origin} cannot be reached (${reason}).`);
	}
}

/** An access token, as the credential of n8n gets it. Throws SetUpError. */
export async function getToken({ host, clientId, clientSecret }) {
	const { status, data } = await ask(`${host}/oauth2/token`, {
		method: 'POST',
		data: 'grant_type=client_credentials',
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
		headers: { Authorization: `Bearer ${token}`, Connection: 'close' },
	});
	return { status, text: String(data ?? '') };
}
