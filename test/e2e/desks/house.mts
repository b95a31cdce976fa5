import type { SimulatedDesk } from '../../desk/chassis/desk.mts';
import type { Noted } from '../../desk/chassis/control.mts';
import type { KnownDesk } from '../../desk/desks.mts';
import { deriveLinkKey, formatLink } from '../../../nodes/shared/session/link';
import { eventually, type Execution, type Json, testOwner } from '../../harness/api.mts';
import type { Visitor } from '../../harness/visitor.mts';
import { type MailServer, startMail } from '../../mail/server.mts';
import { type HouseOptions, type Published, TOKEN } from '../house.mts';
import { LinkHouse } from '../linking/rig.mts';
import { withPath } from '../peopleHouse.mts';

/** What its calls prove themselves with. */
export const CALL_SECRET = 'the-secret-of-the-calls-of-the-desk';

/** All templates around one real desk workflow: route and sweep, the linking form and the reconciliation, invites, the check. */
export class DeskHouse extends LinkHouse {
	readonly given: KnownDesk;
	at!: SimulatedDesk;
	mail!: MailServer;
	route!: Published;
	sweeper!: Published;
	reconciler!: Published;
	checker!: Published;
	newTicket!: Published;

	constructor(given: KnownDesk) {
		super();
		this.given = given;
	}

	override async start(options: HouseOptions = {}): Promise<void> {
		[this.at, this.mail] = await Promise.all([this.given.start(), startMail()]);
		await super.start(options);
		const { workflowId: value } = await this.publish('route-sessions.json').then((route) => {
			this.route = { ...route, url: `${route.url}?token=${TOKEN}` };
			return route;
		});
		const calls = (workflowId: string) => ({
			workflowId: { __rl: true, mode: 'id', value: workflowId },
		});
		this.sweeper = await this.publish('sweep-sessions.json', {
			parameters: { 'Route it': calls(value) },
		});
		this.reconciler = await this.publishCalling('reconcile-sessions.json');
		this.checker = await this.publish('check-desk.json', {
			parameters: { 'When the form is sent': withPath },
		});
		const email = await this.publish('deliver-invite-email.json');
		const one = await this.publish('send-one.json');
		this.newTicket = await this.publish('invite-on-ticket.json', {
			parameters: { 'Send it': calls(one.workflowId) },
		});
		await this.set({
			...{ emailDelivery: email.workflowId, newTicketTypes: '*', linkSystem: this.given.system },
			...{ longestRunMinutes: 0, retryPauseMinutes: 0 },
			linkSystem: this.given.system,
		});
		await this.insert('beyondtrust_teams', [
			{
				teamId: '2',
				name: 'Service Desk',
				displayName: 'Service Desk',
				enabled: true,
				default: true,
			},
		]);
	}

	override async close(): Promise<void> {
		await super.close();
		await Promise.all([this.at?.close(), this.mail?.close()]);
	}

	/** The desk workflow, logged in to the simulation. */
	protected override async publishDesk(): Promise<Published> {
		const { api } = this.n8n;
		const { type, data } = this.at.account;
		const account = await api.createCredential(type, `The desk's ${type}`, data as Json);
		const calls = await api.createCredential('beyondTrustDeskWebhookApi', 'Calls', {
			secret: CALL_SECRET,
		});
		this.credentials.smtp ??= await api.createCredential('smtp', 'Mail', this.mail.account);
		return await this.publish(`${this.given.template}.json`, {
			settings: this.at.settings,
			credentials: { ...this.credentials, [type]: account, beyondTrustDeskWebhookApi: calls },
		});
	}

	/** Who is who at the desk, it has to find out by itself. */
	override async technicians(): Promise<void> {
		await this.empty('beyondtrust_technicians');
		const row = (representativeId: string, name: string, email: string) => ({
			...{ representativeId, privateName: name, displayName: name, email },
			...{ agentId: '', agentName: '', enabled: true },
		});
		await this.insert('beyondtrust_technicians', [
			row('11', 'Alex Morgan', testOwner.email),
			row('14', 'Robin Keller', 'robin@example.com'),
		]);
	}

	override async begin(): Promise<void> {
		await this.quiet();
		await super.begin();
		this.at.control.reset();
		await this.mail.control.reset();
		await this.empty('beyondtrust_invites');
		await this.unset('linkAutomatically');
	}

	/** Waits until the appliance has delivered everything and n8n is at nothing; a form waits for whoever has opened it. */
	async quiet(): Promise<void> {
		await this.appliance.control.outboundIdle(30_000);
		await eventually('the end of all runs', async () => {
			const open = await this.n8n.api.listExecutions({ status: ['new', 'running'] });
			return open.length === 0 ? true : undefined;
		});
	}

	/** The number of a ticket of the seed, as people type it. */
	number(index: number): string {
		return this.at.control.numbers[index];
	}

	/** Notes of a ticket, oldest first. */
	on(ticket: string | number): Noted[] {
		return this.at.control.notes(String(ticket));
	}

	/** Those of a session. */
	notesOf(ticket: string | number, sessionId: string): Noted[] {
		return this.on(ticket).filter(({ body }) => body.includes(`BeyondTrust session ${sessionId}`));
	}

	/** An external key that names something of this desk; signed, as the credential of the appliance does it, unless it is said. */
	link(id: string, kind: 'ticket' | 'chat' = 'ticket', isSigned = true): string {
		const { system } = this.given;
		if (!isSigned) return `${kind}:${system}:${id}`;
		return formatLink({ kind, system, id }, deriveLinkKey(this.appliance.account.clientSecret));
	}

	/** A session from start to end. @returns its id */
	play(input: Json, lines: string[] = ['It is <b>broken</b>.']): string {
		const { control } = this.appliance;
		const surveys = ['customer', 'rep'].map(
			(who) => `support_conference_${who}_exit_survey_completed` as const,
		);
		control.setRecipients([
			{ url: this.route.url, events: ['support_conference_end', ...surveys] as never },
		]);
		const sessionId = control.startSession(input);
		for (const line of lines) control.chat(sessionId, 'customer', line);
		control.end(sessionId);
		return sessionId;
	}

	/** The row of a session that a run has come to its end with: done, or kept with what went wrong. */
	async ended(sessionId: string): Promise<Json> {
		return await eventually(`an end for session ${sessionId}`, async () =>
			(await this.rows()).find(
				(row) =>
					row.sessionId === sessionId &&
					Boolean(row.state) &&
					(row.state !== 'received' || Boolean(row.lastError)),
			),
		);
	}

	async sweep(): Promise<void> {
		await this.runs(this.sweeper, 'Every five minutes');
	}

	/** Looks at unlinked sessions again. @returns the row of the session after it */
	async reconcile(sessionId: string): Promise<Json> {
		await this.runs(this.reconciler, 'Every hour');
		return await this.row(sessionId);
	}

	private async runs({ workflowId }: Published, trigger: string): Promise<Execution> {
		const execution = await this.n8n.api.runWorkflow(workflowId, trigger, 120_000);
		const { error } = execution.data.resultData;
		if (execution.status !== 'success') throw new Error(`${trigger}: ${JSON.stringify(error)}`);
		return execution;
	}

	/** The check's last page, and what its table says by sign: ✓ yes, ✗ no, → look, – not offered. */
	async check(ticket = this.number(0), who: Visitor = this.alex) {
		const end = await who.submit(await who.open(this.checker.url), ticket);
		const cells = (row: string) =>
			[...row.matchAll(/<td>([\s\S]*?)<\/td>/g)].map(([, cell]) => cell.replace(/<[^>]*>/g, ''));
		const rows = [...end.html.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].map(([, row]) => cells(row));
		const which = (sign: string) => rows.filter(([, holds]) => holds?.startsWith(sign));
		return { end, yes: which('✓'), no: which('✗'), look: which('→'), none: which('–') };
	}
}
