import type { Chat, Message } from '../model.mts';
import { Refusal } from '../../chassis/refusal.mts';
import { readEntries } from '../schema/fields.mts';
import type { Entry } from '../schema/fields.mts';
import { chatMessageFields } from '../schema/others.mts';
import { API_AGENT_ID } from '../seed.mts';
import type { Store } from '../store.mts';
import { flag, page, wholeNumber } from './query.mts';

/** `GET /Chat/{id}`. Its schema is not published: the setting `chatSpelling` offers two readings. */
export function getChat(store: Store, id: number): Entry {
	return present(store, store.chat(id));
}

/** `GET /Chat`, newest first. */
export function listChats(store: Store, query: URLSearchParams) {
	const ticketId = wholeNumber(query, 'ticket_id');
	const found = [...store.data.chats.values()].filter(
		(chat) =>
			(ticketId === undefined || chat.ticketId === ticketId) &&
			!(flag(query, 'ignore_all_closed') && chat.closed),
	);
	found.sort((a, b) => b.id - a.id);
	return {
		record_count: found.length,
		chats: page(found, query, store.settings.mostPerPage).map((chat) => present(store, chat)),
	};
}

function present(store: Store, chat: Chat): Entry {
	const common: Entry = {
		id: chat.id,
		user_name: chat.userName,
		client_name: chat.clientName,
		agent_id: chat.agentId,
		agent_name: store.agent(chat.agentId)?.name ?? null,
		datestarted: chat.startedAt,
		dateended: chat.endedAt,
	};
	if (store.settings.chatSpelling === 'faultid') {
		return { ...common, faultid: chat.ticketId ?? 0, isopen: !chat.closed };
	}
	const status = chat.closed ? 'closed' : 'open';
	return { ...common, ticket_id: chat.ticketId, status, closed: chat.closed };
}

/** `GET /ChatMessage?chat_id=`: oldest first; `last_id` leaves out what the caller already has. */
export function listMessages(store: Store, query: URLSearchParams): Message[] {
	const chatId = wholeNumber(query, 'chat_id');
	if (chatId === undefined) {
		throw new Refusal(400, 'missing_field', 'chat_id is required.', { field: 'chat_id' });
	}
	const after = wholeNumber(query, 'last_id') ?? 0;
	const upTo = wholeNumber(query, 'max_id') ?? Infinity;
	return store.chat(chatId).messages.filter(({ id }) => id > after && id <= upTo);
}

/** `POST /ChatMessage`: nothing is stored if one entry is refused. @throws Refusal 400, 403 */
export function postMessages(store: Store, body: unknown): Message[] {
	const entries = readEntries(body, 'LiveChatMsg', chatMessageFields);
	entries.forEach((entry, index) => checkMessage(store, entry, index));
	return entries.map((entry) =>
		store.addMessage(
			Number(entry.chat_id),
			String(entry.text),
			Number(entry.agent_id ?? API_AGENT_ID),
			entry,
		),
	);
}

function checkMessage(store: Store, entry: Entry, index: number): void {
	const refuse = (code: string, field: string, message: string, status = 400) => {
		throw new Refusal(status, code, message, { field, index });
	};
	if (!entry.chat_id) refuse('missing_field', 'chat_id', 'chat_id is required.');
	const chat = store.data.chats.get(Number(entry.chat_id));
	if (!chat) refuse('unknown_chat', 'chat_id', `There is no chat ${entry.chat_id}.`);
	if (chat?.closed) refuse('chat_closed', 'chat_id', `The chat ${chat.id} has ended.`);
	if (!String(entry.text ?? '').trim()) refuse('missing_field', 'text', 'A message needs a text.');
	const { agent_id: agentId } = entry;
	if (agentId === undefined || agentId === null) return;
	const agent = store.agent(agentId);
	if (!agent) refuse('unknown_agent', 'agent_id', `There is no agent ${agentId}.`);
	if (agent && agent.id !== API_AGENT_ID && !store.settings.allowActingForAgents) {
		const message = `This application may not act for the agent ${agent.name}.`;
		refuse('acting_not_allowed', 'agent_id', message, 403);
	}
}
