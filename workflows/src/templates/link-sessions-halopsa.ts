import { ACTIONS, chooseSessions } from '../blocks/link/chooseSessions';
import { chooseTicket } from '../blocks/link/chooseTicket';
import { addLinkNotes } from '../blocks/link/linkNotes';
import { linkOne } from '../blocks/link/linkOne';
import { linkSettings, ticketPage } from '../blocks/link/linkSettings';
import { WORDS } from '../blocks/link/linkText';
import { judgeRefusals } from '../blocks/desk/refusals';
import { review, reviewLink } from '../blocks/link/reviewLink';
import { SETTINGS } from '../blocks/settings';
import { findTables } from '../blocks/store/tables';
import { say } from '../blocks/tellOutcome';
import { Flow } from '../flow';
import { formEnding, formTrigger } from '../forms';
import {
	calledTrigger,
	callWorkflowForEach,
	firstOf,
	oneByOne,
	nothing,
	object,
	question,
} from '../nodes';

const flow = new Flow('Link sessions to tickets from a form (HaloPSA)');
const OPEN = 'When the form is sent';
const CALLED = 'When one session is to be written';
const SINGLE = 'Is it one session to write?';
const WRITE = 'Write each session';
const ENDING = 'Show what happened';
const ONE_MORE = '<br><br>To go on, open the form again.';

const told = `(() => {
	${WORDS}
	const items = $input.all().map((one) => one.json);
	const todo = ${review}.todo;
	const results = todo.map((one, index) => {
		const said = items[index] ?? {};
		const error = said.error?.message ?? said.error ?? 'The run broke off.';
		return said.text ? said : { one, done: 'failed', text: html(error, 300) + ' Look at the session again before you try once more.' };
	});
	const good = results.filter((one) => !['taken', 'failed'].includes(one.done)).length;
	const page = (id) => escape(${ticketPage('id')});
	const line = ({ one, done, text }) => '<b>' + (['taken', 'failed'].includes(done) ? '✗ ' : '✓ ') + time(one.startedAt) + ', ' + html(one.customer || 'no customer', 60) + '</b><br>' + text;
	const ids = [...new Set(results.flatMap(({ one, done }) => ['linked', 'moved'].includes(done) ? [one.ticket, one.from] : done === 'unlinked' ? [one.from] : []).filter(Boolean).map(String))];
	const links = ids.map((id) => '<a href="' + page(id) + '" target="_blank" rel="noopener">Open ticket ' + escape(id) + '</a>').join('<br>');
	const title = good === results.length ? 'Done' : good ? good + ' of ' + results.length + ' done' : 'Nothing was changed';
	return { title, message: results.map(line).join('<br><br>') + (links ? '<br><br>' + links : '') };
})()`;

flow.add(
	formTrigger(OPEN, {
		path: 'beyondtrust-link',
		title: 'Sessions and their tickets',
		description: 'Link sessions that have no ticket, move them to another one, or take them off.',
		button: 'Show the sessions',
		fields: [
			{
				name: 'action',
				label: 'What do you want to do?',
				required: true,
				choices: Object.values(ACTIONS),
				given: ACTIONS.link,
			},
			{ name: 'customer', label: 'Customer', hint: 'A part of the name, or empty for all' },
			{ name: 'technician', label: 'Technician', hint: 'A part of the name, or empty for all' },
			{ name: 'from', label: 'First day', type: 'date' },
			{ name: 'to', label: 'Last day', type: 'date' },
			{ name: 'name', label: 'Name', type: 'hiddenField' },
		],
	}),
	calledTrigger(CALLED),
	linkSettings(),
);
const tables = findTables(flow, ['beyondtrust_sessions', 'beyondtrust_technicians']);
flow.add(question(SINGLE, `$('${CALLED}').isExecuted`));
const sessions = chooseSessions(flow, firstOf(OPEN));
flow.add(question('Is a ticket needed?', `${firstOf('What is asked for?')}.action !== 'unlink'`));
const ticket = chooseTicket(flow);
const reviewed = reviewLink(flow);
const refusals = judgeRefusals(flow);
const one = linkOne(flow, firstOf(CALLED), refusals);
const nothingDone = "'Nothing was changed'";
flow.add(
	nothing('Nobody answered'),
	oneByOne('One session at a time', 'todo'),
	callWorkflowForEach(WRITE, '$workflow.id'),
	object('Put it into words', told, { executeOnce: true }),
	question('Was it about one session?', `$('${CALLED}').isExecuted`),
	say(
		'Say that there is nothing to show',
		`${firstOf('What is asked for?')}.action === 'link' ? 'No session without a ticket' : 'No session on a ticket'`,
		`(() => { const { customer, technician, from, to } = ${firstOf('What is asked for?')}; return (customer || technician || from || to ? 'None fits what you entered. Leave fields empty to see all.' : 'There is nothing to do here at the moment.'); })()`,
	),
	say(
		'Say what is missing',
		nothingDone,
		`(() => { ${WORDS} return html($json.problem) + '${ONE_MORE}'; })()`,
	),
	say(
		'Say that there is no such ticket',
		nothingDone,
		`(() => { ${WORDS} const { said } = ${firstOf(ticket.missing.said)}; return (said ? 'HaloPSA has no ticket ' + html(said, 40) + '.' : 'No ticket was chosen.') + '${ONE_MORE}'; })()`,
	),
	say(
		'Say what the desk said',
		nothingDone,
		`(() => { ${WORDS} return html($json.lastError ?? 'HaloPSA does not have what was asked for.') + '${ONE_MORE}'; })()`,
	),
	say(
		'Say that there is nothing to do',
		nothingDone,
		`'The chosen sessions are on that ticket already.${ONE_MORE}'`,
	),
	say('Say that nothing was wanted', nothingDone, `'You chose to change nothing.'`),
	formEnding(ENDING, '$json.title', '$json.message', true),
);

flow.path(OPEN, SETTINGS, tables.first);
flow.path(CALLED, SETTINGS);
flow.path(tables.last, SINGLE, one.first);
flow.on(SINGLE, 'no', sessions.first);
flow.on(sessions.some, 'no', 'Say that there is nothing to show', ENDING);
flow.on(sessions.complete, 'no', 'Say what is missing', ENDING);
flow.path(sessions.last, 'Is a ticket needed?', ticket.first);
flow.on('Is a ticket needed?', 'no', reviewed.first);
for (const found of ticket.found) flow.path(found, reviewed.first);
for (const answered of [sessions.answered, ...ticket.answered, reviewed.answered]) {
	flow.on(answered, 'no', 'Nobody answered');
}
for (const asked of ticket.missing.no) flow.on(asked, 'no', 'Say that there is no such ticket');
flow.path(ticket.missing.yes, 'Say that there is no such ticket', ENDING);
flow.path(reviewed.last, 'One session at a time', WRITE, 'Put it into words', ENDING);
flow.on(reviewed.some, 'no', 'Say that there is nothing to do', ENDING);
flow.on(reviewed.wanted, 'no', 'Say that nothing was wanted', ENDING);
for (const request of [sessions.request, ...ticket.requests]) {
	flow.on(request, 'error', refusals.first);
}
for (const refused of ticket.refused) flow.on(refused, 'no', refusals.first);
flow.path(refusals.gone, 'Was it about one session?', one.refused);
flow.on(refusals.gone, 'no', 'Was it about one session?');
flow.on('Was it about one session?', 'no', 'Say what the desk said', ENDING);

addLinkNotes(flow, { open: OPEN, sessions, ticket, reviewed, write: WRITE, one: one.first });

export const template = flow.build();
