import type { Session } from '../session/model';

/** In whose name something is written: the desk's own id of an agent, or names and an address to look for. */
export interface Author {
	agentId: string | null;
	names: string[];
	email: string | null;
}

/** A call of the desk as it came: names of headers in lower case, the body as the very text that was sent, which is what is signed. */
export interface DeskEvent {
	headers: Record<string, string>;
	body: string;
}

/** What is known of a call before anything is asked. It holds neither the call nor the secret. */
export interface CameIn {
	/** Why it is not believed; `null`: it is. */
	doubt: string | null;
	/** As the desk wrote it; `null` where the call tells of no new ticket. */
	ticket: string | null;
}

/** What a desk workflow is asked (contract, version 1). What else stands in the item is passed over. */
export interface Asked {
	contract: 1;
	operation: string;
	target?: { kind: 'ticket' | 'chat'; id: string } | null;
	/** `null` where the note tells of no session: then `note.text` is what it says. */
	session?: Partial<Session> | null;
	note?: {
		audience: 'internal' | 'customer';
		sections: string[];
		/** The text by which the note is found again. Empty: the session's own. */
		marker: string;
		/** Plain text. */
		postscript: string;
		/** Plain text; only of a note without a session. */
		text?: string;
	} | null;
	author?: Partial<Author> | null;
	minutes?: number | null;
	/** ISO 8601. */
	at?: string | null;
	/** The id of the note, where somebody knows it. */
	known?: string | null;
	/** As a person typed it: of `getTicket`, `setStatus`, `addTime`. */
	ticket?: string | null;
	/** ISO 8601; of `findTickets`. */
	since?: string | null;
	text?: string | null;
	/** Of `findTickets`: 2000 at most, 100 where nothing is said. */
	limit?: number | null;
	/** Of `findTickets`: chats whose tickets are wanted, too; the first 100 count. */
	chatIds?: string[] | null;
	chatId?: string | null;
	html?: string | null;
	/** Of `createTicket`. A desk makes one ticket for one `key` where it can keep keys. */
	create?: CreateTicket | null;
	/** Of `setStatus`. */
	status?: SetStatus | null;
	/** Of `readEvent`: a call of the desk. */
	event?: Partial<DeskEvent> | null;
	/** Of `readEvent`, within a desk workflow: what is known of the call. */
	came?: CameIn | null;
}

/**
 * A ticket to be opened: `createTicket` answers `{ outcome: 'created' / 'there' / 'refused' / 'later' / 'unsupported', ticketId, number,
 * url, status, said }`. `there`: the desk has one for this `key`. `text` is plain text.
 */
export interface CreateTicket {
	summary: string;
	text: string;
	/** `id` is the desk's own, as in `customer.id` of a ticket; a desk that needs an id and gets none looks for the email. */
	customer: { id?: string | null; name?: string | null; email?: string | null } | null;
	/** At most 64 characters, such as a session's id. */
	key: string | null;
}

/**
 * Where a ticket is to stand: `setStatus` answers `{ outcome: 'set' / 'there' / 'notFound' / 'refused' / 'later' / 'unsupported', ticketId,
 * url, status, said }`.
 */
export interface SetStatus {
	/** `open`, `pending`, `resolved`, `closed`, or the desk's own word or number for a status. */
	to: string;
	/** Plain text, for desks that want a reason when a ticket is closed. */
	text?: string | null;
	/** The desk's own word, for those that want one: close code of ServiceNow, resolution of Jira. */
	resolution?: string | null;
}

/**
 * `addTime` takes `ticket`, `minutes`, `at`, `author` and `note` (its marker and its plain text) and answers `{ outcome: 'added' / 'there' /
 * 'notFound' / 'refused' / 'later' / 'unsupported', ticketId, timeId, minutes, writtenAs, url, status, said }`.
 */
export type AddTime = Pick<Asked, 'ticket' | 'minutes' | 'at' | 'author' | 'note'>;

/**
 * `readEvent` takes `event` and answers `{ outcome: 'newTicket' / 'ignored' / 'notFound' / 'refused' / 'later' / 'unsupported', ticket, status,
 * said }`. It is `refused` with 401 where the call does not prove that it is the desk's, `ignored` where it tells of no new ticket. The ticket is asked
 * for: what the call says is believed in nothing but its number.
 */
export type ReadEvent = Pick<Asked, 'event'>;

/** A ticket as a desk workflow tells of it. Times are ISO 8601 in UTC. */
export interface Ticket {
	/** What a link holds, and what `ticket` and `target.id` take. */
	id: string;
	/** As people know it. */
	number: string;
	summary: string;
	status: string | null;
	closed: boolean;
	customer: {
		id: string | null;
		name: string | null;
		email: string | null;
		company: string | null;
	};
	technician: string | null;
	device: string | null;
	/** Its name, and the desk's number or key for it. */
	type: string | null;
	typeId: string | null;
	openedAt: string | null;
	touchedAt: string | null;
	url: string;
	/** The newest open chat of the ticket; only `getTicket` looks for it. */
	openChatId: string | null;
}

/** What a desk workflow answers, always with `contract`. */
export type Answer = { contract: 1 } & Record<string, unknown>;

/** An answer on its way: all of it but the version. */
export type Told = Record<string, unknown>;
