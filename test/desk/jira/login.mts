import { Refusal } from '../chassis/refusal.mts';
import type { Behaviour } from './model.mts';
import { noIssue, noLogin, refused } from './refusals.mts';

export const EMAIL = 'desk.api@desk.example';

/** What a request needs of a token with scopes. */
function scopeOf(method: string, path: string): string {
	const how = method === 'GET' || path.endsWith('/search/jql') ? 'read' : 'write';
	if (path.startsWith('/rest/servicedeskapi/')) return `${how}:servicedesk-request`;
	return path.endsWith('/myself') ? 'read:jira-user' : `${how}:jira-work`;
}

/** The login of the API: an email address and a token. */
export class Login {
	token = 'desk-token';
	private count = 0;

	/** Ends the token. The next one has another name. */
	revoke(): void {
		this.count += 1;
		this.token = `desk-token-${this.count}`;
	}

	again(): void {
		this.token = 'desk-token';
	}

	/** @throws Refusal 401, or what the gateway says of a token that has ended */
	check(
		{ endedTokenAs, token, scopes }: Behaviour,
		{ method, authorization = '' }: { method: string; authorization?: string },
		{ path, isGateway }: { path: string; isGateway: boolean },
	): void {
		const expected = `Basic ${Buffer.from(`${EMAIL}:${this.token}`).toString('base64')}`;
		if (authorization !== expected) {
			if (endedTokenAs === 404) throw noIssue();
			if (endedTokenAs === 403) throw refused(403, ['Forbidden']);
			throw noLogin();
		}
		if (token === 'classic') return;
		// A token with scopes is nothing to the site itself.
		if (!isGateway) throw noLogin();
		if (scopes.includes(scopeOf(method, path))) return;
		throw Refusal.of(401, { code: 401, message: 'Unauthorized; scope does not match' });
	}
}
