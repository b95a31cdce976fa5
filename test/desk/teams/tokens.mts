import { randomBytes } from 'node:crypto';

import type { Answer, Call } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';

interface Token {
	scopes: string[];
	expiresAt: number;
	/** Of an application, without a person. */
	isApplication: boolean;
}

/** The logins of Microsoft Entra: authorization code, refresh token, client credentials. There is nobody to ask: it consents at once. */
export class Tokens {
	readonly clientId = 'teams-client';

	readonly clientSecret = 'teams-secret';

	/** What an administrator allows; what is asked for beyond it is left out. */
	granted: string[];

	/** Life of an access token in seconds. */
	seconds = 3600;

	private readonly codes = new Map<string, string[]>();

	private readonly refreshing = new Map<string, string[]>();

	private readonly live = new Map<string, Token>();

	private readonly now: () => Date;

	constructor(granted: string[], now: () => Date) {
		this.granted = granted;
		this.now = now;
	}

	/** Sends the browser back with a code. */
	authorize(call: Call): Answer {
		const of = (name: string) => call.query.get(name) ?? '';
		if (of('client_id') !== this.clientId || of('response_type') !== 'code') {
			throw Refusal.of(400, { error: 'invalid_request' });
		}
		const code = randomBytes(16).toString('hex');
		this.codes.set(code, this.allowed(of('scope')));
		const back = new URL(of('redirect_uri'));
		back.searchParams.set('code', code);
		back.searchParams.set('state', of('state'));
		return { status: 302, body: undefined, headers: { location: back.toString() } };
	}

	issue(call: Call): Answer {
		const form = new URLSearchParams(call.body);
		const of = (name: string) => form.get(name) ?? '';
		if (of('client_id') !== this.clientId || of('client_secret') !== this.clientSecret) {
			throw Refusal.of(401, { error: 'invalid_client', error_description: 'Wrong secret.' });
		}
		const isApplication = of('grant_type') === 'client_credentials';
		const known =
			of('grant_type') === 'authorization_code'
				? this.codes.get(of('code'))
				: this.refreshing.get(of('refresh_token'));
		this.codes.delete(of('code'));
		const scopes = isApplication ? ['.default'] : known;
		if (!scopes) throw Refusal.of(400, { error: 'invalid_grant' });
		const access = randomBytes(24).toString('base64url');
		const refresh = randomBytes(24).toString('base64url');
		this.live.set(access, {
			...{ scopes, isApplication, expiresAt: this.now().getTime() + this.seconds * 1000 },
		});
		if (!isApplication) this.refreshing.set(refresh, scopes);
		const body = {
			...{ token_type: 'Bearer', access_token: access, expires_in: this.seconds },
			...(isApplication ? {} : { scope: scopes.join(' '), refresh_token: refresh }),
		};
		return { status: 200, body };
	}

	/** @throws Refusal 401 */
	check(authorization = ''): Token {
		const token = this.live.get(/^Bearer (\S+)$/.exec(authorization)?.[1] ?? '');
		if (token && token.expiresAt > this.now().getTime()) return token;
		throw Refusal.of(401, {
			error: {
				code: 'InvalidAuthenticationToken',
				message: token
					? 'Lifetime validation failed, the token is expired.'
					: 'Access token is empty or unknown.',
			},
		});
	}

	/** Ends the access tokens; `all`: it lets nobody renew them, either. */
	revoke(all = false): void {
		this.live.clear();
		if (all) this.refreshing.clear();
	}

	private allowed(scope: string): string[] {
		return scope.split(/\s+/).filter((one) => this.granted.includes(one));
	}
}
