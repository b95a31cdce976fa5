import type { Json, TemplateAnswers } from '../../harness/api.mts';
import { type Page, Visitor } from '../../harness/visitor.mts';
import { type MailServer, startMail } from '../../mail/server.mts';
import type { HouseOptions, Published } from '../house.mts';
import { PeopleHouse, technician, withPath } from '../peopleHouse.mts';

export const BY_EMAIL = 'By email';
export const INTO_CHAT = 'Into the chat of the ticket';
export const INVITES = 'beyondtrust_invites';
export const ANNA = 'anna@customer.example';
const OPEN = 'When the form is sent';

export interface Entered {
	ticket?: string;
	channel?: string;
	address?: string;
}

/** The house with the form, what it calls and a real mail server, for any desk, and technicians with logins. */
export class InviteHouse extends PeopleHouse {
	mail!: MailServer;

	form!: Published;

	one!: Published;

	/** Workflows that deliver. */
	email!: Published;

	override async start(options: HouseOptions = {}): Promise<void> {
		this.mail = await startMail();
		await super.start(options);
	}

	/** Publishes the form and makes its people, in a house that stands. */
	override async furnish(): Promise<void> {
		await super.furnish();
		this.credentials.smtp = await this.n8n.api.createCredential('smtp', 'smtp', this.mail.account);
		this.email = await this.publish('deliver-invite-email.json');
		const chat = await this.publishOwn('={{ ({ delivered: true, to: $json.link.id }) }}');
		this.one = await this.publish('send-one.json');
		this.form = await this.publishForm();
		await this.set({ emailDelivery: this.email.workflowId, chatDelivery: chat });
	}

	override async close(): Promise<void> {
		await super.close();
		await this.mail?.close();
	}

	/** One more published copy of the form, at an address of its own, which calls `one`. */
	async publishForm(
		parameters: TemplateAnswers['parameters'] = {},
		one = this.one.workflowId,
		more: TemplateAnswers = {},
	): Promise<Published> {
		return await this.publish('send-invite.json', {
			parameters: {
				'Have it sent': { workflowId: { __rl: true, mode: 'id', value: one } },
				[OPEN]: withPath,
				...parameters,
			},
			...more,
		});
	}

	/** A copy of the workflow that sends, with other words, and a form that calls it. */
	async publishWords(words: Json): Promise<Published> {
		const { workflowId } = await this.publish('send-one.json', {
			parameters: { 'Send the invite': (given) => ({ ...given, ...words }) },
		});
		return await this.publishForm({}, workflowId);
	}

	/** Publishes a delivery workflow that passes on what an expression gives. @returns its id */
	async publishOwn(jsonOutput: string): Promise<string> {
		const { id } = await this.n8n.api.createWorkflow({
			name: 'Own delivery',
			nodes: [
				{
					name: 'Called',
					type: 'n8n-nodes-base.executeWorkflowTrigger',
					typeVersion: 1.1,
					parameters: { inputSource: 'passthrough' },
				},
				{
					name: 'Result',
					type: 'n8n-nodes-base.set',
					typeVersion: 3.4,
					parameters: { mode: 'raw', jsonOutput, options: {} },
				},
			],
			connections: { Called: { main: [[{ node: 'Result', type: 'main', index: 0 }]] } },
		});
		await this.n8n.api.publish(id);
		return id;
	}

	/** Desk, appliance, mail, people and settings as they were at the start, and no invite remembered. */
	async begin(): Promise<void> {
		this.any.reset();
		// n8n gives a cookie for each form, and a request with all of them grows too large in the end.
		this.alex = new Visitor(this.n8n.api);
		const customer = { name: 'Anna Berg', email: ANNA };
		this.any.ticket(1201, { summary: 'Outlook is slow', customer, openChatId: '501' });
		await this.appliance.control.reset();
		await this.mail.control.reset();
		await this.empty(INVITES);
		await this.technicians(technician('17', 'Sam Okafor', '', '23'));
		await this.teams();
		await this.unset('inviteDomains', 'invitesPerHour', 'whenUnavailable', 'reuseKeys');
		await this.set({ inviteDomains: 'partner.example' });
	}

	private async teams(): Promise<void> {
		await this.empty('beyondtrust_teams');
		const team = (teamId: string, name: string, isDefault: boolean) => ({
			...{ teamId, name, displayName: name, enabled: true, default: isDefault },
		});
		await this.insert('beyondtrust_teams', [
			team('2', 'Service Desk', true),
			team('3', 'Field & On-site', false),
			team('4', 'Night Watch', false),
		]);
	}

	/** Fills in the first page. */
	async open(entered: Entered = {}, who = this.alex, form = this.form): Promise<Page> {
		const { ticket = '1201', channel = BY_EMAIL, address = '' } = entered;
		return await who.submit(await who.open(form.url), ticket, channel, address);
	}

	/** Both pages. @returns what comes then */
	async send(entered: Entered = {}, choice = '', who = this.alex, form = this.form): Promise<Page> {
		return await who.submit(await this.open(entered, who, form), choice);
	}

	mails() {
		return this.mail.control.mails();
	}

	keys() {
		return this.appliance.control.state().keys;
	}

	invites(): Promise<Json[]> {
		return this.rows(INVITES);
	}

	/** Makes what was sent older than a second click. */
	async forget(): Promise<void> {
		const sentAt = new Date(Date.now() - 120_000).toISOString();
		for (const { key } of await this.invites()) {
			await this.change(INVITES, { key: String(key) }, { sentAt });
		}
	}

	/** Runs of a workflow that failed. */
	async failures(workflowId: string): Promise<unknown[]> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId, status: ['error'] }));
		const path = `/rest/executions?filter=${filter}&limit=50`;
		return (await this.n8n.api.rest<{ results: unknown[] }>('GET', path)).results;
	}

	/** That nothing has happened. */
	async expectNothing(): Promise<void> {
		expect([this.mails(), this.keys(), this.any.notes, await this.invites()]).toEqual([
			...[[], [], [], []],
		]);
	}
}

export const rig = new InviteHouse();
