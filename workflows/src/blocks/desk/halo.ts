import type { NodeSpec } from '../../flow';
import { js } from '../../nodes';
import { setting } from '../settings';

/** Milliseconds n8n waits for the desk. */
const PATIENCE = 30_000;

/** Tickets a request, and most requests for one list of tickets. */
const PAGE_SIZE = 100;
const MOST_PAGES = 20;

const base = `${setting('haloUrl')}.trim().replace(/\\/+$/, '')`;
const encoded = (code: string) => `encodeURIComponent(${code})`;

/** What else a list of tickets is to name, by published parameters: suggestions compare technician, state and device. */
const LISTED = 'includeagent=true&includestatus=true&includeassetkeyfield=true';

/** The addresses of HaloPSA's API that the templates use, as expressions; the only place that knows them. */
const PATHS = {
	ticket: (id: string) => `'/api/Tickets/' + ${encoded(id)}`,
	ticketPages: () =>
		`'/api/Tickets?order=id&orderdesc=true&pageinate=true&page_size=${PAGE_SIZE}&${LISTED}'`,
	recentTickets: (count: string) =>
		`'/api/Tickets?order=id&orderdesc=true&${LISTED}&count=' + ${count}`,
	ticketsLike: (text: string, count: string) =>
		`'/api/Tickets?order=id&orderdesc=true&${LISTED}&count=' + ${count} + '&search=' + ${encoded(text)}`,
	actions: (id: string) => `'/api/Actions?ticket_id=' + ${encoded(id)}`,
	agents: () => "'/api/Agent'",
	chat: (id: string) => `'/api/Chat/' + ${encoded(id)}`,
	chatsOf: (ticketId: string) => `'/api/Chat?ticket_id=' + ${encoded(ticketId)}`,
	chatMessages: (id: string) => `'/api/ChatMessage?chat_id=' + ${encoded(id)}`,
	postActions: () => "'/api/Actions'",
	postChatMessages: () => "'/api/ChatMessage'",
	postRemoteSessions: () => "'/api/RemoteSession'",
};

function request(
	name: string,
	path: string,
	parameters: Record<string, unknown>,
	settings: NodeSpec['settings'] = {},
): NodeSpec {
	return {
		name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: js(`${base} + ${path}`),
			authentication: 'genericCredentialType',
			genericAuthType: 'oAuth2Api',
			...parameters,
			options: {
				timeout: PATIENCE,
				// One item whatever the answer, and no lists taken apart.
				response: { response: { fullResponse: true, responseFormat: 'json' } },
			},
		},
		outputs: ['done', 'error'],
		settings: { onError: 'continueErrorOutput', ...settings },
	};
}

const get = (name: string, path: string) =>
	request(name, path, {}, { retryOnFail: true, maxTries: 2, waitBetweenTries: 1000 });

/** Never repeated by itself: an answer that got lost may belong to a write that took place. `code` makes the array. */
const post = (name: string, path: string, code: string) =>
	request(name, path, {
		method: 'POST',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: js(`JSON.stringify(${code})`),
	});

/**
 * The newest tickets by the page, an item each, until one was opened before `since`, an expression. By the numbers of tickets,
 * which count up: filters by time are not the same in all versions.
 */
function getTicketsSince(name: string, since: string): NodeSpec {
	const spec = get(name, PATHS.ticketPages());
	const done = `(() => {
	const body = $response.body ?? [];
	const tickets = Array.isArray(body) ? body : body.tickets ?? [];
	const oldest = tickets.length ? tickets[tickets.length - 1].dateoccurred : null;
	return tickets.length < ${PAGE_SIZE} || Boolean(oldest && DateTime.fromISO(oldest, { zone: 'utc' }) < DateTime.fromISO(${since}));
})()`;
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [{ type: 'qs', name: 'page_no', value: js('$pageCount + 1') }] },
		paginationCompleteWhen: 'other',
		completeExpression: js(done),
		limitPagesFetched: true,
		maxRequests: MOST_PAGES,
		requestInterval: 0,
	};
	const options = { ...(spec.parameters.options as object), pagination: { pagination } };
	return {
		...spec,
		parameters: { ...spec.parameters, options },
		settings: { ...spec.settings, executeOnce: true },
	};
}

/** Nodes that ask or tell HaloPSA. Ids and bodies are expressions; answers come as `{ body, statusCode }`. */
export const halo = {
	getTicket: (name: string, id: string) => get(name, PATHS.ticket(id)),
	getTicketsSince,
	getRecentTickets: (name: string, count: number) => get(name, PATHS.recentTickets(String(count))),
	/** Tickets whose number, summary, user or customer holds a text. */
	getTicketsLike: (name: string, text: string, count: number) =>
		get(name, PATHS.ticketsLike(text, String(count))),
	getActions: (name: string, ticketId: string) => get(name, PATHS.actions(ticketId)),
	getAgents: (name: string) => get(name, PATHS.agents()),
	getChat: (name: string, id: string) => get(name, PATHS.chat(id)),
	getChatsOf: (name: string, ticketId: string) => get(name, PATHS.chatsOf(ticketId)),
	getChatMessages: (name: string, chatId: string) => get(name, PATHS.chatMessages(chatId)),
	postActions: (name: string, actions: string) => post(name, PATHS.postActions(), actions),
	postChatMessages: (name: string, messages: string) =>
		post(name, PATHS.postChatMessages(), messages),
	postRemoteSessions: (name: string, sessions: string) =>
		post(name, PATHS.postRemoteSessions(), sessions),
};

/** The HTTP status of a refused request in the item that left through `error`; 0 where there was no answer. */
export const refusedWith =
	'Number($json.error?.status ?? $json.error?.httpCode ?? $json.error?.statusCode ?? $json.error?.response?.status ?? 0) || 0';

/** Whether a note or message that holds the marker is among the answered actions or messages, however they are wrapped. */
export const holds = (marker: string) =>
	`Boolean(${marker} && JSON.stringify($json.body ?? null).includes(${marker}))`;

/** Reads `chat`, whose schema HaloPSA does not publish: every spelling that was seen or is likely counts. */
const READ_CHAT = `const ticketId = Number(chat.ticket_id ?? chat.faultid ?? chat.ticketid ?? chat.fault_id ?? chat.ticket?.id ?? 0) || 0;
	const says = String(chat.status ?? chat.chat_status ?? chat.state ?? '').toLowerCase();
	const ended = chat.closed === true || chat.isclosed === true || chat.is_closed === true || chat.ended === true
		|| chat.isopen === false || chat.is_open === false || chat.open === false
		|| /clos|end|finish|complet/.test(says)
		|| Boolean(chat.dateended ?? chat.date_ended ?? chat.dateclosed ?? chat.enddate);
	const known = chat.id !== undefined && chat.id !== null;`;

/** The chat that was asked for: `{ state, ticketId, ended }`, state `ticket` / `open` / `ended`. */
export const chatState = `(() => {
	const body = $json.body ?? {};
	const chat = (Array.isArray(body) ? body[0] : body) ?? {};
	${READ_CHAT}
	const state = ticketId > 0 ? 'ticket' : known && !ended ? 'open' : 'ended';
	return { state, ticketId, ended: ended || !known };
})()`;

/** The number of the newest open chat of a ticket among those that were asked for, or null. `ticket` is an expression. */
export const openChatOf = (ticket: string) => `(() => {
	const body = $json.body ?? [];
	const chats = Array.isArray(body) ? body : body.chats ?? [];
	const open = chats.filter((chat) => {
		${READ_CHAT}
		return known && !ended && ticketId === Number(${ticket});
	});
	return open.map((chat) => Number(chat.id)).sort((a, b) => b - a)[0] ?? null;
})()`;
