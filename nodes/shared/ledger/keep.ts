import type { Settings } from './settingsTable';

const HOUR = 3_600_000;
/** Days after which what named no session is deleted. */
const JUNK_DAYS = 14;

/**
 * Until when the row of a session that is on its ticket is kept, counted from its last change; `null` for ever. What the look back may
 * still ask for stays, however few days are set.
 */
export const keepUntil = ({ keepDays, lookBackHours }: Settings, now: number): string | null =>
	keepDays === 0
		? null
		: new Date(now + Math.max(keepDays * 24, lookBackHours) * HOUR).toISOString();

/** Until when the row of an event is kept that named no session: nothing can be made of it, and a table has a limit. */
export const keepJunkUntil = (now: number): string =>
	new Date(now + JUNK_DAYS * 24 * HOUR).toISOString();
