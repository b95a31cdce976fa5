import type { Icon, ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';

import { domainExpression, hostExpression } from '../nodes/shared/appliance/host';

export class BeyondTrustOAuth2Api implements ICredentialType {
	name = 'beyondTrustOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'BeyondTrust OAuth2 API';

	icon: Icon = {
		light: 'file:../icons/beyondtrust.svg',
		dark: 'file:../icons/beyondtrust.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-beyondtrust/n8n-nodes-beyondtrust/blob/main/docs/appliance-setup.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Host',
			name: 'host',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. support.example.com',
			description: 'Host name of the appliance or cloud site. Scheme and path may be left out.',
		},
		{
			displayName: 'Client ID',
			name: 'clientId',
			type: 'string',
			required: true,
			default: '',
			description: 'OAuth client ID of the API account (/login > Management > API Configuration)',
		},
		{
			displayName: 'Client Secret',
			name: 'clientSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Shown once, when the API account is created. After generating a new one, save and test this credential.',
		},
		{
			displayName: 'Ignore SSL Issues',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the TLS certificate of the appliance is not trusted. Not recommended.',
		},
		{
			displayName: 'Link Secret',
			name: 'linkSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Key for signing the external keys of invites and the markers of notes, at least 16 characters. If empty, a key is derived from the client secret, and invites that are still open count as unsigned when that secret changes.',
		},
		{
			displayName: 'Report Page',
			name: 'reportPage',
			type: 'options',
			default: 'sessionId',
			options: [
				{ name: 'By Session ID', value: 'sessionId' },
				{ name: 'By LSID', value: 'lsid' },
				{ name: 'No Link', value: 'none' },
			],
			description:
				"How notes link to a session's report in /login. BeyondTrust does not document this: if the link does not work, choose the other one.",
		},
		{ displayName: 'Grant Type', name: 'grantType', type: 'hidden', default: 'clientCredentials' },
		{
			displayName: 'Access Token URL',
			name: 'accessTokenUrl',
			type: 'hidden',
			default: hostExpression('$self["host"]', '/oauth2/token'),
		},
		{ displayName: 'Scope', name: 'scope', type: 'hidden', default: '' },
		{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'header' },
		// n8n's own OAuth client reads the setting by this spelling, and does not inherit it.
		{
			displayName: 'Ignore SSL Issues',
			name: 'ignoreSSLIssues',
			type: 'hidden',
			default: '={{ $self["ignoreSslIssues"] }}',
		},
		// In an HTTP Request node the token goes to the appliance only: n8n's own setting, filled in here.
		{
			displayName: 'Allowed HTTP Request Domains',
			name: 'allowedHttpRequestDomains',
			type: 'hidden',
			default: 'domains',
		},
		{
			displayName: 'Allowed Domains',
			name: 'allowedDomains',
			type: 'hidden',
			default: domainExpression('$self["host"]'),
		},
	];

	httpRequestNode = {
		name: 'BeyondTrust Remote Support',
		docsUrl: 'https://docs.beyondtrust.com/rs/docs/api',
		apiBaseUrlPlaceholder: 'https://support.example.com/api/command?action=get_support_teams',
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: hostExpression('$credentials.host'),
			url: '/api/command',
			method: 'POST',
			body: { action: 'get_api_info' },
			headers: { Connection: 'close', 'Content-Type': 'application/x-www-form-urlencoded' },
			skipSslCertificateValidation: '={{ $credentials.ignoreSslIssues }}' as unknown as boolean,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message:
						"This is not a BeyondTrust appliance, or its XML API is switched off. Check 'Host'.",
				},
			},
		],
	};
}
