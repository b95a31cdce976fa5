import { STATUS, STATUS_NAMES } from './model.mts';
import type { Action, Agent, Chat, Data, Message, Ticket } from './model.mts';
import { Refusal } from '../chassis/refusal.mts';
import { API_AGENT_ID, seed } from './seed.mts';
import type { Entry } from './schema/fields.mts';

/** Behaviour that differs between tenants or is not published. */
export interface Settings {
	/** May the API write in the name of an agent? Off: such a write is refused with 403. */
	allowActingForAgents: boolean;
	/** `ticket_id`: members `ticket_id`, `status`, `closed`. `faultid`: members `faultid`, `isopen`. */
	chatSpelling: 'ticket_id' | 'faultid';
	/** What an expired or unknown token is answered with: HaloPSA says either. */
	expiredTokenAs: 401 | 400;
	/** Does the token endpoint take the client secret in a Basic header, too? */
	secretInHeader: boolean;
	/** Entries of a list at most, whatever `count` and `page_size` ask for. */
	mostPerPage: number;
	/** May an action have an outcome, given as text, that the desk does not have? */
	anyOutcome: boolean;
}

/** What Halo refuses or does. */
export const STRICT: Settings = {
	allowActingForAgents: true,
	chatSpelling: 'ticket_id',
	expiredTokenAs: 401,
	secretInHeader: false,
	mostPerPage: 100,
	anyOutcome: false,
};

/** The desk that the templates with `-halopsa` in their name were made for. */
export const LENIENT: Partial<Settings> = {
	secretInHeader: true,
	mostPerPage: 1_000_000,
	anyOutcome: true,
};

/** The desk's data and the rules for changing it. Nothing here knows HTTP. */
export class Store {
	readonly settings: Settings;
	readonly now: () => Date;
	data: Data;
	/** Names of the outcomes that the workflow of a ticket allows at its present step; all where a ticket is not listed. */
	readonly allowedOutcomes = new Map<number, string[]>();
	/** Grows with every change, so that a page knows when to refresh. */
	revision = 1;

	constructor(settings: Settings, now: () => Date) {
		this.settings = settings;
		this.now = now;
		this.data = seed(now());
	}

	/** Throws every change away and starts again with the invented data. */
	reset(): void {
		this.data = seed(this.now());
		this.allowedOutcomes.clear();
		this.revision += 1;
	}

	/** Marks a change and returns its time, ISO 8601 in UTC. */
	touch(): string {
		this.revision += 1;
		return this.now().toISOString();
	}

	agent(id: unknown): Agent | undefined {
		return this.data.agents.find((agent) => agent.id === id);
	}

	/** @throws Refusal 404 */
	ticket(id: number): Ticket {
		const ticket = this.data.tickets.get(id);
		if (!ticket) throw new Refusal(404, 'not_found', `There is no ticket ${id}.`);
		return ticket;
	}

	/** @throws Refusal 404 */
	chat(id: number): Chat {
		const chat = this.data.chats.get(id);
		if (!chat) throw new Refusal(404, 'not_found', `There is no chat ${id}.`);
		return chat;
	}

	/** The actions of a ticket, oldest first; none for an unknown ticket. */
	actions(ticketId: number): Action[] {
		return this.data.actions.get(ticketId) ?? [];
	}

	/** Creates a ticket, or changes the one whose `id` is given. @throws Refusal 404 for an unknown id */
	saveTicket(fields: Entry): Ticket {
		if (fields.id) return this.changeTicket(this.ticket(Number(fields.id)), fields);
		const at = this.touch();
		const agent = this.agent(fields.agent_id);
		const ticket: Ticket = {
			details: '',
			status_id: STATUS.new,
			status_name: '',
			client_id: 11,
			client_name: 'Northwind Studio',
			user_id: 0,
			user_name: '',
			user_email: '',
			agent_id: 0,
			agent_name: agent?.name ?? '',
			team: agent?.team ?? '',
			tickettype_name: 'Incident',
			priority_name: 'Medium',
			dateoccurred: at,
			dateclosed: null,
			hasbeenclosed: false,
			...fields,
			summary: String(fields.summary ?? ''),
			id: nextId(this.data.tickets, 1201),
		};
		this.data.tickets.set(ticket.id, ticket);
		this.data.actions.set(ticket.id, []);
		return settleStatus(ticket, at);
	}

	private changeTicket(ticket: Ticket, fields: Entry): Ticket {
		const at = this.touch();
		Object.assign(ticket, fields, { id: ticket.id });
		if ('agent_id' in fields) ticket.agent_name = this.agent(ticket.agent_id)?.name ?? '';
		return settleStatus(ticket, at);
	}

	/** Stores an action whose fields were already found acceptable. */
	addAction(fields: Entry, outcome: { id: number; outcome: string }): Action {
		const at = this.touch();
		const ticketId = Number(fields.ticket_id);
		const list = this.actions(ticketId);
		const author = Number(fields.actionby_agent_id ?? fields.who_agentid ?? API_AGENT_ID);
		const html = fields.note_html ? String(fields.note_html) : null;
		const action: Action = {
			...fields,
			id: list.length + 1,
			ticket_id: ticketId,
			outcome: outcome.outcome,
			outcome_id: outcome.id,
			who: this.agent(author)?.name ?? '',
			who_agentid: author,
			note: fields.note ? String(fields.note) : plainText(html ?? ''),
			note_html: html,
			hiddenfromuser: fields.hiddenfromuser === true,
			datetime: fields.datetime ? new Date(String(fields.datetime)).toISOString() : at,
			actiondatecreated: at,
		};
		this.data.actions.set(ticketId, [...list, action]);
		return action;
	}

	/** Opens a chat. */
	addChat(fields: Partial<Omit<Chat, 'id' | 'messages'>>): Chat {
		if (fields.ticketId) this.ticket(fields.ticketId);
		const at = this.touch();
		const chat: Chat = {
			ticketId: null,
			closed: false,
			userName: 'Charlie Hale',
			clientName: 'Northwind Studio',
			agentId: null,
			startedAt: at,
			endedAt: fields.closed ? at : null,
			...fields,
			id: nextId(this.data.chats, 501),
			messages: [],
		};
		this.data.chats.set(chat.id, chat);
		return chat;
	}

	/** Ends a chat; ending it again changes nothing. */
	closeChat(id: number): Chat {
		const chat = this.chat(id);
		if (!chat.closed) Object.assign(chat, { closed: true, endedAt: this.touch() });
		return chat;
	}

	setChatTicket(id: number, ticketId: number | null): Chat {
		const chat = this.chat(id);
		if (ticketId !== null) this.ticket(ticketId);
		chat.ticketId = ticketId;
		this.touch();
		return chat;
	}

	/** Adds a line to a chat; without an agent it is the customer's. */
	addMessage(chatId: number, text: string, agentId: number | null, more: Entry = {}): Message {
		const chat = this.chat(chatId);
		const message: Message = {
			...more,
			id: (chat.messages.at(-1)?.id ?? 0) + 1,
			chat_id: chatId,
			text,
			agent_id: agentId,
			display_name: agentId === null ? chat.userName : (this.agent(agentId)?.name ?? ''),
			timestamp: this.touch(),
		};
		chat.messages.push(message);
		return message;
	}
}

/** The next free number of a table, counting from its first. */
export function nextId(table: Map<number, unknown>, first: number): number {
	return Math.max(first - 1, ...table.keys()) + 1;
}

function settleStatus(ticket: Ticket, at: string): Ticket {
	const closed = ticket.status_id === STATUS.closed;
	ticket.status_name = STATUS_NAMES[ticket.status_id] ?? `Status ${ticket.status_id}`;
	ticket.hasbeenclosed = ticket.hasbeenclosed || closed;
	ticket.dateclosed = closed ? (ticket.dateclosed ?? at) : null;
	return ticket;
}

/** A note given only as HTML also gets a plain text, which searches and short lists use. */
function plainText(html: string): string {
	return html
		.replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, '')
		.replace(/<(br|\/p|\/div|\/tr|\/li|\/h[1-6])\b[^>]*>/gi, '\n')
		.replace(/<[^>]*>/g, '')
		.replace(/&nbsp;/g, ' ')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#(\d{1,6});/g, (_, code: string) => String.fromCodePoint(Number(code)))
		.replace(/&amp;/g, '&')
		.trim();
}
