import { deliverMessage } from '../blocks/deliverMessage';
import { MOST, readForDigest } from '../blocks/digest/digestRows';
import { digest, writeDigest } from '../blocks/digest/digestText';
import { SETTINGS } from '../blocks/settings';
import { findTables } from '../blocks/store/tables';
import { Flow } from '../flow';
import { dailyTrigger, firstOf, nothing, object, question, values } from '../nodes';

const flow = new Flow('Unlinked sessions, each morning');
const MORNING = 'Every morning';
const ANYTHING = 'Is there anything to say?';
const WANTED = 'Is it to be sent?';
const QUIET = 'Nothing to say';
const TOLD = 'What was told';
const setting = (name: string) => `${firstOf(SETTINGS)}.${name}`;

flow.add(
	dailyTrigger(MORNING, 7),
	values(SETTINGS, {
		delivery: '',
		recipient: '',
		linkFormUrl: '',
		allIsWellOn: 'Monday',
		silentSessions: 1,
	}),
);
const tables = findTables(flow, ['beyondtrust_sessions']);
const rows = readForDigest(flow);
const [count, write] = writeDigest();
flow.add(
	count,
	write,
	question(ANYTHING, `$json.worthIt || ($json.weekly && !$json.empty)`),
	nothing(QUIET),
	question(WANTED, `String(${setting('delivery')} ?? '').trim()`),
);
const message = deliverMessage(flow, `String(${setting('delivery')}).trim()`, {
	recipient: setting('recipient'),
	subject: `${digest}.subject`,
	text: `${digest}.text`,
	html: `${digest}.html`,
});
flow.add(
	object(TOLD, `{ ...${digest}, sent: $('${message.sent}').isExecuted }`, { executeOnce: true }),
);

flow.path(MORNING, SETTINGS, tables.first);
flow.path(tables.last, rows.first);
flow.path(rows.last, count.name, write.name, ANYTHING, WANTED, message.first);
flow.path(message.sent, TOLD);
flow.on(ANYTHING, 'no', QUIET);
flow.on(WANTED, 'no', TOLD);

flow.about(
	`## Unlinked sessions, each morning
**What it does:** says how many sessions have no ticket and since when, by technician and by customer; what is in quarantine and why; what failed and waits for another try. It raises an **alarm** when sessions end of which no event comes any more. Where there is nothing to say, it says nothing, except once a week that all is well.

**Set up:**
1. Import \`deliver-invite-email.json\` (or another delivery workflow) and publish it.
2. *Settings*: \`delivery\` is its ID (the last part of its address in the browser), \`recipient\` who gets the message.
3. \`linkFormUrl\`: address of the form of \`link-sessions-halopsa.json\`, to be linked to. Publish this workflow.

**Settings:** \`allIsWellOn\`: the weekday of the message that all is well, in English; empty: never. \`silentSessions\`: so many sessions that only the sweep found since the last event are an alarm; 0: never.`,
);
flow.note(
	`### One question a kind of rows
At most ${MOST.toLocaleString('en')} rows of each kind are read. The ledger is only read.`,
	rows.first,
	rows.last,
);
flow.note(
	`### What is sent
The same item that *Invite: Send* hands to a delivery workflow: \`invite\` with \`recipient\`, \`subject\`, \`text\` and \`html\`. Names and reasons are escaped. Without \`delivery\` nothing is sent; the last node shows the message.`,
	WANTED,
	message.sent,
);

export const template = flow.build();
