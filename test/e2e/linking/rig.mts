import type { StartInput } from '../../appliance/session.mts';
import { eventually, type Json, type TemplateAnswers } from '../../harness/api.mts';
import type { Page } from '../../harness/visitor.mts';
import type { Published } from '../house.mts';
import { LEDGER } from '../rows.mts';
import { PeopleHouse, withPath } from '../peopleHouse.mts';

export const ACTIONS = {
	link: 'Link to a ticket',
	move: 'Move to another ticket',
	unlink: 'Unlink from their ticket',
};

export const YES = 'Yes, write it';

export interface Wanted {
	action?: keyof typeof ACTIONS;
	customer?: string;
	technician?: string;
	from?: string;
	to?: string;
}

/** The house with the form and what it calls published, for any desk, and two technicians with logins. */
export class LinkHouse extends PeopleHouse {
	form!: Published;

	one!: Published;

	/** Publishes the form and makes its people, in a house that stands. */
	override async furnish(): Promise<void> {
		await super.furnish();
		this.one = await this.publish('link-one.json');
		this.form = await this.publishCalling('link-sessions.json');
	}

	/** Publishes a template that calls *Link one session*. */
	async publishCalling(
		file: string,
		parameters: TemplateAnswers['parameters'] = {},
	): Promise<Published> {
		const workflowId = { __rl: true, mode: 'id', value: this.one.workflowId };
		return await this.publish(file, {
			parameters: {
				'Link it': { workflowId },
				...(file === 'link-sessions.json' ? { 'When the form is opened': withPath } : {}),
				...parameters,
			},
		});
	}

	/** The form, with a name and a password for everybody instead of logins. */
	async publishWithBasicAuth(name: string, password: string): Promise<Published> {
		const { id } = await this.n8n.api.createCredential('httpBasicAuth', 'httpBasicAuth', {
			...{ user: name, password },
		});
		const workflowId = { __rl: true, mode: 'id', value: this.one.workflowId };
		const httpBasicAuth = { id, name: 'httpBasicAuth' };
		return await this.publish('link-sessions.json', {
			nodeCredentials: { 'When the form is opened': { httpBasicAuth } },
			parameters: {
				'Link it': { workflowId },
				'When the form is opened': (parameters) => ({
					...withPath(parameters),
					authentication: 'basicAuth',
				}),
			},
		});
	}

	/** Desk, appliance and ledger as they were at the start. */
	async begin(): Promise<void> {
		this.any.reset();
		this.appliance.control.reset();
		this.appliance.control.setOptions({ reportLag: 0 });
		await this.empty();
	}

	/** Rows as the route leaves them: unlinked, unless `row` says otherwise. */
	async keep(...rows: Json[]): Promise<void> {
		const made = rows.map((row, index) => ({
			key: row.sessionId,
			applianceId: 'appliance',
			state: 'unlinked',
			reason: 'no-link',
			linkKind: 'none',
			name: 'A session',
			customer: 'Jordan Blake',
			company: 'Northwind Studio',
			representative: 'Alex Morgan',
			startedAt: new Date(Date.now() - (index + 2) * 600_000).toISOString(),
			endedAt: new Date(Date.now() - (index + 1) * 600_000).toISOString(),
			durationSeconds: 600,
			attempts: 1,
			outages: 0,
			claim: 1,
			...row,
		}));
		for (let at = 0; at < made.length; at += 500) {
			await this.insert(LEDGER, made.slice(at, at + 500));
		}
	}

	/** A session that ended on the appliance, and its row. @returns its id */
	async unlinked(row: Json = {}, input: StartInput = {}, lines: string[] = []): Promise<string> {
		const { control } = this.appliance;
		const known = { customerName: 'Jordan Blake', notify: false, ...input };
		const sessionId = control.startSession(known);
		for (const line of lines) control.chat(sessionId, 'customer', line);
		control.end(sessionId, { notify: false });
		await this.keep({ sessionId, ...row });
		return sessionId;
	}

	/** The same, on a ticket since the route wrote it there. */
	async written(ticket: number, row: Json = {}): Promise<string> {
		const on = { linkKind: 'ticket', linkSystem: 'halo', linkId: String(ticket), noteHash: 'h' };
		return await this.unlinked({ state: 'written', reason: null, ...on, lateHash: 'h', ...row });
	}

	async row(sessionId: string): Promise<Json> {
		const found = (await this.rows()).find((one) => one.sessionId === sessionId);
		if (!found) throw new Error(`No row for session ${sessionId}`);
		return found;
	}

	/** The row of a session once somebody has linked, moved or unlinked it. */
	async settled(sessionId: string): Promise<Json> {
		return await eventually(`session ${sessionId} in a new place`, async () => {
			const row = await this.row(sessionId);
			return row.linkedAt && row.state !== 'received' ? row : undefined;
		});
	}

	/** Fills in the first page. */
	async open(wanted: Wanted = {}, who = this.alex): Promise<Page> {
		const { action = 'link', customer = '', technician = '', from = '', to = '' } = wanted;
		const page = await who.open(this.form.url);
		return await who.submit(page, ACTIONS[action], customer, technician, from, to, '');
	}

	/** Chooses all sessions of the page. */
	async choose(page: Page, who = this.alex): Promise<Page> {
		return await who.submit(page, JSON.stringify(page.boxes));
	}

	/** Types a ticket's number on the page that may also suggest some. */
	async ticket(page: Page, typed: string, who = this.alex): Promise<Page> {
		return await (page.boxes.length > 0 ? who.submit(page, '[]', typed) : who.submit(page, typed));
	}

	/** From the first page to the one that shows what will be written. */
	async review(wanted: Wanted = {}, typed = '1201', who = this.alex): Promise<Page> {
		const page = await this.choose(await this.open(wanted, who), who);
		return wanted.action === 'unlink' ? page : await this.ticket(page, typed, who);
	}

	/** Answers the page that shows what will be written: its last field. */
	async agree(page: Page, who = this.alex, answer = YES): Promise<Page> {
		return await who.submit(page, ...agreed(page, answer));
	}

	/** All pages. @returns the last one */
	async write(wanted: Wanted = {}, typed?: string, who = this.alex): Promise<Page> {
		return await this.agree(await this.review(wanted, typed, who), who);
	}
}

export const agreed = ({ fields }: Page, answer = YES): string[] => [
	...fields.slice(1).map(() => ''),
	answer,
];

export const rig = new LinkHouse();
