import { confirmed, contradicted, notSeen } from '../findings.mjs';
import { NO_SESSION } from './appliance.mjs';

/** What refusals tell of what nobody has seen, and what can only be seen where somebody looks. */

async function rightFirst(appliance) {
	const allowed = await appliance.command('get_api_info');
	if (allowed.root) return notSeen('this account may use the Command API');
	if (allowed.refusal === null) return notSeen(`it refuses with HTTP ${allowed.status}`);
	const senseless = await appliance.command('a_question_without_sense');
	const isSame = senseless.refusal === allowed.refusal;
	const seen = `a question without sense is refused with ${isSame ? 'the same' : 'another'} sentence`;
	return isSame ? confirmed(seen) : contradicted(seen);
}

/** Without a login: a page that exists asks for one, or sends to where one is asked for. */
async function statusOfPage(appliance, query) {
	const { status } = await appliance.get('/login/sd_reporting', query, {
		login: false,
		first: 1,
	});
	return status;
}

async function reportPage(appliance) {
	const bySession = await statusOfPage(appliance, {
		...{ reportType: 'SupportSession', sessionId: NO_SESSION },
	});
	const byLsid = await statusOfPage(appliance, { lsid: NO_SESSION });
	const seen = `without a login, sessionId is HTTP ${bySession}, lsid is HTTP ${byLsid}`;
	if (bySession === byLsid) return notSeen(seen);
	return byLsid === 404 ? confirmed(seen) : contradicted(seen);
}

export const refusalQuestions = [
	{
		id: 'appliance.right-first',
		ask: rightFirst,
		see: 'run the pilot with a second API account whose access to the Command API is Deny',
	},
	{
		id: 'appliance.report-page',
		ask: reportPage,
		see: 'log in to /login, open the report of a session there, and look at the address: does it name the session as sessionId or as lsid? Then try both links of docs/pilot.md',
	},
	{
		id: 'appliance.throttled-status',
		see: 'never on purpose. When an account was used too fast, n8n says "The appliance received too many requests": the HTTP status is in the details of that error',
	},
	{
		id: 'appliance.event-fields',
		see: 'let the trigger of n8n receive one event of each kind, and note which of the fields below "participant" are filled',
	},
];
