import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

export class BeyondTrustDeskWebhookApi implements ICredentialType {
	name = 'beyondTrustDeskWebhookApi';

	displayName = 'BeyondTrust Desk Webhook API';

	icon: Icon = {
		light: 'file:../icons/beyondtrust.svg',
		dark: 'file:../icons/beyondtrust.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-beyondtrust/n8n-nodes-beyondtrust/blob/main/docs/invites.md';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'What the webhooks of your desk are signed with, or the value of the header X-BeyondTrust-Secret if the desk does not sign its calls. At least 16 characters.',
		},
	];
}
