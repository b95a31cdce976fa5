import { deskTemplate } from '../deskTemplate';

export const template = deskTemplate({
	desk: 'Zendesk',
	operation: 'zendesk',
	settings: {
		address: 'https://your-subdomain.zendesk.com',
		system: 'zendesk',
		totalTimeField: '',
		lastTimeField: '',
	},
	credential: { authentication: 'genericCredentialType', genericAuthType: 'oAuth2Api' },
	setUp: [
		'In Zendesk, create an agent who may see all tickets and add public and private comments, and as that agent an OAuth client (Admin Center, *Apps and integrations*, *APIs*, *OAuth clients*) of the kind *Confidential*.',
		'In n8n, create a credential *OAuth2 API*: Client Credentials, token address `https://your-subdomain.zendesk.com/oauth/tokens`, scope `read write`, authentication *Body*. Choose it in $ask and $tell.',
		"*Settings*: the address of the account, and its name in links. If you use Zendesk's Time Tracking app, also the ids of its two ticket fields, so that the time of a session is added to its ticket. If they are empty, no time is added.",
	],
});
