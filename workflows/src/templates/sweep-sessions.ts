import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { ask, everyMinutes, js, loop, rule } from '../nodes';
import { SETTINGS } from '../stores/settings';
import type { Store } from '../stores/store';

const EVERY = 'Every five minutes';
const LAST = 'When was the last sweep?';
const ASK = 'Ask the appliance';
const KNOWN = 'Get what the ledger knows';
const FIND = 'Find what is missing';
const EACH = 'One after the other';
const ROUTE = 'Route it';
const REMEMBER = 'Remember the sweep';
const DELETE = 'Delete old rows';
const END = 'Did it work?';

const settings = js(`$('${SETTINGS}').first().json`);
const asked = `$('${ASK}').first().json`;
const sweep = `$('${FIND}').first().json.sweep`;

/** Finds sessions whose event never came, or whose run failed, and routes them. */
export function build(store: Store) {
	const flow = new Flow('Sweep for missed sessions', { saveDataSuccessExecution: 'none' });
	flow.add(everyMinutes(EVERY, 5));
	const opened = store.open(flow);
	flow.add(
		store.read(LAST, 'beyondtrust_sweeps', { key: { is: 'eq', path: '$workflow.id' } }),
		rule(ASK, 'ledger', 'listEnded', { last: js('$json'), settings }),
		store.read(
			KNOWN,
			'beyondtrust_sessions',
			{
				endedAt: { is: 'gte', path: `${asked}.period.knownFrom` },
				state: { is: 'eq', literal: 'received' },
				attempts: { is: 'isEmpty' },
			},
			{ match: 'anyCondition', limit: 0 },
		),
		rule(FIND, 'ledger', 'findMissing', { listed: js(asked), settings }),
		loop(EACH),
		ask(ROUTE),
		store.write(REMEMBER, 'beyondtrust_sweeps', '$workflow.id', {
			sweptTo: `${sweep}.sweptTo`,
			lookedBackAt: `${sweep}.lookedBackAt`,
			lastError: `${sweep}.lastError`,
		}),
		store.remove(DELETE, 'beyondtrust_sessions', {
			keepUntil: { is: 'lt', path: '$now.toISO()' },
		}),
		rule(END, 'ledger', 'endSweep', { listed: js(asked) }),
	);
	flow.path(EVERY, opened.first);
	flow.path(opened.last, LAST, ASK, KNOWN, FIND, EACH);
	flow.on(EACH, 'each', ROUTE, EACH);
	flow.on(EACH, 'done', REMEMBER, DELETE, END);

	flow.about(
		`## Sweep for missed sessions
**What it does:** asks the appliance every five minutes which sessions ended, and routes those that the ledger does not know. It tries again what failed, and once a day looks for surveys, notes and recordings that came late. If the appliance cannot be asked, it fails, so that an error workflow is started. ${store.setUp}

**Set up:**
1. *Route it*: choose the workflow *Route ended sessions*.
2. *Ask the appliance*: choose the credential of the appliance.
3. Publish this workflow after *Route ended sessions*.

${NEEDS}`,
	);
	flow.note('### What is missing\nWhat the appliance lists is the truth.', LAST, FIND);
	flow.note('### One execution per session\nIf one fails, the others still go on.', EACH, ROUTE);
	flow.note(
		'### At the end\nRows of sessions that are on their tickets are deleted after *keepDays*.',
		REMEMBER,
		END,
	);
	return flow.build();
}
