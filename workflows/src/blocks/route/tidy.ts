import type { Flow } from '../../flow';
import { nothing, question } from '../../nodes';
import { STATES } from '../reasons';
import { setting } from '../settings';
import type { Store } from '../store/store';

const OLD = 'Is it time to tidy up?';
const END = 'The sweep is over';

/**
 * What the look back of the sweep may still ask for stays, however few days are set. Counted from the row's last change:
 * one that a person linked yesterday is not old, whenever its session was.
 */
const OLDEST = `new Date(Date.now() - Math.max(${setting('keepDays')} * 24, ${setting('lookBackHours')}) * 3600000).toISOString()`;

/**
 * Once a day, after the look back, deletes from the ledger what is on its ticket since long ago: n8n holds 200 MB of data
 * tables and refuses every write after that, and reads a table without an index. What people still have to see to (unlinked,
 * in quarantine, received) stays for ever. A late event for a deleted row finds the marker on the ticket, and makes the row
 * anew.
 *
 * @param lookBack an expression: whether this sweep is the one of the day
 * @returns the name of the block's first node
 */
export function tidyUp(flow: Flow, store: Store, lookBack: string): { first: string } {
	const names = [STATES.written, STATES.linked].map((state) => {
		const name = `Delete what was ${state} long ago`;
		flow.add(
			store.remove(name, 'beyondtrust_sessions', {
				state: `'${state}'`,
				updatedAt: { before: OLDEST },
			}),
		);
		return name;
	});
	flow.add(question(OLD, `${lookBack} && ${setting('keepDays')} > 0`), nothing(END));
	flow.path(OLD, ...names, END);
	flow.on(OLD, 'no', END);
	return { first: OLD };
}
