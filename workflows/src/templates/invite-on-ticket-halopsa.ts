import { halo } from '../blocks/desk/halo';
import { automaticSettings, inviteSetting } from '../blocks/invite/inviteSettings';
import { sendFailedAgain } from '../blocks/invite/failedAgain';
import { judgeRefusals } from '../blocks/desk/refusals';
import { sendInvite } from '../blocks/invite/sendInvite';
import { SETTINGS } from '../blocks/settings';
import { findTables } from '../blocks/store/tables';
import { defaultTeam, enabledTeams } from '../blocks/invite/whoTakesIt';
import { Flow } from '../flow';
import { firstOf, js, nothing, object, question, stop, webhookTrigger } from '../nodes';

const flow = new Flow('Invite the customer of a new ticket (HaloPSA)');
const TRIGGER = 'When a ticket is new';
const TICKET = 'Which ticket is it?';
const GET = 'Get the ticket';
const TYPE = 'Is it of a chosen type?';
const TEAM = 'Find the default team';
const ticketId = `${firstOf(TICKET)}.ticketId`;

/** HaloPSA's webhooks can be given any body; what is likely, or what its own templates have, counts. */
const fromBody = `(() => {
	const body = $json.body ?? {};
	const of = (Array.isArray(body) ? body[0] : body) ?? {};
	const id = $json.ticketId ?? of.ticket?.id ?? of.ticket_id ?? of.ticketid ?? of.faultid ?? of.object_id ?? of.objectid ?? of.id ?? '';
	return { ticketId: /^[1-9][0-9]{0,9}$/.test(String(id)) ? String(id) : null };
})()`;

const chosenType = `(() => {
	const ticket = $json.body ?? {};
	const wanted = String(${inviteSetting('ticketTypes')} ?? '').split(',').map((one) => one.trim().toLowerCase()).filter(Boolean);
	return [ticket.tickettype_name, ticket.tickettype_id].some((one) => wanted.includes(String(one ?? '').trim().toLowerCase()));
})()`;

const target = `(() => {
	const ticket = $('${GET}').first(0).json.body;
	const recipient = String(ticket.user_email ?? ticket.useremail ?? '').trim();
	return {
		ticketId: ${ticketId}, linkTo: 'ticket', linkId: ${ticketId}, recipient,
		workflowId: String(${inviteSetting('emailDelivery')} ?? '').trim(), senderId: null, senderName: 'the system',
		queue: ${defaultTeam},
	};
})()`;

flow.add(webhookTrigger(TRIGGER, 'beyondtrust-invite-on-ticket'), object(TICKET, fromBody));
flow.add(automaticSettings());
const tables = findTables(flow, ['beyondtrust_teams', 'beyondtrust_invites']);
const again = sendFailedAgain(flow, TICKET);
flow.add(
	question('Is there a number?', ticketId),
	nothing('No ticket was named'),
	halo.getTicket(GET, ticketId),
	question('Is it the ticket?', `Number($json.body?.id) === Number(${ticketId})`),
	question(TYPE, chosenType),
	nothing('Not a ticket for an invite'),
	{
		...enabledTeams('Read the enabled teams'),
		settings: { alwaysOutputData: true, executeOnce: true },
	},
	object(TEAM, target, { executeOnce: true }),
	question('Is there a default team?', '$json.queue'),
	question('Is there an address?', '$json.recipient'),
	nothing('Nobody to invite'),
	stop(
		'Stop: no default team',
		'No enabled team is the default, so no invite was sent. Mark one as default in the data table beyondtrust_teams.',
	),
);
const sent = sendInvite(
	flow,
	{
		invite: firstOf(TEAM),
		queue: `{ ...${firstOf(TEAM)}.queue, whenUnavailable: ${inviteSetting('whenUnavailable')}, fallbackId: null }`,
		reuse: 'false',
	},
	true,
);
const refusals = judgeRefusals(flow);
flow.add(
	nothing('Noted on the ticket'),
	nothing('Sent before, or being sent'),
	stop(
		'Stop: it is not noted',
		js(
			`'The invite for ticket ' + ${ticketId} + ' is sent, but HaloPSA did not take the note on it.'`,
		),
	),
	stop('Stop: it was not sent', js(sent.outcome('reason'))),
	stop('Stop: no such ticket', js(`'There is no ticket ' + ${ticketId} + ' at HaloPSA.'`)),
	stop('Stop: the desk refused', js('$json.lastError')),
);

flow.path(TRIGGER, TICKET, SETTINGS, tables.first);
flow.path(again.called, TICKET);
flow.path(again.byHand, SETTINGS);
flow.path(tables.last, again.asked, 'Is there a number?', GET, 'Is it the ticket?', TYPE);
flow.path(TYPE, 'Read the enabled teams', TEAM, 'Is there a default team?', 'Is there an address?');
flow.path('Is there an address?', sent.wanted);
flow.on('Is there a number?', 'no', 'No ticket was named');
flow.on('Is it the ticket?', 'no', 'Stop: no such ticket');
flow.on(TYPE, 'no', 'Not a ticket for an invite');
flow.on('Is there a default team?', 'no', 'Stop: no default team');
flow.on('Is there an address?', 'no', 'Nobody to invite');
for (const node of sent.audit.done) flow.path(node, 'Noted on the ticket');
flow.on(sent.audit.question, 'no', 'Stop: it is not noted');
flow.on(sent.audit.second, 'error', 'Stop: it is not noted');
flow.on(sent.same, 'sent already', 'Sent before, or being sent');
flow.on(sent.same, 'being sent', 'Sent before, or being sent');
flow.on(sent.ours, 'no', 'Sent before, or being sent');
flow.path(sent.failed, 'Stop: it was not sent');
flow.on(GET, 'error', refusals.first);
flow.path(refusals.gone, 'Stop: no such ticket');
flow.on(refusals.gone, 'no', 'Stop: the desk refused');

flow.about(
	`## Invite the customer of a new ticket
**What it does:** HaloPSA tells of a new ticket; if it is of a chosen type, its customer gets an invite for the default team by e-mail, and the ticket a private action that says so. Never twice for one ticket.

**Set up**
1. Run the template *Set up BeyondTrust Remote Support* once, and mark one team as \`default\` in the data table \`beyondtrust_teams\`.
2. Import *Deliver an invite by e-mail*, set it up, publish it.
3. *${TRIGGER}*: choose a *Header Auth* credential with a name and a long random value of your own. HaloPSA must send that header; every other call is refused.
4. Choose your BeyondTrust credential in *${sent.send}*, and one *OAuth2 API* credential for HaloPSA in all HTTP Request nodes.
5. Fill in *Settings*, publish, and let a webhook of HaloPSA (new ticket) call the production URL with the ticket's number as \`id\`.`,
);
flow.note(
	`### Settings
\`ticketTypes\`: names or numbers of ticket types, with commas between. \`emailDelivery\`: the ID of the delivery workflow, the last part of its address in the browser. \`validHours\`: how long an invite can be used. \`whenUnavailable\`: \`allow\` sends it also while nobody is there, \`fail\` does not.`,
	SETTINGS,
	TYPE,
);
flow.note(
	`### What failed
After the mail server was away: publish, then run *${again.byHand}*. It takes the rows whose \`state\` is \`failed\` and sends each of them once more, with a new key. To have that done by itself, connect a Schedule Trigger to *${SETTINGS}*.`,
	again.asked,
	again.read,
);
flow.note(
	`### Never twice
The data table \`beyondtrust_invites\` has one row for each ticket. A ticket whose invite was sent, or was being sent when n8n ended, gets no other. One that failed is tried again when HaloPSA calls again, or by the trigger *${again.byHand}*.`,
	sent.wanted,
	sent.audit.first,
);

export const template = flow.build();
