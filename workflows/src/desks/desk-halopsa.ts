import { deskTemplate } from '../deskTemplate';

export const template = deskTemplate({
	desk: 'HaloPSA',
	operation: 'haloPsa',
	settings: {
		address: 'https://your-tenant.halopsa.com',
		system: 'halo',
		outcome: 'Remote Session',
		ticketPage: '/ticket?id=',
	},
	credential: { authentication: 'genericCredentialType', genericAuthType: 'oAuth2Api' },
	also: 'It also posts into chats.',
	setUp: [
		'In HaloPSA, create an API application (Client ID and Secret, login as an agent of its own) with the permissions *read:tickets*, *edit:tickets* and *read:customers*, or *all*.',
		'In n8n, create a credential *OAuth2 API*: Client Credentials, token address `https://your-tenant.halopsa.com/auth/token`, scope `all`, authentication *Body*. HaloPSA answers an expired token with 401 or 400: from n8n 2.41 on, set *Token Expired Status Code* to *Expression* and enter `{{ [401, 400] }}`. Choose it in $ask and $tell.',
		'*Settings*: the address of the tenant, its name in links, the outcome of the actions and the path to the page of a ticket.',
	],
});
