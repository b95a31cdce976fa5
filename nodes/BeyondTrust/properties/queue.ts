import type { INodeProperties } from 'n8n-workflow';

import { byId, locator } from './locator';

const teamLocator = locator('searchTeams', byId('2'));

/** Where the customer of a session key arrives. */
export const queueProperties: INodeProperties[] = [
	{
		displayName: 'Queue Type',
		name: 'queueType',
		type: 'options',
		options: [
			{ name: 'General', value: 'general', description: 'The general queue of the site' },
			{ name: 'Issue', value: 'issue', description: 'The team that handles an issue' },
			{
				name: 'Representative',
				value: 'representative',
				description: 'The personal queue of a representative who is logged in',
			},
			{ name: 'Team', value: 'team', description: 'The queue of a support team' },
			{
				name: 'Username',
				value: 'username',
				description: 'The personal queue of a representative, by login name',
			},
		],
		default: 'team',
		description: 'The queue that the session key leads customers to',
	},
	{
		displayName: 'Team',
		name: 'teamId',
		description: 'The support team whose queue the customer reaches',
		...teamLocator,
		displayOptions: { show: { queueType: ['team'] } },
	},
	{
		displayName: 'Representative',
		name: 'representativeId',
		...locator('searchRepresentatives', byId('11')),
		description: 'The list shows those who are logged in',
		displayOptions: { show: { queueType: ['representative'] } },
	},
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		default: '',
		placeholder: 'e.g. amorgan',
		description: 'Login name of the representative. Exactly one user must have it.',
		displayOptions: { show: { queueType: ['username'] } },
	},
	{
		displayName: 'Issue',
		name: 'issueCodeName',
		...locator('searchIssues', {
			displayName: 'By Code Name',
			name: 'codeName',
			placeholder: 'e.g. printer',
		}),
		displayOptions: { show: { queueType: ['issue'] } },
	},
	{
		displayName: 'When Unavailable',
		name: 'whenUnavailable',
		type: 'options',
		options: [
			{
				name: 'Allow',
				value: 'allow',
				description: 'Create the session key anyway. The output says that nobody is available.',
			},
			{
				name: 'Stop with an Error',
				value: 'fail',
				description: 'The error TECHUNAVAILABLE names the queue',
			},
			{
				name: 'Use Fallback Team',
				value: 'fallback',
				description: 'Create a session key for another team instead',
			},
		],
		default: 'fail',
		description: 'What to do when nobody is serving the queue',
	},
	{
		displayName: 'Fallback Team',
		name: 'fallbackTeamId',
		description: 'The support team that takes the customer instead',
		...teamLocator,
		displayOptions: { show: { whenUnavailable: ['fallback'] } },
	},
];
