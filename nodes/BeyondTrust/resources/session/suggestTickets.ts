import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

import {
	CANDIDATES_ADVICE,
	DEFAULT_LIMIT,
	DEFAULT_THRESHOLD,
	MOST_SUGGESTIONS,
	readCandidates,
	suggestAmong,
	type Ticket,
} from '../../../shared/session/match';
import { sessionFromJson } from '../../../shared/session/note';
import type { Operation } from '../../operation';
import { readJson, readSession, sessionProperty } from '../../properties/json';

/** Many sessions of a run are compared with the same list: its text and tickets, as long as the run lasts. */
const lastRead = new WeakMap<IExecuteFunctions, { text: string; tickets: Ticket[] }>();

function candidatesFor(node: IExecuteFunctions, item: number): Ticket[] {
	const text: unknown = node.getNodeParameter('candidates', item);
	const last = lastRead.get(node);
	if (last && last.text === text) return last.tickets;
	const tickets = readCandidates(
		readJson(node, item, 'candidates', { field: 'Candidates', advice: CANDIDATES_ADVICE }),
	);
	if (typeof text === 'string') lastRead.set(node, { text, tickets });
	return tickets;
}

export const suggestTickets: Operation = {
	value: 'suggestTickets',
	name: 'Suggest Tickets',
	action: 'Suggest tickets for a session',
	description:
		'Find the tickets that a session may belong to, best first, each with a score and the reasons in words. If no ticket is likely, none is suggested. Nothing is linked or changed.',
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
				'The tickets to choose from, from any desk. These fields are read, under the names that desks use: ID, summary, details, customer, email, company, technician, device, status, and when it was opened, last touched and closed. Everything else is ignored.',
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
						'Score below which a ticket is not suggested, from 0 to 1. A higher score gives fewer suggestions, but more certain ones.',
				},
			],
		},
	],
	appliance: 'none',
	async execute({ node, item }) {
		// A long list takes a good part of a second, and n8n has other work to do between two of them.
		await sleep(0);
		const session = sessionFromJson(readSession(node, item));
		const options = node.getNodeParameter('options', item, {}) as IDataObject;
		const suggestions = suggestAmong(session, candidatesFor(node, item), options);
		return {
			...node.getInputData()[item].json,
			suggestions: suggestions as unknown as IDataObject[],
		};
	},
};
