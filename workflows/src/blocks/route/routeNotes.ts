import type { Flow } from '../../flow';
import { ABOUT_ALSO_IN_HALO } from './alsoInHalo';
import { GET_SESSION, LOOK_UP, WHOLE_SESSION } from './ledger';
import { SETTINGS } from '../settings';

/** What the canvas of the route says: what it does, what to set up, what to change. */
export function addRouteNotes(
	flow: Flow,
	at: { technician: { first: string; last: string }; written: string; storeSetUp: string },
): void {
	const { storeSetUp } = at;
	flow.about(
		`## Ended BeyondTrust sessions to HaloPSA
**What it does:** every session that ends is put, once, where it belongs: as an action on its ticket, in the technician's name; in its chat, as long as the chat is open and has no ticket; or in the data table \`beyondtrust_sessions\` as unlinked, with the reason.

**Set up**
1. Run the template *Set up BeyondTrust Remote Support* once.
2. *When a session ends*: choose a webhook credential, and your BeyondTrust credential, so that links are checked.
3. *Get the session*: choose your BeyondTrust credential.
4. All HTTP Request nodes: choose one *OAuth2 API* credential for HaloPSA (client credentials, token URL \`https://TENANT/auth/token\`, scope \`all\`).
5. Fill in *Settings*, publish, and put the production URL with \`?token=...\` into an outbound event of the appliance: Session End, Customer Exit Survey Completed, Representative Exit Survey Completed.${storeSetUp}`,
	);
	flow.note(
		`### Settings
\`haloUrl\`: your tenant. \`haloSystem\`: the name that links carry for it. \`outcomeName\`: an outcome that exists in HaloPSA. \`defaultUser\`: for sessions that name no customer. \`defaultTechnician\`: number of the agent in whose name sessions of unknown technicians are written; empty is the API's own user. \`onlyInvitedHere\`: only sessions whose invite was signed here. \`onlyKnownTechnicians\`: leave sessions of unknown technicians unlinked. \`noteAudience\`: \`internal\` (hidden from the customer) or \`customer\`.

\`retryPauseMinutes\`: pause after the first failure; it doubles up to 3 hours. \`retryLimit\`: attempts before a session goes to quarantine. \`longestRunMinutes\`: after so long a run that says nothing is taken for dead; more than *Max Wait* of *Get the session*. \`sweepOverlapMinutes\`, \`lookBackHours\`: how far a sweep looks back before the last one, and once a day. \`keepDays\`: what has been on its ticket for so long leaves the ledger; 0 keeps it.

${ABOUT_ALSO_IN_HALO}

### The sweep
Every five minutes it lists the sessions that ended since the last sweep, and hands those that the ledger does not know, or that are due again, to this same workflow one by one: they come in at *One session of the sweep*. It does not need events at all; events only make it fast.`,
		SETTINGS,
		'Does it name a session?',
	);
	flow.note(
		`### Once, and only once
The ledger has one row a session, written before anything is asked. A second event for the same session ends at *Is it still to do?*, or at *Take it on* when both came at the same moment. What a failure or a crash left behind is taken on again by the sweep, after growing pauses.

### Quarantine
What names no session, or one that the appliance does not know, is kept with its reason and the event as it came, and so is what failed too often. **To try again, set \`state\` to \`received\` in the table**: the next sweep takes it.`,
		LOOK_UP,
		GET_SESSION,
	);
	flow.note(
		`### What came late
A survey's event, or a look back once a day, reads the session again. If its ticket does not say yet what the session says now, one addendum goes on the ticket.`,
		WHOLE_SESSION,
		'Has it changed?',
	);
	flow.note(
		`### The technician
The session's main representative is looked up in the data table \`beyondtrust_technicians\`, then by name among HaloPSA's agents. A row with \`enabled\` switched off counts as unknown. Whoever writes it, the note names the technician.`,
		at.technician.first,
		at.technician.last,
	);
	flow.note(
		`### Ticket and chat
Each note holds a marker, which is looked for before anything is written: a run that broke off in between does not make a second note. Right before writing, the run asks the ledger whether the session is still its own. If HaloPSA does not let this application write in an agent's name, the note is written in the API's own.

The transcript in a chat is always the customer's version, because the customer reads it there.`,
		'Is it linked to a ticket?',
		at.written,
	);
}
