import type { Execution, Json } from '../../harness/api.mts';
import type { HouseOptions, Published } from '../house.mts';
import { LinkHouse } from '../linking/rig.mts';

/** The form, the reconciliation, the route and its sweep, together with the desk workflow for HaloPSA. */
export class HalopsaHouse extends LinkHouse {
	private sweeper!: Published;
	private reconciler!: Published;

	override async start(options: HouseOptions = {}): Promise<void> {
		await super.start(options);
		const { workflowId: value } = await this.publish('route-sessions.json');
		this.sweeper = await this.publish('sweep-sessions.json', {
			parameters: { 'Route it': { workflowId: { __rl: true, mode: 'id', value } } },
		});
		this.reconciler = await this.publishCalling('reconcile-sessions.json');
		await this.set({ longestRunMinutes: 0, retryPauseMinutes: 0 });
	}

	protected override async publishDesk(): Promise<Published> {
		return await this.publish('desk-halopsa.json', { settings: { address: this.desk.url } });
	}

	override async begin(): Promise<void> {
		await super.begin();
		this.desk.control.reset();
		await this.unset('linkAutomatically');
	}

	/** The notes of a ticket as HTML, oldest first, with who wrote them. */
	on(ticketId: number) {
		return this.desk.control.actions(ticketId);
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
}

export const rig = new HalopsaHouse();
