import { MOST_ROWS } from '../../../nodes/shared/ledger/digestCounts';
import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { callWorkflow, dailyTrigger, js, onlyWhen, rule, stop } from '../nodes';
import { SETTINGS } from '../stores/settings';
import type { Store } from '../stores/store';

const MORNING = 'Every morning';
const SWEEPS = 'Get the sweeps';
const LATEST = 'Get the newest sessions';
const FAILED = 'Get what failed';
const OPEN = 'Get the unlinked sessions';
const WRITE = 'Write the message';
const WANTED = 'Only if it is to be sent';
const SEND = 'Send it';
const UNSENT = 'Only if it did not go out';
const STOP = 'Stop: it did not go out';

/** Hour of n8n's own time zone. */
const HOUR = 7;
/** Newest rows, to tell when an event came last. */
const NEWEST = 200;

const all = (node: string) => js(`$('${node}').all()`);

/** Says each morning what waits for somebody. */
export function build(store: Store) {
	const flow = new Flow('Unlinked sessions, each morning', { saveDataSuccessExecution: 'none' });
	const inState = (name: string, ...states: string[]) =>
		store.read(
			name,
			'beyondtrust_sessions',
			{ state: states.map((literal) => ({ is: 'eq' as const, literal })) },
			{ match: 'anyCondition', limit: MOST_ROWS + 1 },
		);
	flow.add(dailyTrigger(MORNING, HOUR));
	const opened = store.open(flow);
	flow.add(
		store.read(SWEEPS, 'beyondtrust_sweeps', {}, { limit: 0 }),
		store.read(LATEST, 'beyondtrust_sessions', {}, { limit: NEWEST, newestFirst: true }),
		inState(FAILED, 'quarantined', 'received'),
		inState(OPEN, 'unlinked', 'chatted'),
		rule(WRITE, 'ledger', 'digest', {
			failed: all(FAILED),
			latest: all(LATEST),
			sweeps: all(SWEEPS),
			settings: js(`$('${SETTINGS}').first().json`),
		}),
		onlyWhen(WANTED, [
			{ left: js('$json.worthSending'), is: 'boolean:true' },
			{ left: js('$json.delivery'), is: 'string:notEmpty' },
		]),
		// What fails there fails this workflow, so that an error workflow hears of it.
		{ ...callWorkflow(SEND, '$json.delivery'), outputs: undefined, settings: undefined },
		onlyWhen(UNSENT, [{ left: js('$json.delivered'), is: 'boolean:notEquals', right: true }]),
		stop(
			STOP,
			"The message was not sent: the delivery workflow did not say 'delivered: true'. Look at its last execution.",
		),
	);
	flow.path(MORNING, opened.first);
	flow.path(opened.last, SWEEPS, LATEST, FAILED, OPEN, WRITE, WANTED, SEND, UNSENT, STOP);

	flow.about(
		`## Unlinked sessions, each morning
**What it does:** reports how many sessions have no ticket and since when, by technician and by customer; what is set aside and why; and what failed and is waiting for another try. It puts an **alarm** in the subject if sessions end but no events come in any more, and if the sweep has stopped, fails, or has recorded a time in the future. If there is nothing to report, it sends nothing, except once a week to say that all is well. ${store.setUp}

**Set up:** import *Deliver an invite by email* (or another delivery workflow) and publish it, then this one.

**To change** (rows of *beyondtrust_settings*): \`digestRecipient\` gets the message; \`digestDelivery\`, or else \`emailDelivery\`, is the ID of the delivery workflow; \`linkFormUrl\` is the address of the linking form; \`allIsWellOn\`; \`silentSessions\`. ${NEEDS}`,
	);
	flow.note(
		`### The ledger is only read\nAt most ${MOST_ROWS.toLocaleString('en')} sessions of each kind are counted.`,
		SWEEPS,
		OPEN,
	);
	flow.note(
		'### One message\nNames and reasons are escaped. If the message does not go out, the execution fails.',
		WRITE,
		STOP,
	);
	return flow.build();
}
