import type { NodeSpec } from '../../flow';
import { changeRows, readRows, type RowOf, writeRow } from '../store/tables';

const INVITES = 'beyondtrust_invites';

type Row = RowOf<typeof INVITES>;

/** Seconds in which the same invite counts as a second click, not as a second invite. */
const SECOND_CLICK = 60;

/** Minutes after which nobody is believed to be sending any more: longer than n8n waits for a mail server. */
const LONGEST_SENDING = 15;

const age = (unit: 'seconds' | 'minutes') =>
	`DateTime.now().diff(DateTime.fromISO($json.updatedAt), '${unit}').${unit}`;

/** Whether the row at hand is of an invite that was sent already. `once`: however long ago, else within a minute. */
export const alreadySent = (once: boolean) =>
	`$json.state === 'sent' && ${once ? 'true' : `${age('seconds')} < ${SECOND_CLICK}`}`;

/**
 * Whether the row at hand is of an invite that another run is sending. `once`: a run that never came to its end may have
 * sent it, and then nobody else does.
 */
export const beingSent = (once: boolean) =>
	`$json.state === 'sending' && ${once ? 'true' : `${age('minutes')} < ${LONGEST_SENDING}`}`;

/** `key` is an expression, as in all functions below. */
export const lookUpInvite = (name: string, key: string) =>
	readRows(name, INVITES, { key }, 'allConditions', 1);

/** Makes the row of a new invite. Says nothing of its state: another run may have made the row a moment ago. */
export const writeDownInvite = (name: string, key: string, row: Row) =>
	writeRow(name, INVITES, { key }, { key, ...row });

/**
 * Counts one more attempt, if nobody else has since the row was looked up: `attempts` is an expression for what it said
 * then. Of two runs for the same invite one gets the row, and the other an empty item.
 */
export const claimInvite = (name: string, key: string, attempts: string): NodeSpec => ({
	...changeRows(
		name,
		INVITES,
		{ key, attempts: { same: attempts } },
		{ state: "'sending'", attempts: `(${attempts} ?? 0) + 1`, lastError: 'null' },
	),
	settings: { alwaysOutputData: true },
});

/** What came of it. */
export const recordInvite = (name: string, key: string, row: Row): NodeSpec =>
	writeRow(name, INVITES, { key }, row);
