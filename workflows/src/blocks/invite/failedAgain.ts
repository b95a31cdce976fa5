import type { Flow } from '../../flow';
import {
	callWorkflow,
	calledTrigger,
	js,
	manualTrigger,
	nothing,
	question,
	stop,
} from '../../nodes';
import { readRows } from '../store/tables';

/** Most that are sent again in one run. */
const MOST = 500;

/**
 * Sends again what failed: a trigger for people, and one by which the workflow calls itself once for each ticket, so
 * that a ticket goes the one way that all go, and the failure of one does not end the others. `ticket` names the node that both that call and the desk's run through.
 *
 * @returns the names of both triggers, and of the question that is asked once the tables are known, whose `yes` leads on
 */
export function sendFailedAgain(flow: Flow, ticket: string) {
	const names = {
		byHand: 'Send the failed ones again',
		called: 'When a failed one is sent again',
		asked: 'Is it about one ticket?',
		read: 'Read what failed',
	};
	const automatic = 'Is it of a new ticket?';
	const call = 'Have it sent again';
	flow.add(
		manualTrigger(names.byHand),
		calledTrigger(names.called),
		question(names.asked, `$('${ticket}').isExecuted`),
		readRows(names.read, 'beyondtrust_invites', { state: "'failed'" }, 'allConditions', MOST),
		// The table also holds what the form did not send; whoever filled that in was told so.
		question(automatic, "$json.id && String($json.key).startsWith('automatic:')"),
		callWorkflow(call, '$workflow.id', 'each'),
		nothing('Sent by the form, or nothing failed'),
		nothing('Sent again'),
		stop(
			'Stop: some failed again',
			js(
				"$input.all().length + ' of the invites failed again. The data table beyondtrust_invites says why in lastError.'",
			),
		),
	);
	flow.path(names.read, automatic, call, 'Sent again');
	flow.on(automatic, 'no', 'Sent by the form, or nothing failed');
	flow.on(call, 'error', 'Stop: some failed again');
	flow.on(names.asked, 'no', names.read);
	return names;
}
