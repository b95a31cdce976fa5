import { deskTemplate } from '../deskTemplate';
import { sendEmail } from '../nodes';

const mail = '$json.request.mail';

export const template = deskTemplate({
	desk: 'by e-mail',
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
	does: 'puts the note of a session on its ticket by a mail with the number of the ticket in its subject, for any desk that takes mail. It can look for nothing: it takes each number for a ticket, knows no customer (so unsigned links stay unlinked), and only the ledger keeps notes single. Where a connection breaks off behind a mail, the note may come twice.',
	setUp: [
		'In n8n, make a credential *SMTP*, and choose it in $tell.',
		'*Settings*: `to`, the mailbox that the desk reads; `from`, a sender that the desk knows as an agent; `subject` with `{ticket}`, as your desk writes the number into its own mails; `ticketPattern`, a number as your desk writes it: `1234`, `ABC-123` or `INC0001234`.',
		'`mailsBecomeInternalNotes`: send a mail by hand first, and look whether the customer of the ticket gets it. Only if not, set it to *true*; until then, notes for agents are refused.',
		'`address` and `ticketPage`, if people are to have links to tickets.',
	],
});
