import type { Ticket, Told } from './contract';
import type { Chat, Desk, DeskSettings, Found, On, TicketsWanted } from './desk';
import { eachPage, type Flow, send } from './flow';
import { unproven } from './noteAnswers';
import { findAuthor } from './author';
import { findNote, post, putNote } from './putNote';
import { wordsOf } from './noteBody';
import { lineOf, textOf } from '../session/value';

type Operation = <S extends DeskSettings>(desk: Desk<S>, on: On<S>) => Flow<Told>;

const MOST_TICKETS = 2000;
const MOST_CHATS = 100;
/** Chats that are asked for one by one, because no list of the desk had them. */
const MOST_SINGLE_CHATS = 25;

const STORIES: Record<string, Operation> = {
	putNote,
	getTicket,
	findTickets,
	findAgents,
	postToChat,
	createTicket,
	setStatus,
	addTime,
	readEvent,
};

/** All that can be asked; `describe` needs no request, so it is no story. */
const OPERATIONS = ['describe', ...Object.keys(STORIES)];

const NEEDS: Record<string, keyof Desk> = {
	findAgents: 'agents',
	postToChat: 'chats',
	createTicket: 'createTicket',
	setStatus: 'setStatus',
	addTime: 'addTime',
	readEvent: 'events',
};

const can = <S extends DeskSettings>(desk: Desk<S>, operation: string): boolean =>
	!(operation in NEEDS) || desk[NEEDS[operation]] !== undefined;

/** What a desk workflow does for what it was asked, from the beginning to its answer. */
export function* flowOf<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	const operation = textOf(on.asked.operation);
	if (!OPERATIONS.includes(operation)) {
		const all = OPERATIONS.filter((one) => can(desk, one));
		const said = `This desk workflow cannot '${lineOf(operation, 40)}'. It can: ${all.join(', ')}.`;
		return { outcome: 'refused', said };
	}
	if (!can(desk, operation)) {
		return { outcome: 'unsupported', status: null, said: `${desk.name} cannot ${operation}.` };
	}
	return operation === 'describe' ? describe(desk, on) : yield* STORIES[operation](desk, on);
}

function describe<S extends DeskSettings>(desk: Desk<S>, { settings }: On<S>): Told {
	return {
		desk: desk.name,
		system: textOf(settings.system).trim().toLowerCase(),
		operations: OPERATIONS.filter((operation) => can(desk, operation)),
		noteFormat: desk.noteFormat,
		canWriteAs: desk.canWriteAs,
		chats: desk.chats !== undefined,
		privateNotes:
			typeof desk.privateNotes === 'function' ? desk.privateNotes(settings) : desk.privateNotes,
		...(desk.canRead === false ? { canRead: false } : {}),
	};
}

/** A ticket as it was typed; `null` where there is none, an answer where the desk refuses to say. */
function* look<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Found | null | Told> {
	const id = desk.ticketIn(on.asked.ticket);
	if (id === null) return null;
	const reply = yield* send(desk.ticket(on, id));
	if (reply.ok) return reply.value;
	const { status } = reply;
	if (status === 404) return yield* unproven(desk, on);
	const said = `${reply.said} ${desk.hiddenAdvice ?? ''}`.trim();
	return { outcome: 'refused', status, said };
}

const isFound = (value: Found | Told): value is Found => 'ref' in value;

function* getTicket<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	const found = yield* look(desk, on);
	if (found === null) return { ticket: null };
	if (!isFound(found)) return found;
	if (!desk.chats) return { ticket: found.ticket };
	const open = yield* send(desk.chats.openOf(on, found));
	return { ticket: { ...found.ticket, openChatId: open.ok ? open.value : null } };
}

function* findTickets<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	const { since, text, limit } = on.asked;
	const wanted: TicketsWanted = {
		since: textOf(since) || null,
		text: lineOf(text, 100),
		limit: Math.min(Math.max(Math.floor(Number(textOf(limit))) || 100, 1), MOST_TICKETS),
	};
	const from = Date.parse(wanted.since ?? '');
	const isOld = ({ touchedAt, openedAt }: Ticket) => Date.parse(touchedAt ?? openedAt ?? '') < from;
	const listed = yield* eachPage(
		(cursor) => desk.tickets(on, wanted, cursor),
		// Newest first: where a whole page is old, so is what comes after it.
		(all, page) => all.length >= wanted.limit || (page.length > 0 && page.every(isOld)),
	);
	if (!listed.ok) {
		const said = `${listed.said} ${desk.listAdvice ?? ''}`.trim();
		return { outcome: 'refused', status: listed.status, said };
	}
	const tickets = listed.value.slice(0, wanted.limit).filter((ticket) => !isOld(ticket));
	const chats = yield* ticketsOfChats(desk, on);
	return { tickets, ...(chats ? { chats } : {}) };
}

/** Which tickets chats belong to by now. A desk that does not let us see its chats has none. */
function* ticketsOfChats<S extends DeskSettings>(
	{ chats }: Desk<S>,
	on: On<S>,
): Flow<Array<{ id: string; ticketId: string }> | null> {
	const asked = on.asked.chatIds;
	if (!Array.isArray(asked) || asked.length === 0 || !chats) return null;
	const ids = [...new Set(asked.slice(0, MOST_CHATS).map((id) => chats.chatIn(id)))];
	const wanted = ids.filter((id) => id !== null);
	const seen = new Map<string, Chat>();
	const missing = () => wanted.filter((id) => !seen.has(id));
	const keep = (all: Chat[]) => all.forEach((chat) => seen.set(chat.id, chat));
	const listed = yield* eachPage(
		(cursor) => chats.list(on, cursor),
		(all) => {
			keep(all);
			return missing().length === 0;
		},
	);
	if (!listed.ok) return [];
	keep(listed.value);
	for (const id of missing().slice(0, MOST_SINGLE_CHATS)) {
		const one = yield* send(chats.chat(on, id));
		if (one.ok && one.value) keep([one.value]);
	}
	return wanted.flatMap((id) => {
		const ticketId = seen.get(id)?.ticketId;
		return ticketId ? [{ id, ticketId }] : [];
	});
}

function* findAgents<S extends DeskSettings>({ agents }: Desk<S>, on: On<S>): Flow<Told> {
	if (!agents) return { outcome: 'unsupported' };
	const listed = yield* eachPage((cursor) => agents(on, null, cursor));
	if (!listed.ok) return { outcome: 'refused', status: listed.status, said: listed.said };
	return { agents: listed.value };
}

function* postToChat<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	const { chatId, text, html } = on.asked;
	const id = desk.chats?.chatIn(chatId) ?? null;
	const empty = { messageId: null, status: null };
	if (id === null)
		return { outcome: 'notFound', ...empty, said: 'This is not the number of a chat.' };
	const words = textOf(text).trim() || wordsOf(textOf(html));
	if (words === '') return { outcome: 'refused', ...empty, said: 'There is nothing to post.' };
	return yield* post(desk, on, id, words);
}

const NO_TICKET = { outcome: 'notFound', ticketId: null, url: null, status: null, said: null };

function* createTicket<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	if (lineOf(on.asked.create?.summary) === '') {
		return { outcome: 'refused', ticketId: null, said: 'A ticket needs a summary.' };
	}
	return desk.createTicket ? yield* desk.createTicket(on) : { outcome: 'unsupported' };
}

function* setStatus<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	if (lineOf(on.asked.status?.to) === '') {
		return { ...NO_TICKET, outcome: 'refused', said: 'No status was given.' };
	}
	const found = yield* look(desk, on);
	if (found === null) return NO_TICKET;
	if (!isFound(found)) return found;
	return desk.setStatus ? yield* desk.setStatus(on, found) : { outcome: 'unsupported' };
}

/** Time on a ticket, once: it is looked for by its marker first. */
function* addTime<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	const { minutes, note } = on.asked;
	if (!(Number(textOf(minutes)) > 0)) {
		return { ...NO_TICKET, outcome: 'refused', said: 'No minutes were given.' };
	}
	const found = yield* look(desk, on);
	if (found === null) return NO_TICKET;
	if (!isFound(found)) return found;
	const { id: ticketId, url } = found.ticket;
	const marker = textOf(note?.marker);
	if (marker !== '' && !desk.findsTimeItself) {
		const notes = (cursor: string | null) => desk.notes(on, found, cursor);
		const there = yield* findNote(notes, { marker, isPlain: false }, '');
		if (!there.ok) {
			const { status, said } = there;
			return { outcome: 'refused', ticketId, url, timeId: null, status, said };
		}
		if (there.value) {
			const timeId = there.value.id;
			return { outcome: 'there', ticketId, url, timeId, minutes: null, status: null, said: null };
		}
	}
	const { id } = yield* findAuthor(desk, on);
	return desk.addTime ? yield* desk.addTime(on, found, id) : { outcome: 'unsupported' };
}

/** The new ticket that a call of the desk tells of. What is refused has no `ticket`, so that nobody takes it for one that is not there. */
function* readEvent<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	const { doubt, ticket } = on.asked.came ?? { doubt: 'There is no call.', ticket: null };
	if (doubt !== null) return { outcome: 'refused', status: 401, said: doubt };
	if (ticket === null) {
		return { outcome: 'ignored', ticket: null, said: 'The call is not about a new ticket.' };
	}
	const found = yield* look(desk, { ...on, asked: { ...on.asked, ticket } });
	if (found !== null && !isFound(found)) return found;
	if (found) return { outcome: 'newTicket', ticket: found.ticket, said: null };
	const said = 'The call is about a ticket that the desk does not have, or does not show to n8n.';
	return { outcome: 'notFound', ticket: null, said };
}
