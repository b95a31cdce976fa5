import type { IDataObject } from 'n8n-workflow';

import { getSurveysOfSession, surveysBetween } from '../../../shared/appliance/surveys';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { collected, listProperties, readLimit } from '../../properties/lists';
import { periodProperties, readPeriod } from '../../properties/period';
import { readSessionId, sessionIdProperty } from '../../properties/sessionId';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many surveys',
	description:
		'Get the exit surveys of one support session or of all sessions that ended in a period, with every question and answer. If nobody answered, nothing is returned.',
	properties: [
		{
			displayName: 'Respondent',
			name: 'respondent',
			type: 'options',
			options: [
				{ name: 'Customer', value: 'customer' },
				{ name: 'Representative', value: 'representative' },
			],
			default: 'customer',
			description: 'Who filled the survey in',
		},
		{
			displayName: 'Surveys Of',
			name: 'selectBy',
			type: 'options',
			options: [
				{ name: 'One Session', value: 'session' },
				{ name: 'Sessions of a Period', value: 'period', description: 'By the end of the session' },
			],
			default: 'session',
			description: 'Which sessions to get the surveys of',
		},
		{ ...sessionIdProperty, required: false, displayOptions: { show: { selectBy: ['session'] } } },
		...periodProperties.map((property) => ({
			...property,
			required: false,
			displayOptions: { show: { selectBy: ['period'] } },
		})),
		...listProperties,
	],
	async execute({ node, item, appliance }) {
		const respondent = node.getNodeParameter('respondent', item, 'customer') as string;
		const selectBy = node.getNodeParameter('selectBy', item, 'session') as string;
		if (respondent !== 'customer' && respondent !== 'representative') {
			throw new InputError(
				`'${respondent}' does not fill in surveys.`,
				'Use customer or representative.',
				'Respondent',
			);
		}
		const limit = readLimit(node, item);
		if (selectBy === 'session') {
			const sessionId = readSessionId(node, item);
			const surveys = await getSurveysOfSession(await appliance(), respondent, sessionId);
			return surveys.slice(0, limit) as unknown as IDataObject[];
		}
		const period = { ...readPeriod(node, item), signal: node.getExecutionCancelSignal() };
		const surveys = surveysBetween(await appliance(), respondent, period);
		return (await collected(surveys, limit)) as unknown as IDataObject[];
	},
};
