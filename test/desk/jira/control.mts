import { type NewTicket, type Noted, SimulatedControl } from '../chassis/control.mts';
import { Checked } from '../chassis/schema.mts';
import { TICKETS } from '../chassis/seed.mts';
import { documentOf } from './adf.mts';
import type { Login } from './login.mts';
import type { Behaviour, Issue, Mail, Worklog } from './model.mts';
import { ENDPOINTS } from './schema.mts';
import { STATUS } from './seed.mts';
import type { Store } from './store.mts';
import { type WebhookCall, webhookCall, type WebhookOptions } from './webhook.mts';

/** What a test or a demonstration can do to the site. Numbers are keys, such as HELP-1201. */
export class JiraControl extends SimulatedControl {
	private readonly store: Store;
	private readonly login: Login;
	private readonly initial: Behaviour;

	readonly numbers = TICKETS.map(({ number }) => `HELP-${number}`);

	constructor(store: Store, login: Login) {
		super(new Checked(ENDPOINTS));
		this.store = store;
		this.login = login;
		this.initial = structuredClone(store.behaviour);
	}

	get revision(): number {
		return this.store.revision;
	}

	open(ticket: NewTicket = {}): string {
		return this.openIn('HELP', ticket);
	}

	/** Opens a ticket in a project: HELP and IT are service desks, DEV is none, and SEC is one that the account may not see. */
	openIn(project: string, ticket: NewTicket = {}, more: Partial<Issue> = {}): string {
		const { summary, customer = {}, isClosed, type } = ticket;
		const { name = 'Charlie Hale', email = 'charlie.hale@customer.example' } = customer;
		const { key } = this.store.open(project, {
			...(summary ? { summary } : {}),
			...(type ? { type: { id: '10050', name: type } } : {}),
			reporter: this.store.customerOf(name, email),
			organization: customer.company ?? 'Northwind Studio',
			...more,
		});
		if (isClosed) this.closeTicket(key);
		return key;
	}

	closeTicket(number: string): void {
		const issue = this.store.any(number);
		Object.assign(issue, { statusId: STATUS.resolved, resolution: 'Done' });
		this.store.touch(issue);
	}

	notes(number: string): Noted[] {
		return this.store.any(number).comments.map(({ id, body, isPublic, author, created }) => ({
			...{ id, body: JSON.stringify(body), isPrivate: !isPublic, author: author.displayName },
			at: new Date(created).toISOString(),
		}));
	}

	/** Of a person at the desk, or of the customer; public ones are mailed. */
	say(number: string, text: string, { isPublic = false, isCustomer = false } = {}): string {
		const issue = this.store.any(number);
		const author = isCustomer ? issue.reporter! : this.store.staff[1]!;
		return this.store.comment(issue, { body: documentOf(text), isPublic, author }).id;
	}

	worklogs(number: string): Worklog[] {
		return structuredClone(this.store.any(number).worklogs);
	}

	/** What customers were sent, whatever was deleted after that. */
	get mails(): Mail[] {
		return structuredClone(this.store.mails);
	}

	issue(number: string): Issue {
		return structuredClone(this.store.any(number));
	}

	/** @returns the new key */
	move(number: string, project: string): string {
		return this.store.move(this.store.any(number), project);
	}

	delete(number: string): void {
		const issue = this.store.any(number);
		this.store.issues = this.store.issues.filter((one) => one !== issue);
		this.store.revision += 1;
	}

	/** Puts a ticket where the account of the API does not see it. */
	hide(number: string): void {
		this.store.any(number).isHidden = true;
	}

	/** The next comment is published, although the account is an agent. */
	leakNext(): void {
		this.store.leaks += 1;
	}

	/** Ends the employment of somebody. */
	leave(name: string): void {
		const user = this.store.staff.find(({ displayName }) => displayName === name);
		if (user) user.active = false;
	}

	behave(change: Partial<Behaviour>): void {
		Object.assign(this.store.behaviour, change);
	}

	revoke(): void {
		this.login.revoke();
	}

	/** The call that the site's webhook makes of a new ticket. */
	newTicketCall(number: string, options: WebhookOptions = {}): WebhookCall {
		return webhookCall(this.store, this.store.any(number), options);
	}

	state(): unknown {
		const { issues, staff, projects, mails, behaviour, revision } = this.store;
		return structuredClone({ revision, issues, staff, projects, mails, behaviour });
	}

	protected again(): void {
		Object.assign(this.store.behaviour, structuredClone(this.initial));
		this.store.reset();
		this.login.again();
	}
}
