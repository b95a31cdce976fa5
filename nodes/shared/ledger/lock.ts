import { createHash } from 'node:crypto';

/** Rows that setup makes in a store without unique keys. */
export const LOCKS = 64;
/** Seconds after which a lock is free whoever holds it; a crash leaves it taken. Shorter than runs wait for one. */
export const LEASE = 15;
/** `until` of a lock that nobody holds. Not empty, because no comparison finds an empty cell. */
export const FREE = '1970-01-01T00:00:00.000Z';

/**
 * A lock as a run takes it: `until` is written where the row's is before `now`, and `free` where it still is the run's `until`. ISO 8601.
 * Who takes it later than it was made, as a canvas does behind a pause, takes `now` and `LEASE` by the clock of that moment: a lease that
 * began at the check-in may be over when the lock is taken, and keeps nobody out.
 */
export interface Lock {
	key: string;
	now: string;
	until: string;
	free: string;
}

/**
 * The lock that has to be held while the first row of a key is made. n8n's data tables have no unique key, and two upserts of a new key
 * both insert (seen with n8n 2.41 on PostgreSQL); a conditional change of a row that is there has one winner. A holder that stands
 * still for longer than the lease is not kept from inserting.
 */
export function lockFor(key: string, now: number): Lock {
	const number = createHash('sha256').update(key).digest().readUInt16BE(0) % LOCKS;
	return {
		key: `lock-${String(number).padStart(2, '0')}`,
		now: new Date(now).toISOString(),
		until: new Date(now + LEASE * 1000).toISOString(),
		free: FREE,
	};
}
