import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { ask, callWorkflow, everyMinutes, js, loop, onlyWhen, rule, switchOn } from '../nodes';
import { SETTINGS } from '../stores/settings';
import type { Store } from '../stores/store';

const AGAIN = 'Every hour';
const UNLINKED = 'Get the unlinked sessions';
const CHATTED = 'Get the sessions of chats';
const PEOPLE = 'Get the technicians';
const QUESTION = 'What is asked?';
const DESK = 'Ask the desk';
const COMPARE = 'Find their tickets';
const EACH = 'One after the other';
const GOES = 'What is to be done?';
const LINK = 'Link it';
const SUGGEST = 'Write the suggestion';
const REPORT = 'What was done';
const TELL = 'Only if it is to be told';
const SEND = 'Tell it';

/** Most sessions of a run, the newest ones of each state. */
const MOST_SESSIONS = 1000;

const settings = `$('${SETTINGS}').first().json`;
const rows = { rows: js(`$('${UNLINKED}').all()`), rowsOfChats: js(`$('${CHATTED}').all()`) };

/** Looks whether sessions without a ticket have one by now. */
export function build(store: Store) {
	const flow = new Flow('Look at unlinked sessions again', { saveDataSuccessExecution: 'none' });
	const since = `$now.minus({ days: ${settings}.reconcileDays }).toISO()`;
	const newest = (name: string, state: string) =>
		store.read(
			name,
			'beyondtrust_sessions',
			{ state: { is: 'eq', literal: state }, endedAt: { is: 'gte', path: since } },
			{ limit: MOST_SESSIONS, newestFirst: true },
		);
	flow.add(everyMinutes(AGAIN, 60));
	const opened = store.open(flow);
	const suggest = store.claim(SUGGEST, 'beyondtrust_sessions', '$json.claim', '$json.row', [
		'suggestion',
	]);
	flow.add(
		newest(UNLINKED, 'unlinked'),
		newest(CHATTED, 'chatted'),
		store.read(PEOPLE, 'beyondtrust_technicians', {}, { limit: 0 }),
		{
			...rule(QUESTION, 'linking', 'toAsk', { ...rows, settings: js(settings) }),
			settings: { executeOnce: true },
		},
		ask(DESK, `${settings}.deskWorkflow`),
		rule(COMPARE, 'linking', 'reconcile', {
			...rows,
			answer: js('$json'),
			technicians: js(`$('${PEOPLE}').all()`),
			settings: js(settings),
		}),
		loop(EACH),
		switchOn(GOES, '$json.goes', ['link', 'suggest'], 'nothing'),
		ask(LINK),
		{ ...suggest, settings: { ...suggest.settings, alwaysOutputData: true } },
		rule(REPORT, 'linking', 'report', { settings: js(settings) }),
		onlyWhen(TELL, [{ left: js('$json.isWanted'), is: 'boolean:true' }]),
		{
			...callWorkflow(SEND, `${settings}.emailDelivery`),
			outputs: undefined,
			settings: undefined,
		},
	);
	flow.path(AGAIN, opened.first);
	flow.path(opened.last, UNLINKED, CHATTED, PEOPLE, QUESTION, DESK, COMPARE, EACH);
	flow.on(EACH, 'each', GOES);
	flow.on(GOES, 'link', LINK, EACH);
	flow.on(GOES, 'suggest', SUGGEST, EACH);
	flow.on(GOES, 'nothing', EACH);
	flow.on(EACH, 'done', REPORT, TELL, SEND);

	flow.about(
		`## Look at unlinked sessions again
**What it does:** checks every hour whether sessions without a ticket have one by now: because a ticket was opened later, a chat got its ticket, or a technician was added to the table. The best match is written into the column \`suggestion\` of the ledger. **It links nothing, unless you set \`linkAutomatically\`.** ${store.setUp}

**Set up:**
1. *Link it*: choose the workflow *Link one session*.
2. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand.
3. Publish after *Link one session*.

**To change** (rows of *beyondtrust_settings*): \`reconcileDays\`, \`suggestFrom\`, \`linkAutomatically\`, \`linkThreshold\` (both scores in percent), \`reconcileRecipient\` (and \`emailDelivery\`) for a message about what was done. ${NEEDS}`,
	);
	flow.note(
		`### Few questions\nThe newest ${MOST_SESSIONS.toLocaleString('en')} sessions of each state are compared, going by what the ledger knows about them. The desk is asked once, and the appliance not at all.`,
		UNLINKED,
		COMPARE,
	);
	flow.note(
		'### Never linked automatically\nSessions that a person has linked or taken off, that failed, or that the route held back because of their signature, invite, customer or technician.',
		EACH,
		SUGGEST,
	);
	flow.note('### Only where something was done', REPORT, SEND);
	return flow.build();
}
