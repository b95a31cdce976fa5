import { randomUUID } from 'node:crypto';

import { type Appliance, startAppliance } from '../../appliance/server.mts';
import { type Desk, startDesk } from '../../desk/server.mts';
import {
	type Credential,
	eventually,
	type Execution,
	type Json,
	type TemplateAnswers,
} from '../../harness/api.mts';
import { type N8n, startN8n } from '../../harness/n8n.mts';
import { readTemplate } from '../../harness/template.mts';
import { type MailServer, startMail } from '../../mail/server.mts';
import { type Page, submitForm } from './form.mts';

const HEADER = { name: 'X-Desk-Token', value: 'a-long-random-value-of-the-desk' };
export const INVITES = 'beyondtrust_invites';
/** The node of the form that has the words. */
export const SEND = 'Send the invite';
export const BY_EMAIL = 'By e-mail';
export const INTO_CHAT = 'Into the chat of the ticket';

/** A real n8n with the templates for invites, a real SMTP server, a simulated appliance and desk. */
class Rig {
	n8n!: N8n;
	appliance!: Appliance;
	desk!: Desk;
	mail!: MailServer;
	/** By type. */
	readonly credentials: Record<string, Credential> = {};
	/** Address of the form's first page. */
	formUrl = '';
	/** What the desk calls for a new ticket. */
	hookUrl = '';
	hookId = '';
	/** IDs of the published delivery workflows. */
	readonly delivery = { email: '', chat: '' };
	private setupId = '';

	async start(): Promise<void> {
		[this.n8n, this.appliance, this.desk, this.mail] = await Promise.all([
			startN8n({ env: { GENERIC_TIMEZONE: 'Europe/Berlin' } }),
			startAppliance(),
			startDesk({ lenient: true }),
			startMail(),
		]);
		await this.n8n.api.setupOwner();
		await this.createCredentials();
		this.setupId = (await this.import('setup')).id;
		await this.runSetup();
		await this.enterTeam('2', { default: true });
		this.delivery.email = await this.publishDelivery('deliver-invite-email');
		this.delivery.chat = await this.publishDelivery('deliver-invite-halopsa-chat', {
			haloUrl: this.desk.url,
		});
		this.formUrl = await this.publishForm();
		[this.hookId, this.hookUrl] = await this.publishHook();
	}

	async close(): Promise<void> {
		await Promise.all([this.n8n?.close(), this.appliance?.close(), this.desk?.close()]);
		await this.mail?.close();
	}

	/** Desk, appliance and mail as they were at the start, and no invite remembered; n8n and its other tables stay. */
	async reset(): Promise<void> {
		this.desk.control.reset();
		await this.appliance.control.reset();
		await this.mail.control.reset();
		const tables = await this.n8n.api.listDataTables();
		if (tables.some(({ name }) => name === INVITES)) await this.n8n.api.deleteDataTable(INVITES);
	}

	async runSetup(): Promise<Execution> {
		return await this.n8n.api.runWorkflow(this.setupId);
	}

	async import(template: string, answers: TemplateAnswers = {}) {
		const { credentials } = this;
		return await this.n8n.api.importTemplate(await readTemplate(`${template}.json`), {
			credentials,
			...answers,
		});
	}

	/** Publishes a template that other workflows call. @returns its id */
	async publishDelivery(template: string, settings: Json = {}): Promise<string> {
		const { id } = await this.import(template, { settings });
		await this.n8n.api.publish(id);
		return id;
	}

	/** Publishes a delivery workflow that hands on what an expression gives, or fails with a sentence. */
	async publishOwnDelivery(json: string, fails = false): Promise<string> {
		const [type, typeVersion, parameters] = fails
			? (['stopAndError', 1, { errorMessage: json }] as const)
			: (['set', 3.4, { mode: 'raw', jsonOutput: json, options: {} }] as const);
		const { id } = await this.n8n.api.createWorkflow({
			name: 'Own delivery',
			nodes: [
				{
					name: 'Called',
					type: 'n8n-nodes-base.executeWorkflowTrigger',
					typeVersion: 1.1,
					parameters: { inputSource: 'passthrough' },
				},
				{ name: 'Result', type: `n8n-nodes-base.${type}`, typeVersion, parameters },
			],
			connections: { Called: { main: [[{ node: 'Result', type: 'main', index: 0 }]] } },
		});
		await this.n8n.api.publish(id);
		return id;
	}

	/** One more published copy of the form, at an address of its own. @returns that address */
	async publishForm(
		settings: Json = {},
		parameters: TemplateAnswers['parameters'] = {},
	): Promise<string> {
		const formPath = `invite-${randomUUID()}`;
		const { id } = await this.import('send-invite-halopsa', {
			settings: {
				haloUrl: this.desk.url,
				emailDelivery: this.delivery.email,
				chatDelivery: this.delivery.chat,
				...settings,
			},
			parameters: {
				'When the form is sent': (given) => ({
					...given,
					options: { ...(given.options as Json), path: formPath },
				}),
				...parameters,
			},
		});
		const [page] = await this.n8n.api.publish(id);
		return page.url;
	}

	/** One more published copy of the template for new tickets. @returns its id and address */
	async publishHook(settings: Json = {}): Promise<[id: string, url: string]> {
		const { id } = await this.import('invite-on-ticket-halopsa', {
			settings: { haloUrl: this.desk.url, emailDelivery: this.delivery.email, ...settings },
			parameters: { 'When a ticket is new': { path: `ticket-${randomUUID()}` } },
		});
		const [webhook] = await this.n8n.api.publish(id);
		return [id, webhook.url];
	}

	/** Fills in the first page of the form. */
	async open(
		{
			ticket = '1201',
			channel = BY_EMAIL,
			address = 'anna@customer.example',
			name = 'Alex Morgan',
		} = {},
		url = this.formUrl,
	): Promise<Page> {
		return await submitForm(url, [ticket, channel, address, name]);
	}

	/** Tells of a new ticket, as the desk does. @returns the HTTP status */
	async announce(body: Json, url = this.hookUrl, header = HEADER.value): Promise<number> {
		const response = await fetch(url, {
			method: 'POST',
			body: JSON.stringify(body),
			headers: { 'content-type': 'application/json', [HEADER.name]: header },
		});
		return response.status;
	}

	/** Ended runs of a workflow, newest first. */
	async endedRuns(workflowId = this.hookId) {
		const all = await this.n8n.api.listExecutions({ workflowId }, 100);
		return all.filter(({ stoppedAt }) => stoppedAt !== null);
	}

	async waitForRuns(count: number, workflowId = this.hookId): Promise<void> {
		await eventually(`${count} ended runs`, async () =>
			(await this.endedRuns(workflowId)).length >= count ? true : undefined,
		);
	}

	actions(ticketId: number) {
		return this.desk.control.actions(ticketId);
	}

	/** The actions on all tickets. */
	allActions() {
		return Object.values(this.desk.control.state().actions).flat();
	}

	messages(chatId: number) {
		return this.desk.control.state().chats.find(({ id }) => id === chatId)?.messages ?? [];
	}

	mails() {
		return this.mail.control.mails();
	}

	keys() {
		return this.appliance.control.state().keys;
	}

	async invites(): Promise<Json[]> {
		return await this.n8n.api.dataTableRows<Json>(INVITES);
	}

	/** Makes the invites that were sent older than a second click. A row's time cannot be set, so its state is. */
	async forgetSending(): Promise<void> {
		await this.n8n.api.updateDataTableRows(INVITES, { state: 'sent' }, { state: 'sent before' });
	}

	async enterTeam(teamId: string, data: Json): Promise<void> {
		await this.n8n.api.updateDataTableRows('beyondtrust_teams', { teamId }, data);
	}

	async enterTechnician(representativeId: string, data: Json): Promise<void> {
		await this.n8n.api.updateDataTableRows('beyondtrust_technicians', { representativeId }, data);
	}

	private async createCredentials(): Promise<void> {
		const { url: host, account } = this.appliance;
		const { url, clientId, clientSecret } = this.desk;
		const all: Record<string, Json> = {
			beyondTrustOAuth2Api: { host, ...account },
			smtp: this.mail.account,
			httpHeaderAuth: HEADER,
			oAuth2Api: {
				grantType: 'clientCredentials',
				accessTokenUrl: `${url}/auth/token`,
				clientId,
				clientSecret,
				scope: 'all',
				authentication: 'body',
			},
		};
		for (const [type, data] of Object.entries(all)) {
			this.credentials[type] = await this.n8n.api.createCredential(type, type, data);
		}
	}
}

/** One for all tests of the file: a real n8n takes its time to start. */
export const rig = new Rig();
