import { sleep } from 'n8n-workflow';

/**
 * An API account may ask 20 times a second and 15,000 times an hour, all endpoints together (Configuration API
 * specification). 54 ms between two requests gives 18.5 a second, which leaves room for requests that bunch up on the way.
 */
const SPACING_MS = 54;

/** When the next request of an account may leave, in this process. Time in milliseconds. */
const nextTurn = new Map<string, number>();

/** Waits for this account's next turn. Turns are given in the order of asking. */
export async function takeTurn(account: string): Promise<void> {
	const now = Date.now();
	const turn = Math.max(now, nextTurn.get(account) ?? 0);
	nextTurn.set(account, turn + SPACING_MS);
	if (turn > now) await sleep(turn - now);
}

/** Holds every request of an account back for a while, after the appliance said that there were too many. */
export function holdBack(account: string, milliseconds: number): void {
	nextTurn.set(account, Math.max(nextTurn.get(account) ?? 0, Date.now() + milliseconds));
}
