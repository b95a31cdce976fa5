import { type NewTicket, type Noted, SimulatedControl } from '../chassis/control.mts';
import type { Faults } from '../chassis/faults.mts';
import { Checked } from '../chassis/schema.mts';
import { TICKETS } from '../chassis/seed.mts';
import { ENDPOINTS } from './schema/endpoints.mts';
import type { Action, Agent, Chat, Message, RemoteSession, Ticket } from './model.mts';
import { STATUS } from './model.mts';
import type { Entry } from './schema/fields.mts';
import type { Settings, Store } from './store.mts';
import type { Tokens } from './tokens.mts';

/** A deep copy of what the desk holds. */
export interface DeskState {
	revision: number;
	tickets: Ticket[];
	/** By ticket id, oldest first. */
	actions: Record<string, Action[]>;
	chats: Chat[];
	remoteSessions: RemoteSession[];
	agents: Agent[];
	settings: Settings & { tokenSeconds: number };
	faults: Faults;
	liveTokens: number;
	counters: Record<string, number>;
}

/** What a test or a demonstration can do to the desk, in process and as `/control/…`. */
export class Control extends SimulatedControl {
	private readonly store: Store;
	private readonly tokens: Tokens;
	private readonly initial: Settings & { tokenSeconds: number };

	readonly numbers = TICKETS.map(({ number }) => String(number));

	constructor(store: Store, tokens: Tokens) {
		super(new Checked(ENDPOINTS));
		this.store = store;
		this.tokens = tokens;
		this.initial = { ...store.settings, tokenSeconds: tokens.lifetime };
	}

	open({ summary, customer = {}, isClosed = false, type }: NewTicket = {}): string {
		const { id } = this.addTicket({
			...(summary ? { summary } : {}),
			...(customer.name ? { user_name: customer.name } : {}),
			...(customer.email ? { user_email: customer.email } : {}),
			...(customer.company ? { client_name: customer.company } : {}),
			...(type ? { tickettype_name: type } : {}),
		});
		if (isClosed) this.closeTicket(id);
		return String(id);
	}

	notes(number: string): Noted[] {
		return this.actions(Number(number)).map((action) => ({
			...{ id: String(action.id), body: action.note_html ?? action.note },
			...{ isPrivate: action.hiddenfromuser, author: action.who, at: action.datetime },
		}));
	}

	newTicketCall(number: string, { secret }: { secret: string }) {
		const headers = { 'content-type': 'application/json', 'x-beyondtrust-secret': secret };
		return {
			headers,
			body: JSON.stringify({ event: 'New Ticket Logged', ticket: { id: number } }),
		};
	}

	revoke(): void {
		this.revokeTokens();
	}

	state(): DeskState {
		const { tickets, chats, remoteSessions, agents } = this.store.data;
		return structuredClone({
			revision: this.store.revision,
			tickets: [...tickets.values()],
			actions: Object.fromEntries(this.store.data.actions),
			chats: [...chats.values()],
			remoteSessions: [...remoteSessions.values()],
			agents,
			settings: { ...this.store.settings, tokenSeconds: this.tokens.lifetime },
			faults: this.faults,
			liveTokens: this.tokens.count,
			counters: this.record.counters,
		});
	}

	/** The actions of a ticket, oldest first. */
	actions(ticketId: number): Action[] {
		return structuredClone(this.store.actions(ticketId));
	}

	/** Opens a ticket; fields are the wire's own (`summary`, `user_name`, `agent_id`, …). */
	addTicket(fields: Entry = {}): Ticket {
		const { id: _id, ...rest } = fields;
		return structuredClone(this.store.saveTicket({ summary: 'A new ticket', ...rest }));
	}

	/** @throws Refusal 404 */
	closeTicket(id: number | string): Ticket {
		return structuredClone(this.store.saveTicket({ id: Number(id), status_id: STATUS.closed }));
	}

	/** What the workflow of a ticket allows at its present step; without names, everything again. */
	allowOutcomes(ticketId: number, names?: string[]): void {
		if (names) this.store.allowedOutcomes.set(ticketId, names);
		else this.store.allowedOutcomes.delete(ticketId);
	}

	/** Adds an agent, enabled unless it is said. */
	addAgent(fields: Partial<Agent> & { name: string }): Agent {
		const id = Math.max(...this.store.data.agents.map((agent) => agent.id)) + 1;
		const email = `agent.${id}@desk.example`;
		const more = { initials: '', team: 'Service Desk', isapi: false, isdisabled: false };
		const agent: Agent = { id, email, ...more, ...fields };
		this.store.data.agents.push(agent);
		return structuredClone(agent);
	}

	/** Opens a chat. @throws Refusal 404 for an unknown `ticketId` */
	addChat(fields: Partial<Omit<Chat, 'id' | 'messages'>> = {}): Chat {
		return structuredClone(this.store.addChat(fields));
	}

	/** @throws Refusal 404 */
	closeChat(id: number): Chat {
		return structuredClone(this.store.closeChat(id));
	}

	/** Ties a chat to a ticket, or with `null` to none. @throws Refusal 404 */
	setChatTicket(id: number, ticketId: number | null): Chat {
		return structuredClone(this.store.setChatTicket(id, ticketId));
	}

	/** The customer says something. @throws Refusal 404 */
	customerSays(chatId: number, text: string): Message {
		return structuredClone(this.store.addMessage(chatId, text, null));
	}

	/** `tokenSeconds` counts for tokens issued from now on. */
	setSettings(change: Partial<Settings & { tokenSeconds: number }>): DeskState['settings'] {
		const { tokenSeconds, ...settings } = change;
		Object.assign(this.store.settings, settings);
		this.tokens.lifetime = tokenSeconds ?? this.tokens.lifetime;
		return { ...this.store.settings, tokenSeconds: this.tokens.lifetime };
	}

	/** Ends all tokens; the next request with one of them gets 401. */
	revokeTokens(): { revoked: number } {
		return { revoked: this.tokens.revokeAll() };
	}

	get revision(): number {
		return this.store.revision;
	}

	protected again(): void {
		this.store.reset();
		this.setSettings(this.initial);
		this.tokens.revokeAll();
	}
}
