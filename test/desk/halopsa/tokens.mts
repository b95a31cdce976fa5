import { randomBytes } from 'node:crypto';

import { Refusal } from '../chassis/refusal.mts';
import type { Settings } from './store.mts';

/** Credentials of the one API application this desk knows. */
export interface Client {
	clientId: string;
	clientSecret: string;
}

/**
 * Issues and checks access tokens (OAuth 2.0 client credentials, RFC 6749 section 4.4; the error names
 * are those of its section 5.2).
 */
export class Tokens {
	private readonly live = new Map<string, number>();
	private readonly client: Client;
	private readonly now: () => Date;
	private readonly settings: Pick<Settings, 'expiredTokenAs' | 'secretInHeader'>;
	/** Life of a new token, in seconds. */
	lifetime: number;

	constructor(
		client: Client,
		lifetime: number,
		now: () => Date,
		settings: Pick<Settings, 'expiredTokenAs' | 'secretInHeader'>,
	) {
		this.client = client;
		this.lifetime = lifetime;
		this.now = now;
		this.settings = settings;
	}

	/**
	 * Answers a token request.
	 * @param form the decoded form of the request
	 * @param authorization the request's `Authorization` header, if any
	 * @throws Refusal 400 or 401 with an OAuth error name in `error`
	 */
	issue(form: URLSearchParams, authorization: string | undefined) {
		const grant = form.get('grant_type');
		if (!grant) throw oauthError(400, 'invalid_request', 'grant_type is missing.');
		if (grant !== 'client_credentials') {
			throw oauthError(400, 'unsupported_grant_type', `Grant type "${grant}" is not supported.`);
		}
		this.checkClient(form, authorization);
		if (form.get('scope') !== 'all') {
			throw oauthError(400, 'invalid_scope', 'This application is allowed the scope "all".');
		}
		const token = randomBytes(24).toString('base64url');
		this.live.set(token, this.now().getTime() + this.lifetime * 1000);
		return {
			token_type: 'Bearer',
			access_token: token,
			expires_in: this.lifetime,
			scope: 'all',
		};
	}

	/** @throws Refusal 401, or for a token that is not live 400 where it is set so, unless the header carries a token that is live now */
	check(authorization: string | undefined): void {
		const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
		if (!token) throw unauthorised('A bearer token is missing.', 'invalid_request');
		const expiry = this.live.get(token ?? '');
		if (expiry === undefined) throw this.notLive('The token is unknown or was revoked.');
		if ((expiry ?? 0) <= this.now().getTime()) {
			this.live.delete(token ?? '');
			throw this.notLive('The token has expired.');
		}
	}

	/** Ends every token at once and returns how many there were. */
	revokeAll(): number {
		const count = this.live.size;
		this.live.clear();
		return count;
	}

	get count(): number {
		return this.live.size;
	}

	private notLive(message: string): Refusal {
		if (this.settings.expiredTokenAs === 401) return unauthorised(message, 'invalid_token');
		return new Refusal(400, 'bad_request', 'Token not found');
	}

	private checkClient(form: URLSearchParams, authorization: string | undefined): void {
		const inHeader = this.settings.secretInHeader && authorization;
		const sent = inHeader ? basicPairs(authorization) : [bodyPair(form)];
		const { clientId, clientSecret } = this.client;
		if (sent.some(([id, secret]) => id === clientId && secret === clientSecret)) return;
		const headers = authorization ? { 'www-authenticate': 'Basic realm="desk"' } : undefined;
		throw oauthError(
			401,
			'invalid_client',
			'The client ID or the client secret is wrong.',
			headers,
		);
	}
}

const unauthorised = (message: string, code: string): Refusal =>
	new Refusal(401, code, message, {}, { 'www-authenticate': `Bearer error="${code}"` });

function oauthError(
	status: number,
	code: string,
	message: string,
	headers?: Record<string, string>,
): Refusal {
	return new Refusal(status, code, message, { error_description: message }, headers);
}

function bodyPair(form: URLSearchParams): [string, string] {
	return [form.get('client_id') ?? '', form.get('client_secret') ?? ''];
}

/** Both readings of the header: RFC 6749 section 2.3.1 form-encodes the two halves, many clients do not. */
function basicPairs(authorization: string): Array<[string, string]> {
	const encoded = /^Basic ([A-Za-z0-9+/=_-]+)$/i.exec(authorization)?.[1];
	if (!encoded) return [];
	const text = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = text.indexOf(':');
	if (colon < 0) return [];
	const raw: [string, string] = [text.slice(0, colon), text.slice(colon + 1)];
	const decode = (half: string) => new URLSearchParams(`x=${half}`).get('x') ?? '';
	return [raw, [decode(raw[0]), decode(raw[1])]];
}
