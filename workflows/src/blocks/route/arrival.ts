import type { Flow } from '../../flow';
import { calledTrigger, firstOf, nothing, object, question, sessionTrigger } from '../../nodes';
import { CLAIM, incoming, type Ledger, LOOK_UP, SESSION_TO_ROUTE, weigh } from './ledger';
import { haloSettings, SETTINGS } from '../settings';
import type { Store } from '../store/store';

/** Where the ways of sessions end that are not routed now. */
export const QUARANTINE = 'Put it in quarantine';
export const LATER = 'Keep it for another try';
export const NOTHING = 'Done before, or being done';

export const EVENT = 'When a session ends';
export const SWEPT = 'One session of the sweep';
const ONE = 'Is it about one session?';

/**
 * What the trigger and the sweep have in common. An event that names no session, or not what happened, gets a key made of
 * its own content: the same event again is the same row, another one another row.
 */
const TO_ROUTE = `(() => {
	if ($('${SWEPT}').isExecuted) return ${firstOf(SWEPT)};
	const event = ${firstOf(EVENT)};
	const raw = JSON.stringify(event.raw ?? event);
	const usable = Boolean(event.sessionId && event.event);
	const own = usable ? event.sessionId : 'event-' + raw.hash('sha256').slice(0, 32);
	return {
		why: /Survey/.test(event.event ?? '') ? 'survey' : 'ended',
		key: (event.applianceId ?? '') + ':' + own,
		sessionId: event.sessionId ?? null,
		applianceId: event.applianceId ?? null,
		usable,
		problems: (event.problems ?? []).join(' '),
		raw,
	};
})()`;

/**
 * From what starts the workflow to a session that this run has claimed.
 *
 * @returns the node that claims; the choice whose output `see what came late` must be led on, and the question whose
 * output `no` must be led to the sweep
 */
export function arrive(
	flow: Flow,
	store: Store,
	ledger: Ledger,
): { claimed: string; choice: string; question: string } {
	flow.add(
		sessionTrigger(EVENT, [
			'sessionEnded',
			'customerSurveyCompleted',
			'representativeSurveyCompleted',
		]),
		calledTrigger(SWEPT),
		haloSettings(),
	);
	const tables = store.open(flow, [
		'beyondtrust_sessions',
		'beyondtrust_technicians',
		'beyondtrust_sweeps',
	]);
	flow.add(
		question(ONE, `$('${EVENT}').isExecuted || $('${SWEPT}').isExecuted`),
		object(SESSION_TO_ROUTE, TO_ROUTE),
		question('Does it name a session?', `${incoming}.usable`),
		ledger.lookUp(),
	);
	const weighed = weigh(flow);
	flow.add(
		nothing(NOTHING),
		ledger.giveUp('Give it up'),
		ledger.writeDown('Write down that it came'),
		ledger.claim(),
		ledger.quarantine(QUARANTINE, `$json.error ?? ${incoming}.problems`),
		ledger.keepForLater(LATER, '$json.lastError ?? $json.error'),
	);
	flow.path(EVENT, SETTINGS, tables.first);
	flow.path(SWEPT, SETTINGS);
	flow.path(tables.last, ONE, SESSION_TO_ROUTE, 'Does it name a session?', LOOK_UP);
	flow.path(LOOK_UP, weighed.first);
	flow.on('Does it name a session?', 'no', QUARANTINE);
	flow.on(weighed.choice, 'route it', 'Write down that it came', CLAIM);
	flow.on(weighed.choice, 'give it up', 'Give it up');
	flow.on(weighed.choice, 'nothing', NOTHING);
	return { claimed: CLAIM, choice: weighed.choice, question: ONE };
}
