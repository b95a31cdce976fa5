import type { Flow } from '../../flow';
import type { sendInvite } from './sendInvite';
import { SETTINGS } from '../settings';

type Block = ReturnType<typeof sendInvite>;

/** What the canvas of the form says: what it does, what to set up, what to change. */
export function addSendNotes(
	flow: Flow,
	at: Record<'open' | 'choose' | 'offer' | 'ending', string> & { first: Block; second: Block },
): void {
	flow.about(
		`## Send an invite from a form
**What it does:** a page for the service desk, at \`/form/beyondtrust-invite\`. Ticket, address or chat, your name; then a team or a technician who is logged in. The invite goes out, the ticket gets a private action in your name, and the last page shows what happened, with the link to copy.

**Set up**
1. Run the template *Set up BeyondTrust Remote Support* once, and mark one team as \`default\` in the data table \`beyondtrust_teams\`.
2. Import *Deliver an invite by e-mail* and *Deliver an invite into a HaloPSA chat*, set them up, publish them.
3. Choose your BeyondTrust credential in *Ask who is logged in*, *Send the invite* and *Send the invite (default team)*.
4. All HTTP Request nodes: choose one *OAuth2 API* credential for HaloPSA.
5. Fill in *Settings* and publish.

**The page is open to everybody who knows its address.** Set *Authentication* in *${at.open}* to *n8n User Auth* or *Basic Auth* unless only your own network reaches it.`,
	);
	flow.note(
		`### Settings
\`emailDelivery\`, \`chatDelivery\`: the IDs of the delivery workflows, the last part of their address in the browser. \`validHours\`: how long an invite can be used. \`whenUnavailable\`: what to do when nobody is there: \`fail\` (say so, and offer the default team), \`fallback\` (take the default team), \`allow\` (send it all the same). \`reuseKeys\`: send an invite that is sent again with the key it had, as long as that is valid. \`outcomeName\`: an outcome that exists in HaloPSA.

### Bookmarks
The address takes values: \`?ticket=1234&name=Alex+Morgan\`.`,
		SETTINGS,
		'Is it complete?',
	);
	flow.note(
		`### Who can be chosen
Teams whose \`enabled\` is on in \`beyondtrust_teams\`, and technicians who are logged in and not switched off in \`beyondtrust_technicians\`. Without a choice it is the default team.`,
		'Ask who is logged in',
		at.choose,
	);
	flow.note(
		`### Once, and only then on the ticket
The data table \`beyondtrust_invites\` has one row for each ticket, queue, recipient and text. Of two clicks one takes the row, and the other is told so. A minute later the same invite can be sent again. The action on the ticket is written after the delivery has said \`delivered: true\`.

**The words** are in *${at.first.send}*; the second attempt uses the same. *Variables* and options of your own have to be entered in *${at.second.send}* too.`,
		at.first.wanted,
		at.first.audit.first,
	);
	flow.note(
		`### The second attempt
What went wrong is shown, and the default team is offered.`,
		at.offer,
		at.second.wanted,
	);
}
