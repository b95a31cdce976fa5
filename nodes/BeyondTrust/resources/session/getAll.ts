import type { IDataObject } from 'n8n-workflow';

import { summaryOf, whole } from '../../../shared/appliance/reporting';
import { sessionsBetween } from '../../../shared/appliance/sessions';
import { InputError } from '../../../shared/session/errors';
import type { SessionSummary } from '../../../shared/session/model';
import type { Operation } from '../../operation';
import { collected, listProperties, readLimit } from '../../properties/lists';
import { periodProperties, readPeriod } from '../../properties/period';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many sessions',
	description:
		'Get the support sessions that ended (or started) in a period, oldest first: people, chat, notes, files, times. Choose the details Summary to get only who, when, how long and what the session belongs to. If the report of a session is larger than 40 MB, only the first part of what happened is returned, with complete set to false.',
	properties: [
		{
			displayName: 'Period',
			name: 'period',
			type: 'options',
			options: [
				{
					name: 'Ended Since',
					value: 'endedSince',
					description: 'Closed sessions, by their end',
				},
				{
					name: 'Started Since',
					value: 'startedSince',
					description: 'By their start, including those that are still running or ended abnormally',
				},
			],
			default: 'endedSince',
			description: 'Which time of a session must be in the period',
		},
		...periodProperties,
		...listProperties,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Details',
					name: 'details',
					type: 'options',
					options: [
						{ name: 'Full', value: 'full', description: 'Everything' },
						{
							name: 'Summary',
							value: 'summary',
							description: 'Without chat, notes, files and system information',
						},
					],
					default: 'full',
					description: 'How much of each session to return',
				},
				{
					displayName: 'Include Events',
					name: 'includeEvents',
					type: 'boolean',
					default: false,
					description:
						'Whether to add the whole list of events of each session as the appliance recorded it',
				},
			],
		},
	],
	async execute({ node, item, appliance }) {
		const by = readMoment(node.getNodeParameter('period', item, 'endedSince'));
		const period = readPeriod(node, item);
		const limit = readLimit(node, item);
		const options = node.getNodeParameter('options', item, {}) as IDataObject;
		const sessions = sessionsBetween<SessionSummary>(await appliance(), {
			...period,
			by,
			includeEvents: options.includeEvents === true,
			shape: options.details === 'summary' ? summaryOf : whole,
			signal: node.getExecutionCancelSignal(),
		});
		return (await collected(sessions, limit)) as unknown as IDataObject[];
	},
};

function readMoment(period: unknown): 'end' | 'start' {
	if (period === 'endedSince') return 'end';
	if (period === 'startedSince') return 'start';
	throw new InputError(
		`'${String(period)}' is not a kind of period.`,
		'Use endedSince or startedSince.',
		'Period',
	);
}
