import type { ColumnOf } from '../../../nodes/shared/ledger/tables';
import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { ask, beyondTrust, calledTrigger, goingOn, js, object, rule, switchOn } from '../nodes';
import { TABLES_NODE } from '../stores/settings';
import type { Store } from '../stores/store';

const WANTED = 'One invite to send';
const TAKE = 'Take it on';
const SEND = 'Send the invite';
const CHECK_OUT = 'Check it out';
const RECORD = 'Record it';
const SENT = 'Was it sent?';
const NOTE = 'Note it on the ticket';
const TELL = 'Say what came of it';

const order = `$('${WANTED}').first().json`;
const request = `${order}.request`;
const settings = `${order}.settings`;

const CLAIMED: Array<ColumnOf<'beyondtrust_invites'>> = ['state', 'claim', 'attempts', 'lastError'];
const RECORDED: Array<ColumnOf<'beyondtrust_invites'>> = [
	...(['state', 'attempts', 'url', 'expiresAt', 'sentAt', 'payload', 'lastError'] as const),
];

const locator = (path: string, name?: string) => ({
	__rl: true,
	mode: 'id',
	value: js(path),
	...(name ? { cachedResultName: js(name) } : {}),
});

/** Words of the ticket that an invite may hold as variables, which are escaped in its HTML. */
const variables = {
	variable: [
		{ name: 'CUSTOMER', value: js(`${request}.target.customer`) },
		{ name: 'TICKETNUMBER', value: js(`${request}.target.number`) },
		{ name: 'TICKETSUMMARY', value: js(`${request}.target.summary`) },
		{ name: 'SENTBY', value: js(`${request}.person?.name ?? ''`) },
	],
};

/** Sends one invite that was checked in, once, and notes it on its ticket. */
export function build(store: Store) {
	const flow = new Flow('Send one invite', { saveDataSuccessExecution: 'none' });
	flow.add(calledTrigger(WANTED), object(TABLES_NODE, '$json.tables'));
	const made = store.makeRow(flow, 'beyondtrust_invites', order);
	flow.add(
		store.claim(TAKE, 'beyondtrust_invites', `${order}.claim`, `${order}.row`, CLAIMED),
		goingOn(
			beyondTrust(SEND, 'invite', 'send', {
				queueType: js(`${request}.queue.queueType`),
				teamId: locator(`${request}.queue.queueId`, `${request}.queue.name`),
				representativeId: locator(`${request}.queue.queueId`, `${request}.queue.name`),
				whenUnavailable: js(`${request}.whenUnavailable`),
				fallbackTeamId: locator(`${request}.fallbackId`),
				linkTo: js(`${request}.target.linkTo`),
				linkSystem: js(`${settings}.linkSystem`),
				linkId: js(`${request}.target.linkId`),
				recipient: js(`${request}.target.recipient ?? ''`),
				variables,
				deliveryWorkflow: locator(`${request}.delivery`),
				again: js(`${order}.again`),
				options: { ttl: js(`${request}.hours * 3600`) },
			}),
		),
		rule(CHECK_OUT, 'invite', 'checkOut', { order: js(order), answer: js('$json') }),
		{
			...store.claim(RECORD, 'beyondtrust_invites', `${order}.after`, '$json.row', RECORDED),
			settings: { retryOnFail: true, maxTries: 3, waitBetweenTries: 1000 },
		},
		switchOn(SENT, '$json.outcome', ['sent'], 'not sent'),
		ask(NOTE, `${settings}.deskWorkflow`),
		rule(TELL, 'invite', 'tell', {
			order: js(order),
			checkedOut: js(`$('${CHECK_OUT}').first().json`),
			answer: js('$json'),
		}),
	);
	flow.path(WANTED, TABLES_NODE, made.first);
	flow.path(made.last, TAKE, SEND, CHECK_OUT, RECORD);
	flow.path(CHECK_OUT, SENT);
	flow.on(SENT, 'sent', NOTE, TELL);
	flow.on(SENT, 'not sent', TELL);

	flow.about(
		`## Send one invite
**What it does:** sends one invite to one customer, once, and notes it on the ticket. *Send an invite* and *Invite the customers of new tickets* call it. ${store.setUp}

**Set up:**
1. *Send the invite*: choose the credential of the appliance. This is where you change the wording of invites: subject, text and HTML. The options have the public site, and *Language* and *Timezone* for the time until which an invite can be used.
2. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand, and saved executions hold session keys.
3. Publish the delivery workflows and the desk workflow, then this one, then the workflows that call it.

${NEEDS}`,
	);
	flow.note(
		'### Once\nThe row of the invite is changed only if nobody has changed it since the caller read it. Of two clicks, one continues. The other ends here, and its page says so.',
		made.first,
		TAKE,
	);
	flow.note(
		'### The wording\n$CUSTOMER, $TICKETNUMBER, $TICKETSUMMARY and $SENTBY can be used along with $REMOTEINVITE and the others. Use variables, not expressions, for what customers typed: only variables are escaped.',
		SEND,
	);
	flow.note(
		'### Recorded first, then noted\nThe ticket gets its note only after the delivery workflow has confirmed that the invite was sent.',
		CHECK_OUT,
		TELL,
	);
	return flow.build();
}
