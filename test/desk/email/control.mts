import type { Mail, MailServer } from '../../mail/server.mts';
import type { ShownTicket } from '../chassis/cards.mts';
import { type NewTicket, type Noted, SimulatedControl } from '../chassis/control.mts';
import type { FaultChange, Faults } from '../chassis/faults.mts';
import type { Call } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';
import { mailOf, type SeedTicket, TICKETS } from '../chassis/seed.mts';
import { type Reading, readMail } from './reading.mts';
import { checked, seenOf } from './schema.mts';

export interface MailboxSettings extends Reading {
	/** What comes to the mailbox is an internal note; else it is sent on to the customer. */
	isInternal: boolean;
	/** A mail with a Message-ID that came before is dropped. */
	dropsDuplicates: boolean;
	/** Senders that the desk knows as agents; emails of others are words of the customer. */
	agents: string[];
}

interface KeptTicket extends SeedTicket {
	openedAt: string;
	notes: Noted[];
}

/** The number in a subject, in the form of this desk's own mails. */
const TAG = /\[#0*([1-9]\d{0,9})\]/;

/** A small desk that reads a mailbox: the tag in the subject is all that it knows a ticket by. */
export class EmailControl extends SimulatedControl {
	private tickets: KeptTicket[] = [];
	private seen = new Set<string>();
	private count = 0;
	private readonly first: MailboxSettings;
	settings: MailboxSettings;
	/** Mails to customers: where a note was sent on. */
	sentOn: Array<{ to: string; body: string }> = [];
	/** Commands that it obeyed. */
	obeyed: string[] = [];
	/** Set once the mailbox stands. */
	mail!: MailServer;
	/** The password that the mail server takes. */
	readonly login = { user: 'remote-support', password: 'a-password-of-the-mailbox' };
	readonly now: () => Date;

	constructor(settings: MailboxSettings, now: () => Date) {
		super(checked());
		this.now = now;
		this.first = settings;
		this.settings = { ...settings };
		this.seed();
	}

	get revision(): number {
		return this.count;
	}

	get numbers(): string[] {
		return TICKETS.map(({ number }) => String(number));
	}

	open({ summary = 'A new ticket', customer = {}, isClosed = false }: NewTicket = {}): string {
		const number = Math.max(...this.tickets.map((one) => one.number)) + 1;
		const { name = 'Jordan Blake', company = '' } = customer;
		const email = customer.email ?? mailOf(name);
		this.tickets.push({
			...{ number, summary, details: '', technician: null, minutesAgo: 0, isClosed },
			...{ customer: { name, email, company }, openedAt: this.now().toISOString(), notes: [] },
		});
		this.count += 1;
		return String(number);
	}

	closeTicket(number: string): void {
		this.ticket(number).isClosed = true;
		this.count += 1;
	}

	notes(number: string): Noted[] {
		return structuredClone(this.ticket(number).notes);
	}

	revoke(): void {
		this.login.password = 'another-password';
	}

	state(): unknown {
		const { tickets, settings, sentOn, obeyed, faults } = this;
		return structuredClone({ tickets, settings, sentOn, obeyed, faults });
	}

	/** Changes how it reads. */
	setSettings(change: Partial<MailboxSettings>): void {
		Object.assign(this.settings, change);
	}

	/** In the words of a mail server: 429 and 5xx are "not now", every other status is "never". */
	override setFaults(change: FaultChange): Faults {
		const faults = super.setFaults(change);
		const { offline, delayMs, answerNext, storeButFail } = faults;
		void (offline === 'destroy' ? this.mail.control.offline() : this.mail.control.online());
		const isNow = answerNext.status === 429 || answerNext.status >= 500;
		this.mail.control.setFaults({
			...{ busy: offline === 'unavailable', slowMs: delayMs },
			...{ refuseData: answerNext.times, refuseCode: isNow ? 451 : 554 },
			cutAfterData: storeButFail.times,
		});
		return faults;
	}

	override clearFaults(): Faults {
		super.clearFaults();
		return this.setFaults({});
	}

	/** A mail that the server took. */
	take(mail: Mail): void {
		const seen = seenOf(mail);
		const call = { method: 'MAIL', path: '/', query: new URLSearchParams() };
		this.checked.check({ ...call, body: JSON.stringify(seen) } as Call, {
			...{ status: 250, body: { accepted: 1 } },
		});
		this.record.add({
			...{ at: this.now().toISOString(), method: 'MAIL', path: '/', query: {}, status: 250 },
			...{ body: seen, fault: null },
		});
		const id = mail.parsed.messageId ?? '';
		if (this.settings.dropsDuplicates && this.seen.has(id)) return;
		this.seen.add(id);
		this.keep(mail, id);
	}

	/** Tickets as pages show them. */
	shown(): ShownTicket[] {
		const { part } = this.settings;
		return this.tickets.map(({ number, summary, details, isClosed, ...rest }) => ({
			...{ id: String(number), number: `#${number}`, summary, details },
			...{
				status: isClosed ? 'Closed' : 'New',
				kind: isClosed ? ('' as const) : ('open' as const),
			},
			...{ customer: rest.customer.name, company: rest.customer.company },
			...{ technician: rest.technician ?? '', openedAt: rest.openedAt },
			notes: rest.notes.map(({ id, author, isPrivate, at, body }) => ({
				...{ id, author, isPrivate, at, label: 'Email', minutes: null },
				...(part === 'html' ? { html: body } : { text: body }),
			})),
		}));
	}

	protected again(): void {
		this.settings = { ...this.first };
		this.login.password = 'a-password-of-the-mailbox';
		this.seed();
		this.mail?.control.clear();
	}

	private seed(): void {
		this.seen.clear();
		this.sentOn = [];
		this.obeyed = [];
		this.tickets = TICKETS.map((one) => ({
			...{ ...one, notes: [] },
			openedAt: new Date(this.now().getTime() - one.minutesAgo * 60_000).toISOString(),
		}));
		this.count += 1;
	}

	/** On its ticket; without a tag, or with one that nobody has, a ticket of its own. */
	private keep({ parsed, from }: Mail, id: string): void {
		const { settings } = this;
		const tag = TAG.exec(parsed.subject ?? '')?.[1];
		const sender = parsed.from?.value[0];
		const number =
			tag && this.tickets.some((one) => String(one.number) === tag)
				? tag
				: this.open({ summary: parsed.subject, customer: { name: sender?.name, email: from } });
		const ticket = this.ticket(number);
		const mail = { text: parsed.text ?? '', html: parsed.html || '' };
		const { body, commands } = readMail(mail, settings);
		const isAgent = settings.agents.includes(from);
		const isPrivate = isAgent && settings.isInternal;
		const author = sender?.name || from;
		ticket.notes.push({ id, body, isPrivate, author, at: this.now().toISOString() });
		if (isAgent && !isPrivate) this.sentOn.push({ to: ticket.customer.email, body });
		if (isAgent) this.obeyed.push(...commands);
		if (!isAgent) ticket.isClosed = false;
		this.count += 1;
	}

	private ticket(number: string): KeptTicket {
		const found = this.tickets.find((one) => String(one.number) === number);
		if (!found) throw new Refusal(404, 'not_found', `There is no ticket ${number}.`);
		return found;
	}
}
