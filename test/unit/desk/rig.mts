import { connect } from '../../desk/halopsa/client.mts';
import type { DeskClient } from '../../desk/halopsa/client.mts';
import { startDesk } from '../../desk/halopsa/server.mts';
import type { Desk } from '../../desk/halopsa/server.mts';

export let desk: Desk;
export let client: DeskClient;

/** One simulated desk for the tests of a file, and before each of them its seed and a client with a token. */
export function useDesk(): void {
	beforeAll(async () => {
		desk = await startDesk();
	});
	beforeEach(async () => {
		desk.control.reset();
		client = await connect(desk);
	});
	afterAll(async () => await desk.close());
}
