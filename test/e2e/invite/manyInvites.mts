import type { WorkflowJson } from '../../harness/api.mts';
import { writeAudit } from '../../../workflows/src/blocks/desk/audit';
import { formSettings, inviteSetting } from '../../../workflows/src/blocks/invite/inviteSettings';
import { haloSystem } from '../../../workflows/src/blocks/settings';
import { Flow } from '../../../workflows/src/flow';
import {
	beyondTrust,
	itemOf,
	js,
	manualTrigger,
	nothing,
	object,
	workflow,
} from '../../../workflows/src/nodes';

export interface Recipient {
	ticketId: number;
	address: string;
}

export const SEND = 'Send the invites';

/**
 * A workflow that sends many invites in one run, as docs/invites.md describes it: what is sent goes on to the note on its
 * ticket, what is not leaves through the other output, with all that it came with.
 */
export function manyInvites(recipients: Recipient[]): WorkflowJson {
	const flow = new Flow('Many invites');
	const one = itemOf('One by one');
	flow.add(
		manualTrigger('Start'),
		formSettings(),
		object('List them', JSON.stringify({ recipients }).replaceAll('}', '} ')),
		{
			name: 'One by one',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'recipients', options: {} },
		},
		beyondTrust(SEND, 'invite', 'send', {
			queueType: 'team',
			teamId: { __rl: true, mode: 'id', value: '2' },
			linkTo: 'ticket',
			linkSystem: js(haloSystem),
			linkId: js('String($json.ticketId)'),
			recipient: js('$json.address'),
			deliveryWorkflow: workflow(inviteSetting('emailDelivery')),
		}),
	);
	const text = `'Remote session invite sent to ' + ${one}.address + '.'`;
	const audit = writeAudit(flow, { ticket: `${one}.ticketId`, who: 'null', text }, (name) => name);
	flow.add(nothing('Noted'), nothing('Not noted'), nothing('Not sent'));
	flow.path('Start', 'Settings', 'List them', 'One by one', SEND, audit.first);
	flow.on(SEND, 'error', 'Not sent');
	for (const node of audit.done) flow.path(node, 'Noted');
	flow.on(audit.question, 'no', 'Not noted');
	flow.on(audit.second, 'error', 'Not noted');
	return flow.about('Many invites in one run').build() as unknown as WorkflowJson;
}
