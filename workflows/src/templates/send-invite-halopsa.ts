import { formSettings, inviteSetting } from '../blocks/invite/inviteSettings';
import { BY_EMAIL, findTarget, INTO_CHAT, inviteTarget } from '../blocks/invite/inviteTarget';
import { judgeRefusals } from '../blocks/desk/refusals';
import { sendInvite } from '../blocks/invite/sendInvite';
import { addSendNotes } from '../blocks/invite/sendNotes';
import { SETTINGS } from '../blocks/settings';
import { findTables } from '../blocks/store/tables';
import { say, tellOutcome } from '../blocks/tellOutcome';
import { findWhoTakesIt, readTeamAgain, whoCanBeChosen } from '../blocks/invite/whoTakesIt';
import { Flow } from '../flow';
import { escaped, formEnding, formPage, formTrigger } from '../forms';
import { firstOf, nothing, object, question } from '../nodes';

const flow = new Flow('Send an invite from a form (HaloPSA)');
const OPEN = 'When the form is sent';
const ENDING = 'Show what happened';
const CHOOSE = 'Choose who takes the session';
const WHICH = 'Which one is it?';
const CHOSEN = 'What was chosen?';
const OFFER = 'Offer the default team';
const YES = 'Yes, send it for the default team';
const NO = 'No, send nothing';
const forTheDefaultTeam = (name: string) => `${name} (default team)`;

const which = `(() => {
	const who = $json.who || null;
	const { choices, standard } = ${whoCanBeChosen};
	return { who, queue: who ? choices.find((one) => one.label === who) ?? null : standard };
})()`;

const chosen = `(() => {
	const { who, queue } = ${firstOf(WHICH)};
	const standard = ${whoCanBeChosen}.standard;
	const setting = ${inviteSetting('whenUnavailable')};
	const another = standard && standard.queueId !== queue?.queueId ? standard.queueId : null;
	const problem =
		!who && !queue ? 'Nobody was chosen, and no team is the default. Choose a team or technician, or mark an enabled team as default in the data table beyondtrust_teams.'
		: !queue ? '"' + who + '" cannot be chosen: switched off in the data table, or gone.'
		: queue.queueType === 'team' && !$json.teamId ? queue.label + ' was switched off in the meantime. Choose another one.'
		: setting === 'fallback' && !standard ? 'The settings ask for a fallback team, but no team is the default. Mark one as default in the data table beyondtrust_teams.'
		: null;
	return { ...queue, whenUnavailable: setting === 'fallback' && !another ? 'fail' : setting, fallbackId: another, problem };
})()`;

const choosing = `[{
	fieldName: 'who', fieldLabel: 'Who takes the session', fieldType: 'dropdown', requiredField: false,
	defaultValue: ${whoCanBeChosen}.standard?.label ?? '',
	fieldOptions: { values: ${whoCanBeChosen}.choices.map((one) => ({ option: one.label })) },
}]`;

const offering = `[{
	fieldName: 'next', fieldLabel: 'Send it for the default team instead?', fieldType: 'dropdown', requiredField: true,
	defaultValue: '${YES}', fieldOptions: { values: [{ option: '${YES}' }, { option: '${NO}' }] },
}]`;

flow.add(
	formTrigger(OPEN, {
		path: 'beyondtrust-invite',
		title: 'Invite a customer to a remote session',
		description: 'The invite is noted on the ticket, in your name, once it is sent.',
		button: 'Continue',
		fields: [
			{ name: 'ticket', label: 'Ticket number', hint: 'e.g. 1234', required: true },
			{
				name: 'channel',
				label: 'How to send it',
				required: true,
				choices: [BY_EMAIL, INTO_CHAT],
				given: BY_EMAIL,
			},
			{
				name: 'address',
				label: 'E-mail address',
				hint: 'Leave empty to use the address on the ticket',
			},
			{ name: 'name', label: 'Your name', hint: 'As in HaloPSA', required: true },
		],
	}),
	formSettings(),
);
const tables = findTables(flow, [
	'beyondtrust_teams',
	'beyondtrust_technicians',
	'beyondtrust_invites',
]);
const target = findTarget(flow, firstOf(OPEN));
const who = findWhoTakesIt(flow);
flow.add(
	formPage(CHOOSE, {
		title: "'Who takes the session?'",
		description: `'For ticket ' + ${escaped(`${inviteTarget}.ticketId`)} + (${inviteTarget}.recipient ? ', to ' + ${escaped(`${inviteTarget}.recipient`)} : ', into its chat') + '.' + (${whoCanBeChosen}.noTechnicians ? ' The technicians who are logged in could not be read.' : '')`,
		button: 'Send the invite',
		fields: choosing,
	}),
	question('Was it answered?', '$json.submittedAt'),
	nothing('Nobody answered'),
	object(WHICH, which),
	readTeamAgain('Read the team again', `${firstOf(WHICH)}.queue`),
	object(CHOSEN, chosen),
	question('Can it be sent?', '!$json.problem'),
);
const first = sendInvite(
	flow,
	{ invite: inviteTarget, queue: firstOf(CHOSEN), reuse: inviteSetting('reuseKeys') },
	false,
);
flow.add(
	question(
		'Is there another way?',
		`${whoCanBeChosen}.standard && ${whoCanBeChosen}.standard.label !== ${firstOf(CHOSEN)}.label`,
	),
	formPage(OFFER, {
		title: "'The invite was not sent'",
		description: `${escaped(first.outcome('reason'))} + '<br><br>The default team is ' + ${escaped(`${whoCanBeChosen}.standard.label`)} + '.'`,
		button: 'Continue',
		fields: offering,
	}),
	question('Is it wanted?', `$json.submittedAt && $json.next === '${YES}'`),
);
const second = sendInvite(
	flow,
	{
		invite: inviteTarget,
		queue: `{ ...${whoCanBeChosen}.standard, whenUnavailable: 'fail', fallbackId: null }`,
		reuse: inviteSetting('reuseKeys'),
		wordsOf: first.send,
	},
	false,
	forTheDefaultTeam,
);
const refusals = judgeRefusals(flow);
const notSent = "'Nothing was sent'";
flow.add(
	say('Say what is missing', notSent, escaped('$json.problem')),
	say(
		'Say that there is no such ticket',
		notSent,
		`'There is no ticket ' + ${escaped(`${firstOf('What is wanted?')}.ticketId`)} + ' at HaloPSA.'`,
	),
	say('Say what the desk said', notSent, escaped('$json.lastError')),
	say('Say why it was not sent', "'The invite was not sent'", escaped(first.outcome('reason'))),
	say(
		'Say why it was not sent (default team)',
		"'The invite was not sent'",
		escaped(second.outcome('reason')),
	),
	formEnding(ENDING, '$json.title', '$json.message'),
);

flow.path(OPEN, SETTINGS, tables.first);
flow.path(tables.last, target.first);
flow.path(target.last, who.first);
flow.path(who.last, CHOOSE, 'Was it answered?', WHICH, 'Read the team again', CHOSEN);
flow.path(CHOSEN, 'Can it be sent?', first.wanted);
flow.on('Was it answered?', 'no', 'Nobody answered');
tellOutcome(flow, first, ENDING);
flow.path(first.failed, 'Is there another way?', OFFER, 'Is it wanted?', second.wanted);
flow.on('Is there another way?', 'no', 'Say why it was not sent', ENDING);
flow.on('Is it wanted?', 'no', 'Say why it was not sent');
tellOutcome(flow, second, ENDING, forTheDefaultTeam);
flow.path(second.failed, 'Say why it was not sent (default team)', ENDING);
for (const asked of [...target.incomplete, 'Can it be sent?']) {
	flow.on(asked, 'no', 'Say what is missing');
}
flow.on(target.noTicket, 'no', 'Say that there is no such ticket');
for (const request of target.requests) flow.on(request, 'error', refusals.first);
flow.path(refusals.gone, 'Say that there is no such ticket', ENDING);
flow.on(refusals.gone, 'no', 'Say what the desk said', ENDING);
flow.path('Say what is missing', ENDING);

addSendNotes(flow, { open: OPEN, choose: CHOOSE, offer: OFFER, ending: ENDING, first, second });

export const template = flow.build();
