import type { INodeProperties } from 'n8n-workflow';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Open Webhook URLs above and copy the production URL. Put it, with ?token=YOUR_TOKEN behind it, into an outbound event of the appliance (/login > Management > Outbound Events).',
		name: 'notice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		// n8n must know whether the credential is needed before it publishes.
		noDataExpression: true,
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'Anybody who knows the URL can start the workflow',
			},
			{
				name: 'Token in URL',
				value: 'token',
				description: 'The outbound event carries a secret in its URL',
			},
		],
		default: 'token',
		description:
			'How the appliance shows that it is the sender. It can sign nothing and send no header.',
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		options: [
			{
				name: 'Customer Survey Completed',
				value: 'customerSurveyCompleted',
				description: 'The customer sent the exit survey',
			},
			{
				name: 'Member Added',
				value: 'memberAdded',
				description: 'A customer or representative joined the session',
			},
			{
				name: 'Member Departed',
				value: 'memberDeparted',
				description: 'A customer or representative left the session',
			},
			{
				name: 'Owner Changed',
				value: 'ownerChanged',
				description: 'Another representative or queue has the session now',
			},
			{
				name: 'Representative Survey Completed',
				value: 'representativeSurveyCompleted',
				description: 'The representative sent the exit survey',
			},
			{ name: 'Session Ended', value: 'sessionEnded', description: 'A session is over' },
			{
				name: 'Session Started',
				value: 'sessionStarted',
				description: 'A customer began a session',
			},
		],
		default: ['sessionEnded'],
		description: 'What starts the workflow. Other events are answered and left alone.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Appliance IDs',
				name: 'applianceIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. a0b1c2d3e4f5061728394a5b6c7d8e9f',
				description:
					'Comma-separated list; events of other appliances are left alone. Appliance: Get shows the ID.',
			},
			{
				displayName: 'Only Signed Links',
				name: 'onlySignedLinks',
				type: 'boolean',
				default: false,
				description:
					'Whether to leave alone events whose external key was not signed by this package. Needs the API account as a credential.',
			},
		],
	},
];
