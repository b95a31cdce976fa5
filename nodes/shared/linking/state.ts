/** What is to be done with sessions, in the words of the form's first page. */
export const ACTIONS = {
	link: 'Link to a ticket',
	move: 'Move to another ticket',
	unlink: 'Unlink from their ticket',
} as const;

export type Action = keyof typeof ACTIONS;

/** Pages of the form. `open` is its first one, which n8n's form trigger shows; `result` is the last. */
export type Page = 'open' | 'sessions' | 'ticket' | 'review' | 'result';

/** Most sessions that one page shows, and most that are written in one go: somebody waits for them. */
export const MOST_SHOWN = 100;
export const MOST_CHOSEN = 20;

/** A technician who may decide: an enabled row of `beyondtrust_technicians`. */
export interface Person {
	name: string;
	email: string | null;
	agentId: string | null;
}

/** A login of n8n, as a page's output names it; `null` where a form has none (Basic Auth). */
export interface User {
	id: string;
	email: string | null;
}

/** Which sessions are to be shown; times ISO 8601 in UTC, `null` for any. `name`: who it is, where nobody is logged in. */
export interface Asked {
	action: Action;
	customer: string | null;
	technician: string | null;
	from: string | null;
	to: string | null;
	name: string | null;
}

/** A session as the pages know it. `rowId` is its number on the page; `from` the ticket it is on. Times ISO 8601 in UTC. */
export interface ShownSession {
	rowId: number;
	key: string;
	sessionId: string;
	customer: string | null;
	company: string | null;
	hostname: string | null;
	representative: string | null;
	startedAt: string | null;
	endedAt: string | null;
	durationSeconds: number | null;
	firstLine: string | null;
	from: string | null;
}

/** A ticket as a desk workflow gives it, as far as the pages show it. */
export interface ShownTicket {
	id: string;
	summary: string | null;
	customer: string | null;
	company: string | null;
	closed: boolean;
	url: string | null;
}

/** What the form knows; it travels from page to page in the items. */
export interface LinkState {
	/** The page that is shown, or is next. */
	page: Page;
	asked: Asked;
	user: User | null;
	person: Person | null;
	/** Those on the page; after the choice, those that were chosen. */
	sessions: ShownSession[];
	/** Whether there are more sessions than the page shows. */
	more: boolean;
	/** Tickets that the page offers: lines that begin with the ticket's number. */
	offers: string[];
	ticket: ShownTicket | null;
	/** When the last page was sent: an answer that is not newer is none. ISO 8601. */
	answeredAt: string | null;
	problem: string | null;
}

export const NOBODY: Asked = {
	action: 'link',
	customer: null,
	technician: null,
	from: null,
	to: null,
	name: null,
};

const START: LinkState = {
	page: 'open',
	asked: NOBODY,
	user: null,
	person: null,
	sessions: [],
	more: false,
	offers: [],
	ticket: null,
	answeredAt: null,
	problem: null,
};

/** A state as an earlier operation gave it; nothing is the beginning. */
export const stateFrom = (value: unknown): LinkState => ({
	...START,
	...(typeof value === 'object' && value !== null ? (value as Partial<LinkState>) : {}),
});

/** One session for *Link one session*: what is to be done with it, and who wants it. */
export interface Wanted {
	action: 'link' | 'takeOff';
	sessionId: string;
	/** The ticket to put it on, or to take it off. */
	ticketId: string;
	/** The other ticket of a move: where it comes from, or goes to. */
	other: string | null;
	/** Stands in the row as `linkedBy`, and in the note. */
	by: string;
	agentId: string | null;
	email: string | null;
	/** Why it was linked, where nobody chose it: goes into the row. */
	suggestion?: string | null;
}

/** The label of the field for a ticket's number: a problem with it names it so. */
export const ticketLabel = ({ offers }: LinkState): string =>
	offers.length > 0 ? 'Or another ticket' : 'Ticket';
