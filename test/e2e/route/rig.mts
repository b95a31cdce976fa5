import { randomUUID } from 'node:crypto';

import { deriveLinkKey, formatLink } from '../../../nodes/shared/session/link';
import type { ApplianceOptions } from '../../appliance/options.mts';
import { type Appliance, startAppliance } from '../../appliance/server.mts';
import type { StartInput } from '../../appliance/session.mts';
import { type Desk, startDesk } from '../../desk/server.mts';
import {
	type Credential,
	eventually,
	type Execution,
	type Json,
	type TemplateAnswers,
} from '../../harness/api.mts';
import { type N8n, type N8nOptions, startN8n } from '../../harness/n8n.mts';
import { readTemplate } from '../../harness/template.mts';

export const TOKEN = 'a-token-of-the-outbound-event';
export const LEDGER = 'beyondtrust_sessions';

/** The schedule of the sweep. */
const SWEEP = 'Every five minutes';
const rarely = { rule: { interval: [{ field: 'months', monthsInterval: 12 }] } };

/** A published copy of the route, with settings of its own. */
export interface Route {
	workflowId: string;
	/** What the outbound event calls, with its token. */
	url: string;
}

export interface RigOptions {
	n8n?: N8nOptions;
	/** Starts n8n in some other way than as one process. */
	boot?: () => Promise<N8n>;
	appliance?: Partial<ApplianceOptions>;
}

/** A real n8n with the templates in it, a simulated appliance whose reports are complete at once, a simulated desk. */
class Rig {
	n8n!: N8n;
	appliance!: Appliance;
	desk!: Desk;
	/** The route as it is imported, but for the desk's address. */
	route!: Route;
	/** By type. */
	readonly credentials: Record<string, Credential> = {};
	/** What the appliance speaks from the next reset on. */
	language: ApplianceOptions['language'] = 'en';
	private setupId = '';

	/** Starts all three, runs the set-up once, and publishes the route. */
	async start({ n8n, appliance, boot = () => startN8n(n8n) }: RigOptions = {}): Promise<void> {
		[this.n8n, this.appliance, this.desk] = await Promise.all([
			boot(),
			startAppliance({ reportLag: 0, ...appliance }),
			startDesk({ lenient: true }),
		]);
		await this.n8n.api.setupOwner();
		await this.createCredentials();
		const { credentials } = this;
		const setup = await this.n8n.api.importTemplate(await readTemplate('setup.json'), {
			credentials,
		});
		this.setupId = setup.id;
		await this.runSetup();
		// Newer, and found by n8n's look-up by name: the templates have to take the one of exactly this name.
		await this.n8n.api.createDataTable(`old_${LEDGER}`, [{ name: 'key', type: 'string' }]);
		this.route = await this.publishRoute();
	}

	async close(): Promise<void> {
		await Promise.all([this.appliance?.close(), this.desk?.close(), this.n8n?.close()]);
	}

	/** Desk and appliance as they were at the start; n8n and its tables stay. */
	reset(): void {
		this.desk.control.reset();
		this.appliance.control.clearFaults();
		this.appliance.control.setOptions({ reportLag: 0, language: this.language });
	}

	/** The same, and no session in the ledger or known to the appliance: nothing for a sweep to find. */
	async begin(): Promise<void> {
		this.appliance.control.reset();
		this.reset();
		await this.n8n.api.emptyDataTable(LEDGER);
	}

	/** Runs the set-up template by hand. */
	async runSetup(): Promise<Execution> {
		return await this.n8n.api.runWorkflow(this.setupId);
	}

	/** Publishes one more copy of the route, which sweeps only when it is told to. */
	async publishRoute(
		settings: Json = {},
		{ parameters, ...answers }: TemplateAnswers = {},
		file = 'route-sessions-halopsa.json',
	): Promise<Route> {
		const template = await readTemplate(file);
		// Two published workflows cannot share a path.
		const nodes = template.nodes.map((node) =>
			node.webhookId ? { ...node, webhookId: randomUUID() } : node,
		);
		const { id } = await this.n8n.api.importTemplate(
			{ ...template, nodes },
			{
				credentials: this.credentials,
				settings: { haloUrl: this.desk.url, ...settings },
				parameters: { [SWEEP]: rarely, ...parameters },
				...answers,
			},
		);
		const [webhook] = await this.n8n.api.publish(id);
		return { workflowId: id, url: `${webhook.url}?token=${TOKEN}` };
	}

	/** Runs the sweep of a route now, with all that it routes. */
	async sweep(route: Route, timeout = 120_000): Promise<Execution> {
		const execution = await this.n8n.api.runWorkflow(route.workflowId, SWEEP, timeout);
		if (execution.status !== 'success') {
			throw new Error(`The sweep failed: ${JSON.stringify(execution.data.resultData.error)}`);
		}
		return execution;
	}

	/** An external key, signed as the credential of the appliance does it. */
	signed(kind: 'ticket' | 'chat', id: number): string {
		const linkKey = deriveLinkKey(this.appliance.account.clientSecret);
		return formatLink({ kind, system: 'halo', id: String(id) }, linkKey);
	}

	/** Lets a route be the one that is told of ended sessions. */
	listen({ url }: Route): void {
		this.appliance.control.setRecipients([{ url, events: ['support_conference_end'] }]);
	}

	/** The same, for ended sessions and filled surveys. */
	listenTo({ url }: Route, respondents: Array<'customer' | 'rep'>): void {
		const surveys = respondents.map((who) => `support_conference_${who}_exit_survey_completed`);
		this.appliance.control.setRecipients([{ url, events: ['support_conference_end', ...surveys] }]);
	}

	/** A session from start to end, in which the customer says the lines. @returns its id */
	play(input: StartInput, lines: string[] = [], route = this.route): string {
		this.listen(route);
		const sessionId = this.appliance.control.startSession(input);
		for (const line of lines) this.appliance.control.chat(sessionId, 'customer', line);
		this.appliance.control.end(sessionId);
		return sessionId;
	}

	/** Sends the event of a session once more, as the appliance does after a lost answer. */
	sendAgain(sessionId: string, route = this.route): void {
		const deliveries = this.appliance.control.deliveries();
		const delivery = deliveries.find(({ lsid }) => lsid === sessionId);
		this.listen(route);
		this.appliance.control.replayEvent(delivery?.id ?? 0);
	}

	/** The first row of the ledger for which `wanted` holds, as soon as there is one. */
	async row(what: string, wanted: (row: Json) => boolean, timeout = 30_000): Promise<Json> {
		const look = async () => (await this.n8n.api.dataTableRows<Json>(LEDGER)).find(wanted);
		return await eventually(what, look, { timeout });
	}

	/** The row of a session that a run has come to its end with: done, or kept with what went wrong. */
	async settled(sessionId: string, timeout?: number): Promise<Json> {
		const ended = ({ state, lastError }: Json) =>
			Boolean(state) && (state !== 'received' || Boolean(lastError));
		const wanted = (row: Json) => row.sessionId === sessionId && ended(row);
		return await this.row(`an end for session ${sessionId}`, wanted, timeout);
	}

	/** The row of a session once it is in this state. */
	async inState(sessionId: string, state: string): Promise<Json> {
		const wanted = (row: Json) => row.sessionId === sessionId && row.state === state;
		return await this.row(`session ${sessionId} ${state}`, wanted);
	}

	/** How many runs of a route have ended; n8n tells of 100 at most. */
	async endedRuns({ workflowId }: Route): Promise<number> {
		const all = await this.n8n.api.listExecutions({ workflowId }, 100);
		return all.filter(({ stoppedAt }) => stoppedAt !== null).length;
	}

	async waitForRuns(route: Route, count: number): Promise<void> {
		await eventually(`${count} ended runs`, async () =>
			(await this.endedRuns(route)) >= count ? true : undefined,
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

	/** What was asked of the desk's API, but for tokens, after the request of this number; of the last 1,000 requests. */
	requests(since = 0) {
		return this.desk.control.journal(since).filter(({ path: asked }) => /^\/api\//i.test(asked));
	}

	/** What was written at the desk, or tried to. */
	writes() {
		return this.requests().filter(({ method }) => method === 'POST');
	}

	async forget(sessionId: string): Promise<void> {
		await this.n8n.api.deleteDataTableRows(LEDGER, { sessionId });
	}

	/** Changes a row as a person does in the editor. */
	async enter(table: string, match: Record<string, string>, data: Json): Promise<void> {
		await this.n8n.api.updateDataTableRows(table, match, data);
	}

	/** What the OAuth2 credential for the desk holds. */
	deskAccount(): Json {
		const { url, clientId, clientSecret } = this.desk;
		return {
			grantType: 'clientCredentials',
			accessTokenUrl: `${url}/auth/token`,
			clientId,
			clientSecret,
			scope: 'all',
			authentication: 'body',
		};
	}

	private async createCredentials(): Promise<void> {
		const { url: host, account } = this.appliance;
		const all: Record<string, Json> = {
			beyondTrustOAuth2Api: { host, ...account },
			beyondTrustWebhookApi: { token: TOKEN },
			oAuth2Api: this.deskAccount(),
		};
		for (const [type, data] of Object.entries(all)) {
			this.credentials[type] = await this.n8n.api.createCredential(type, type, data);
		}
	}
}

/** One for all tests of a file: a real n8n takes its time to start. */
export const rig = new Rig();
