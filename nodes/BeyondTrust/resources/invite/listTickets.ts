import type { IDataObject } from 'n8n-workflow';

import { ticketsToInvite } from '../../../shared/invite/newTickets';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { itemsOf, readSettingsOf, settingsProperty } from '../ledger/items';

export const listTickets: Operation = {
	value: 'listTickets',
	name: 'List Tickets',
	action: 'List the tickets to invite for',
	description:
		'List the tickets whose customers may be invited: the one that a call of the desk tells of, or those whose invite failed. Each item is a request for the desk workflow. Takes the rows of beyondtrust_invites that failed.',
	properties: [
		jsonProperty('What Came', 'came', 'What Invite: Take Call gave, where the desk called', '{}'),
		{
			displayName: 'By',
			name: 'by',
			type: 'options',
			options: [
				{ name: 'Person', value: 'person', description: 'All that failed, now' },
				{ name: 'Schedule', value: 'due', description: 'What surely failed, after its pause' },
			],
			default: 'due',
			description: 'Who wants what failed to be sent again',
		},
		settingsProperty,
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const came = readObject<IDataObject>(node, item, 'came', 'What Came', 'Hand it over as it is.');
		const by = node.getNodeParameter('by', item) as 'due' | 'person';
		const settings = readSettingsOf(node, item);
		const calls = ticketsToInvite(came, itemsOf(node), by, settings, Date.now());
		return calls.map((call) => ({ ...call }) as IDataObject);
	},
};
