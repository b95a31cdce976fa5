import type { Session } from '../session/model';
import type { CheckedIn } from './checkIn';
import type { Decision, Read } from './decision';
import { rowFrom } from './row';
import type { Settings } from './settingsTable';

/** What `checkIn` passes on: with what it saw, so that later operations need nothing else. */
export interface CheckedInItem extends CheckedIn {
	/** Which way it goes on a canvas: a session nobody has seen, one that has a row, or neither. */
	goes: 'new' | 'known' | 'nothing';
	before: unknown;
	settings: Settings;
}

/** What `decide` passes on. It is what a desk workflow takes, too (contract, version 1): `putNote` or `getTicket`. */
export interface DecisionItem extends Decision {
	contract: 1;
	operation: 'putNote' | 'getTicket' | null;
	/** For `getTicket`. */
	ticket: string | null;
	session: Partial<Session> | null;
	/** Minutes that the session took, in hundredths. */
	minutes: number | null;
	/** When it ended, ISO 8601. */
	at: string | null;
	/** The id of the note on the ticket, where one is known. */
	known: string | null;
	checkedIn: CheckedInItem;
	/** Kept where the desk is asked for the ticket first. */
	technicians: unknown[];
}

/** A decision as an item: the session goes along only where the desk needs it. */
export function itemOf(
	decision: Decision,
	checkedIn: CheckedInItem,
	read: Read,
	technicians: unknown[],
): DecisionItem {
	const asks = decision.goes === 'desk' || decision.goes === 'look';
	const session = decision.stored ?? (asks && !('error' in read) ? read : null);
	const seconds = session?.durationSeconds;
	return {
		...decision,
		contract: 1,
		operation: asks ? (decision.goes === 'desk' ? 'putNote' : 'getTicket') : null,
		ticket: decision.goes === 'look' ? (decision.target?.id ?? null) : null,
		session,
		minutes: seconds ? Math.round(seconds / 0.6) / 100 : null,
		at: session?.endedAt ?? session?.startedAt ?? null,
		known: rowFrom(checkedIn.before)?.noteId ?? null,
		checkedIn,
		technicians: decision.goes === 'look' ? technicians : [],
	};
}
