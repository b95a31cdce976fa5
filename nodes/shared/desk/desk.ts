import type { NoteFormat } from '../session/model';
import type { Agent } from './agents';
import type { Asked, Author, DeskEvent, Ticket, Told } from './contract';
import type { Answered, Failure } from './failure';
import type { Flow, Page, Query, Reply } from './flow';

/**
 * How to write a desk module
 *
 * A module describes requests and reads answers; what happens in which order is told once for all desks in `operations.ts` and
 * `putNote.ts`, and `machine.ts` plays it: it repeats a request after an expired token, waits where a 429 asks for it, and tells what cannot
 * be done now as `later`. A refusal for good (4xx) comes back as a reply that is not `ok`.
 *
 * 1. `nodes/shared/desk/<name>/index.ts` exports a `Desk`. Each of its functions gives a `Query`: a request (`requestTo`) and `read`, which
 *    takes out of the parsed body (any JSON, hostile or empty) as little as is needed: `fieldsOf`, `listOf`, `timeOf`, `textOf`, never
 *    `String(value)`. A list gives a page and where the next one begins (`next`: a number or a cursor as text; a `Link` header is read by
 *    `headerOf(got.answered, 'link')`).
 * 2. What a desk cannot do is left out: it is answered with `unsupported`. What takes several requests (`createTicket`, `setStatus`, `addTime`) is
 *    a generator that says `yield* send(query)` for each; it must depend on nothing but what it is handed.
 *    A desk that is only told, as by mail (`email`), answers by `known(value)` where nothing is asked, and says `canRead: false`.
 * 3. `nodes/BeyondTrust/resources/desk/<name>.ts` is one line, `deskOperation(...)`; add it to `index.ts`, with a sample in
 *    `test/integration/ledgerSamples.mts`, and update the table of operations.
 * 4. `workflows/src/desks/desk-<name>.ts` is one call of `deskTemplate(...)` (workflows/src/deskTemplate.ts): its settings, its credential, how to set it up.
 * 5. `test/unit/desk/<name>.test.mts` plays it with `begin` and `goOn`, see `haloPsa.test.mts`; the wire is that of a simulated desk.
 */
export interface Desk<Settings extends DeskSettings = DeskSettings> {
	/** As people know it. */
	name: string;
	/** What an address looks like, in a sentence on a wrong one. */
	sampleAddress: string;
	noteFormat: NoteFormat;
	/** Characters; a note that is longer is cut at a line. */
	longestNote: number;
	/** Whether a note can be in an agent's name. Else the technician is named in the text. */
	canWriteAs: boolean;
	/** Whether notes are private, so that the customer does not see them, where that is asked for; for some desks, Settings say it. */
	privateNotes: boolean | ((settings: Settings) => boolean);
	/** `false` for a desk that is only told, as by mail: it can look for no ticket and no note, and the ledger alone keeps notes single. */
	canRead?: boolean;
	/** What is wrong with Settings, in a sentence that names the field. By default, the address is looked at. */
	unusable?(settings: Settings): string | null;
	/** Why a note is not put on a ticket at all, before it is written, in a sentence that says what to do. */
	refuses?(on: On<Settings>): string | null;
	/** What came of a request, for a desk that is not asked by HTTP. */
	failure?(answered: Answered): Failure | null;
	/** A ticket as a person typed it, as `ticket` below takes it: `typedNumber`, `typedKey`. `null` where it is none. */
	ticketIn(typed: unknown): string | null;
	/** One ticket. `read` gives `null` where the answer is another ticket than the one that was asked for. */
	ticket(on: On<Settings>, id: string): Query<Found | null>;
	/** Reads that `putNote` may send together with `ticket`, because they need nothing of its answer: its notes, where they are asked for by `id`. */
	alongside?(on: On<Settings>, id: string): Array<Query<unknown>>;
	/** The newest tickets first; a text that the desk cannot search for is looked for by the caller. */
	tickets(on: On<Settings>, wanted: TicketsWanted, cursor: string | null): Query<Page<Ticket>>;
	/** Agents; a desk with many may give only those whom `author` means. */
	agents?(on: On<Settings>, author: Author | null, cursor: string | null): Query<Page<Agent>>;
	/** Notes of a ticket, newest first where the desk can: `text` is what may hold the marker. */
	notes(on: On<Settings>, found: Found, cursor: string | null): Query<Page<NoteSeen>>;
	/** Puts a note on a ticket. */
	write(on: On<Settings>, found: Found, note: NoteToWrite): Query<NoteWritten>;
	/** The longest note by Settings, where tenants differ. */
	noteLimit?(settings: Settings): number;
	/** The same for a desk that needs several requests for one note, as where its time is a sum; it takes the place of `write`. */
	writeInSteps?(on: On<Settings>, found: Found, note: NoteToWrite): Flow<Reply<NoteWritten>>;
	/** What to look at where a note is refused with `status`, or its ticket is not there (404): a sentence that names the fields of Settings by their labels. */
	adviceOn?(on: On<Settings>, status: number, because: string | null): string;
	/** Hides (`private`) or deletes (`gone`) a note that went out to the customer although it was not meant to. */
	takeBack?(on: On<Settings>, found: Found, noteId: string): Query<'private' | 'gone'>;
	/** What may be the matter with a ticket that is refused or not found, as a sentence. */
	hiddenAdvice?: string;
	/** What to look at where the list of tickets is refused, as a sentence that names the fields of Settings. */
	listAdvice?: string;
	/** What to look at where the desk does not take the login (401), as sentences; without it they are those on an OAuth2 client. */
	loginAdvice?: string;
	/** What to look at where a web page comes instead of JSON; by default, the address. */
	pageAdvice?: string;
	/** Whether the login works at all, asked where a ticket is not found: a desk may say 404 to whom it does not know. */
	loginProof?(on: On<Settings>): Query<boolean>;
	/** Why a note cannot stand on this ticket, as a sentence; `null`: it can. It is asked before anything is written, so that nothing gets out. */
	obstacle?(on: On<Settings>, found: Found, isPrivate: boolean): Flow<string | null>;
	chats?: Chats<Settings>;
	/** Calls that it makes when a ticket is opened. */
	events?: DeskEvents;
	createTicket?(on: On<Settings>): Flow<Told>;
	setStatus?(on: On<Settings>, found: Found): Flow<Told>;
	/** Its time entries are no notes, so that `addTime` looks for the marker among them by itself. */
	findsTimeItself?: boolean;
	/** Time that is not there yet, in an agent's name where one was found. */
	addTime?(on: On<Settings>, found: Found, agentId: string | null): Flow<Told>;
}

/** What calls a desk makes, and how they prove that it was the desk. */
export interface DeskEvents {
	/** `null` where the call is authentic, else a sentence that says why not and what to do. `now` in milliseconds since 1970. */
	doubt(event: DeskEvent, secret: string, now: number): string | null;
	/** The new ticket that a call tells of, as `Desk.ticketIn` takes it; `null` where it tells of something else. `body` is any JSON. */
	newTicketIn(body: unknown): string | null;
}

/** What every desk workflow has in its node Settings. */
export interface DeskSettings {
	/** `https://…`, where the desk's API is; of a desk by mail, where people open it. */
	address: string;
	/** The name in links, such as `halo` in `ticket:halo:1201`. */
	system: string;
}

/** What a run is about. */
export interface On<Settings extends DeskSettings = DeskSettings> {
	asked: Asked;
	settings: Settings;
}

/** A ticket, what the API's writes call it, and what a later step has to know of it. */
export interface Found {
	ticket: Ticket;
	/** ServiceNow's sys_id, Jira's id; often the same as the ticket's. */
	ref: string;
	facts?: Record<string, string | number | boolean | null>;
}

export interface TicketsWanted {
	/** ISO 8601. */
	since: string | null;
	text: string;
	limit: number;
}

export interface NoteSeen {
	id: string | null;
	/** Whatever of it may hold the marker. */
	text: unknown;
	/** Left out where the list does not tell. */
	isPrivate?: boolean | null;
}

export interface NoteToWrite {
	body: string;
	isPrivate: boolean;
	/** `null`: in the API's own name. */
	agentId: string | null;
	minutes: number | null;
	/** ISO 8601. */
	at: string | null;
}

export interface NoteWritten {
	id: string | null;
	/** By the desk's own answer; `null` where it says nothing. */
	isPrivate: boolean | null;
	/** A sentence on what did not come along with it, such as its time. */
	said?: string;
	/** A sentence where the desk's answer shows that nothing was written although it took the request. */
	lost?: string | null;
}

export interface Chat {
	id: string;
	/** The ticket that it belongs to. */
	ticketId: string | null;
	isOpen: boolean;
}

/** Chats of a desk that has them. A chat takes plain text. */
export interface Chats<Settings extends DeskSettings = DeskSettings> {
	/** As `ticketIn`. */
	chatIn(typed: unknown): string | null;
	/** `null` where there is none. */
	chat(on: On<Settings>, id: string): Query<Chat | null>;
	/** Newest first. */
	list(on: On<Settings>, cursor: string | null): Query<Page<Chat>>;
	/** The newest open chat of a ticket. */
	openOf(on: On<Settings>, found: Found): Query<string | null>;
	messages(on: On<Settings>, id: string, cursor: string | null): Query<Page<NoteSeen>>;
	post(on: On<Settings>, id: string, text: string): Query<string | null>;
}
