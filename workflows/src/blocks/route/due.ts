import { setting } from '../settings';
import { STATES } from '../reasons';

/** Minutes: no pause between two attempts is longer. */
const LONGEST_PAUSE = 180;

/**
 * When the next attempt at a row is due, as JavaScript that declares functions for an expression: pauses double with each
 * attempt. A run that is at a session says no error yet; nobody else takes its row before the longest run is over.
 */
export const DUE = `const open = (row) => !row.state || row.state === '${STATES.received}';
	const pause = (attempts) => Math.min(${setting('retryPauseMinutes')} * 2 ** Math.min(attempts - 1, 30), ${LONGEST_PAUSE});
	const minutes = (time) => (Date.now() - new Date(time).getTime()) / 60000;
	const inHands = (row) => row.attempts > 0 && !row.lastError && minutes(row.updatedAt) < ${setting('longestRunMinutes')};
	const isDue = (row) => open(row) && !inHands(row) && (!row.attempts || minutes(row.updatedAt) >= pause(row.attempts));
	const allPauses = Array.from({ length: Math.max(${setting('retryLimit')} - 1, 0) }, (_, index) => pause(index + 1)).reduce((sum, one) => sum + one, 0);
	const isTired = (row) => row.attempts >= ${setting('retryLimit')} && minutes(row.createdAt) >= allPauses;`;
