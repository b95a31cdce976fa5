import { CLAIMED } from '../../../nodes/shared/ledger/checkIn';
import { Flow } from '../flow';
import { NEEDS } from '../needs';
import {
	ask,
	beyondTrust,
	calledTrigger,
	goingOn,
	js,
	object,
	onlyWhen,
	rule,
	switchOn,
} from '../nodes';
import { SETTINGS, TABLES_NODE } from '../stores/settings';
import type { Store } from '../stores/store';

const WANTED = 'One session to link';
const LOOK_UP = 'Look it up in the ledger';
const CHECK_IN = 'Check it in';
const WORK = 'Only if there is something to do';
const TAKE = 'Take it on';
const GET = 'Get the session';
const TECHNICIAN = 'Look up the technician';
const DECIDE = 'Decide what is written';
const WHERE = 'Does the desk write it?';
const FENCE = 'Is it still ours?';
const HAND = 'Hand it to the desk';
const DESK = 'Put it on the desk';
const CHECK_OUT = 'Check it out';
const RECORD = 'Record it';

const wanted = `$('${WANTED}').first().json`;
const checkedIn = `$('${CHECK_IN}').first().json`;
const decision = `$('${DECIDE}').first().json`;

/** Where the report is gone, the name that the ledger kept. */
const privateName = `$json.primaryRepresentative?.privateName ?? ${checkedIn}.before.representative`;

/** Puts one session on the ticket that was chosen for it, or takes it off its ticket. */
export function build(store: Store) {
	const flow = new Flow('Link one session', { saveDataSuccessExecution: 'none' });
	flow.add(
		calledTrigger(WANTED),
		object(TABLES_NODE, '$json.tables'),
		object(SETTINGS, `${wanted}.settings`),
		store.read(LOOK_UP, 'beyondtrust_sessions', {
			key: { is: 'eq', path: `${wanted}.sessionId ?? '-'` },
		}),
		rule(CHECK_IN, 'linking', 'checkIn', { wanted: js(wanted), row: js('$json') }),
		onlyWhen(WORK, [{ left: js('$json.goes'), is: 'string:equals', right: 'known' }]),
		store.claim(TAKE, 'beyondtrust_sessions', `${checkedIn}.claim`, `${checkedIn}.row`, [
			...CLAIMED,
		]),
		goingOn(
			beyondTrust(GET, 'session', 'get', {
				sessionId: js(`${checkedIn}.sessionId`),
				options: { includeSurveys: true },
			}),
		),
		store.read(
			TECHNICIAN,
			'beyondtrust_technicians',
			{
				representativeId: { is: 'eq', path: "$json.primaryRepresentative?.id ?? '-'" },
				privateName: { is: 'eq', path: `${privateName} ?? '-'` },
				publicName: { is: 'eq', path: "$json.primaryRepresentative?.publicName ?? '-'" },
				displayName: { is: 'eq', path: `${privateName} ?? '-'` },
			},
			{ match: 'anyCondition' },
		),
		rule(DECIDE, 'linking', 'decide', {
			wanted: js(wanted),
			checkedIn: js(checkedIn),
			session: js(`$('${GET}').first().json`),
		}),
		switchOn(WHERE, '$json.goes', ['desk'], 'recorded'),
		store.claim(FENCE, 'beyondtrust_sessions', '$json.claim', '$json.row', [
			'claim',
			'lastError',
			'noteHash',
			'linkKind',
			'linkSystem',
			'linkId',
		]),
		object(HAND, decision),
		ask(DESK, `$('${SETTINGS}').first().json.deskWorkflow`),
		rule(CHECK_OUT, 'linking', 'checkOut', {
			wanted: js(wanted),
			decision: js(decision),
			answer: js('$json'),
		}),
		store.record(RECORD, 'beyondtrust_sessions', `${decision}.after`),
	);
	flow.path(WANTED, TABLES_NODE, SETTINGS, LOOK_UP, CHECK_IN, WORK, TAKE, GET, TECHNICIAN, DECIDE);
	flow.path(DECIDE, WHERE);
	flow.on(WHERE, 'desk', FENCE, HAND, DESK, CHECK_OUT, RECORD);
	flow.on(WHERE, 'recorded', CHECK_OUT);

	flow.about(
		`## Link one session
**What it does:** puts the note of one session on the ticket that a person, or the reconciliation, has chosen, or writes on a ticket that a session is no longer on it. *Link sessions to tickets* and *Look at unlinked sessions again* call it with one session at a time. ${store.setUp}

**Set up:**
1. *Get the session* and *Decide what is written*: choose the credential of the appliance.
2. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand, and saved executions hold transcripts.
3. Publish the desk workflow, then this one, then the workflows that call it.

${NEEDS}`,
	);
	flow.note(
		'### Passed in by the caller\nTables and settings are read only once, no matter how many sessions are linked.',
		WANTED,
		SETTINGS,
	);
	flow.note(
		'### One person gets it\nThe row is changed only if nobody has changed it since this run read it. If a form is sent twice, the second one does nothing.',
		LOOK_UP,
		TAKE,
	);
	flow.note(
		'### The desk writes\nIf it cannot right now, the sweep tries again: the row holds the ticket that was chosen.',
		WHERE,
		RECORD,
	);
	return flow.build();
}
