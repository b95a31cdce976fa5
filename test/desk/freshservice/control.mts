import { type NewTicket, type Noted, SimulatedControl } from '../chassis/control.mts';
import { Checked } from '../chassis/schema.mts';
import { mailOf, TICKETS } from '../chassis/seed.mts';
import type { Commands } from '../chassis/serviceControl.mts';
import { type Agent, type Settings, STATUS, type TimeEntry, WORKSPACES } from './model.mts';
import { ENDPOINTS } from './schema.mts';
import { whole } from './seed.mts';
import type { Store } from './store.mts';

/** What a test can do to this desk besides what it can do to any. Tickets are named as people do: `1201`, `INC-1201`. */
export class FreshserviceControl extends SimulatedControl {
	readonly numbers = TICKETS.map(({ number }) => String(number));

	private readonly store: Store;

	constructor(store: Store) {
		super(new Checked(ENDPOINTS));
		this.store = store;
	}

	get revision(): number {
		return this.store.revision;
	}

	open({ summary, customer, isClosed, type }: NewTicket = {}): string {
		const name = customer?.name ?? 'Charlie Hale';
		const requester = this.store.requesterBy(customer?.email ?? mailOf(name), name);
		const { departments } = this.store.data;
		const company = customer?.company;
		if (company) {
			const known = departments.find((one) => one.name === company);
			const made = known ?? { id: 21_000_400_001 + departments.length, name: company };
			if (!known) departments.push(made);
			requester.department_id = made.id;
		}
		const { id } = this.store.open({
			requester_id: requester.id,
			...(summary === undefined ? {} : { subject: summary }),
			...(isClosed ? { status: STATUS.closed } : {}),
			...(type ? { type } : {}),
		});
		return String(id);
	}

	closeTicket(number: string): void {
		this.store.change(this.store.any(number), { status: STATUS.closed });
	}

	notes(number: string): Noted[] {
		const { id: ticketId } = this.store.any(number);
		return this.store.data.conversations
			.filter((note) => note.ticket_id === ticketId)
			.map((note) => ({
				...{ id: String(note.id), body: note.body, isPrivate: note.private, at: note.created_at },
				author: this.store.nameOf(note.user_id),
			}));
	}

	/** The key is wrong until `reset`. */
	revoke(): void {
		this.store.isRevoked = true;
	}

	state(): unknown {
		return structuredClone({ ...this.store.data, settings: this.store.settings });
	}

	protected again(): void {
		this.store.reset();
	}

	set(change: Partial<Settings>): void {
		Object.assign(this.store.settings, change);
	}

	/** Adds an agent, active unless it is said. */
	addAgent(name: string, more: Partial<Agent> = {}): Agent {
		const { agents } = this.store.data;
		const [first, ...last] = name.split(' ');
		const id = Math.max(...agents.map((agent) => agent.id)) + 1;
		const made = { first_name: first, last_name: last.join(' '), email: `a${id}@desk.example` };
		const agent = { id, ...made, active: true, workspace_ids: [WORKSPACES.primary], ...more };
		agents.push(agent);
		return structuredClone(agent);
	}

	/** Somebody has left. */
	deactivate(name: string): void {
		for (const agent of this.store.data.agents) {
			if (`${agent.first_name} ${agent.last_name}` === name) agent.active = false;
		}
	}

	/** Notes as an agent types them. */
	write(number: string, ...bodies: string[]): void {
		const ticket = this.store.any(number);
		for (const body of bodies) this.store.note(ticket, { body, isPrivate: true });
	}

	/** Into the trash. */
	deleteTicket(number: string): void {
		this.store.change(this.store.any(number), { deleted: true });
	}

	/** One ticket goes up in another: it is closed, and a note on it says so. */
	mergeTicket(number: string, into: string): void {
		const ticket = this.store.any(number);
		const body = `<p>This ticket is closed and merged into ticket ${this.store.any(into).id}</p>`;
		this.store.note(ticket, { body, isPrivate: true });
		this.store.change(ticket, { status: STATUS.closed });
	}

	/** Into a workspace that the agent of the key sees (1, 2) or does not (3). */
	move(number: string, workspace: number): void {
		this.store.any(number).workspace_id = workspace;
	}

	/** Into a status of the tenant's own, such as 7. */
	setStatus(number: string, status: number): void {
		this.store.change(this.store.any(number), { status });
	}

	/** Opened and last changed so many days ago. */
	age(number: string, days: number): void {
		const at = whole(new Date(this.store.now().getTime() - days * 24 * 3_600_000));
		Object.assign(this.store.any(number), { created_at: at, updated_at: at });
	}

	/** The next notes come out where the customer sees them. */
	leak(times = 1): void {
		this.store.leaks = times;
	}

	times(number: string): TimeEntry[] {
		const { id } = this.store.any(number);
		return structuredClone(this.store.times(id));
	}

	tag(number: string, ...tags: string[]): void {
		this.store.change(this.store.any(number), { tags });
	}

	tagsOf(number: string): string[] {
		return [...this.store.any(number).tags];
	}

	/** Which workspace a ticket is in. */
	workspaceOf(number: string): number {
		return this.store.any(number).workspace_id;
	}

	/** What the Workflow Automator sends of a new ticket: nothing proves it but the header that was typed into its action. */
	newTicketCall(number: string, { secret }: { secret: string }) {
		const { id } = this.store.any(number);
		return {
			headers: { 'content-type': 'application/json', 'x-beyondtrust-secret': secret },
			body: JSON.stringify({ ticket_id: String(id) }),
		};
	}

	protected override commands(...asked: Parameters<SimulatedControl['commands']>): Commands {
		const [, body] = asked;
		return {
			...super.commands(...asked),
			'POST settings': () => this.set(body as Partial<Settings>),
		};
	}
}
