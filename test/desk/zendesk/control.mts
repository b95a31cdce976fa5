import { createHmac, randomUUID } from 'node:crypto';

import { type NewTicket, type Noted, SimulatedControl } from '../chassis/control.mts';
import type { Checked } from '../chassis/schema.mts';
import { TICKETS } from '../chassis/seed.mts';
import { plain } from './html.mts';
import { STATUS_IDS, type Switches, type Ticket, type User } from './model.mts';
import { customerOf, emptyFields, stamp } from './seed.mts';
import type { Store } from './store.mts';
import type { Tokens } from './tokens.mts';

/** What a test or a demonstration can do to the simulated Zendesk, besides what all desks can. */
export class ZendeskControl extends SimulatedControl {
	readonly numbers = TICKETS.map(({ number }) => String(number));
	private readonly first: Switches;

	private readonly store: Store;
	private readonly tokens: Tokens;

	constructor(store: Store, tokens: Tokens, checked: Checked) {
		super(checked);
		this.store = store;
		this.tokens = tokens;
		this.first = { ...store.switches };
	}

	get revision(): number {
		return this.store.revision;
	}

	open({ summary = 'A new ticket', customer = {}, isClosed, type }: NewTicket = {}): string {
		const { data, now } = this.store;
		const { name = 'Robin Doe', email = 'robin.doe@customer.example', company } = customer;
		const requester = customerOf(data, { name, email, company });
		const id = Math.max(...data.tickets.keys()) + 1;
		const at = stamp(now());
		const status = isClosed ? 'closed' : 'new';
		const ticket: Ticket = {
			...{ id, external_id: null, created_at: at, updated_at: at, type: type ?? null, status },
			...{ subject: summary, description: summary, custom_status_id: STATUS_IDS[status] },
			...{ requester_id: requester.id, submitter_id: requester.id, assignee_id: null },
			...{ organization_id: requester.organization_id, is_public: true, tags: [] },
			custom_fields: emptyFields(),
		};
		data.tickets.set(id, ticket);
		data.comments.set(id, []);
		this.comment(String(id), summary, requester.id);
		this.store.index.keep(data, ticket);
		return String(id);
	}

	closeTicket(number: string): void {
		const change = { status: 'closed', custom_status_id: STATUS_IDS.closed } as const;
		this.store.touch(this.ticket(number), change);
	}

	/** Into another one: closed for good, with the tag of its kind. */
	mergeTicket(number: string): void {
		this.ticket(number).tags.push('closed_by_merge');
		this.closeTicket(number);
	}

	deleteTicket(number: string): void {
		this.store.data.tickets.delete(Number(number));
	}

	/** Of a group that the account does not see. */
	hideTicket(number: string): void {
		this.store.data.hidden.add(Number(number));
	}

	/** Somebody else changes it. */
	touch(number: string): void {
		this.store.touch(this.ticket(number));
	}

	/** What happens each time before a ticket is changed by the API; in process only. */
	beforeUpdates(happens: (() => void) | null): void {
		this.store.beforeUpdate = happens;
	}

	notes(number: string): Noted[] {
		const names = new Map(this.store.data.users.map(({ id, name }) => [id, name] as const));
		// The first one is what the customer asked for.
		return this.store
			.comments(Number(number))
			.slice(1)
			.map(({ id, html_body: body, public: isPublic, author_id: author, created_at: at }) => ({
				...{ id: String(id), body, isPrivate: !isPublic, author: names.get(author) ?? '', at },
			}));
	}

	/** Somebody says something on the ticket. */
	comment(number: string, text: string, by = this.ticket(number).requester_id): void {
		const ids = { id: this.store.nextId(), audit_id: this.store.nextId() };
		this.store.data.comments.get(Number(number))?.push({
			...{ ...ids, author_id: by, updater_id: by, html_body: `<p>${text}</p>`, public: true },
			created_at: stamp(this.store.now()),
		});
	}

	/** The ticket as it is kept. @throws Refusal 404 */
	ticket(number: string): Ticket {
		return this.store.ticket(Number(number));
	}

	addAgent(fields: Partial<User> & { name: string }): User {
		const { users } = this.store.data;
		const id = Math.max(...users.map((user) => user.id)) + 1;
		const more = { role: 'agent', active: true, suspended: false, organization_id: null } as const;
		const user: User = { id, email: `agent.${id}@desk.example`, ...more, ...fields };
		users.push(user);
		return user;
	}

	agent(name: string): User {
		const user = this.store.data.users.find((one) => one.name === name && one.role !== 'end-user');
		if (!user) throw new Error(`There is no agent ${name}.`);
		return user;
	}

	set(change: Partial<Switches>): void {
		Object.assign(this.store.switches, change);
	}

	revoke(): void {
		this.tokens.revokeAll();
	}

	/** What an agent who consents sends back. */
	consent(): string {
		return this.tokens.consent();
	}

	/** The call of a webhook that is subscribed to new tickets, or of a trigger that sends ids only. */
	newTicketCall(
		number: string,
		{
			secret,
			at = this.store.now().getTime(),
			type = 'ticket.created',
			isTrigger = false,
		}: {
			secret: string;
			/** Milliseconds since 1970. */
			at?: number;
			type?: string;
			isTrigger?: boolean;
		},
	): { headers: Record<string, string>; body: string } {
		const body = JSON.stringify(isTrigger ? { ticket_id: number } : this.event(number, type));
		const time = stamp(new Date(at));
		const signature = createHmac('sha256', secret).update(`${time}${body}`).digest('base64');
		return {
			headers: {
				'content-type': 'application/json; charset=utf-8',
				'x-zendesk-webhook-signature': signature,
				'x-zendesk-webhook-signature-timestamp': time,
				'x-zendesk-webhook-invocation-id': randomUUID(),
				'x-zendesk-account-id': '12345',
			},
			body,
		};
	}

	state() {
		const { users, organizations, tickets, comments } = this.store.data;
		return structuredClone({
			...{ revision: this.revision, users, organizations, tickets: [...tickets.values()] },
			...{ comments: Object.fromEntries(comments), switches: this.store.switches },
		});
	}

	protected again(): void {
		this.set(this.first);
		this.tokens.revokeAll();
		this.store.reset();
	}

	/** Ids are texts there, and constants in capitals. */
	private event(number: string, type: string) {
		const ticket = this.store.data.tickets.get(Number(number));
		return {
			...{ account_id: 12345, id: randomUUID(), subject: `zen:ticket:${number}`, event: {} },
			...{ type: `zen:event-type:${type}`, time: this.store.now().toISOString() },
			zendesk_event_version: '2022-11-06',
			detail: {
				...{ id: number, subject: ticket?.subject ?? '', status: ticket?.status.toUpperCase() },
				...{
					description: plain(ticket?.description ?? ''),
					requester_id: String(ticket?.requester_id),
				},
				...{ is_public: true, external_id: null, tags: [], via: { channel: 'web_service' } },
				...{ created_at: ticket?.created_at, updated_at: ticket?.updated_at },
			},
		};
	}
}
