import { BY_EMAIL, INTO_CHAT } from '../../../nodes/shared/invite/wanted';
import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { ask, beyondTrustList, js, rule, switchOn } from '../nodes';
import { loginForm, madeEnding, madePage } from '../pages';
import { SETTINGS, TABLES_NODE } from '../stores/settings';
import type { Store } from '../stores/store';

const OPEN = 'When the form is sent';
const PEOPLE = 'Get the technicians';
const READ = 'Read the form';
const GOES = 'Can it be looked at?';
const TICKET = 'Get the ticket';
const LOGGED_IN = 'Ask who is logged in';
const TEAMS = 'Get the teams';
const OFFER = 'Ask who takes the session';
const ASKS = 'Is there a page to show?';
const CHOOSE = 'Choose who takes the session';
const TEAMS_NOW = 'Get the teams again';
const PEOPLE_NOW = 'Get the technicians again';
const INVITES = 'Get the invites';
const CHECK_IN = 'Check it in';
const SENDS = 'Is it to be sent?';
const SEND = 'Have it sent';
const AGAIN = 'Offer another way';
const ENDING = 'Show what happened';

const settings = js(`$('${SETTINGS}').first().json`);
const all = (node: string) => js(`$('${node}').all()`);

/** A form for technicians: sends a customer an invite into a remote session. */
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
					label: 'Email address',
					hint: 'Leave empty to use the address on the ticket',
				},
			],
		}),
	);
	const opened = store.open(flow);
	flow.add(
		store.read(PEOPLE, 'beyondtrust_technicians', {}, { limit: 0 }),
		rule(READ, 'invite', 'readForm', { form: js(`$('${OPEN}').first().json`) }),
		switchOn(GOES, '$json.goes', ['look'], 'end'),
		ask(TICKET, `$('${SETTINGS}').first().json.deskWorkflow`),
		beyondTrustList(LOGGED_IN, 'representative'),
		store.read(TEAMS, 'beyondtrust_teams', {}, { limit: 0 }),
		rule(OFFER, 'invite', 'offer', {
			wanted: js(`$('${READ}').first().json`),
			answer: js(`$('${TICKET}').first().json`),
			technicians: all(PEOPLE),
			loggedIn: all(LOGGED_IN),
			settings,
		}),
		switchOn(ASKS, '$json.goes', ['ask'], 'end'),
		madePage(CHOOSE, 'Send the invite'),
		store.read(TEAMS_NOW, 'beyondtrust_teams', {}, { limit: 0 }),
		store.read(PEOPLE_NOW, 'beyondtrust_technicians', {}, { limit: 0 }),
		store.read(
			INVITES,
			'beyondtrust_invites',
			{
				ticketId: { is: 'eq', path: `$('${OFFER}').first().json.target.ticketId` },
				updatedAt: { is: 'gte', path: `$('${OFFER}').first().json.since` },
			},
			{ match: 'anyCondition', limit: 0 },
		),
		rule(CHECK_IN, 'invite', 'checkIn', {
			from: 'page',
			offer: js(`$('${OFFER}').first().json`),
			page: js(`$('${CHOOSE}').first().json`),
			technicians: all(PEOPLE_NOW),
			teams: all(TEAMS_NOW),
			tables: js(`$('${TABLES_NODE}').first().json`),
			settings,
		}),
		switchOn(SENDS, '$json.goes', ['send'], 'end'),
		ask(SEND),
		rule(AGAIN, 'invite', 'offerAgain', {
			offer: js(`$('${OFFER}').first().json`),
			answer: js('$json'),
		}),
		madeEnding(ENDING, 'message'),
	);
	flow.path(OPEN, opened.first);
	flow.path(opened.last, PEOPLE, READ, GOES);
	flow.on(GOES, 'look', TICKET, LOGGED_IN, TEAMS, OFFER, ASKS);
	flow.on(GOES, 'end', ENDING);
	flow.on(ASKS, 'ask', CHOOSE, TEAMS_NOW, PEOPLE_NOW, INVITES, CHECK_IN, SENDS);
	flow.on(ASKS, 'end', ENDING);
	flow.on(SENDS, 'send', SEND, AGAIN, ASKS);
	flow.on(SENDS, 'end', ENDING);

	flow.about(
		`## Send an invite
**What it does:** a form for technicians, at \`/form/beyondtrust-invite\`. Ticket, address or chat; then a team, or a technician who is logged in. The customer gets an invite, the ticket gets a note in your name, and the last page shows what happened, with a link to copy. Your login to n8n shows who you are: your email address must be in an enabled row of *beyondtrust_technicians*. ${store.setUp}

**Set up:**
1. Set up and publish *Deliver an invite by email*, the desk workflow and *Send one invite*.
2. *Have it sent*: choose the workflow *Send one invite*.
3. *Ask who is logged in*: choose the credential of the appliance.
4. Mark one team as \`default\` in *beyondtrust_teams*.
5. Workflow settings: *Save successful production executions* = *Do not save*. n8n drops this when a template is imported by hand.
6. Publish, and give technicians the address of *${OPEN}*. Behind a proxy, n8n's webhook address must be the host where people log in.

${NEEDS}`,
	);
	flow.note(
		'### Who sends it\nPeople who are not technicians get a message, and nothing is looked up. With *Basic Auth* instead of a login, add a field with the name `email` to the form: it shows who the sender is.',
		PEOPLE,
		GOES,
	);
	flow.note(
		'### Where it may go\nTo the address on the ticket, or one of the domains in the setting `inviteDomains`. What each setting is for is explained next to it in *beyondtrust_settings*.',
		TICKET,
		ASKS,
	);
	flow.note(
		'### Once, and not too often\nThe same invite within a minute counts as a second click. `invitesPerHour` limits how many invites one person may send.',
		CHOOSE,
		SENDS,
	);
	flow.note(
		'### What was not sent\nThe page comes back with the reason, and the default team chosen.',
		SEND,
		AGAIN,
	);
	return flow.build();
}
