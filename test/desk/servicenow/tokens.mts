import { randomBytes } from 'node:crypto';

import { type Answer, type Call } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';
import { notLoggedIn } from './refusals.mts';
import type { Settings } from './settings.mts';

export interface Login {
	clientId: string;
	clientSecret: string;
	user: string;
	password: string;
}

/** Tokens of the client-credentials grant at `/oauth_token.do`, and Basic Auth where the instance lets it pass. */
export class Tokens {
	private readonly live = new Map<string, number>();
	/** Seconds. */
	lifetime: number;
	private readonly login: Login;
	private readonly now: () => Date;
	private readonly settings: Settings;
	/** What users log in with was changed. */
	private isRevoked = false;

	constructor(login: Login, lifetime: number, now: () => Date, settings: Settings) {
		this.login = login;
		this.lifetime = lifetime;
		this.now = now;
		this.settings = settings;
	}

	/** @throws Refusal 400, 401, 405 with the error names of OAuth */
	issue(call: Call): Answer {
		const deny = (status: number, error: string) =>
			Refusal.of(status, { error, error_description: 'access_denied' });
		if (call.method !== 'POST') throw deny(405, 'invalid_request');
		if (!call.contentType.startsWith('application/x-www-form-urlencoded')) {
			throw deny(400, 'invalid_request');
		}
		const form = new URLSearchParams(call.body);
		const isOurs = form.get('grant_type') === 'client_credentials';
		if (!isOurs || !this.settings.clientCredentials) throw deny(401, 'unsupported_grant_type');
		const { clientId, clientSecret } = this.login;
		if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret) {
			throw deny(401, 'invalid_client');
		}
		const token = randomBytes(32).toString('base64url');
		this.live.set(token, this.now().getTime() + this.lifetime * 1000);
		const body = {
			...{ access_token: token, scope: 'useraccount', token_type: 'Bearer' },
			expires_in: this.lifetime,
		};
		return { status: 200, body };
	}

	/** @throws Refusal 401 */
	check(authorization = ''): void {
		const [, kind = '', said = ''] = /^(Bearer|Basic) (\S+)$/i.exec(authorization) ?? [];
		if (kind.toLowerCase() === 'bearer') {
			if ((this.live.get(said) ?? 0) > this.now().getTime()) return;
		} else if (this.settings.basic && !this.isRevoked) {
			const { user, password } = this.login;
			if (Buffer.from(said, 'base64').toString() === `${user}:${password}`) return;
		}
		throw notLoggedIn();
	}

	revoke(): void {
		this.live.clear();
		this.isRevoked = true;
	}

	reset(): void {
		this.live.clear();
		this.isRevoked = false;
	}

	get count(): number {
		return this.live.size;
	}
}
