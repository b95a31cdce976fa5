import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { ask, js, object, rule, switchOn } from '../nodes';
import { loginForm, madeEnding } from '../pages';
import { readRows } from '../stores/dataTables';
import { readSettings, SETTINGS } from '../stores/settings';

const OPEN = 'When the form is sent';
const PEOPLE = 'Get the technicians';
const CHECK = 'Check the answer';
const WAY = 'Is there more to ask?';
const QUESTION = 'The next question';
const DESK = 'Ask the desk';
const ENDING = 'Show what holds';

/** The page with the table: a column of what, one of whether, one of why. */
const AS_TABLE = `
table { width: 100%; border-collapse: collapse; font-size: 13px; margin-top: 16px; }
th, td { padding: 6px 10px 6px 0; border-bottom: 1px solid #dbdfe7; text-align: left; vertical-align: top; }
td:nth-child(2) { white-space: nowrap; }`;

const flow = new Flow('Check a desk', { saveDataSuccessExecution: 'none' });
flow.add(
	loginForm(OPEN, {
		path: 'beyondtrust-check-desk',
		title: 'Check the desk workflow',
		description:
			'Asks the desk workflow everything that the other workflows ask it, and shows the results. It writes one private note on the ticket, so use a test ticket of your own.',
		button: 'Check',
		fields: [{ name: 'ticket', label: 'Ticket number', hint: 'e.g. 1234', required: true }],
	}),
);
const settings = readSettings(flow, ['beyondtrust_settings', 'beyondtrust_technicians']);
flow.add(
	readRows(PEOPLE, 'beyondtrust_technicians', {}, { limit: 0 }),
	rule(CHECK, 'desk', 'check', {
		form: js(`$('${OPEN}').first().json`),
		technicians: js(`$('${PEOPLE}').all()`),
		settings: js(`$('${SETTINGS}').first().json`),
		state: js(`$('${WAY}').isExecuted ? $('${WAY}').first().json.state : '{}'`),
		answers: js(`$('${DESK}').isExecuted ? $('${DESK}').all() : []`),
	}),
	switchOn(WAY, '$json.goes', ['ask'], 'done'),
	object(QUESTION, '$json.asked'),
	ask(DESK, `$('${SETTINGS}').first().json.deskWorkflow`),
	madeEnding(ENDING, 'description', AS_TABLE),
);
flow.path(OPEN, settings.first);
flow.path(settings.last, PEOPLE, CHECK, WAY);
flow.on(WAY, 'ask', QUESTION, DESK, CHECK);
flow.on(WAY, 'done', ENDING);
flow.about(
	`## Check a desk
**What it does:** a form for the person who sets up the desk, at \`/form/beyondtrust-check-desk\`. It asks the desk workflow everything that the other workflows ask it, in a safe order, and shows the results in a table. Run it first on a new desk, and again after each change to the desk workflow.

It writes one private note on the ticket that you enter, with texts that an attacker might type. Look at the note on the ticket. Everybody with a login to this n8n can use the form.

**Set up:**
1. Run *Set up BeyondTrust*, publish the desk workflow, and enter its ID as \`deskWorkflow\` in *beyondtrust_settings*.
2. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand.
3. Publish, and open the address of *${OPEN}*. Behind a proxy, n8n's webhook address must be the host where people log in.

${NEEDS}`,
);
flow.note(
	'### One question after the other\nIf the desk workflow fails, or returns nothing or two items, that also counts as an answer: the table says so.',
	CHECK,
	DESK,
);

export const template = flow.build();
