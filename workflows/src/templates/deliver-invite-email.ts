import { Flow } from '../flow';
import { NEEDS } from '../needs';
import { calledTrigger, js, object, sendEmail, values, when } from '../nodes';

const CALLED = 'When an invite is to be sent';
const SETTINGS = 'Settings';
const WHOLE = 'Is it whole?';
const SEND = 'Send the mail';
const DONE = 'Say that it was sent';
const REFUSE = 'Say that there is nobody to send it to';

const NOBODY = 'The message has no recipient or no text, so no email was sent.';

const invite = `$('${CALLED}').first().json.invite`;
const has = (part: string) => ({ left: js(`${invite}.${part}`), is: 'string:notEmpty' });

const flow = new Flow('Deliver an invite by email', { saveDataSuccessExecution: 'none' });
flow.add(
	calledTrigger(CALLED),
	values(SETTINGS, { from: 'Service Desk <service-desk@example.com>', replyTo: '' }),
	when(WHOLE, ['recipient', 'text', 'html'].map(has)),
	sendEmail(SEND, {
		from: `$('${SETTINGS}').first().json.from`,
		to: `${invite}.recipient`,
		subject: `${invite}.subject`,
		text: `${invite}.text`,
		html: `${invite}.html`,
		replyTo: `$('${SETTINGS}').first().json.replyTo`,
	}),
	object(DONE, "{ delivered: true, channel: 'email', messageId: $json.messageId ?? null }"),
	object(REFUSE, `{ delivered: false, reason: '${NOBODY}' }`),
);
flow.path(CALLED, SETTINGS, WHOLE, SEND, DONE);
flow.on(WHOLE, 'no', REFUSE);

flow.about(
	`## Deliver an invite by email
**What it does:** sends one message as an email with a plain text and an HTML part: an invite, the morning digest, a report. Other workflows call it and wait for the mail server: if it fails, they fail too.

**Set up:** choose an SMTP credential in *Send the mail*, enter the sender in *Settings* (\`from\`, and \`replyTo\` if answers go elsewhere), **publish** this workflow, and enter its ID (the end of its address in the browser) as \`emailDelivery\` in the table *beyondtrust_settings*.

${NEEDS}`,
);
flow.note(
	`### In and out
In: \`invite\` with \`recipient\`, \`subject\`, \`text\`, \`html\`. Out: \`delivered: true\`, \`channel\`, \`messageId\`, or \`delivered: false\` and a \`reason\`. If the mail server refuses the email, or the connection breaks, this workflow fails. *Invite: Send* tells the two apart by their codes. n8n's own line below the email is off.`,
	SETTINGS,
	DONE,
);

export const template = flow.build();
