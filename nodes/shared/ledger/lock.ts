import { createHash } from 'node:crypto';

/** Rows that setup makes in a store without unique keys. */
export const LOCKS = 64;
/** Minutes after which a lock is free whoever holds it; a crash leaves it taken. */
const LEASE = 5;

export interface LockRow {
	key: string;
	/** How often it was taken; never goes down. */
	claim: number;
	/** ISO 8601; `null` where it is free. */
	until: string | null;
}

/** The lock that has to be held while the first row of a key is made. */
export function lockFor(key: string): string {
	const number = createHash('sha256').update(key).digest().readUInt16BE(0) % LOCKS;
	return `lock-${String(number).padStart(2, '0')}`;
}

/**
 * What takes a lock, to be written if the row still says `claim` as it was; `null` where somebody holds it. n8n's data tables have no
 * unique key, and two upserts of a new key both insert (seen with n8n 2.41 on PostgreSQL); a conditional change of a row that is
 * there has one winner. A holder that stands still for longer than the lease is not kept from inserting.
 */
export function takeLock(lock: LockRow, now: number): LockRow | null {
	const until = lock.until === null ? Number.NaN : new Date(lock.until).getTime();
	const lease = LEASE * 60_000;
	// A lease that ends later than any could was written by a wrong clock.
	if (until > now && until <= now + 2 * lease) return null;
	return { key: lock.key, claim: lock.claim + 1, until: new Date(now + lease).toISOString() };
}

/** What frees a lock that was taken, to be written if it still says the holder's `claim`. */
export const freed = (lock: LockRow): LockRow => ({ ...lock, until: null });
