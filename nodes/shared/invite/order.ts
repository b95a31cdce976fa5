import type { Lock } from '../ledger/lock';
import type { Settings } from '../ledger/settingsTable';
import type { TableIds } from '../ledger/tables';
import type { CheckedInvite } from './checkIn';
import type { Request } from './request';
import type { Told } from './tell';

/** What `checkIn` passes on where an invite is to be sent: all that the workflow that sends needs to know. */
export interface InviteOrder extends CheckedInvite {
	goes: 'send';
	request: Request;
	settings: Settings;
	lock: Lock;
	/** Of the data tables, as the caller has found them. */
	tables: TableIds;
}

/**
 * What the workflow *Send one invite* is called with: one item, as `invite: checkIn` gave it, unchanged. The caller checks in; whether it is
 * still wanted is told by the row, which that workflow claims before anything is sent.
 */
export type SendOneInput = InviteOrder;

/**
 * What it gives back: one item that says what came of it (`outcome`, `said`, `noted`), in words for the last page of a form (`title`, and
 * `message` in HTML). An item without `contract` and `outcome` says that another run has taken the invite; a failed execution, that
 * nobody knows.
 */
export type SendOneOutput = Told | Record<string, never>;
