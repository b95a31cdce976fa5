import type { Lock } from '../ledger/lock';
import type { Settings } from '../ledger/settingsTable';
import type { TableIds } from '../ledger/tables';
import type { CheckedInvite } from './checkIn';
import type { Request } from './request';

/** What `checkIn` hands on where an invite is to be sent: all that the workflow that sends needs to know. */
export interface InviteOrder extends CheckedInvite {
	goes: 'send';
	request: Request;
	settings: Settings;
	/** IDs of the data tables, so that they are looked up once. */
	tables: TableIds;
	lock: Lock;
}
