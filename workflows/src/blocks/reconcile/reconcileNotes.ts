import type { Flow } from '../../flow';
import { MOST_SESSIONS } from './reconcileRows';
import { SETTINGS } from '../settings';

/** What the canvas of the reconciliation says. */
export function addReconcileNotes(
	flow: Flow,
	at: { rows: string; chats: string; found: string; links: string; told: string },
): void {
	flow.about(
		`## Look at unlinked sessions again (HaloPSA)
**What it does:** every hour it looks whether sessions without a ticket have one now: a ticket that was opened later, a chat that got its ticket, a technician who was added to the table. The best ticket is written into the column \`suggestion\` of the ledger. **It links nothing, unless you switch that on.**

**Set up**
1. Run the template *Set up BeyondTrust Remote Support* once; the route has to be published.
2. All HTTP Request nodes: choose one *OAuth2 API* credential for HaloPSA.
3. Fill in *Settings* and publish.`,
	);
	flow.note(
		`### Settings
\`haloUrl\`, \`haloSystem\`, \`defaultUser\`: as in the route. \`lookBackDays\`: how old the sessions are that are looked at. \`suggestFrom\`: least score (0 to 1) of a suggestion.

**\`linkAutomatically\`**: on, a session goes on its ticket by itself where the score is \`linkThreshold\` and more. \`delivery\`: ID of a published delivery workflow that sends \`recipient\` what was done; empty: nothing is sent.`,
		SETTINGS,
		at.rows,
	);
	flow.note(
		`### Few questions
The newest ${MOST_SESSIONS.toLocaleString('en')} sessions are compared by what the ledger knows of them. HaloPSA is asked for its recent tickets by the page, and once for each chat. The appliance is not asked.`,
		at.chats,
		at.found,
	);
	flow.note(
		`### Linked by the route
A session that is to be linked becomes \`received\` again, with its ticket and \`linkedBy\` = \`reconciliation\`. The route's next sweep puts the note on the ticket as it always does: once, in the technician's name, tried again where it fails.

Never linked by itself: what a person has linked or taken off before, and what the route kept back for its signature, its invite or its technician.`,
		at.links,
		at.told,
	);
}
