import { deskTemplate } from '../deskTemplate';

export const template = deskTemplate({
	desk: 'ServiceNow',
	operation: 'serviceNow',
	settings: {
		address: 'https://your-instance.service-now.com',
		system: 'servicenow',
		table: 'incident',
		number: 'INC0000000',
		caller: 'caller_id',
		closedStates: '6, 7, 8',
		closeCode: 'Solution provided',
		ticketPage: '/nav_to.do?uri=incident.do%3Fsys_id%3D',
		agentRole: 'itil',
		longestNote: 3900,
		timeTable: '',
	},
	credential: { authentication: 'genericCredentialType', genericAuthType: 'oAuth2Api' },
	setUp: [
		'In ServiceNow, create a separate user for the API with the role *itil* (*Internal integration user*, *Web service access only*), set the system property `glide.oauth.inbound.client.credential.grant_type.enabled` to *true*, and create an OAuth API endpoint for external clients with that user as *OAuth application user*.',
		'In n8n, create a credential *OAuth2 API*: Client Credentials, token address `https://your-instance.service-now.com/oauth_token.do`, scope empty, authentication *Body*. Choose it in $ask and $tell. For an older instance without client credentials, set *Generic Auth Type* of both nodes to *Basic Auth*, and choose a credential *Basic Auth* with the user.',
		'*Settings*: the address of the instance, its name in links, and what differs between instances: the table and the form of its numbers, the closed states, the resolution code, the longest note.',
	],
});
