import type { Flow } from '../../flow';
import {
	beyondTrust,
	beyondTrustList,
	callWorkflowForEach,
	everyMinutes,
	firstOf,
	js,
	object,
	oneByOne,
	question,
} from '../../nodes';
import { DUE } from './due';
import { onTicket } from './ledger';
import { setting, SETTINGS } from '../settings';
import type { Store } from '../store/store';
import { tidyUp } from './tidy';

export const SWEEP = 'Every five minutes';
const LAST = 'When was the last sweep?';
const PERIOD = 'Choose the period';
const LIST = 'List the sessions that ended';
const KNOWN = 'Get what the ledger knows';
const MISSING_OR_DUE = 'What is missing or due?';
const APPLIANCE = 'Which appliance is it?';

/** Hours after which a session that was written is no more looked at for what came late; longer than a day, so that each is once. */
const LATE_HOURS = 36;

/** At most so many sessions a sweep; the next one goes on. */
const MOST = 1000;

/** Minutes by which the clocks of n8n and the appliance may differ. */
const SKEW = 15;

/**
 * Since the last sweep with an overlap, once a day since longer ago, never since before the first sweep. After a time in
 * which n8n did not run, that is the time since then.
 */
export const WHICH_PERIOD = `(() => {
	const last = $json;
	const now = Date.now();
	const time = (value, otherwise) => value ? new Date(value).getTime() : otherwise;
	const overlap = ${setting('sweepOverlapMinutes')} * 60000;
	const began = time(last.createdAt, now);
	const lookBack = Boolean(last.key) && now - time(last.lookedBackAt, began) >= 24 * 3600000;
	const sinceLast = time(last.sweptTo, began) - overlap;
	const from = Math.max(began - overlap, lookBack ? Math.min(sinceLast, now - ${setting('lookBackHours')} * 3600000) : sinceLast);
	const iso = (milliseconds) => new Date(milliseconds).toISOString();
	return {
		from: iso(from),
		now: iso(now),
		lookBack,
		knownFrom: iso(Math.min(from, lookBack ? now - ${LATE_HOURS} * 3600000 : from) - ${SKEW} * 60000),
	};
})()`;

/** What the appliance lists is truth: it is looked up in the ledger, and never taken from an event. */
const WHAT_TO_ROUTE = `(() => {
	${DUE}
	const period = ${firstOf(PERIOD)};
	const rows = $input.all().map((item) => item.json).filter((row) => row.key);
	const listed = $('${LIST}').all().map((item) => item.json).filter((one) => one.sessionId);
	const known = new Set(rows.map((row) => row.sessionId));
	const ofRow = (why) => (row) => ({
		why,
		key: row.key,
		sessionId: row.sessionId,
		applianceId: row.applianceId,
		usable: Boolean(row.sessionId),
		problems: row.reason,
		raw: row.raw,
	});
	const since = Date.parse(period.now) - ${LATE_HOURS} * 3600000;
	const isLate = (row) => !open(row) && ${onTicket('row')} && new Date(row.endedAt).getTime() >= since;
	const due = rows.filter(isDue).map(ofRow('due'));
	const missing = listed.filter((one) => !known.has(one.sessionId)).map((one) => ({
		why: 'listed',
		key: null,
		sessionId: one.sessionId,
		applianceId: null,
		usable: true,
		problems: '',
		raw: JSON.stringify({ foundBy: 'sweep', sessionId: one.sessionId, endedAt: one.endedAt }),
	}));
	const late = period.lookBack ? rows.filter(isLate).map(ofRow('recheck')) : [];
	const all = [...missing, ...due, ...late];
	return { sessions: all.slice(0, ${MOST}), cut: all.length > ${MOST} };
})()`;

/** A session is in the ledger by appliance and session, as in the events of the same appliance. */
const WITH_KEYS = `(() => {
	const applianceId = $json.applianceId ?? null;
	const keyed = (one) => one.key ? one : { ...one, applianceId, key: (applianceId ?? '') + ':' + one.sessionId };
	return { sessions: ${firstOf(MISSING_OR_DUE)}.sessions.map(keyed) };
})()`;

/**
 * Finds sessions that ended and are not in the ledger, or not finished there, and routes them by this same workflow, one
 * after the other.
 *
 * @returns the name of the block's first node
 */
export function sweep(flow: Flow, store: Store): { first: string } {
	const table = 'beyondtrust_sweeps';
	const key = '$workflow.id';
	const error = "String($json.error?.message ?? $json.error ?? '').slice(0, 500)";
	const { from, knownFrom, now, lookBack } = {
		from: `${firstOf(PERIOD)}.from`,
		knownFrom: `${firstOf(PERIOD)}.knownFrom`,
		now: `${firstOf(PERIOD)}.now`,
		lookBack: `${firstOf(PERIOD)}.lookBack`,
	};
	const before = (column: string) => `${firstOf(LAST)}.${column} ?? null`;
	const known = store.read(
		KNOWN,
		'beyondtrust_sessions',
		{ endedAt: { since: knownFrom }, state: "'received'", attempts: { empty: true } },
		'anyCondition',
		0,
	);
	const once = { executeOnce: true };
	flow.add(
		everyMinutes(SWEEP, 5),
		store.read(LAST, table, { key }, 'allConditions', 1),
		object(PERIOD, WHICH_PERIOD, once),
		beyondTrustList(LIST, 'session', {
			period: 'endedSince',
			from: js(from),
			options: { details: 'summary' },
		}),
		question('Could they be listed?', '!$json.error'),
		// A list that changes while it is read is an error; then each session is looked up by itself.
		{ ...known, settings: { ...known.settings, ...once, onError: 'continueRegularOutput' } },
		object(MISSING_OR_DUE, WHAT_TO_ROUTE, once),
		question('Is there anything to do?', '$json.sessions.length'),
		beyondTrust(APPLIANCE, 'appliance', 'get'),
		object('Give each its key', WITH_KEYS),
		oneByOne('One by one', 'sessions'),
		callWorkflowForEach('Route it', '$workflow.id'),
		{
			...store.write('Remember the sweep', table, key, {
				key,
				sweptTo: `${firstOf(MISSING_OR_DUE)}.cut ? ${before('sweptTo')} : ${now}`,
				lookedBackAt: `${lookBack} && !${firstOf(MISSING_OR_DUE)}.cut ? ${now} : ${before('lookedBackAt')}`,
				lastError: 'null',
			}),
			settings: once,
		},
		{
			...store.write('Remember why it failed', table, key, { key, lastError: error }),
			settings: once,
		},
	);
	const tidy = tidyUp(flow, store, lookBack);
	flow.path(SWEEP, SETTINGS);
	flow.path('Remember the sweep', tidy.first);
	flow.path(
		LAST,
		PERIOD,
		LIST,
		'Could they be listed?',
		KNOWN,
		MISSING_OR_DUE,
		'Is there anything to do?',
	);
	flow.path('Is there anything to do?', APPLIANCE, 'Give each its key', 'One by one', 'Route it');
	flow.path('Route it', 'Remember the sweep');
	flow.on('Is there anything to do?', 'no', 'Remember the sweep');
	flow.on('Could they be listed?', 'no', 'Remember why it failed');
	flow.on(APPLIANCE, 'error', 'Remember why it failed');
	return { first: LAST };
}
