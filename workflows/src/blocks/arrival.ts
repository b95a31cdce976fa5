import type { Flow } from '../flow';
import { beyondTrust, itemOf, js, nothing, object, question, sessionTrigger } from '../nodes';
import {
	claim,
	GET_SESSION,
	keepForLater,
	LOOK_UP,
	lookUp,
	quarantine,
	SESSION_TO_ROUTE,
	stillToDo,
	writeDown,
} from './ledger';
import { haloSettings, SETTINGS } from './settings';
import { findTables } from './tables';

/** Where the ways of sessions end that are not routed now. */
export const QUARANTINE = 'Put it in quarantine';
export const LATER = 'Keep it for another try';

const incoming = itemOf(SESSION_TO_ROUTE);

/** Seconds a report is waited for; the ledger lets nobody else at the session meanwhile. */
const LONGEST_WAIT = 600;

/**
 * What the trigger and a sweep have in common. An event that names no session, or not what happened, gets a key made of
 * its own content: the same event again is the same row, another one another row.
 */
const TO_ROUTE = `(() => {
	const raw = JSON.stringify($json.raw ?? $json);
	const usable = Boolean($json.sessionId && $json.event);
	const own = usable ? $json.sessionId : 'event-' + raw.hash('sha256').slice(0, 32);
	return {
		key: ($json.applianceId ?? '') + ':' + own,
		sessionId: $json.sessionId ?? null,
		applianceId: $json.applianceId ?? null,
		usable,
		problems: ($json.problems ?? []).join(' '),
		raw,
	};
})()`;

/** From the event to the session's report; what is no session, or was done before, ends here. */
export function arrive(flow: Flow): void {
	const trigger = 'When a session ends';
	flow.add(
		sessionTrigger(trigger, ['sessionEnded']),
		object(SESSION_TO_ROUTE, TO_ROUTE),
		haloSettings(),
	);
	const tables = findTables(flow, ['beyondtrust_sessions', 'beyondtrust_technicians']);
	flow.add(
		question('Does it name a session?', `${incoming}.usable`),
		lookUp(),
		question('Is it still to do?', stillToDo),
		nothing('Done before, or being done'),
		writeDown('Write down that it came'),
		claim('Take it on'),
		beyondTrust(GET_SESSION, 'session', 'get', {
			sessionId: js(`${incoming}.sessionId`),
			options: { waitUntilComplete: true, maxWait: LONGEST_WAIT },
		}),
		quarantine(QUARANTINE, `$json.error ?? ${incoming}.problems`),
		keepForLater(LATER, '$json.lastError ?? $json.error'),
		question('Is there no such session?', "/has no session/.test($json.error ?? '')"),
	);
	flow.path(trigger, SESSION_TO_ROUTE, SETTINGS, tables.first);
	flow.path(tables.last, 'Does it name a session?', LOOK_UP, 'Is it still to do?');
	flow.path('Is it still to do?', 'Write down that it came', 'Take it on', GET_SESSION);
	flow.on('Does it name a session?', 'no', QUARANTINE);
	flow.on('Is it still to do?', 'no', 'Done before, or being done');
	flow.on(GET_SESSION, 'error', 'Is there no such session?', QUARANTINE);
	flow.on('Is there no such session?', 'no', LATER);
}
