import { Flow } from '../flow';
import { calledTrigger, firstOf, object, question, sendEmail, stop, values } from '../nodes';

const flow = new Flow('Deliver an invite by e-mail');
const CALLED = 'When an invite is to be sent';
const SETTINGS = 'Settings';
const ASK = 'Is it an invite to somebody?';
const SEND = 'Send the mail';
const invite = `${firstOf(CALLED)}.invite`;

flow.add(
	calledTrigger(CALLED),
	values(SETTINGS, { from: 'Service Desk <service-desk@example.com>', replyTo: '' }),
	question(ASK, `${invite}?.recipient && ${invite}.text && ${invite}.html`),
	sendEmail(SEND, {
		from: `${firstOf(SETTINGS)}.from`,
		to: `${invite}.recipient`,
		subject: `${invite}.subject`,
		text: `${invite}.text`,
		html: `${invite}.html`,
		replyTo: `${firstOf(SETTINGS)}.replyTo`,
	}),
	object(
		'Say that it was sent',
		"{ delivered: true, channel: 'email', messageId: $json.messageId ?? null }",
	),
	stop(
		'Stop: nobody to send it to',
		'This invite has no recipient or no text, so no mail was sent. Delivery by e-mail needs the e-mail address in the field Recipient.',
	),
);
flow.path(CALLED, SETTINGS, ASK, SEND, 'Say that it was sent');
flow.on(ASK, 'no', 'Stop: nobody to send it to');

flow.about(
	`## Deliver an invite by e-mail
**What it does:** sends one invite as a mail with a plain and an HTML part. It is called by *Invite: Send*, once for each invite, and waits for the mail server: what fails here fails the invite.

**Set up:** choose an SMTP credential in *Send the mail*, enter the sender in *Settings* (\`from\`, and \`replyTo\` if answers go elsewhere), and **publish** this workflow: n8n calls only published ones.`,
);
flow.note(
	`### In and out
In: \`invite\` (\`recipient\`, \`subject\`, \`text\`, \`html\`), \`sessionKey\`, \`link\`. Out: \`delivered: true\`, \`channel\`, \`messageId\`. n8n's own line below the mail is off.`,
	CALLED,
	'Say that it was sent',
);

export const template = flow.build();
