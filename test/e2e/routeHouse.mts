import type { ApplianceOptions } from '../appliance/options.mts';
import type { StartInput } from '../appliance/session.mts';
import { eventually, type Execution, type Json, type TemplateAnswers } from '../harness/api.mts';
import { House, type HouseOptions, type Published, TOKEN } from './house.mts';
import { LEDGER } from './rows.mts';

const SWEEP = 'Every five minutes';

/** The house with its route and its sweep published, and what tests ask of them. */
export class RouteHouse extends House {
	route!: Published;
	sweeper!: Published;
	/** What the appliance speaks from the next reset on. */
	language: ApplianceOptions['language'] = 'en';

	override async start(options: HouseOptions = {}): Promise<void> {
		await super.start(options);
		this.route = await this.publishRoute();
		this.sweeper = await this.publishSweep(this.route);
	}

	/** Publishes one more copy of the route. */
	async publishRoute(answers: TemplateAnswers = {}): Promise<Published> {
		const { workflowId, url } = await this.publish('route-sessions.json', answers);
		return { workflowId, url: `${url}?token=${TOKEN}` };
	}

	/** Publishes one more copy of the sweep, which sweeps only when it is told to. */
	async publishSweep({ workflowId }: Published): Promise<Published> {
		const chosen = { __rl: true, mode: 'id', value: workflowId };
		return await this.publish('sweep-sessions.json', {
			parameters: { 'Route it': { workflowId: chosen } },
		});
	}

	/** Appliance and desk as they were at the start; n8n and its tables stay. */
	reset(): void {
		this.desk.control.reset();
		this.appliance.control.clearFaults();
		this.appliance.control.setOptions({ reportLag: 0, language: this.language });
	}

	/** The same, and no session in the ledger or known to the appliance: nothing for a sweep to find. */
	async begin(): Promise<void> {
		// What the test before has started must not write into this one.
		await this.quiet();
		this.appliance.control.reset();
		this.reset();
		await this.empty();
	}

	/** Runs the sweep now, with all that it routes. */
	async sweep(sweeper = this.sweeper, timeout = 120_000): Promise<Execution> {
		const execution = await this.n8n.api.runWorkflow(sweeper.workflowId, SWEEP, timeout);
		if (execution.status !== 'success') {
			throw new Error(`The sweep failed: ${JSON.stringify(execution.data.resultData.error)}`);
		}
		return execution;
	}

	/** Lets a route be the one that is told of ended sessions. */
	listen({ url }: Published): void {
		this.appliance.control.setRecipients([{ url, events: ['support_conference_end'] }]);
	}

	/** The same, for ended sessions and filled surveys. */
	listenTo({ url }: Published, respondents: Array<'customer' | 'rep'>): void {
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
		const look = async () => (await this.rows<Json>()).find(wanted);
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

	/** Waits until the appliance has delivered everything and n8n is at nothing; what succeeded is kept nowhere, and cannot be counted. */
	async quiet(): Promise<void> {
		await this.appliance.control.outboundIdle(30_000);
		await eventually('the end of all runs', async () => {
			const open = await this.n8n.api.listExecutions({ status: ['new', 'running', 'waiting'] });
			return open.length === 0 ? true : undefined;
		});
	}

	async forget(sessionId: string): Promise<void> {
		if (this.store === 'postgres')
			await this.query(`DELETE FROM ${LEDGER} WHERE "sessionId" = $1`, [sessionId]);
		else await this.n8n.api.deleteDataTableRows(LEDGER, { sessionId });
	}
}
