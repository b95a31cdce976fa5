import { escapedHtml } from '../session/escape';
import {
	type Answer,
	type Answered,
	type Asked,
	failureOf,
	type Next,
	typedNumber,
} from './contract';
import { agentOf, chatOf, list, ticketOf } from './haloPsaModel';

/** What a person has set in the desk workflow. */
export interface HaloSettings {
	/** Of the tenant. */
	address: string;
	/** The name in links, such as `halo` in `ticket:halo:1201`. */
	system: string;
	/** The name of the action's outcome. */
	outcome: string;
	/** Where a ticket is seen, behind the address; the number is put behind it. */
	ticketPage: string;
}

type Step =
	| 'ticket'
	| 'actions'
	| 'agents'
	| 'post'
	| 'postOwn'
	| 'chat'
	| 'messages'
	| 'message'
	| 'tickets'
	| 'allAgents';

/** What a run knows so far. It never holds the session. */
export interface HaloState {
	step: Step | null;
	asked: Asked;
	settings: HaloSettings;
	agentId: string | null;
	/** The note, once it is rendered. */
	body: string | null;
	marker: string | null;
	/** Whether the marker is the session's own, not that of an addendum or a correction. */
	isPlain: boolean;
	isRendering: boolean;
	hasEnded: boolean;
}

const DESK = 'HaloPSA';
const OPERATIONS = ['describe', 'putNote', 'getTicket', 'findTickets', 'findAgents', 'postToChat'];
/** Characters; a note that is longer is cut at a line. */
const LONGEST_NOTE = 200_000;
/** Tickets in one answer at most (page_size of the published document). */
const MOST_TICKETS = 100;

const nothing = { request: null, render: null, answer: null };
const end = (state: HaloState, answer: Record<string, unknown>): Next<HaloState> => ({
	...nothing,
	goes: 'answer',
	answer: { contract: 1, ...answer } as Answer,
	state: { ...state, step: null },
});
const ask = (state: HaloState, step: Step, path: string, body?: unknown): Next<HaloState> => ({
	...nothing,
	goes: body === undefined ? 'ask' : 'tell',
	request: {
		method: body === undefined ? 'GET' : 'POST',
		path: `${state.settings.address.trim().replace(/\/+$/, '')}/api${path}`,
		body: body === undefined ? '' : JSON.stringify(body),
	},
	state: { ...state, step },
});

const noteAnswer = (state: HaloState, outcome: string, more: Record<string, unknown> = {}) => {
	const ticketId = state.asked.target?.kind === 'ticket' ? state.asked.target.id : null;
	const url = ticketId ? urlOf(state, ticketId) : null;
	const said = { noteId: null, writtenAs: null, status: null, said: null };
	return end(state, { outcome, ticketId, url, ...said, ...more });
};

const urlOf = ({ settings }: HaloState, id: string) =>
	`${settings.address.trim().replace(/\/+$/, '')}${settings.ticketPage}${id}`;

const query = (values: Record<string, string>) => `?${new URLSearchParams(values).toString()}`;

function findTickets(state: HaloState): Next<HaloState> {
	const { text, limit } = state.asked;
	const count = String(Math.min(Math.max(Number(limit) || MOST_TICKETS, 1), MOST_TICKETS));
	const search: Record<string, string> = text?.trim() ? { search: text.trim().slice(0, 100) } : {};
	const listed = { order: 'id', orderdesc: 'true', includeagent: 'true', includestatus: 'true' };
	return ask(state, 'tickets', `/Tickets${query({ ...listed, count, ...search })}`);
}

function putNote(state: HaloState): Next<HaloState> {
	const { target } = state.asked;
	if (target?.kind === 'chat') return ask(state, 'chat', `/Chat/${encodeURIComponent(target.id)}`);
	const id = typedNumber(target?.id);
	if (id === null) return noteAnswer(state, 'notFound', { said: 'This is no number of a ticket.' });
	const asked = { ...state.asked, target: { kind: 'ticket' as const, id } };
	return ask({ ...state, asked }, 'ticket', `/Tickets/${id}`);
}

/** The first step for what was asked. */
export function begin(whole: Asked, settings: HaloSettings): Next<HaloState> {
	const asked: HaloState['asked'] = { ...whole, session: undefined };
	const state: HaloState = {
		...{ step: null, asked, settings, agentId: null, body: null, marker: null },
		...{ isPlain: false, isRendering: false, hasEnded: false },
	};
	if (asked.contract !== 1) {
		return end(state, {
			outcome: 'refused',
			said: 'This desk workflow knows version 1 of the contract.',
		});
	}
	switch (asked.operation) {
		case 'describe':
			return end(state, {
				...{ desk: DESK, system: settings.system.trim().toLowerCase(), operations: OPERATIONS },
				...{ noteFormat: 'html', canWriteAs: true, chats: true, privateNotes: true },
			});
		case 'putNote':
			return putNote(state);
		case 'getTicket': {
			const id = typedNumber(asked.ticket);
			return id === null ? end(state, { ticket: null }) : ask(state, 'ticket', `/Tickets/${id}`);
		}
		case 'findTickets':
			return findTickets(state);
		case 'findAgents':
			return ask(state, 'allAgents', '/Agent');
		case 'postToChat':
			return ask(state, 'message', '/ChatMessage', [
				{ chat_id: Number(asked.chatId), text: String(asked.text ?? '') },
			]);
		default: {
			const said = `This desk workflow cannot '${String(asked.operation).slice(0, 40)}'. It can: ${OPERATIONS.join(', ')}.`;
			return end(state, { outcome: 'refused', said });
		}
	}
}

const render = (state: HaloState, format: string, step: Step): Next<HaloState> => ({
	...nothing,
	goes: 'render',
	render: {
		format,
		options: {
			audience: state.asked.note?.audience ?? 'internal',
			...(state.asked.note?.sections?.length ? { sections: state.asked.note.sections } : {}),
			maxLength: LONGEST_NOTE,
		},
	},
	state: { ...state, step, isRendering: true },
});

const holds = (body: unknown, marker: string | null) =>
	Boolean(marker) && JSON.stringify(body ?? null).includes(String(marker));

function post(state: HaloState, agentId: string | null): Next<HaloState> {
	const { note, minutes, at, target } = state.asked;
	const action = {
		ticket_id: Number(target?.id),
		outcome: state.settings.outcome,
		note_html: state.body,
		hiddenfromuser: note?.audience !== 'customer',
		sendemail: false,
		...(agentId ? { who_agentid: Number(agentId) } : {}),
		...(minutes ? { timetaken: Math.round((minutes / 60) * 100) / 100 } : {}),
		...(at ? { datetime: at } : {}),
	};
	const step = agentId ? 'post' : 'postOwn';
	return ask({ ...state, agentId }, step, '/Actions', [action]);
}

function afterActions(state: HaloState, body: unknown): Next<HaloState> {
	const { author, known } = state.asked;
	const all = list(body, 'actions');
	// By its marker, or by its number where somebody has taken the marker away.
	const there = all.find(
		(action) =>
			holds(action, state.marker) || (state.isPlain && known && String(action.id) === known),
	);
	if (there) return noteAnswer(state, 'there', { noteId: String(there.id ?? known) });
	if (author?.agentId) return post(state, author.agentId);
	const asksByName = (author?.names.length ?? 0) > 0 || Boolean(author?.email);
	return asksByName ? ask(state, 'agents', '/Agent') : post(state, null);
}

function written(state: HaloState, body: unknown): Next<HaloState> {
	const [action] = list(body, 'actions');
	const noteId = action?.id === undefined ? null : String(action.id);
	return noteAnswer(state, 'written', { noteId, writtenAs: state.agentId });
}

function afterChat(state: HaloState, body: unknown): Next<HaloState> {
	const chat = chatOf(body);
	if (chat.ticketId) return noteAnswer(state, 'hasTicket', { ticketId: chat.ticketId });
	if (!chat.isOpen) {
		// It may hold the note already: then the answer to the run before was lost.
		const marker = state.asked.note?.marker ?? null;
		const id = encodeURIComponent(state.asked.target?.id ?? '');
		return ask({ ...state, marker, hasEnded: true }, 'messages', `/ChatMessage?chat_id=${id}`);
	}
	return render(state, 'text', 'messages');
}

/** Once the note is rendered. An addendum, or a correction, says in its marker more than the session's own. */
export function rendered(
	state: HaloState,
	note: { body: string; marker: string | null },
): Next<HaloState> {
	const marker = state.asked.note?.marker || note.marker;
	const isPlain = marker === note.marker;
	const { postscript = '' } = state.asked.note ?? {};
	if (!marker || !note.marker) {
		const said =
			"The node 'Write the note' has no credential, so that the note could not be marked and found again.";
		return noteAnswer(state, 'later', { errorKind: 'credentials', said });
	}
	const id = encodeURIComponent(state.asked.target?.id ?? '');
	if (state.step === 'messages') {
		const body =
			note.body.replace(note.marker, () => marker) + (postscript ? `\n${postscript}` : '');
		return ask(
			{ ...state, body, marker, isPlain, isRendering: false },
			'messages',
			`/ChatMessage?chat_id=${id}`,
		);
	}
	const body =
		note.body.replace(note.marker, () => marker) +
		(postscript ? `<p>${escapedHtml(postscript)}</p>` : '');
	return ask(
		{ ...state, body, marker, isPlain, isRendering: false },
		'actions',
		`/Actions?ticket_id=${id}&includehtmlnote=true&count=1000`,
	);
}

/** What refuses for good, by the step that it happened in; `null` where that is no answer. */
function refusedIn(state: HaloState, status: number, said: string): Next<HaloState> | null {
	const { step, asked } = state;
	if (status === 404 && asked.operation === 'getTicket') return end(state, { ticket: null });
	if (status === 404 && (step === 'ticket' || step === 'chat'))
		return noteAnswer(state, 'notFound', { status, said });
	// It may be the agent's name that is refused; the note matters more.
	if (step === 'post' && [400, 403, 409, 422].includes(status)) return post(state, null);
	if (step === 'message' && [400, 403, 409].includes(status))
		return noteAnswer(state, 'closed', { status, said });
	return null;
}

const STEPS: Record<Step, (state: HaloState, body: unknown) => Next<HaloState>> = {
	ticket(state, body) {
		const ticket = ticketOf(body, (id) => urlOf(state, id));
		const wanted =
			state.asked.operation === 'getTicket'
				? typedNumber(state.asked.ticket)
				: state.asked.target?.id;
		const found = ticket && ticket.id === wanted ? ticket : null;
		if (state.asked.operation === 'getTicket') return end(state, { ticket: found });
		return found ? render(state, 'html', 'actions') : noteAnswer(state, 'notFound');
	},
	actions: afterActions,
	agents(state, body) {
		return post(state, agentOf(list(body, 'agents'), state.asked.author));
	},
	post: written,
	postOwn: written,
	chat: afterChat,
	messages(state, body) {
		if (holds(body, state.marker)) return noteAnswer(state, 'there');
		if (state.hasEnded) return noteAnswer(state, 'closed', { said: 'The chat has ended.' });
		const { target } = state.asked;
		return ask(state, 'message', '/ChatMessage', [
			{ chat_id: Number(target?.id), text: state.body },
		]);
	},
	message(state, body) {
		const [message] = list(body, 'messages');
		const noteId = message?.id === undefined ? null : String(message.id);
		return noteAnswer(state, 'posted', { noteId, messageId: noteId });
	},
	tickets(state, body) {
		const since = Date.parse(state.asked.since ?? '');
		const tickets = list(body, 'tickets')
			.map((one) => ticketOf(one, (id) => urlOf(state, id)))
			.filter((ticket) => ticket !== null)
			.filter(({ touchedAt, openedAt }) => !(Date.parse(touchedAt ?? openedAt ?? '') < since));
		return end(state, { tickets });
	},
	allAgents(state, body) {
		const agents = list(body, 'agents').map((one) => ({
			id: String(one.id),
			name: String(one.name ?? ''),
			email: typeof one.email === 'string' ? one.email : null,
			enabled: one.isdisabled !== true,
		}));
		return end(state, { agents });
	},
};

/** The next step, by what came of the last request. */
export function goOn(state: HaloState, answered: Answered): Next<HaloState> {
	const { step } = state;
	if (step === null) return end(state, { outcome: 'refused', said: 'Nothing was asked.' });
	if (state.isRendering) {
		const reason = typeof answered.error === 'string' ? answered.error : 'it gave no reason.';
		return noteAnswer(state, 'refused', { said: `The note could not be written: ${reason}` });
	}
	const failure = failureOf(answered, DESK);
	if (!failure) return STEPS[step](state, answered.body);
	const { status, kind, said } = failure;
	const refused = kind === 'refused' ? refusedIn(state, status, said) : null;
	if (refused) return refused;
	if (kind === 'refused') return noteAnswer(state, 'refused', { status, said });
	return noteAnswer(state, 'later', { status, errorKind: kind, said });
}
