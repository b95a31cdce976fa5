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
		'In Freshservice, make an agent for the API that is a member of every workspace concerned and may add notes, and copy its API key (*Profile settings*).',
		'In n8n, make a credential *Basic Auth*: the key as user, `X` as password, *Allowed HTTP Request Domains* your host. The credential called *Freshservice* does not work here. Choose it in $ask and $tell.',
		'*Settings*: the address that ends in `freshservice.com`. `workspace` is empty for all, else the number of one. `closedStatuses` are numbers of your own that count as closed, `newTicketFields` and `closingFields` what your tickets must have.',
	],
});
