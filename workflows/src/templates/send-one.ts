import { Flow } from '../flow';
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
const queue = `${request}.queue`;
const target = `${request}.target`;

/** A choice of one of the node's lists, by its id; `name` is what errors call it. */
const chosen = (id: string, name?: string) => ({
	...{ __rl: true, mode: 'id', value: js(id) },
	...(name ? { cachedResultName: js(name) } : {}),
});

/** Sends one invite that was checked in, once, and notes it on its ticket. */
export function build(store: Store) {
	const flow = new Flow('Send one invite', { saveDataSuccessExecution: 'none' });
	flow.add(calledTrigger(WANTED), object(TABLES_NODE, '$json.tables'));
	const made = store.makeRow(flow, 'beyondtrust_invites', order, [
		'ticketId',
		'queue',
		'recipient',
		'channel',
		'sentBy',
	]);
	flow.add(
		store.claim(TAKE, 'beyondtrust_invites', `${order}.claim`, `${order}.row`, [
			...(['state', 'claim', 'attempts', 'lastError'] as const),
		]),
		goingOn(
			beyondTrust(SEND, 'invite', 'send', {
				queueType: js(`${queue}.queueType`),
				teamId: chosen(`${queue}.queueId`, `${queue}.name`),
				representativeId: chosen(`${queue}.queueId`, `${queue}.name`),
				whenUnavailable: js(`${request}.whenUnavailable`),
				fallbackTeamId: chosen(`${request}.fallbackId`),
				linkTo: js(`${target}.linkTo`),
				linkSystem: js(`${order}.settings.linkSystem`),
				linkId: js(`${target}.linkId`),
				signLink: true,
				recipient: js(`${target}.recipient`),
				deliveryWorkflow: chosen(`${request}.delivery`),
				options: { ttl: js(`${request}.hours * 3600`), sendAgain: js(`${order}.again`) },
			}),
		),
		rule(CHECK_OUT, 'invite', 'checkOut', { order: js(order), answer: js('$json') }),
		store.claim(RECORD, 'beyondtrust_invites', `${order}.after`, '$json.row', [
			...(['state', 'attempts', 'url', 'expiresAt', 'sentAt', 'payload', 'lastError'] as const),
		]),
		switchOn(SENT, '$json.outcome', ['sent'], 'no'),
		ask(NOTE, `${order}.settings.deskWorkflow`),
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
	flow.on(SENT, 'no', TELL);

	flow.about(
		`## Send one invite
**What it does:** sends one invite, once however often it is asked, and notes it on the ticket when the delivery workflow has said that it is sent. *Send an invite* and *Invite on a new ticket* call it. ${store.setUp}

**Set up:**
1. *Send the invite*: choose the credential of the appliance, and change the words as you like; variables such as \`$REMOTEINVITE\` stand for the link.
2. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand.
3. Publish the delivery workflow and the desk workflow, then this one, then those that call it.

Needs this package 0.1 and n8n 2.38 or newer.`,
	);
	flow.note(
		'### One run gets it\nThe row is changed only if it still says what the caller has seen. A second click ends here.',
		made.first,
		TAKE,
	);
	flow.note('### First sent, then noted\nWhat did not go out is on no ticket.', SEND, TELL);
	return flow.build();
}
