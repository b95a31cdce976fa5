import type { Session } from '../session/model';
import type { Author } from './author';
import type { CheckedIn, Claim } from './checkIn';
import type { DeskTicket } from './place';
import type { RowChange } from './row';
import type { Settings } from './settingsTable';

/** What the appliance said: the session, or that it could not be read, and of what kind that was. */
export type Read = Session | { error: unknown; errorKind?: string | null };

export interface ToDecide {
	checkedIn: CheckedIn;
	/** The row as it was looked up. */
	before: unknown;
	read: Read;
	technicians: unknown[];
	settings: Settings;
	/** The desk's name in links. */
	system: string;
	/** The marker of the session's note, by which a desk finds it again. */
	marker: string;
	/** What the desk says of the ticket, where it was asked. */
	ticket?: DeskTicket;
	/** The ticket on which the session was before somebody moved it. */
	movedFrom?: string | null;
}

export interface NoteWanted {
	audience: Settings['noteAudience'];
	/** Empty: all that the audience may read. */
	sections: string[];
	marker: string;
	/** Plain text below the note; often empty. */
	postscript: string;
}

/**
 * Where a session belongs. `desk`: write `row` if the row is still this run's (`claim`), then ask the desk; `look`: ask the desk for
 * the ticket and decide again; all others: write `row` under the same condition, and the run is over. `done`: nothing is new.
 */
export interface Decision {
	goes: 'desk' | 'look' | 'unlinked' | 'later' | 'setAside' | 'done';
	claim: Claim;
	/** On what condition `checkOut` writes: going to the desk claims the row once more, so that no run that looked before takes it. */
	after: Claim;
	target: { kind: 'ticket' | 'chat'; id: string } | null;
	author: Author | null;
	note: NoteWanted | null;
	mode: 'note' | 'addendum';
	reason: string | null;
	/** What the note tells; stands in the row once the desk has it. `null` where the session was not read. */
	lateHash: string | null;
	/** The session, where it is made of the row because its report is gone. */
	stored: Partial<Session> | null;
	row: RowChange | null;
}
