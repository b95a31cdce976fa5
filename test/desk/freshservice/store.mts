import { Refusal } from '../chassis/refusal.mts';
import { kept, textOf } from './html.mts';
import {
	type Agent,
	type Conversation,
	type Data,
	DEFAULTS,
	type Department,
	type Requester,
	type Settings,
	STATUS,
	type Ticket,
	type TimeEntry,
	WORKSPACES,
} from './model.mts';
import { denied, nothing } from './refusals.mts';
import { API_AGENT_ID, seed, whole } from './seed.mts';

const FIRST = { conversation: 21_000_900_001, time: 21_000_950_001 };

const nextId = (all: Array<{ id: number }>, first: number): number =>
	Math.max(first - 1, ...all.map(({ id }) => id)) + 1;

/** A tenant's data and the rules for changing it. Nothing here knows HTTP. */
export class Store {
	data: Data;

	/** Grows with every change, so that a page knows when to refresh. */
	revision = 1;

	/** The next notes are stored where the customer sees them, whatever was asked. */
	leaks = 0;

	isRevoked = false;

	/** Requests of the minute at hand, the refused ones, too. */
	private used = { since: 0, credits: 0 };

	settings: Settings;

	readonly now: () => Date;

	private readonly initial: Settings;

	constructor(initial: Settings, now: () => Date) {
		this.initial = initial;
		this.now = now;
		this.settings = { ...DEFAULTS, ...initial };
		this.data = seed(now());
	}

	reset(): void {
		this.data = seed(this.now());
		this.settings = { ...DEFAULTS, ...this.initial };
		this.leaks = 0;
		this.isRevoked = false;
		this.used = { since: 0, credits: 0 };
		this.touch();
	}

	/** Marks a change. @returns its time */
	touch(): string {
		this.revision += 1;
		return whole(this.now());
	}

	/** Counts a request. @returns what is left of the minute; below zero where it was too much, with the seconds to wait */
	spend(credits: number): { left: number; seconds: number } {
		const now = this.now().getTime();
		if (now - this.used.since >= 60_000) this.used = { since: now, credits: 0 };
		this.used.credits += credits;
		const seconds = Math.max(1, Math.ceil((this.used.since + 60_000 - now) / 1000));
		return { left: this.settings.perMinute - this.used.credits, seconds };
	}

	agent(id: unknown): Agent | undefined {
		return this.data.agents.find((agent) => agent.id === id);
	}

	get workspaces(): number[] {
		return this.agent(API_AGENT_ID)?.workspace_ids ?? [];
	}

	nameOf(id: number): string {
		const agent = this.agent(id);
		if (agent) return `${agent.first_name} ${agent.last_name}`;
		return this.requester(id)?.name ?? '';
	}

	requester(id: number): Requester | undefined {
		return this.data.requesters.find((one) => one.id === id);
	}

	department(id: number | null): Department | undefined {
		return this.data.departments.find((one) => one.id === id);
	}

	/** The ticket as the control knows it. @throws Refusal 404 */
	any(number: string | number): Ticket {
		const id = Number(/\d+$/.exec(String(number))?.[0]);
		const ticket = this.data.tickets.find((one) => one.id === id);
		if (!ticket) throw new Refusal(404, 'not_found', `There is no ticket ${number}.`);
		return ticket;
	}

	/** The ticket as the API shows it. @throws Refusal 404, or 403 for one in a workspace that the agent of the key does not see */
	ticket(id: number): Ticket {
		const ticket = this.data.tickets.find((one) => one.id === id);
		if (!ticket) throw nothing();
		if (!this.workspaces.includes(ticket.workspace_id)) throw denied();
		if (ticket.deleted && this.settings.deletedAs === 404) throw nothing();
		return ticket;
	}

	/** Those of a ticket, in the order in which the tenant lists them. */
	conversations(ticketId: number): Conversation[] {
		const all = this.data.conversations.filter((one) => one.ticket_id === ticketId);
		if (this.settings.conversations === 'newestFirst') return all.reverse();
		if (this.settings.conversations === 'oldestFirst') return all;
		// The same each time, and neither of the two.
		return all.sort((a, b) => ((a.id * 7919) % 104_729) - ((b.id * 7919) % 104_729));
	}

	times(ticketId: number): TimeEntry[] {
		return this.data.timeEntries.filter((one) => one.ticket_id === ticketId);
	}

	open(fields: Partial<Ticket> & { requester_id: number }): Ticket {
		const at = this.touch();
		const description = fields.description ?? '';
		const ticket: Ticket = {
			...{ subject: 'A new ticket', type: 'Incident', status: STATUS.open, priority: 1, source: 2 },
			...{ responder_id: null, category: null, spam: false, deleted: false, tags: [] },
			...{ workspace_id: WORKSPACES.primary, custom_fields: {}, created_at: at, updated_at: at },
			department_id: this.requester(fields.requester_id)?.department_id ?? null,
			...fields,
			description: kept(description),
			description_text: textOf(description),
			id: nextId(this.data.tickets, 1201),
		};
		this.data.tickets.push(ticket);
		return ticket;
	}

	change(ticket: Ticket, fields: Partial<Ticket>): Ticket {
		Object.assign(ticket, fields, { id: ticket.id, updated_at: this.touch() });
		return ticket;
	}

	note(
		ticket: Ticket,
		fields: { body: string; isPrivate: boolean; userId?: number },
	): Conversation {
		const at = this.touch();
		const body = kept(fields.body);
		const isPrivate = fields.isPrivate && this.leaks <= 0;
		if (this.leaks > 0) this.leaks -= 1;
		const note: Conversation = {
			id: nextId(this.data.conversations, FIRST.conversation),
			...{ ticket_id: ticket.id, user_id: fields.userId ?? API_AGENT_ID },
			...{ body, body_text: textOf(body), incoming: false, private: isPrivate, source: 2 },
			...{ created_at: at, updated_at: at },
		};
		this.data.conversations.push(note);
		ticket.updated_at = at;
		return note;
	}

	time(ticket: Ticket, fields: Partial<TimeEntry> & { time_spent: string }): TimeEntry {
		const at = this.touch();
		const entry: TimeEntry = {
			...{ agent_id: API_AGENT_ID, billable: true, executed_at: at, note: '' },
			...fields,
			id: nextId(this.data.timeEntries, FIRST.time),
			...{ ticket_id: ticket.id, workspace_id: ticket.workspace_id },
			...{ created_at: at, updated_at: at },
		};
		this.data.timeEntries.push(entry);
		return entry;
	}

	/** A requester by email; an unknown address makes a new contact. */
	requesterBy(email: string, name = email): Requester {
		const known = this.data.requesters.find(
			(one) => one.email.toLowerCase() === email.toLowerCase(),
		);
		if (known) return known;
		const made = { id: nextId(this.data.requesters, 21_000_100_001), name, email };
		const requester = { ...made, department_id: null };
		this.data.requesters.push(requester);
		return requester;
	}
}
