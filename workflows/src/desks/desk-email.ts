import { deskTemplate } from '../deskTemplate';
import { sendEmail } from '../nodes';

const mail = '$json.request.mail';

export const template = deskTemplate({
	desk: 'by email',
	operation: 'email',
	settings: {
		to: 'service-desk@example.com',
		from: 'Remote support <remote-support@example.com>',
		subject: '[#{ticket}] Remote session',
		ticketPattern: '1234',
		mailsBecomeInternalNotes: false,
		system: 'email',
		address: '',
		ticketPage: '/ticket/',
	},
	tell: sendEmail('Send the mail to the desk', {
		from: `${mail}.from`,
		to: `${mail}.to`,
		subject: `${mail}.subject`,
		text: `${mail}.text`,
		html: `${mail}.html`,
	}),
	does: 'puts the note of a session on its ticket by sending an email with the number of the ticket in its subject, for any desk that takes email. It cannot look anything up: it accepts every number as a ticket, knows no customers (so sessions with unsigned links stay unlinked), and only the ledger prevents duplicate notes. If the connection breaks off right after an email, the note may come twice.',
	setUp: [
		'In n8n, create a credential *SMTP*, and choose it in $tell.',
		'*Settings*: `to`, the mailbox that the desk reads; `from`, a sender that the desk knows as an agent; `subject` with `{ticket}`, as your desk writes the number in its own emails; `ticketPattern`, a number as your desk writes it: `1234`, `ABC-123` or `INC0001234`.',
		'`mailsBecomeInternalNotes`: send an email by hand first, and check whether the customer of the ticket gets it. Only if they do not, set this to *true*. Until then, notes for agents are refused.',
		'`address` and `ticketPage`, if you want links to tickets.',
	],
});
