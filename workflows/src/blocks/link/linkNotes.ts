import type { Flow } from '../../flow';
import { SETTINGS } from '../settings';

/** What the canvas of the form says: what it does, what to set up, what to change. */
export function addLinkNotes(
	flow: Flow,
	at: {
		open: string;
		sessions: { page: string };
		ticket: { first: string; pages: string[] };
		reviewed: { first: string; page: string };
		write: string;
		one: string;
	},
): void {
	flow.about(
		`## Link sessions to tickets from a form
**What it does:** a page for the service desk, at \`/form/beyondtrust-link\`. It shows the sessions that are on no ticket. Choose several, choose a ticket, see what will be written, and each gets the note that the route would have written. The same form moves sessions to another ticket and takes them off.

**Set up**
1. Run the template *Set up BeyondTrust Remote Support* once, and route sessions with *Ended BeyondTrust sessions to HaloPSA*.
2. Choose your BeyondTrust credential in *Read its report*, *Suggest tickets* and *Get the report*.
3. All HTTP Request nodes: choose one *OAuth2 API* credential for HaloPSA.
4. Fill in *Settings* with what the route has, and publish. The workflow calls itself once for each session, so it must be published to write anything.

**The page is open to everybody who knows its address.** Set *Authentication* in *${at.open}* to *n8n User Auth* or *Basic Auth* unless only your own network reaches it.`,
	);
	flow.note(
		`### Settings
\`haloUrl\`, \`haloSystem\`, \`outcomeName\`, \`defaultTechnician\`, \`noteAudience\`: as in the route. \`ticketPage\`: the address of a ticket behind \`haloUrl\`, for the links on the last page.

### Bookmarks
The address takes values: \`?name=Alex+Morgan\` chooses who you are, \`?technician=Alex\` shows only those sessions.`,
		SETTINGS,
		'Is it one session to write?',
	);
	flow.note(
		`### The sessions
The newest 100 that fit. To link: \`unlinked\`, and \`chatted\`, which are in a chat and on no ticket. To move and unlink: \`linked\` by this form, and \`written\` by the route. Who can be chosen are the technicians in \`beyondtrust_technicians\` who are enabled; without any, the name is typed.`,
		'What is asked for?',
		at.sessions.page,
	);
	flow.note(
		`### The ticket
*Suggest tickets* compares each session with the desk's newest tickets and those of its customer. What fits comes first, with the reasons; then other tickets of the customer. A number can be typed instead; one that is not there is asked for again.`,
		at.ticket.first,
		at.ticket.pages[1],
	);
	flow.note(
		`### Nothing is written before this page
A closed ticket, or one of another customer, is said here and not refused.`,
		at.reviewed.first,
		at.write,
	);
	flow.note(
		`### One session, once
Of two people one takes the row: it must still say what the page showed, and \`attempts\` goes up. The other is told who was faster. Before a note is written, the ticket's actions are looked through for it. What fails leaves the row as it was, with the reason in \`lastError\`.`,
		at.one,
		'Get the ticket',
	);
}
