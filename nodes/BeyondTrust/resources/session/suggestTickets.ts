import type { IDataObject } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import {
	CANDIDATES_ADVICE,
	DEFAULT_LIMIT,
	DEFAULT_THRESHOLD,
	MOST_SUGGESTIONS,
	suggestTickets as suggest,
} from '../../../shared/session/match';
import { assertSession } from '../../../shared/session/note';
import type { Operation } from '../../operation';
import { readJson, readSession, sessionProperty } from '../../properties/json';

export const suggestTickets: Operation = {
	value: 'suggestTickets',
	name: 'Suggest Tickets',
	action: 'Suggest tickets for a session',
	description:
		'Find the tickets a session may belong to among the tickets of a desk, best first, each with a score and the reasons in words. Suggests none where none is likely. Nothing is linked or changed.',
	properties: [
		sessionProperty,
		{
			displayName: 'Candidates',
			name: 'candidates',
			type: 'json',
			required: true,
			default: '[]',
			hint: 'A JSON array of tickets as the desk lists them, each with an ID',
			description:
				'The tickets to choose from, of any desk. What is read, under the names that desks use: ID, summary, details, customer, email, company, technician, device, status, and when it was opened, last touched and closed. Everything else is ignored.',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Limit',
					name: 'limit',
					type: 'number',
					typeOptions: { minValue: 1, maxValue: MOST_SUGGESTIONS },
					default: 50,
					hint: `Without this option, the best ${DEFAULT_LIMIT}`,
					description: 'Max number of results to return',
				},
				{
					displayName: 'Threshold',
					name: 'threshold',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
					default: DEFAULT_THRESHOLD,
					description:
						'Score below which a ticket is not suggested, from 0 to 1. A higher one suggests less, and surer.',
				},
			],
		},
	],
	async execute({ node, item }) {
		// A long list takes a good part of a second, and n8n has other work to do between two of them.
		await sleep(0);
		const session = assertSession(readSession(node, item));
		const candidates = readJson(node, item, 'candidates', {
			field: 'Candidates',
			advice: CANDIDATES_ADVICE,
		});
		const options = node.getNodeParameter('options', item, {}) as IDataObject;
		const suggestions = suggest(session, candidates, options);
		return {
			...node.getInputData()[item].json,
			suggestions: suggestions as unknown as IDataObject[],
		};
	},
};
