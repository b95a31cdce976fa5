import { randomBytes } from 'node:crypto';

import { allPermissions, type AccountInput, type Permissions } from './options.mts';
import type { World } from './world.mts';

export interface Account {
	clientId: string;
	clientSecret: string;
	enabled: boolean;
	permissions: Permissions;
	failedAttempts: number;
	/** Milliseconds since the epoch; 0 when not locked. */
	lockedUntil: number;
	/** Oldest first: a token more than the limit removes the first. */
	tokens: Array<{ value: string; expiresAt: number }>;
	counters: { tokensIssued: number; tokensEvicted: number; badSecrets: number; lockouts: number };
}

const accountFrom = (input: AccountInput): Account => ({
	clientId: input.clientId,
	clientSecret: input.clientSecret,
	enabled: input.enabled ?? true,
	permissions: { ...allPermissions, ...input.permissions },
	failedAttempts: 0,
	lockedUntil: 0,
	tokens: [],
	counters: { tokensIssued: 0, tokensEvicted: 0, badSecrets: 0, lockouts: 0 },
});

/** API accounts with their live tokens, secrets and lockouts (reference, 1.2). */
export class Accounts {
	private readonly world: World;
	private readonly accounts: Map<string, Account>;

	constructor(world: World) {
		this.world = world;
		this.accounts = new Map(
			world.options.accounts.map((input) => [input.clientId, accountFrom(input)]),
		);
	}

	all(): Account[] {
		return [...this.accounts.values()];
	}

	/** The account, or the first one when no id is given; throws for an unknown id. */
	get(clientId?: string): Account {
		const account = clientId === undefined ? this.all()[0] : this.accounts.get(clientId);
		if (!account) throw new Error(`There is no API account ${clientId ?? ''}`);
		return account;
	}

	add(input: AccountInput): void {
		this.accounts.set(input.clientId, accountFrom(input));
	}

	/** The account if id and secret are right and it is neither locked nor disabled. */
	authenticate(clientId: string, clientSecret: string): Account | null {
		const account = this.accounts.get(clientId);
		if (!account?.enabled || account.lockedUntil > Date.now()) return null;
		if (account.clientSecret === clientSecret) {
			account.failedAttempts = 0;
			return account;
		}
		const { lockoutAttempts, lockoutDuration } = this.world.options;
		account.counters.badSecrets++;
		if (++account.failedAttempts >= lockoutAttempts) {
			account.failedAttempts = 0;
			account.lockedUntil = Date.now() + lockoutDuration * 1000;
			account.counters.lockouts++;
		}
		return null;
	}

	/** Mints a token; beyond the limit of live tokens the oldest silently dies. */
	issue(account: Account): string {
		const { tokenLifetime, liveTokens } = this.world.options;
		const value = randomBytes(20).toString('hex');
		account.tokens = account.tokens.filter(({ expiresAt }) => expiresAt > Date.now());
		account.tokens.push({ value, expiresAt: Date.now() + tokenLifetime * 1000 });
		account.counters.tokensIssued++;
		while (account.tokens.length > liveTokens) {
			account.tokens.shift();
			account.counters.tokensEvicted++;
		}
		return value;
	}

	/** The account of a live token. */
	byToken(value: string): Account | null {
		const live = (account: Account) =>
			account.tokens.some((token) => token.value === value && token.expiresAt > Date.now());
		return this.all().find((account) => account.enabled && live(account)) ?? null;
	}

	/** Regenerating the secret kills every live token of the account at once. */
	rotateSecret(clientId?: string, newSecret = randomBytes(16).toString('hex')): string {
		const account = this.get(clientId);
		account.clientSecret = newSecret;
		account.tokens = [];
		return newSecret;
	}

	/** Kills all live tokens, or only the `count` oldest. */
	killTokens(clientId?: string, count = Infinity): void {
		const account = this.get(clientId);
		account.counters.tokensEvicted += Math.min(count, account.tokens.length);
		account.tokens = count === Infinity ? [] : account.tokens.slice(count);
	}
}
