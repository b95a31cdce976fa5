import type { Json, TemplateAnswers } from '../../harness/api.mts';
import type { Page } from '../../harness/visitor.mts';
import { type MailServer, startMail } from '../../mail/server.mts';
import type { HouseOptions, Published } from '../house.mts';
import { PeopleHouse, withPath } from '../peopleHouse.mts';

export const BY_EMAIL = 'By e-mail';
export const INTO_CHAT = 'Into the chat of the ticket';

/** The address of ticket 1201. */
export const JORDAN = 'jordan@example.com';

interface Wanted {
	ticket?: string;
	channel?: string;
	address?: string;
}

/** The house with everything about invites published, for any desk, and a real mail server. */
export class InviteHouse extends PeopleHouse {
	mail!: MailServer;

	one!: Published;

	form!: Published;

	delivery!: Published;

	override async start(options: HouseOptions = {}): Promise<void> {
		this.mail = await startMail();
		await super.start(options);
		this.credentials.smtp = await this.n8n.api.createCredential('smtp', 'smtp', this.mail.account);
		this.delivery = await this.publish('deliver-invite-email.json');
		await this.set({ emailDelivery: this.delivery.workflowId });
		this.one = await this.publish('send-one.json');
		this.form = await this.publishForm();
	}

	/** Publishes one more copy of the form. */
	async publishForm(parameters: TemplateAnswers['parameters'] = {}): Promise<Published> {
		const workflowId = { __rl: true, mode: 'id', value: this.one.workflowId };
		return await this.publish('send-invite.json', {
			parameters: { 'Send it': { workflowId }, 'When the form is sent': withPath, ...parameters },
		});
	}

	override async close(): Promise<void> {
		await super.close();
		await this.mail?.close();
	}

	async begin(): Promise<void> {
		this.any.reset();
		this.appliance.control.reset();
		this.mail.control.reset();
		await this.mail.control.online();
		await this.empty('beyondtrust_invites');
		await this.technicians();
		await this.empty('beyondtrust_teams');
		await this.insert('beyondtrust_teams', [
			{ teamId: '2', name: 'Service Desk', default: true },
			{ teamId: '3', name: 'Field & On-site', enabled: true },
			{ teamId: '4', name: 'Night Watch', displayName: 'Nights', enabled: false },
		]);
		await this.set({ emailDelivery: this.delivery.workflowId });
		await this.unset('inviteDomains', 'invitesPerHour', 'whenUnavailable', 'reuseKeys');
	}

	/** Fills in the first page. */
	async open({ ticket = '1201', channel = BY_EMAIL, address = '' }: Wanted = {}, who = this.alex) {
		const page = await who.open(this.form.url);
		return await who.submit(page, ticket, channel, address);
	}

	/** Both pages. @returns the last one */
	async send(wanted: Wanted = {}, whom = '', who = this.alex): Promise<Page> {
		return await who.submit(await this.open(wanted, who), whom);
	}

	mails() {
		return this.mail.control.mails();
	}

	async invites(): Promise<Json[]> {
		return await this.rows('beyondtrust_invites');
	}
}

export const rig = new InviteHouse();
