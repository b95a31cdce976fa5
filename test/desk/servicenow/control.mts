import { type NewTicket, type Noted, SimulatedControl } from '../chassis/control.mts';
import { Refusal } from '../chassis/refusal.mts';
import { Checked } from '../chassis/schema.mts';
import { mailOf, TICKETS } from '../chassis/seed.mts';
import { ENDPOINTS } from './schema.mts';
import type { Settings } from './settings.mts';
import { type Row, type Store, sysId } from './store.mts';
import { isoOf } from './time.mts';
import type { Tokens } from './tokens.mts';

/** What a test can do to the simulated instance; what all desks have is in the chassis. */
export class Control extends SimulatedControl {
	readonly numbers = TICKETS.map(({ number }) => `INC000${number}`);
	private readonly store: Store;
	private readonly tokens: Tokens;
	private readonly settings: Settings;
	private readonly initial: Settings;

	constructor(store: Store, tokens: Tokens, settings: Settings) {
		super(new Checked(ENDPOINTS));
		this.store = store;
		this.tokens = tokens;
		this.settings = settings;
		this.initial = { ...settings };
	}

	get revision(): number {
		return this.store.revision;
	}

	/** `type` is left out: an instance has a table for each. */
	open({ summary = 'A new ticket', customer = {}, isClosed = false }: NewTicket = {}): string {
		const name = customer.name ?? 'Someone New';
		const email = customer.email ?? mailOf(name);
		const user =
			this.store.rows('sys_user').find((one) => one.email === email) ??
			this.addUser({ name, email, ...(customer.company ? { company: customer.company } : {}) });
		const row = this.store.insert('incident', {
			short_description: summary,
			caller_id: user.sys_id,
		});
		if (isClosed) this.closeTicket(row.number);
		return row.number;
	}

	/** A user; with `roles` `itil` an agent. `company` is a name. */
	addUser({ company = '', ...values }: Row): Row {
		const companies = this.store.rows('core_company');
		const found = companies.find(({ name }) => name === company);
		const its = company ? (found ?? this.store.insert('core_company', { name: company })) : null;
		const user = { active: 'true', user_name: values.name ?? '', ...values };
		return this.store.insert('sys_user', { ...user, company: its?.sys_id ?? '' });
	}

	/** An agent who has left. @throws Refusal 404 */
	leaves(name: string): void {
		const user = this.store.rows('sys_user').find((one) => one.name === name);
		if (!user) throw new Refusal(404, 'not_found', `There is no user ${name}.`);
		user.active = 'false';
	}

	/** @throws Refusal 404 */
	closeTicket(number: string): void {
		const record = this.incident(number);
		Object.assign(record, { state: '7', active: 'false' });
		this.store.touch(record);
	}

	/** Takes a record out of its table. @throws Refusal 404 */
	remove(number: string): void {
		const record = this.incident(number);
		this.store.tables.incident = this.store.rows('incident').filter((one) => one !== record);
	}

	/** An ACL hides the record from the account. */
	hide(number: string): void {
		this.store.unseen.add(number);
	}

	/** Somebody says something on a record, on the portal or at the desk. @throws Refusal 404 */
	says(number: string, text: string, { by = 'Jordan Blake', element = 'comments' } = {}): void {
		const record = this.incident(number);
		this.store.say(record, element, text, by);
		this.store.touch(record);
	}

	notes(number: string): Noted[] {
		const { sys_id: id } = this.incident(number);
		const own = this.store.rows('sys_journal_field').filter((one) => one.element_id === id);
		return own.map((one) => ({
			...{ id: one.sys_id, body: one.value, isPrivate: one.element === 'work_notes' },
			...{ author: one.sys_created_by, at: isoOf(one.sys_created_on) },
		}));
	}

	/** A record as it is stored. @throws Refusal 404 */
	ticket(number: string): Row {
		return { ...this.incident(number) };
	}

	/** Entries of time, oldest first. */
	times(): Row[] {
		return structuredClone(this.store.rows('task_time_worked'));
	}

	setSettings(change: Partial<Settings> & { tokenSeconds?: number }): void {
		const { tokenSeconds, ...settings } = change;
		Object.assign(this.settings, settings);
		this.tokens.lifetime = tokenSeconds ?? this.tokens.lifetime;
	}

	/** What the business rule of the docs sends when a record is opened. @throws Refusal 404 */
	newTicketCall(number: string, { secret }: { secret: string }) {
		const record = this.incident(number);
		const { name = '', email = '' } = this.store.referred(record, 'caller_id') ?? {};
		const body = {
			...{ sys_id: record.sys_id, number, short_description: record.short_description },
			...{ state: record.state, caller: { name, email } },
			company: this.store.referred(record, 'company')?.name ?? '',
			sys_created_on: record.sys_created_on,
		};
		const headers = { 'content-type': 'application/json', 'x-beyondtrust-secret': secret };
		return { headers, body: JSON.stringify(body) };
	}

	revoke(): void {
		this.tokens.revoke();
	}

	state(): unknown {
		const { tables } = this.store;
		return structuredClone({ tables, settings: this.settings, liveTokens: this.tokens.count });
	}

	/** The sys_id of an agent or a customer. */
	userId(email: string): string {
		return sysId(`user ${email}`);
	}

	protected again(): void {
		this.store.reset();
		Object.assign(this.settings, this.initial);
		this.tokens.reset();
	}

	private incident(number: string): Row {
		const record = this.store.byNumber(number);
		if (!record) throw new Refusal(404, 'not_found', `There is no record ${number}.`);
		return record;
	}
}
