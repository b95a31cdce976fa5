import { randomBytes } from 'node:crypto';

import type { Answer, Call } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';
import type { Switches } from './model.mts';

export interface Client {
	clientId: string;
	clientSecret: string;
}

const refused = (status: number, error: string, description: string) =>
	Refusal.of(status, { error, error_description: description });

/** `POST /oauth/tokens`: client credentials, authorization codes, and refresh tokens, of which each is good for once. */
export class Tokens {
	private readonly live = new Map<string, number>();
	private readonly refreshers = new Map<string, string>();
	private readonly codes = new Set<string>();

	private readonly client: Client;
	private readonly switches: Switches;
	private readonly now: () => Date;

	constructor(client: Client, switches: Switches, now: () => Date) {
		this.client = client;
		this.switches = switches;
		this.now = now;
	}

	/** What an agent's consent sends back to the client. */
	consent(): string {
		const code = randomBytes(12).toString('base64url');
		this.codes.add(code);
		return code;
	}

	/** @throws Refusal 400, 401, 405 */
	issue(call: Call): Answer {
		if (call.method !== 'POST') throw refused(405, 'invalid_request', 'Method not allowed');
		const form = call.contentType.startsWith('application/json')
			? new Map(Object.entries(JSON.parse(call.body) as Record<string, string>))
			: new URLSearchParams(call.body);
		const said = (name: string) => form.get(name) ?? '';
		this.checkClient(call, said);
		const lifetime = Number(said('expires_in') || this.switches.tokenSeconds);
		switch (said('grant_type')) {
			case 'client_credentials':
				return this.given(said('scope'), lifetime, false);
			case 'authorization_code':
				if (!this.codes.delete(said('code'))) break;
				return this.given(said('scope'), lifetime, true);
			case 'refresh_token': {
				const access = this.refreshers.get(said('refresh_token'));
				if (access === undefined) break;
				// A refresh replaces both.
				this.live.delete(access);
				this.refreshers.delete(said('refresh_token'));
				return this.given(said('scope'), lifetime, true);
			}
			default:
				throw refused(400, 'unsupported_grant_type', 'The grant type is not supported.');
		}
		throw refused(400, 'invalid_grant', 'The provided authorization grant is invalid or revoked.');
	}

	/** @throws Refusal 401 */
	check(authorization: string | undefined): void {
		const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
		if (!token) throw Refusal.of(401, { error: "Couldn't authenticate you" });
		const until = this.live.get(token);
		if (until !== undefined && until > this.now().getTime()) return;
		throw refused(401, 'invalid_token', 'The access token is expired, revoked or malformed.');
	}

	revokeAll(): void {
		this.live.clear();
	}

	private given(scope: string, lifetime: number, isRefreshed: boolean): Answer {
		const token = () => randomBytes(24).toString('base64url');
		const [access, refresh] = [token(), token()];
		this.live.set(access, this.now().getTime() + lifetime * 1000);
		if (isRefreshed) this.refreshers.set(refresh, access);
		const more = { refresh_token: refresh, refresh_token_expires_in: 2_592_000 };
		const body = { access_token: access, token_type: 'bearer', scope, expires_in: lifetime };
		return { status: 200, body: isRefreshed ? { ...body, ...more } : body };
	}

	private checkClient(call: Call, said: (name: string) => string): void {
		const { clientId, clientSecret } = this.client;
		if (said('client_id') === clientId && said('client_secret') === clientSecret) return;
		const basic = /^Basic (\S+)$/i.exec(call.authorization ?? '')?.[1] ?? '';
		const pair = Buffer.from(basic, 'base64').toString();
		if (this.switches.secretInHeader && pair === `${clientId}:${clientSecret}`) return;
		throw refused(401, 'invalid_client', 'Client authentication failed.');
	}
}
