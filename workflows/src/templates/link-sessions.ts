import { ACTIONS, MOST_SHOWN } from '../../../nodes/shared/linking/state';
import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { ask, beyondTrust, goingOn, js, loop, object, rule, switchOn } from '../nodes';
import { loginForm, madeEnding, madePage } from '../pages';
import { SETTINGS } from '../stores/settings';
import type { Store } from '../stores/store';

const OPEN = 'When the form is opened';
const PEOPLE = 'Get the technicians';
const WHO = 'Who asks?';
const MAY = 'May they go on?';
const SESSIONS = 'Get the sessions';
const MAKE = 'Make the page';
const WHICH = 'Which page is it?';
const CHOOSE = 'Choose the sessions';
const TICKET = 'Choose the ticket';
const REVIEW = 'Show what will be written';
const ANSWER = 'Read the answer';
const NEXT = 'What comes next?';
const REPORTS = 'Get the reports';
const WHOSE = 'Which of the customer?';
const THEIRS = 'Ask for those of the customer';
const QUESTION = 'Which others?';
const DESK = 'Ask the desk';
const EACH = 'One after the other';
const LINK = 'Link it';
const LOOK = 'Look at its row';
const ENDING = 'Say what happened';

const settings = js(`$('${SETTINGS}').first().json`);
const technicians = js(`$('${PEOPLE}').all()`);
const newest = `$('${ANSWER}').first().json.state`;

/** A form for technicians: links sessions to tickets, moves them to other tickets, takes them off. */
export function build(store: Store) {
	const flow = new Flow('Link sessions to tickets', { saveDataSuccessExecution: 'none' });
	flow.add(
		loginForm(OPEN, {
			path: 'beyondtrust-link',
			title: 'Sessions and their tickets',
			description:
				'Link sessions that have no ticket, move sessions to another ticket, or take them off their ticket.',
			button: 'Show the sessions',
			fields: [
				{
					name: 'action',
					label: 'What do you want to do?',
					required: true,
					choices: Object.values(ACTIONS),
					given: ACTIONS.link,
				},
				{ name: 'customer', label: 'Customer', hint: 'Part of the name, or empty for all' },
				{ name: 'technician', label: 'Technician', hint: 'Part of the name, or empty for all' },
				{ name: 'from', label: 'First day', type: 'date' },
				{ name: 'to', label: 'Last day', type: 'date' },
				{ name: 'name', label: 'Name', type: 'hiddenField' },
			],
		}),
	);
	const opened = store.open(flow);
	flow.add(
		store.read(PEOPLE, 'beyondtrust_technicians', {}, { limit: 0 }),
		{
			...rule(WHO, 'linking', 'answer', {
				submitted: js(`$('${OPEN}').first().json`),
				state: '{}',
				technicians,
				settings,
			}),
			settings: { executeOnce: true },
		},
		switchOn(MAY, '$json.todo', ['read'], 'no'),
		store.search(SESSIONS, '$json.reading', MOST_SHOWN + 1),
		rule(MAKE, 'linking', 'page', {
			state: js(`$('${ANSWER}').isExecuted ? ${newest} : $('${WHO}').first().json.state`),
			theirs: js(`$('${THEIRS}').isExecuted ? $('${THEIRS}').all() : []`),
			reports: js(`$('${REPORTS}').isExecuted ? $('${REPORTS}').all() : []`),
			technicians,
			settings,
		}),
		switchOn(WHICH, '$json.page', ['sessions', 'ticket', 'review'], 'result'),
		madePage(CHOOSE, 'Continue'),
		madePage(TICKET, 'Continue'),
		madePage(REVIEW, 'Continue'),
		rule(ANSWER, 'linking', 'answer', {
			submitted: js('$json'),
			state: js(`$('${MAKE}').first().json.state`),
			technicians,
			settings,
		}),
		switchOn(NEXT, '$json.todo', ['write', 'reports', 'desk'], 'page'),
		goingOn(beyondTrust(REPORTS, 'session', 'get', { sessionId: js('$json.sessionId') })),
		object(WHOSE, `$('${ANSWER}').first().json.ofCustomer`, { executeOnce: true }),
		ask(THEIRS, `$('${SETTINGS}').first().json.deskWorkflow`),
		object(QUESTION, `$('${ANSWER}').first().json`, { executeOnce: true }),
		ask(DESK, `$('${SETTINGS}').first().json.deskWorkflow`),
		loop(EACH),
		ask(LINK),
		store.read(LOOK, 'beyondtrust_sessions', {
			key: { is: 'eq', path: `$('${EACH}').first(1).json.sessionId` },
		}),
		madeEnding(ENDING),
	);
	flow.path(OPEN, opened.first);
	flow.path(opened.last, PEOPLE, WHO, MAY);
	flow.on(MAY, 'read', SESSIONS, MAKE, WHICH);
	flow.on(MAY, 'no', MAKE);
	flow.on(WHICH, 'sessions', CHOOSE, ANSWER, NEXT);
	flow.on(WHICH, 'ticket', TICKET, ANSWER);
	flow.on(WHICH, 'review', REVIEW, ANSWER);
	flow.on(NEXT, 'write', EACH);
	flow.on(NEXT, 'reports', REPORTS, WHOSE, THEIRS, QUESTION, DESK, MAKE);
	flow.on(NEXT, 'desk', DESK);
	flow.on(NEXT, 'page', MAKE);
	flow.on(EACH, 'each', LINK, LOOK, EACH);
	flow.on(EACH, 'done', MAKE);
	flow.on(WHICH, 'result', ENDING);

	flow.about(
		`## Link sessions to tickets
**What it does:** a form for technicians. It shows the sessions that are not on a ticket, suggests tickets for them, and links as many as you like at once. It can also move sessions to other tickets, or take them off. Your login to n8n shows who you are: your email address must be in an enabled row of *beyondtrust_technicians*. ${store.setUp}

**Set up:**
1. *Link it*: choose the workflow *Link one session*.
2. *Get the reports*: choose the credential of the appliance.
3. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand.
4. Publish, and give technicians the address of *When the form is opened*. Behind a proxy, n8n's webhook address must be the host where people log in.

${NEEDS}`,
	);
	flow.note(
		'### Who asks\nPeople who are not technicians get a message and see no sessions. With *Basic Auth* instead of a login, the form asks who you are.',
		PEOPLE,
		MAY,
	);
	flow.note(
		'### One page after the other\nIf a page cannot be used as it was sent, it comes back with the reason on it. Each page waits for an hour. After that, nothing is done.',
		MAKE,
		ANSWER,
	);
	flow.note(
		'### One session after the other\nIf one fails, the others still go on. The last page shows what is in the rows at the end.',
		EACH,
		LOOK,
	);
	return flow.build();
}
