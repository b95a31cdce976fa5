import type { INodeProperties } from 'n8n-workflow';

export const properties: INodeProperties[] = [
	{
		displayName:
			'Open Webhook URLs above and copy the production URL. Put it, with ?token=YOUR_TOKEN at its end, into an outbound event of the appliance (/login > Management > Outbound Events).',
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
			'How the appliance proves that it is the sender. It cannot sign events or send headers.',
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
				description: 'The session has moved to another representative or queue',
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
				description: 'A customer started a session',
			},
		],
		default: ['sessionEnded'],
		description: 'What starts the workflow. Other events are acknowledged and ignored.',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		// Read by n8n alone: see the version of the node.
		default: { binaryData: true },
		options: [
			{ displayName: 'Raw Body', name: 'binaryData', type: 'hidden', default: true },
			{
				displayName: 'Appliance IDs',
				name: 'applianceIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. a0b1c2d3e4f5061728394a5b6c7d8e9f',
				description:
					'Comma-separated list. Events of other appliances are ignored. Appliance: Get shows the ID.',
			},
			{
				displayName: 'Only Signed Links',
				name: 'onlySignedLinks',
				type: 'boolean',
				default: false,
				description:
					'Whether to ignore events whose external key was not signed by this package. This stops strangers from starting the workflow, but does not hide sessions: a sweep or the polling trigger still finds them. Needs the API account as a credential.',
			},
		],
	},
];
