import type { Flow } from '../../flow';
import { beyondTrust, beyondTrustList, firstOf, js, object, question } from '../../nodes';
import { GET_SESSION, incoming, onlyChecked, onTicket, rowBefore, WHOLE_SESSION } from './ledger';
import { storedSession } from './storedSession';

/** Seconds a report is waited for; the ledger lets nobody else at the session meanwhile. */
const LONGEST_WAIT = 600;

const CUSTOMER = 'Get the survey of the customer';
const REPRESENTATIVE = 'Get the survey of the representative';
const ASK = 'May there be surveys?';
const STORED = 'Does the ledger know enough of it?';

/** Whether the appliance no longer has the report, and the session is what the ledger kept of it. */
export const fromRow = `$('${STORED}').isExecuted`;

/** Surveys are reports of their own. `surveysError` is said where one of them could not be read. */
const WHOLE = `(() => {
	if (${fromRow}) return ${storedSession(rowBefore)};
	const session = ${firstOf(GET_SESSION)};
	if (!$('${REPRESENTATIVE}').isExecuted) return session;
	const jsonOf = (items) => items.map((item) => item.json);
	const answers = { customer: jsonOf($('${CUSTOMER}').all()), representative: jsonOf($('${REPRESENTATIVE}').all()) };
	const failed = [...answers.customer, ...answers.representative].find((one) => one.error);
	const filled = (list) => list.filter((one) => one.sessionId);
	const inside = session.surveys;
	const found = { customer: filled(answers.customer), representative: filled(answers.representative) };
	const surveys = { customer: found.customer.length ? found.customer : inside.customer, representative: found.representative.length ? found.representative : inside.representative };
	return { ...session, surveys, ...(failed ? { surveysError: String(failed.error.message ?? failed.error) } : {}) };
})()`;

const surveys = (name: string, respondent: 'customer' | 'representative') =>
	beyondTrustList(name, 'survey', {
		respondent,
		selectBy: 'session',
		sessionId: js(`${incoming}.sessionId`),
	});

/**
 * Reads the session of this run: one call to the appliance for a session that has just ended. Its surveys are asked for
 * only where there may be some: after their event, and when the sweep looks at a session that ended a while ago.
 *
 * A session that belongs on a ticket, and whose report is gone, is made of what the ledger kept. What else it cannot read has an `error`: it leaves through `missing` (no such session), `failed` (both by `no` and `yes` of
 * questions) and ends there for a session that was only checked.
 */
export function readSession(
	flow: Flow,
	ways: { read: string; missing: string; failed: string; checked: string },
): void {
	const unread = 'Was it only a check?';
	const withoutSurveys = 'Can they wait for the next check?';
	const missing = 'Is there no such session?';
	const whole = 'Could all of it be read?';
	flow.add(
		beyondTrust(GET_SESSION, 'session', 'get', {
			sessionId: js(`${incoming}.sessionId`),
			options: {
				waitUntilComplete: true,
				// What the sweep asks for ended a while ago, and others wait behind it.
				maxWait: js(`['ended', 'survey'].includes(${incoming}.why) ? ${LONGEST_WAIT} : 0`),
			},
		}),
		question(ASK, `${incoming}.why !== 'ended'`),
		surveys(CUSTOMER, 'customer'),
		surveys(REPRESENTATIVE, 'representative'),
		object(WHOLE_SESSION, WHOLE, { executeOnce: true }),
		question(whole, '!$json.surveysError'),
		object('Say what is missing', '{ error: $json.surveysError }'),
		question(withoutSurveys, onlyChecked),
		question(unread, onlyChecked),
		question(missing, "/has no session/.test($json.error ?? '')"),
		question(STORED, `${onTicket(rowBefore)} && ${rowBefore}.endedAt`),
	);
	flow.path(GET_SESSION, ASK, CUSTOMER, REPRESENTATIVE, WHOLE_SESSION, whole, ways.read);
	flow.on(ASK, 'no', WHOLE_SESSION);
	flow.on(whole, 'no', 'Say what is missing', withoutSurveys, ways.checked);
	flow.on(withoutSurveys, 'no', ways.failed);
	flow.on(GET_SESSION, 'error', unread, ways.checked);
	flow.on(unread, 'no', missing, STORED, WHOLE_SESSION);
	flow.on(STORED, 'no', ways.missing);
	flow.on(missing, 'no', ways.failed);
}
