import { BY_EMAIL, INTO_CHAT } from '../../../nodes/shared/invite/wanted';
import { Flow } from '../flow';
import { ask, goingOn, js, rule, switchOn } from '../nodes';
import { loginForm, madeEnding, madePage } from '../pages';
import { SETTINGS, TABLES_NODE } from '../stores/settings';
import type { Store } from '../stores/store';

const OPEN = 'When the form is sent';
const PEOPLE = 'Get the technicians';
const READ = 'Who asks, and for what?';
const MAY = 'Can it be looked up?';
const TICKET = 'Look at the ticket';
const TEAMS = 'Get the teams';
const LOGGED_IN = 'Get the technicians who are logged in';
const OFFER = 'Offer who takes it';
const WHICH = 'Which page is it?';
const CHOOSE = 'Choose who takes the session';
const TEAMS_NOW = 'Get the teams as they are now';
const PEOPLE_NOW = 'Get the technicians as they are now';
const BEFORE = 'Get the invites before';
const CHECK_IN = 'Check it in';
const GOES = 'Is it to be sent?';
const SEND = 'Send it';
const AGAIN = 'Was it sent?';
const ENDING = 'Say what happened';

const settings = `$('${SETTINGS}').first().json`;
const all = (node: string) => js(`$('${node}').all()`);
/** The page that was shown last: the offer, or the one after an invite that failed. */
const offered = js(`$('${WHICH}').first(0).json`);

/** A form for technicians: invites the customer of a ticket to a session. */
export function build(store: Store) {
	const flow = new Flow('Send an invite', { saveDataSuccessExecution: 'none' });
	flow.add(
		loginForm(OPEN, {
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
			],
		}),
	);
	const opened = store.open(flow);
	const everyone = (name: string) => store.read(name, 'beyondtrust_technicians', {}, { limit: 0 });
	const teams = (name: string) => store.read(name, 'beyondtrust_teams', {}, { limit: 0 });
	const listed = goingOn(rule(LOGGED_IN, 'representative', 'getAll', { returnAll: true }));
	flow.add(
		everyone(PEOPLE),
		rule(READ, 'invite', 'readForm', { form: js(`$('${OPEN}').first().json`) }),
		switchOn(MAY, '$json.goes', ['look'], 'no'),
		ask(TICKET, `${settings}.deskWorkflow`),
		{ ...listed, settings: { ...listed.settings, alwaysOutputData: true, executeOnce: true } },
		teams(TEAMS),
		rule(OFFER, 'invite', 'offer', {
			wanted: js(`$('${READ}').first().json`),
			answer: js(`$('${TICKET}').first().json`),
			technicians: all(PEOPLE),
			loggedIn: all(LOGGED_IN),
			settings: js(settings),
		}),
		switchOn(WHICH, '$json.goes', ['ask'], 'end'),
		madePage(CHOOSE, 'Send the invite'),
		teams(TEAMS_NOW),
		everyone(PEOPLE_NOW),
		store.read(
			BEFORE,
			'beyondtrust_invites',
			{
				ticketId: { is: 'eq', path: `$('${WHICH}').first(0).json.target.ticketId` },
				updatedAt: { is: 'gte', path: '$now.minus({ hours: 1 }).toISO()' },
			},
			{ match: 'anyCondition', limit: 0 },
		),
		rule(CHECK_IN, 'invite', 'checkIn', {
			from: 'page',
			offer: offered,
			page: js(`$('${CHOOSE}').first().json`),
			technicians: all(PEOPLE_NOW),
			teams: all(TEAMS_NOW),
			tables: js(`$('${TABLES_NODE}').first().json`),
			settings: js(settings),
		}),
		switchOn(GOES, '$json.goes', ['send'], 'end'),
		ask(SEND),
		rule(AGAIN, 'invite', 'offerAgain', { offer: offered, answer: js('$json') }),
		madeEnding(ENDING, 'message'),
	);
	flow.path(OPEN, opened.first);
	flow.path(opened.last, PEOPLE, READ, MAY);
	flow.on(MAY, 'look', TICKET, LOGGED_IN, TEAMS, OFFER, WHICH);
	flow.on(MAY, 'no', ENDING);
	flow.on(WHICH, 'ask', CHOOSE, TEAMS_NOW, PEOPLE_NOW, BEFORE, CHECK_IN, GOES);
	flow.on(WHICH, 'end', ENDING);
	flow.on(GOES, 'send', SEND, AGAIN, WHICH);
	flow.on(GOES, 'end', ENDING);

	flow.about(
		`## Send an invite
**What it does:** a form for technicians. It makes a session key for a ticket and sends the invite by e-mail, or into the ticket's open chat; the ticket says so, in the technician's name. Who you are is told by your login to n8n: your e-mail address must stand in an enabled row of *beyondtrust_technicians*. An invite goes to the ticket's own address, or to a domain listed in the settings. ${store.setUp}

**Set up:**
1. *Send it*: choose the workflow *Send one invite*.
2. *Get the technicians who are logged in*: choose the credential of the appliance.
3. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand.
4. Publish, and give technicians the address of *When the form is sent*.

**To change** (rows of *beyondtrust_settings*): \`inviteDomains\`, \`invitesPerHour\`, \`inviteHours\`, \`whenUnavailable\`, \`emailDelivery\`, \`chatDelivery\`, \`reuseKeys\`. Needs this package 0.1 and n8n 2.38 or newer.`,
	);
	flow.note(
		'### Who asks, and for what\nWhoever is no technician is told so, and nothing is sent.',
		PEOPLE,
		TICKET,
	);
	flow.note(
		'### Who takes it\nThe enabled teams, and the technicians who are logged in. When the page is sent, both are looked at again.',
		OFFER,
		PEOPLE_NOW,
	);
	flow.note(
		'### Sent once\nA second click, too many in an hour, or an address that is not allowed: the last page says why. Where it was not sent, the page comes back.',
		BEFORE,
		AGAIN,
	);
	return flow.build();
}
