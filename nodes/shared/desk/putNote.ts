import { authorOf } from './agents';
import { agentsFor, findAuthor } from './author';
import type { Told } from './contract';
import type { Desk, DeskSettings, Found, NoteSeen, NoteToWrite, NoteWritten, On } from './desk';
import { eachPage, type Flow, type Page, type Query, render, type Reply, send } from './flow';
import { holds } from './marker';
import { alreadyThere, type FoundNote, takeBack, told, unproven } from './noteAnswers';
import { plainNote, withParagraphs } from './noteBody';
import { escapedHtml } from '../session/escape';
import { cut } from '../session/text';
import { textOf } from '../session/value';

/** A note as it is to be written, and what it is found by. */
export interface ReadyNote {
	body: string;
	marker: string;
	/** Whether the marker is the session's own, not that of an addendum or a correction. */
	isPlain: boolean;
}

const UNMARKED =
	"The node 'Write the note' has no credential, so the note could not be marked and found again.";

const limitOf = <S extends DeskSettings>(desk: Desk<S>, settings: S): number =>
	desk.noteLimit?.(settings) ?? desk.longestNote;

/** Writes the note, in the desk's format or as plain text for a chat; or says why it cannot. */
export function* readyNote<S extends DeskSettings>(
	desk: Desk<S>,
	{ asked, settings }: On<S>,
	format = desk.noteFormat,
): Flow<ReadyNote | Told> {
	const { note, session } = asked;
	const postscript = textOf(note?.postscript);
	const wanted = textOf(note?.marker);
	if (session === null || session === undefined) {
		const text = textOf(note?.text);
		if (text.trim() === '') return { outcome: 'refused', said: 'There is nothing to write.' };
		return { body: plainNote(format, [text, postscript, wanted]), marker: wanted, isPlain: false };
	}
	const sections = Array.isArray(note?.sections) && note.sections.length > 0 ? note.sections : null;
	const options = {
		audience: note?.audience ?? 'internal',
		...(sections ? { sections } : {}),
		maxLength: Math.max(1000, limitOf(desk, settings) - postscript.length - 1000),
	};
	const written = yield* render(format, options);
	if (typeof written === 'string') {
		return { outcome: 'refused', said: `The note could not be written: ${written}` };
	}
	const own = written.marker;
	if (!own) return { outcome: 'later', errorKind: 'credentials', said: UNMARKED };
	const marker = wanted || own;
	const body = written.body.replace(own, () => marker);
	return {
		body: withParagraphs(format, body, [postscript]),
		marker,
		isPlain: marker === own,
	};
}

/** The note among those that are there: by its marker, or by its id where somebody has taken the marker away. `null`: it is not. */
export function* findNote(
	notes: (cursor: string | null) => Query<Page<NoteSeen>>,
	{ marker, isPlain }: Omit<ReadyNote, 'body'>,
	known: string,
): Flow<Reply<FoundNote | null>> {
	const found = yield* eachPage<FoundNote & { isIt: boolean }>(
		(cursor) => {
			const { otherwise, ...query } = notes(cursor);
			const looked = ({ items, ...rest }: Page<NoteSeen>) => ({
				items: items.map(({ id, text, isPrivate = null }) => ({
					id,
					isPrivate,
					isIt: holds(text, marker) || (isPlain && known !== '' && id === known),
				})),
				...rest,
			});
			return {
				...query,
				read: (got) => looked(query.read(got)),
				...(otherwise ? { otherwise: looked(otherwise) } : {}),
			};
		},
		(seen) => seen.some(({ isIt }) => isIt),
	);
	if (!found.ok) return found;
	const it = found.value.find(({ isIt }) => isIt);
	return { ok: true, value: it ? { id: it.id, isPrivate: it.isPrivate } : null };
}

/** What refuses a note may be the agent's name; the note matters more. */
const MAYBE_THE_NAME = [400, 403, 409, 422];

function* write<S extends DeskSettings>(
	desk: Desk<S>,
	on: On<S>,
	found: Found,
	note: ReadyNote,
): Flow<Told> {
	const { asked } = on;
	const isPrivate = asked.note?.audience !== 'customer';
	const obstacle = desk.obstacle ? yield* desk.obstacle(on, found, isPrivate) : null;
	if (obstacle !== null) return told(found, 'refused', { said: obstacle });
	const author = yield* findAuthor(desk, on);
	const to = (agentId: string | null): NoteToWrite => {
		const [name = ''] = authorOf(asked).names;
		const isNamed = [name, escapedHtml(name)].some((one) => note.body.includes(one));
		// The name may be one that customers are not to know.
		const body =
			agentId !== null || isNamed || !isPrivate
				? note.body
				: withParagraphs(desk.noteFormat, note.body, [`Technician: ${name}`]);
		const minutes = Number(textOf(asked.minutes)) || null;
		return { body, isPrivate, agentId, minutes, at: textOf(asked.at) || null };
	};
	const put = (agentId: string | null): Flow<Reply<NoteWritten>> =>
		desk.writeInSteps?.(on, found, to(agentId)) ?? send(desk.write(on, found, to(agentId)));
	let as = author.id;
	let reply = yield* put(as);
	if (!reply.ok && as !== null && MAYBE_THE_NAME.includes(reply.status)) {
		as = null;
		reply = yield* put(as);
	}
	if (!reply.ok) {
		const { status, because } = reply;
		const advice = desk.adviceOn?.(on, status, because) ?? '';
		return told(found, 'refused', {
			status: status || null,
			said: `${reply.said} ${advice}`.trim(),
		});
	}
	const { id: noteId, isPrivate: isSo, lost, said = author.said } = reply.value;
	if (lost) return told(found, 'refused', { said: lost });
	if (isPrivate && isSo === false) return yield* takeBack(desk, on, found, noteId);
	return told(found, 'written', { noteId, writtenAs: as, said });
}

/** What a note that is not there yet makes necessary, for a desk that lets it be read before the ticket is known. */
function readsAhead<S extends DeskSettings>(
	desk: Desk<S>,
	on: On<S>,
	id: string,
): Array<Query<unknown>> {
	if (!desk.alongside) return [];
	const agents = agentsFor(desk, on);
	return [...desk.alongside(on, id), ...(agents ? [agents(null)] : [])];
}

/** A note on a ticket, once: looks for the ticket and for the note, then writes it. It is rendered first, so that all that is read can be read at once. */
export function* putNote<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	const { asked } = on;
	if (asked.target?.kind === 'chat') return yield* putIntoChat(desk, on);
	const id = desk.ticketIn(asked.target?.id);
	if (id === null) return told(null, 'notFound', { said: 'This is not the number of a ticket.' });
	const against = desk.refuses?.(on) ?? null;
	if (against !== null) return told(null, 'refused', { ticketId: id, said: against });
	const note = yield* readyNote(desk, on);
	if (!('body' in note)) return told(null, 'refused', { ticketId: id, ...note });
	const ready = note as ReadyNote;
	const reply = yield* send(desk.ticket(on, id), readsAhead(desk, on, id));
	if (!reply.ok) {
		const { status } = reply;
		const doubtful = status === 404 ? yield* unproven(desk, on) : null;
		if (doubtful) return told(null, 'later', { ticketId: id, ...doubtful });
		const said = `${reply.said} ${desk.hiddenAdvice ?? ''}`.trim();
		return told(null, status === 404 ? 'notFound' : 'refused', { ticketId: id, status, said });
	}
	const found = reply.value;
	if (found === null) {
		return told(null, 'notFound', { ticketId: id, said: desk.hiddenAdvice ?? null });
	}
	const there = yield* findNote((at) => desk.notes(on, found, at), ready, textOf(asked.known));
	if (!there.ok) return told(found, 'refused', { status: there.status, said: there.said });
	if (there.value) return alreadyThere(desk, on, found, there.value);
	return yield* write(desk, on, found, ready);
}

/** Into a chat that has no ticket: what it is is the caller's to decide. */
function* putIntoChat<S extends DeskSettings>(desk: Desk<S>, on: On<S>): Flow<Told> {
	const { asked } = on;
	const { chats } = desk;
	const id = chats?.chatIn(asked.target?.id) ?? null;
	const none = (said: string | null, status: number | null = null) =>
		told(null, 'notFound', { status, said });
	if (!chats || id === null) return none('This is not the number of a chat.');
	const reply = yield* send(chats.chat(on, id));
	if (!reply.ok && reply.status !== 404) {
		return told(null, 'refused', { status: reply.status, said: reply.said });
	}
	if (!reply.ok) return none(reply.said, reply.status);
	const chat = reply.value;
	if (chat?.ticketId) return told(null, 'hasTicket', { ticketId: chat.ticketId });
	const messages = (at: string | null) => chats.messages(on, id, at);
	if (!chat?.isOpen) {
		// It may hold the note already: then the answer to the run before was lost.
		const marker = textOf(asked.note?.marker);
		const there = yield* findNote(messages, { marker, isPlain: false }, '');
		if (there.ok && there.value) return told(null, 'there', { noteId: there.value.id });
		return told(null, 'closed', { said: 'The chat has ended.' });
	}
	const note = yield* readyNote(desk, on, 'text');
	if (!('body' in note)) return told(null, 'refused', note);
	const ready = note as ReadyNote;
	const there = yield* findNote(messages, ready, '');
	if (!there.ok) return told(null, 'refused', { status: there.status, said: there.said });
	if (there.value) return told(null, 'there', { noteId: there.value.id });
	return yield* post(desk, on, id, cut(ready.body, desk.longestNote));
}

/** What a chat that has ended refuses with. */
const CLOSED = [400, 403, 409];

/** A message into a chat. */
export function* post<S extends DeskSettings>(
	{ chats }: Desk<S>,
	on: On<S>,
	id: string,
	text: string,
): Flow<Told> {
	if (!chats) return { outcome: 'unsupported', said: null };
	const reply = yield* send(chats.post(on, id, text));
	if (!reply.ok) {
		const { status, said } = reply;
		const outcome = CLOSED.includes(status) ? 'closed' : status === 404 ? 'notFound' : 'refused';
		return told(null, outcome, { status, said });
	}
	return told(null, 'posted', { noteId: reply.value, messageId: reply.value });
}
