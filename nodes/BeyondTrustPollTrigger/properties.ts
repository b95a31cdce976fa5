import type { INodeProperties } from 'n8n-workflow';

export const properties: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [
			{
				displayName: 'Include Running',
				name: 'includeRunning',
				type: 'boolean',
				default: false,
				description:
					'Whether to also return sessions that are still running. Each comes once while it is running, and again after it has ended.',
			},
			{
				displayName: 'Look Back (Hours)',
				name: 'lookBack',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 1,
				description: 'How far back the very first poll looks',
			},
			{
				displayName: 'Overlap (Seconds)',
				name: 'overlap',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 120,
				description:
					'How much of the time before the latest session is read again, to find sessions that the appliance registers late',
			},
		],
	},
];
