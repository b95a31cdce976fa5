import { decide } from '../blocks/decide';
import { chatState, halo, holds, refusedWith } from '../blocks/halo';
import {
	claim,
	GET_SESSION,
	keepForLater,
	LOOK_UP,
	lookUp,
	quarantine,
	record,
	SESSION_TO_ROUTE,
	stillToDo,
	writeDown,
} from '../blocks/ledger';
import { REASONS } from '../blocks/reasons';
import { haloSettings, setting, SETTINGS } from '../blocks/settings';
import { findTables } from '../blocks/tables';
import { agentId, findTechnician } from '../blocks/technician';
import { Flow } from '../flow';
import {
	beyondTrust,
	choice,
	itemOf,
	js,
	nothing,
	object,
	question,
	sessionTrigger,
} from '../nodes';

const flow = new Flow('Route ended BeyondTrust sessions to HaloPSA');
const session = itemOf(GET_SESSION);
const target = itemOf('Where does it belong?');
const defaultUser = setting('defaultUser');

const TO_ROUTE = `(() => {
	const raw = JSON.stringify($json.raw ?? $json);
	const own = $json.sessionId && $json.event ? $json.sessionId : 'event-' + raw.hash('sha256').slice(0, 32);
	return {
		key: ($json.applianceId ?? '') + ':' + own,
		sessionId: $json.sessionId ?? null,
		applianceId: $json.applianceId ?? null,
		usable: own === $json.sessionId,
		problems: ($json.problems ?? []).join(' '),
		raw,
	};
})()`;

/** From the event to the session: everything that can be said before the report is read. */
function addArrival() {
	flow.add(
		sessionTrigger('When a session ends', ['sessionEnded']),
		object(SESSION_TO_ROUTE, TO_ROUTE),
		haloSettings(),
	);
	const tables = findTables(flow, ['beyondtrust_sessions', 'beyondtrust_technicians']);
	flow.add(
		question('Does it name a session?', `${itemOf(SESSION_TO_ROUTE)}.usable`),
		lookUp(),
		question('Is it still to do?', stillToDo),
		nothing('Done before, or being done'),
		writeDown('Write down that it came'),
		claim('Take it on'),
		beyondTrust(GET_SESSION, 'session', 'get', {
			sessionId: js(`${itemOf(SESSION_TO_ROUTE)}.sessionId`),
			options: { waitUntilComplete: true, maxWait: 600 },
		}),
		quarantine('Put it in quarantine', `$json.error ?? ${itemOf(SESSION_TO_ROUTE)}.problems`),
		keepForLater('Keep it for another try', '$json.lastError ?? $json.error'),
		question('Is there no such session?', "/has no session/.test($json.error ?? '')"),
	);
	flow.path('When a session ends', SESSION_TO_ROUTE, SETTINGS, tables.first);
	flow.path(tables.last, 'Does it name a session?', LOOK_UP, 'Is it still to do?');
	flow.path('Is it still to do?', 'Write down that it came', 'Take it on', GET_SESSION);
	flow.on('Does it name a session?', 'no', 'Put it in quarantine');
	flow.on('Is it still to do?', 'no', 'Done before, or being done');
	flow.on(GET_SESSION, 'error', 'Is there no such session?', 'Put it in quarantine');
	flow.on('Is there no such session?', 'no', 'Keep it for another try');
}

/** From the session to the place it belongs to. */
function addDecision() {
	flow.add(
		decide('Decide where it belongs'),
		choice('Where does it belong?', {
			linked: "$json.route === 'linked'",
			unlinked: "$json.route === 'unlinked'",
			later: "$json.route === 'later'",
		}),
	);
	const technician = findTechnician(flow);
	flow.add(
		question('Is it linked to a ticket?', `${target}.kind === 'ticket'`),
		record('Store it as unlinked', 'unlinked', defaultUser, {
			reason: '$json.reason',
			linkKind: `${session}.link.kind`,
			linkSystem: `${session}.link.system`,
			linkId: `${session}.link.id`,
		}),
	);
	flow.path(GET_SESSION, 'Decide where it belongs', 'Where does it belong?', technician.first);
	flow.on('Where does it belong?', 'unlinked', 'Store it as unlinked');
	flow.on('Where does it belong?', 'later', 'Keep it for another try');
	flow.path(technician.last, 'Is it linked to a ticket?');
	flow.on(technician.last, 'no', 'Store it as unlinked');
	return technician;
}

const ticketId = `${itemOf('Take the ticket')}.ticketId`;
const note = itemOf('Write the note');

/** The action on the ticket; `who` is an expression for the agent in whose name it is written. */
const action = (who: string) => `[(() => {
	const hidden = ${setting('noteAudience')} !== 'customer';
	const seconds = ${session}.durationSeconds;
	const when = ${session}.endedAt ?? ${session}.startedAt;
	const who = ${who};
	return {
		ticket_id: ${ticketId},
		outcome: ${setting('outcomeName')},
		note_html: ${note}.note.body,
		hiddenfromuser: hidden,
		sendemail: false,
		...(who ? { who_agentid: who } : {}),
		...(seconds ? { timetaken: Math.round(seconds / 36) / 100 } : {}),
		...(when ? { datetime: when } : {}),
	};
})()]`;

/** The note as an action on a ticket. */
function addTicket() {
	flow.add(
		object('Take the ticket', `{ ticketId: Number($json.ticketId ?? ${target}.id) }`),
		halo.getTicket('Get the ticket', ticketId),
		question('Is it the ticket?', `Number($json.body?.id) === ${ticketId}`),
		object('There is no such ticket', `{ reason: '${REASONS.noSuchTicket}' }`),
		beyondTrust('Write the note', 'session', 'renderNote', {
			session: js(session),
			format: 'html',
			options: {
				audience: js(`${setting('noteAudience')} === 'customer' ? 'customer' : 'internal'`),
			},
		}),
		halo.getActions("Get the ticket's actions", ticketId),
		question('Is the note there already?', holds(`${note}.note.marker`)),
		halo.postActions('Put the note on the ticket', action(agentId)),
		question(
			'Was it for the name?',
			`${agentId} && [400, 401, 403, 409, 422].includes(${refusedWith})`,
		),
		halo.postActions("Put it there in the API's own name", action('null')),
		record('Record it as written', 'written', defaultUser, {
			noteHash: `${note}.note.contentHash`,
			linkKind: "'ticket'",
			linkSystem: setting('haloSystem'),
			linkId: `String(${ticketId})`,
		}),
	);
	flow.path('Is it linked to a ticket?', 'Take the ticket', 'Get the ticket', 'Is it the ticket?');
	flow.path('Is it the ticket?', 'Write the note', "Get the ticket's actions");
	flow.path("Get the ticket's actions", 'Is the note there already?', 'Record it as written');
	flow.on('Is the note there already?', 'no', 'Put the note on the ticket', 'Record it as written');
	flow.on('Put the note on the ticket', 'error', 'Was it for the name?');
	flow.path('Was it for the name?', "Put it there in the API's own name", 'Record it as written');
	flow.on('Is it the ticket?', 'no', 'There is no such ticket', 'Store it as unlinked');
	flow.on('Write the note', 'error', 'Keep it for another try');
}

const chatId = `${target}.id`;
const transcript = itemOf('Write the transcript');

/** The transcript in an open chat; a chat that has a ticket leads to the ticket. */
function addChat() {
	flow.add(
		halo.getChat('Get the chat', chatId),
		object('Read the chat', `{ ...${chatState}, reason: '${REASONS.noLink}' }`),
		choice('What is the chat like?', {
			'has a ticket': "$json.state === 'ticket'",
			open: "$json.state === 'open'",
			ended: "$json.state === 'ended'",
		}),
		beyondTrust('Write the transcript', 'session', 'renderNote', {
			session: js(session),
			format: 'text',
			options: { audience: 'customer' },
		}),
		halo.getChatMessages("Get the chat's messages", chatId),
		question('Is it in the chat already?', holds(`${transcript}.note.marker`)),
		halo.postChatMessages(
			'Post it in the chat',
			`[{ chat_id: Number(${chatId}), text: ${transcript}.note.body }]`,
		),
		record('Record it as in the chat', 'chatted', defaultUser, {
			reason: `'${REASONS.noLink}'`,
			noteHash: `${transcript}.note.contentHash`,
			linkKind: "'chat'",
			linkSystem: setting('haloSystem'),
			linkId: chatId,
		}),
	);
	flow.on('Is it linked to a ticket?', 'no', 'Get the chat', 'Read the chat');
	flow.path('Read the chat', 'What is the chat like?', 'Take the ticket');
	flow.on('What is the chat like?', 'open', 'Write the transcript', "Get the chat's messages");
	flow.path("Get the chat's messages", 'Is it in the chat already?', 'Record it as in the chat');
	flow.on('Is it in the chat already?', 'no', 'Post it in the chat', 'Record it as in the chat');
	flow.on('What is the chat like?', 'ended', 'Store it as unlinked');
	flow.on('Write the transcript', 'error', 'Keep it for another try');
}

/** Whatever the desk refuses: what is not there makes the session unlinked, all else waits for another try. */
function addRefusals(requests: string[]) {
	flow.add(
		object(
			'What did the desk say?',
			`(() => {
	const status = ${refusedWith};
	const gone = { 'Get the ticket': '${REASONS.noSuchTicket}', 'Get the chat': '${REASONS.noLink}' };
	const reason = status === 404 ? gone[$prevNode.name] ?? null
		: $prevNode.name === 'Post it in the chat' && [400, 403, 409].includes(status) ? '${REASONS.noLink}' : null;
	const lastError = status ? 'HaloPSA answered with HTTP ' + status + '.' : 'HaloPSA could not be reached.';
	return { status, reason, lastError };
})()`,
		),
		question('Is it not there?', '$json.reason'),
	);
	for (const request of requests) flow.on(request, 'error', 'What did the desk say?');
	flow.on('Was it for the name?', 'no', 'What did the desk say?');
	flow.path('What did the desk say?', 'Is it not there?', 'Store it as unlinked');
	flow.on('Is it not there?', 'no', 'Keep it for another try');
}

function addNotes(technicianFirst: string, technicianLast: string) {
	flow.note(
		`## Ended BeyondTrust sessions to HaloPSA
**What it does:** every session that ends is put, once, where it belongs: as an action on its ticket, in the technician's name; in its chat, as long as the chat is open and has no ticket; or in the data table \`beyondtrust_sessions\` as unlinked, with the reason.

**Set up**
1. Run the template *Set up BeyondTrust Remote Support* once.
2. *When a session ends*: choose a webhook credential, and your BeyondTrust credential, so that links are checked.
3. *Get the session*: choose your BeyondTrust credential.
4. All HTTP Request nodes: choose one *OAuth2 API* credential for HaloPSA (client credentials, token URL \`https://TENANT/auth/token\`, scope \`all\`).
5. Fill in *Settings*, publish, and put the production URL with \`?token=...\` into an outbound event of the appliance: Session End only.`,
		'When a session ends',
		'List the tables',
		4,
	);
	flow.note(
		`### Settings
\`haloUrl\`: your tenant. \`outcomeName\`: an outcome that exists in HaloPSA. \`defaultTechnician\`: number of the agent in whose name sessions of unknown technicians are written; empty is the API's own user. \`onlyInvitedHere\`: only sessions whose invite was signed here. \`onlyKnownTechnicians\`: leave sessions of unknown technicians unlinked. \`noteAudience\`: \`internal\` (hidden from the customer) or \`customer\`.

**Session to route** is where a scheduled sweep for sessions whose event never came joins: lead its sessions into this node, one at a time, each with \`applianceId\`, \`sessionId\` and \`event: sessionEnded\`.`,
		'Are the tables there?',
		'Is it still to do?',
	);
	flow.note(
		`### Once, and only once
The ledger has one row a session, written before anything is asked. A second event for the same session ends at *Is it still to do?*, or at *Take it on* when both came at the same moment. What was left behind by a failure is taken on again by the next event or the sweep.

### Quarantine
What names no session, or one that the appliance does not know, is kept with its reason and the event as it came.`,
		'Write down that it came',
		'Where does it belong?',
	);
	flow.note(
		`### The technician
The session's main representative is looked up in the data table \`beyondtrust_technicians\`, then by name among HaloPSA's agents. A row with \`enabled\` switched off counts as unknown. Whoever writes it, the note names the technician.`,
		technicianFirst,
		technicianLast,
	);
	flow.note(
		`### Ticket and chat
Each note holds a marker, which is looked for before anything is written: a run that broke off in between does not make a second note. If HaloPSA does not let this application write in an agent's name, the note is written in the API's own.

The transcript in a chat is always the customer's version, because the customer reads it there.`,
		'Is it linked to a ticket?',
		'Record it as written',
	);
}

addArrival();
const technician = addDecision();
addTicket();
addChat();
addRefusals([
	technician.request,
	'Get the ticket',
	"Get the ticket's actions",
	"Put it there in the API's own name",
	'Get the chat',
	"Get the chat's messages",
	'Post it in the chat',
]);
addNotes(technician.first, technician.last);

export const template = flow.build();
