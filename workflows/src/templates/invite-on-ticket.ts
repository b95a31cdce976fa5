import { Flow } from '../flow';
import { NEEDS } from '../needs';
import {
	ask,
	everyMinutes,
	js,
	loop,
	manualTrigger,
	rule,
	switchOn,
	webhookTrigger,
} from '../nodes';
import { SETTINGS, TABLES_NODE } from '../stores/settings';
import type { Store } from '../stores/store';

const CALLED = 'When the desk has a new ticket';
const DUE = 'Every fifteen minutes';
const BY_HAND = 'Send again what failed';
const CALL = 'Take the call';
const TEAMS = 'Get the teams';
const FAILED = 'Get the invites that failed';
const TICKETS = 'Which tickets?';
const EACH = 'One after the other';
const TICKET = 'Look at the ticket';
const BEFORE = 'Get its invite';
const CHECK_IN = 'Check it in';
const GOES = 'Is it to be sent?';
const SEND = 'Send it';
const END = 'Did all work?';

const MINUTES = 15;
const settings = js(`$('${SETTINGS}').first().json`);
const call = `$('${EACH}').item.json`;

/** Invites the customers of new tickets. */
export function build(store: Store) {
	const flow = new Flow('Invite the customers of new tickets', {
		saveDataSuccessExecution: 'none',
	});
	flow.add(
		webhookTrigger(CALLED, 'beyondtrust-new-ticket'),
		everyMinutes(DUE, MINUTES),
		manualTrigger(BY_HAND),
		rule(CALL, 'invite', 'takeCall'),
	);
	const opened = store.open(flow);
	flow.add(
		store.read(TEAMS, 'beyondtrust_teams', {}, { limit: 0 }),
		store.read(
			FAILED,
			'beyondtrust_invites',
			{ state: ['failed', 'refused', 'unsure'].map((literal) => ({ is: 'eq', literal })) },
			{ match: 'anyCondition', limit: 0 },
		),
		rule(TICKETS, 'invite', 'listTickets', {
			came: js(`$('${CALL}').isExecuted ? $('${CALL}').first().json : {}`),
			by: js(`$('${BY_HAND}').isExecuted ? 'person' : 'due'`),
			settings,
		}),
		loop(EACH),
		ask(TICKET, `$('${SETTINGS}').first().json.deskWorkflow`),
		store.read(
			BEFORE,
			'beyondtrust_invites',
			{ ticketId: { is: 'eq', path: `$json.ticket?.id ?? '-'` } },
			{ limit: 0 },
		),
		rule(CHECK_IN, 'invite', 'checkIn', {
			from: 'ticket',
			call: js(call),
			answer: js(`$('${TICKET}').first().json`),
			teams: js(`$('${TEAMS}').all()`),
			tables: js(`$('${TABLES_NODE}').first().json`),
			settings,
		}),
		switchOn(GOES, '$json.goes', ['send'], 'no'),
		ask(SEND),
		rule(END, 'invite', 'endRun'),
	);
	flow.path(CALLED, CALL, opened.first);
	for (const trigger of [DUE, BY_HAND]) flow.path(trigger, opened.first);
	flow.path(opened.last, TEAMS, FAILED, TICKETS, EACH);
	flow.on(EACH, 'each', TICKET, BEFORE, CHECK_IN, GOES);
	flow.on(GOES, 'send', SEND, EACH);
	flow.on(GOES, 'no', EACH);
	flow.on(EACH, 'done', END);

	flow.about(
		`## Invite the customers of new tickets
**What it does:** when the desk reports a new ticket of a type that you chose, its customer gets one invite for the default team, at the address on the ticket. Invites that certainly failed are tried again automatically. Invites that may have gone out are sent again only when you run *${BY_HAND}*. If an invite could not be sent, the execution fails, so that an error workflow is started. ${store.setUp}

**Set up:**
1. Make the desk call the address of *${CALLED}* when a ticket is opened, as described in the documentation of your desk. The desk workflow reads the call and rejects calls without the secret, which is a credential *BeyondTrust Desk Webhook API* in its node *What comes first?*.
2. *${SEND}*: choose the workflow *Send one invite*.
3. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand.
4. Mark one team as \`default\` in *beyondtrust_teams*, and publish.

**To change** (rows of *beyondtrust_settings*): \`newTicketTypes\`, \`newTicketHours\`, \`newTicketWhenUnavailable\`, \`emailDelivery\`. ${NEEDS}`,
	);
	flow.note(
		'### Which tickets\nThe one that the call from the desk is about, or those whose failed invite is due again.',
		TEAMS,
		TICKETS,
	);
	flow.note(
		'### One after the other\nThe desk workflow says whether the call really comes from the desk, and which ticket it is about. Only the number of the ticket is taken from the call.',
		EACH,
		SEND,
	);
	return flow.build();
}
