import { deskTemplate } from '../deskTemplate';

export const template = deskTemplate({
	desk: 'Freshservice',
	operation: 'freshservice',
	settings: {
		address: 'https://your-domain.freshservice.com',
		system: 'freshservice',
		workspace: '',
		allWorkspaces: '0',
		closedStatuses: '',
		ticketPage: '/a/tickets/',
		newTicketFields: '{}',
		closingFields: '{}',
	},
	credential: { authentication: 'genericCredentialType', genericAuthType: 'httpBasicAuth' },
	setUp: [
		'In Freshservice, create an agent for the API that is a member of every workspace concerned and may add notes, and copy its API key (*Profile settings*).',
		'In n8n, create a credential *Basic Auth*: the key as user, `X` as password, and your host as *Allowed HTTP Request Domains*. The credential called *Freshservice* does not work here. Choose it in $ask and $tell.',
		'*Settings*: the address that ends in `freshservice.com`. `workspace` is empty for all workspaces, or the number of one. `closedStatuses` are the numbers of your own statuses that count as closed. `newTicketFields` and `closingFields` are fields that your tickets must have.',
	],
});
