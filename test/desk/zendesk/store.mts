import { type Data, API_USER, customerOf, emptyFields, seed, stamp } from './seed.mts';
import { Index } from './searchIndex.mts';
import { commentFrom, filled, type NewComment } from './comments.mts';
import { Limits } from './limits.mts';
import {
	type Comment,
	CUSTOM_STATUS,
	type FieldValue,
	type Status,
	STATUS_IDS,
	STATUSES,
	type Switches,
	type Ticket,
} from './model.mts';
import { bad, conflict, forbidden, invalid, isClosed, notFound } from './refusals.mts';
import { Refusal } from '../chassis/refusal.mts';

export interface TicketChange {
	comment?: NewComment;
	status?: string;
	custom_status_id?: number;
	custom_fields?: FieldValue[];
	safe_update?: boolean;
	updated_stamp?: string;
}

export interface TicketMade extends TicketChange {
	subject?: string;
	requester_id?: number;
	requester?: { name?: string; email?: string };
	external_id?: string;
	tags?: string[];
}

/** What stands behind a change: whether anything was, and which comment came with it. */
export interface Done {
	ticket: Ticket;
	comment: Comment | null;
	auditId: number;
}

/** Tickets, comments and people of the account, and what it allows. */
export class Store {
	data: Data;
	revision = 0;
	/** What happens each time before a ticket is changed, such as a change by somebody who is faster. */
	beforeUpdate: (() => void) | null = null;
	readonly index: Index;
	readonly limits: Limits;
	private keys = new Map<string, { body: string; id: number; until: number }>();
	private last = 39900000300000;

	readonly switches: Switches;
	readonly now: () => Date;

	constructor(switches: Switches, now: () => Date) {
		this.switches = switches;
		this.now = now;
		this.data = seed(now());
		this.index = new Index(switches, now);
		this.limits = new Limits(switches, now);
		this.index.fill(this.data);
	}

	reset(): void {
		this.data = seed(this.now());
		this.index.fill(this.data);
		this.limits.clear();
		this.keys.clear();
		this.beforeUpdate = null;
		this.revision += 1;
	}

	/** @throws Refusal 404 for one that is not there, or not for this account */
	ticket(id: number): Ticket {
		const ticket = this.data.tickets.get(id);
		if (!ticket || this.data.hidden.has(id)) throw notFound();
		return ticket;
	}

	/** @throws Refusal 404 */
	comments(id: number): Comment[] {
		return this.data.comments.get(this.ticket(id).id) ?? [];
	}

	/** Those that the account sees. */
	get visible(): Ticket[] {
		return [...this.data.tickets.values()].filter(({ id }) => !this.data.hidden.has(id));
	}

	/** @throws Refusal 403, 404, 409, 422, 429; then nothing is stored */
	update(id: number, change: TicketChange): Done {
		const ticket = this.ticket(id);
		if (!this.switches.mayWrite) throw forbidden(this.switches.forbiddenAs);
		this.limits.update(id);
		this.beforeUpdate?.();
		if (ticket.status === 'closed') throw isClosed();
		this.checkStamp(ticket, change);
		const status = this.statusOf(ticket, change);
		const comment = change.comment ? commentFrom(this, ticket, change.comment) : null;
		Object.assign(ticket, status, { updated_at: stamp(this.now()) });
		for (const { id: field, value } of change.custom_fields ?? []) {
			const known = ticket.custom_fields.find((one) => one.id === field);
			// A field that the account does not have is passed over.
			if (known) known.value = value;
		}
		return this.stored(ticket, comment);
	}

	/** A key that came before gives the ticket of then. @throws Refusal 400, 403, 422 */
	create(made: TicketMade, key: string, body: string): Done & { isOld: boolean } {
		if (!this.switches.mayWrite) throw forbidden(this.switches.forbiddenAs);
		const before = this.keys.get(key);
		if (key !== '' && before && before.until > this.now().getTime()) {
			if (before.body !== body) throw this.otherBody();
			const ticket = this.ticket(before.id);
			return { ticket, comment: this.comments(ticket.id)[0] ?? null, auditId: 0, isOld: true };
		}
		const { comment: first } = made;
		if (!first?.html_body && !first?.body) throw invalid('base', 'Description: cannot be blank');
		const done = this.opened(made, first);
		const until = this.now().getTime() + this.switches.keyMinutes * 60_000;
		if (key !== '') this.keys.set(key, { body, id: done.ticket.id, until });
		return { ...done, isOld: false };
	}

	/** @throws Refusal 404 */
	makePrivate(id: number, commentId: number): void {
		const comment = this.comments(id).find((one) => one.id === commentId);
		if (!comment) throw notFound();
		if (!this.switches.mayWrite) throw forbidden(this.switches.forbiddenAs);
		comment.public = false;
		this.revision += 1;
	}

	/** Somebody else changes it. */
	touch(ticket: Ticket, change: Partial<Ticket> = {}): void {
		const at = new Date(Math.max(this.now().getTime(), Date.parse(ticket.updated_at) + 1000));
		Object.assign(ticket, change, { updated_at: stamp(at) });
		this.index.keep(this.data, ticket);
		this.revision += 1;
	}

	nextId(): number {
		this.last += 1;
		return this.last;
	}

	private opened(made: TicketMade, first: NewComment): Done {
		const requester = this.requesterOf(made);
		const id = Math.max(...this.data.tickets.keys()) + 1;
		const at = stamp(this.now());
		const ticket: Ticket = {
			...{ id, external_id: made.external_id ?? null, created_at: at, updated_at: at, type: null },
			...{ subject: filled(this, made.subject ?? '', requester.email), status: 'new' },
			...{ description: '', custom_status_id: STATUS_IDS.new, requester_id: requester.id },
			...{ submitter_id: API_USER, assignee_id: null, organization_id: requester.organization_id },
			...{ is_public: first.public !== false, tags: made.tags ?? [] },
			custom_fields: emptyFields(),
		};
		this.data.tickets.set(id, ticket);
		this.data.comments.set(id, []);
		try {
			const author = first.author_id ?? requester.id;
			const comment = commentFrom(this, ticket, { ...first, author_id: author });
			ticket.description = comment.html_body;
			return this.stored(ticket, comment);
		} catch (error) {
			this.data.tickets.delete(id);
			throw error;
		}
	}

	private requesterOf({ requester_id: id, requester }: TicketMade) {
		const byId = (wanted: number) => this.data.users.find((user) => user.id === wanted);
		if (id !== undefined) {
			const user = byId(id);
			if (!user || user.suspended) throw invalid('requester', 'Requester: is invalid');
			return user;
		}
		if (!requester) return byId(API_USER) ?? this.data.users[0];
		const { name, email } = requester;
		if (email && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
			throw invalid('requester', `Requester: Email: ${email} is not properly formatted`);
		}
		if (!name) throw invalid('requester', 'Requester: Name: is too short');
		return customerOf(this.data, { name, email: email ?? null });
	}

	private otherBody(): Refusal {
		const said = {
			error: 'IdempotentRequestError',
			description: 'The key came with another body.',
		};
		return Refusal.of(this.switches.otherBodyStatus, said);
	}

	/** The ticket and the comment that came along, both kept. */
	private stored(ticket: Ticket, comment: Comment | null): Done {
		const auditId = comment?.audit_id ?? this.nextId();
		if (comment) {
			this.data.comments.get(ticket.id)?.push(comment);
			if (comment.public) ticket.is_public = true;
		}
		this.index.keep(this.data, ticket);
		this.revision += 1;
		return { ticket, comment, auditId };
	}

	private checkStamp(ticket: Ticket, { safe_update: isSafe, updated_stamp: at }: TicketChange) {
		if (!isSafe) return;
		const given = Date.parse(at ?? '');
		if (Number.isNaN(given)) throw bad('updated_stamp is not a time');
		if (given < Date.parse(ticket.updated_at)) throw conflict();
	}

	private statusOf(ticket: Ticket, { status, custom_status_id: custom }: TicketChange) {
		if (custom !== undefined) {
			if (custom !== CUSTOM_STATUS) throw invalid('custom_status_id', 'Custom status: is invalid');
			return { status: 'pending' as const, custom_status_id: custom };
		}
		if (status === undefined) return {};
		if (!STATUSES.includes(status as Status) || (status === 'new' && ticket.status !== 'new')) {
			throw invalid('status', 'Status: is not valid');
		}
		return { status: status as Status, custom_status_id: STATUS_IDS[status as Status] };
	}
}
