import { AnyDesk } from '../anyDesk.mts';
import type { HouseOptions, Published } from '../house.mts';
import { RouteHouse } from '../routeHouse.mts';

export type { Published as Route } from '../house.mts';
export { LEDGER } from '../rows.mts';

/** The house with its route and its sweep published, for any desk. */
class Rig extends RouteHouse {
	readonly any = new AnyDesk();

	override async start(options: HouseOptions = {}): Promise<void> {
		await this.any.start();
		await super.start(options);
	}

	override async close(): Promise<void> {
		await super.close();
		await this.any.close();
	}

	protected override async publishDesk(): Promise<Published> {
		return { workflowId: await this.any.publish(this.n8n.api), url: '' };
	}

	override reset(): void {
		super.reset();
		this.any.reset();
	}
}

/** One for all tests of a file: a real n8n takes its time to start. */
export const rig = new Rig();
