import type {
	IExecuteFunctions,
	INodeParameterResourceLocator,
	INodeProperties,
} from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';

const teamLocator = {
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchTeams', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 2' },
	],
} satisfies Partial<INodeProperties>;

/** Where the customer of a session key arrives. */
export const queueProperties: INodeProperties[] = [
	{
		displayName: 'Queue Type',
		name: 'queueType',
		type: 'options',
		options: [
			{ name: 'General', value: 'general', description: 'The general queue of the site' },
			{ name: 'Issue', value: 'issue', description: 'The team that serves an issue' },
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
		description: 'The queue that customers reach with the session key',
	},
	{
		displayName: 'Team',
		name: 'teamId',
		...teamLocator,
		displayOptions: { show: { queueType: ['team'] } },
	},
	{
		displayName: 'Representative',
		name: 'representativeId',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchRepresentatives', searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. 11' },
		],
		description: 'The list holds those who are logged in',
		displayOptions: { show: { queueType: ['representative'] } },
	},
	{
		displayName: 'Username',
		name: 'username',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. amorgan',
		description: 'Login name of the representative. Exactly one user must have it.',
		displayOptions: { show: { queueType: ['username'] } },
	},
	{
		displayName: 'Issue',
		name: 'issueCodeName',
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: 'searchIssues', searchable: true },
			},
			{
				displayName: 'By Code Name',
				name: 'codeName',
				type: 'string',
				placeholder: 'e.g. printer',
			},
		],
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
				description: 'Make the session key all the same. The output says that nobody is there.',
			},
			{ name: 'Fail', value: 'fail', description: 'Stop with TECHUNAVAILABLE, naming the queue' },
			{
				name: 'Use Fallback Team',
				value: 'fallback',
				description: 'Make a session key for another team instead',
			},
		],
		default: 'fail',
		description: 'What to do when nobody serves the queue',
	},
	{
		displayName: 'Fallback Team',
		name: 'fallbackTeamId',
		...teamLocator,
		displayOptions: { show: { whenUnavailable: ['fallback'] } },
	},
];

/** A queue as asked for: `wire` is the appliance's notation, `label` how to name it to people. */
export interface Queue {
	type: string;
	id: string | null;
	wire: string;
	label: string;
	/** Label of the field that chose it. */
	field: string;
}

const NUMBER = /^[1-9]\d{0,9}$/;
/** Code names: letters, digits, underscore, hyphen, backslash (vendor's specification). */
const CODE_NAME = /^[\w\\-]{1,64}$/;

function locatorValue(
	node: IExecuteFunctions,
	item: number,
	name: string,
): { value: string; label?: string } {
	const parameter = node.getNodeParameter(name, item) as
		| INodeParameterResourceLocator
		| string
		| number;
	if (typeof parameter === 'object' && parameter !== null) {
		return { value: String(parameter.value ?? '').trim(), label: parameter.cachedResultName };
	}
	return { value: String(parameter ?? '').trim() };
}

function numbered(
	node: IExecuteFunctions,
	item: number,
	name: string,
	field: string,
	wire: string,
): Queue {
	const { value, label } = locatorValue(node, item, name);
	if (!NUMBER.test(value)) {
		throw new InputError(
			value === '' ? 'Nothing is chosen.' : 'This is not an ID: IDs are whole numbers.',
			`Choose from the list, or enter the number that ${field === 'Representative' ? 'Representative' : 'Team'}: Get Many returns.`,
			field,
		);
	}
	const kind = wire === 'rep' ? 'representative' : 'team';
	return {
		type: kind,
		id: value,
		wire: `${wire}:${value}`,
		label: `${kind} ${label ? `'${label}'` : value}`,
		field,
	};
}

/** The fallback team of an item. Throws InputError. */
export const readFallbackTeam = (node: IExecuteFunctions, item: number): Queue =>
	numbered(node, item, 'fallbackTeamId', 'Fallback Team', 'team');

/** The queue that the parameters of an item ask for. Throws InputError naming the field. */
export function readQueue(node: IExecuteFunctions, item: number): Queue {
	const type = node.getNodeParameter('queueType', item) as string;
	if (type === 'general') {
		return { type, id: null, wire: 'general', label: 'the general queue', field: 'Queue Type' };
	}
	if (type === 'team') return numbered(node, item, 'teamId', 'Team', 'team');
	if (type === 'representative')
		return numbered(node, item, 'representativeId', 'Representative', 'rep');
	if (type === 'username') {
		const username = String(node.getNodeParameter('username', item)).trim();
		if (username === '' || username.length > 64) {
			throw new InputError(
				'A login name has 1 to 64 characters.',
				'Enter the login name of the representative.',
				'Username',
			);
		}
		return {
			type,
			id: username,
			wire: `rep_username:${username}`,
			label: `representative '${username}'`,
			field: 'Username',
		};
	}
	if (type === 'issue') {
		const { value, label } = locatorValue(node, item, 'issueCodeName');
		if (!CODE_NAME.test(value)) {
			throw new InputError(
				'This is not the code name of an issue.',
				'Choose from the list, or enter the code name that /login shows for the issue.',
				'Issue',
			);
		}
		return {
			type,
			id: value,
			wire: `issue:${value}`,
			label: `issue '${label ?? value}'`,
			field: 'Issue',
		};
	}
	throw new InputError(
		`'${type}' is no kind of queue.`,
		'Use team, representative, username, issue or general.',
		'Queue Type',
	);
}
