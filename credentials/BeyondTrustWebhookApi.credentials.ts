import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class BeyondTrustWebhookApi implements ICredentialType {
	name = 'beyondTrustWebhookApi';

	displayName = 'BeyondTrust Webhook API';

	icon: Icon = {
		light: 'file:../icons/beyondtrust.svg',
		dark: 'file:../icons/beyondtrust.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-beyondtrust/n8n-nodes-beyondtrust/blob/main/docs/appliance-setup.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'A long random text of at least 16 letters and digits. The URL of the outbound event in /login ends with ?token= and this text.',
		},
	];
}
