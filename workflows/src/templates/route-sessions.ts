import { Flow } from '../flow';
import { NEEDS } from '../needs';
import {
	ask,
	beyondTrust,
	calledTrigger,
	goingOn,
	js,
	nothing,
	object,
	onlyWhen,
	rule,
	sessionTrigger,
	switchOn,
} from '../nodes';
import { SETTINGS } from '../stores/settings';
import type { Store } from '../stores/store';

const EVENT = 'When a session ends';
const SWEPT = 'One session of the sweep';
const CAME = 'A session to route';
const LOOK_UP = 'Look it up in the ledger';
const CHECK_IN = 'Check it in';
const NEW_OR_KNOWN = 'What is to be done?';
const TAKE = 'Take it on';
const WORK = 'Only if it is to be read';
const GET = 'Get the session';
const TECHNICIAN = 'Look up the technician';
const DECIDE = 'Decide where it belongs';
const WHERE = 'Where does it go?';
const LOOK = 'Look at the ticket';
const AGAIN = 'Decide again';
const FENCE = 'Is it still ours?';
const HAND = 'Hand it to the desk';
const DESK = 'Put it on the desk';
const CHECK_OUT = 'Check it out';
const RECORD = 'Record it';

const SURVEYS = ['customerSurveyCompleted', 'representativeSurveyCompleted'];
const checkedIn = `$('${CHECK_IN}').first().json`;
const decision = `$('${WHERE}').item.json`;
const settings = `$('${SETTINGS}').first().json`;
const desk = `${settings}.deskWorkflow`;

/** Puts each session that ended on its ticket, into its chat or into the list of unlinked sessions, once. */
export function build(store: Store) {
	const flow = new Flow('Route ended sessions', { saveDataSuccessExecution: 'none' });
	flow.add(
		sessionTrigger(EVENT, ['sessionEnded', ...SURVEYS]),
		calledTrigger(SWEPT),
		nothing(CAME),
	);
	const opened = store.open(flow);
	flow.add(
		store.read(LOOK_UP, 'beyondtrust_sessions', {
			key: { is: 'eq', path: `$('${CAME}').first().json.sessionId ?? '-'` },
		}),
		rule(CHECK_IN, 'ledger', 'checkIn', {
			came: js(`$('${CAME}').first().json`),
			row: js('$json'),
			settings: js(settings),
		}),
		switchOn(NEW_OR_KNOWN, '$json.goes', ['new', 'known']),
	);
	const made = store.makeRow(flow, 'beyondtrust_sessions', checkedIn);
	flow.add(
		store.claim(TAKE, 'beyondtrust_sessions', `${checkedIn}.claim`, `${checkedIn}.row`, [
			'state',
			'reason',
			'attempts',
			'outages',
			'claim',
			'lastError',
			'applianceId',
			'keepUntil',
		]),
		onlyWhen(WORK, [{ left: js(`${checkedIn}.todo`), is: 'string:equals', right: 'work' }]),
		goingOn(
			beyondTrust(GET, 'session', 'get', {
				sessionId: js(`${checkedIn}.sessionId`),
				options: {
					waitUntilComplete: true,
					maxWait: js(`${checkedIn}.maxWait`),
					includeSurveys: js(`${checkedIn}.includeSurveys`),
				},
			}),
		),
		store.read(
			TECHNICIAN,
			'beyondtrust_technicians',
			{
				representativeId: { is: 'eq', path: "$json.primaryRepresentative?.id ?? '-'" },
				privateName: { is: 'eq', path: "$json.primaryRepresentative?.privateName ?? '-'" },
				publicName: { is: 'eq', path: "$json.primaryRepresentative?.publicName ?? '-'" },
				displayName: { is: 'eq', path: "$json.primaryRepresentative?.privateName ?? '-'" },
			},
			{ match: 'anyCondition' },
		),
		rule(DECIDE, 'ledger', 'decide', {
			checkedIn: js(checkedIn),
			session: js(`$('${GET}').first().json`),
		}),
		switchOn(WHERE, '$json.goes', ['desk', 'look'], 'recorded'),
		ask(LOOK, desk),
		rule(AGAIN, 'ledger', 'decideOnTicket', {
			decision: js(`$('${DECIDE}').first().json`),
			answer: js('$json'),
		}),
		store.claim(FENCE, 'beyondtrust_sessions', '$json.claim', '$json.row', [
			'claim',
			'lastError',
			'noteHash',
			'linkKind',
			'linkSystem',
			'linkId',
		]),
		object(HAND, decision),
		ask(DESK, desk),
		rule(CHECK_OUT, 'ledger', 'checkOut', { decision: js(decision), answer: js('$json') }),
		store.record(RECORD, 'beyondtrust_sessions', `${decision}.after`),
	);
	flow.path(EVENT, CAME, opened.first);
	flow.path(SWEPT, CAME);
	flow.path(opened.last, LOOK_UP, CHECK_IN, NEW_OR_KNOWN);
	flow.on(NEW_OR_KNOWN, 'new', made.first);
	flow.on(NEW_OR_KNOWN, 'known', TAKE);
	flow.path(made.last, TAKE, WORK, GET, TECHNICIAN, DECIDE, WHERE);
	flow.on(WHERE, 'desk', FENCE, HAND, DESK, CHECK_OUT, RECORD);
	flow.on(WHERE, 'look', LOOK, AGAIN, WHERE);
	flow.on(WHERE, 'recorded', CHECK_OUT);

	flow.about(
		`## Route ended sessions
**What it does:** puts the note of each session that ended on its ticket, once, in the technician's name. If there is no ticket, the note goes into the session's chat; if there is no chat either, the session goes into the list of unlinked sessions, and people link it from there. ${store.setUp}

**Set up:**
1. Run *Set up BeyondTrust* first: it makes the tables and fills the settings.
2. *When a session ends*: choose the webhook credential, and enter the address of this node in the appliance (/login > Management > Outbound Events).
3. *Get the session*, *Decide where it belongs* and *Decide again*: choose the credential of the appliance.
4. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand, and saved executions hold transcripts.
5. Publish the desk workflow, then this one, then *Sweep for missed sessions*.

**To change:** every setting is a row of the table *beyondtrust_settings*. ${NEEDS}`,
	);
	flow.note(
		'### What the ledger knows\nOne row per session. What is done is not done again.',
		CAME,
		NEW_OR_KNOWN,
	);
	flow.note(
		'### One run gets it\nThe row is changed only if nobody has changed it since this run read it.',
		made.first,
		WORK,
	);
	flow.note(
		'### Where it belongs\nAccording to its signed link. An unsigned link counts only if the customer of the ticket matches.',
		GET,
		WHERE,
	);
	flow.note(
		'### The desk writes\nThe desk workflow looks for the note before it writes one. Its answer is stored in the row.',
		FENCE,
		RECORD,
	);
	return flow.build();
}
