import { createHash } from 'node:crypto';

import { AGENTS, API_AGENT, mailOf, TICKETS } from '../chassis/seed.mts';
import { stored } from './time.mts';

/** A row as it is stored: every value is a text. */
export type Row = Record<string, string>;

/** An id as ServiceNow makes them: 32 hex digits. */
export const sysId = (of: string): string =>
	createHash('sha256').update(of).digest('hex').slice(0, 32);

/** The columns of each table; others do not exist. */
export const COLUMNS: Record<string, string[]> = {
	incident: [
		...['sys_id', 'number', 'sys_class_name', 'short_description', 'description', 'state'],
		...['active', 'opened_at', 'sys_created_on', 'sys_updated_on', 'sys_mod_count'],
		...['caller_id', 'company', 'assigned_to', 'cmdb_ci', 'work_notes', 'comments', 'urgency'],
		...['impact', 'contact_type', 'correlation_id', 'correlation_display', 'close_code'],
		...['close_notes', 'hold_reason'],
	],
	sys_user: ['sys_id', 'user_name', 'name', 'email', 'active', 'company', 'roles'],
	core_company: ['sys_id', 'name'],
	sys_journal_field: [
		...['sys_id', 'name', 'element', 'element_id', 'value', 'sys_created_on', 'sys_created_by'],
	],
	task_time_worked: [
		...['sys_id', 'task', 'user', 'time_worked', 'time_in_seconds', 'work_date', 'comments'],
		...['category', 'sys_created_on'],
	],
	sys_dictionary: ['sys_id', 'name', 'element', 'max_length', 'mandatory'],
};

/** Which table a column refers to. */
export const REFERS: Record<string, string> = {
	caller_id: 'sys_user',
	assigned_to: 'sys_user',
	user: 'sys_user',
	company: 'core_company',
	task: 'incident',
};

export const JOURNALS = ['work_notes', 'comments'];

export const STATES: Record<string, string> = {
	...{ 1: 'New', 2: 'In Progress', 3: 'On Hold', 6: 'Resolved', 7: 'Closed', 8: 'Canceled' },
};

/** What the instance holds. */
export class Store {
	tables: Record<string, Row[]> = {};
	/** Numbers of records that the account may not see. */
	readonly unseen = new Set<string>();
	revision = 0;
	private made = 0;
	readonly now: () => Date;

	constructor(now: () => Date) {
		this.now = now;
		this.reset();
	}

	reset(): void {
		this.revision += 1;
		this.unseen.clear();
		this.made = 0;
		const companies = [...new Set(TICKETS.map(({ customer }) => customer.company))];
		const user = (name: string, email: string, more: Row): Row => ({
			...{ sys_id: sysId(`user ${email}`), name, email, active: 'true', company: '', roles: '' },
			...{ user_name: email.split('@')[0], ...more },
		});
		this.tables = {
			core_company: companies.map((name) => ({ sys_id: sysId(`company ${name}`), name })),
			sys_user: [
				...AGENTS.map(({ name, email }) => user(name, email, { roles: 'itil' })),
				user(API_AGENT.name, API_AGENT.email, { roles: 'itil' }),
				...TICKETS.map(({ customer: { name, email, company } }) =>
					user(name, email, { company: sysId(`company ${company}`) }),
				),
			],
			...{ sys_journal_field: [], task_time_worked: [], incident: [] },
		};
		for (const one of TICKETS) {
			const at = new Date(this.now().getTime() - one.minutesAgo * 60_000);
			const agent = AGENTS.find(({ name }) => name === one.technician);
			this.insert('incident', {
				number: `INC${String(one.number).padStart(7, '0')}`,
				short_description: one.summary,
				description: one.details,
				state: one.isClosed ? '7' : one.number % 2 ? '1' : '2',
				active: String(!one.isClosed),
				caller_id: sysId(`user ${mailOf(one.customer.name)}`),
				assigned_to: agent ? sysId(`user ${agent.email}`) : '',
				...{ opened_at: stored(at), sys_created_on: stored(at), sys_updated_on: stored(at) },
			});
		}
	}

	rows(table: string): Row[] {
		return this.tables[table] ?? [];
	}

	find(table: string, id: string): Row | undefined {
		return this.rows(table).find(({ sys_id: own }) => own === id);
	}

	byNumber(number: string): Row | undefined {
		return this.rows('incident').find((row) => row.number === number);
	}

	/** What a column that refers to something refers to. */
	referred(row: Row, column: string): Row | undefined {
		const table = REFERS[column];
		return table === undefined ? undefined : this.find(table, row[column] ?? '');
	}

	/** A row with all its columns. A record that is opened gets a number, and the company of its caller. */
	insert(table: string, values: Row): Row {
		this.revision += 1;
		this.made += 1;
		const now = stored(this.now());
		const all = Object.fromEntries(COLUMNS[table].map((column) => [column, '']));
		const row: Row = { ...all, sys_id: sysId(`${table} ${this.made}`) };
		if (table === 'incident') {
			const count = this.rows('incident').length;
			Object.assign(row, { number: `INC${String(1201 + count).padStart(7, '0')}`, state: '1' });
			Object.assign(row, { active: 'true', sys_class_name: 'incident', sys_mod_count: '0' });
			Object.assign(row, { opened_at: now, sys_updated_on: now });
		}
		Object.assign(row, { ...('sys_created_on' in all ? { sys_created_on: now } : {}), ...values });
		const caller = this.referred(row, 'caller_id');
		if (table === 'incident' && row.company === '') row.company = caller?.company ?? '';
		this.rows(table).push(row);
		return row;
	}

	/** One more entry of a journal. */
	say(record: Row, element: string, value: string, by: string): void {
		this.insert('sys_journal_field', {
			...{ name: 'incident', element, element_id: record.sys_id, value, sys_created_by: by },
		});
	}

	touch(record: Row): void {
		this.revision += 1;
		record.sys_mod_count = String(Number(record.sys_mod_count) + 1);
		record.sys_updated_on = stored(this.now());
	}
}
