import type { IDataObject } from 'n8n-workflow';

import { ticketsToInvite } from '../../../shared/invite/newTickets';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { itemsOf, readSettingsOf, settingsProperty } from '../ledger/items';

export const listTickets: Operation = {
	value: 'listTickets',
	name: 'List Tickets',
	action: 'List the tickets whose customers to invite',
	description:
		'List the tickets whose customers may be invited: the one that a call from the desk is about, or those whose invite failed. Each item is a request for the desk workflow. Takes the rows of beyondtrust_invites that failed.',
	properties: [
		jsonProperty('What Came', 'came', 'What Invite: Take Call returned, if the desk called', '{}'),
		{
			displayName: 'By',
			name: 'by',
			type: 'options',
			options: [
				{ name: 'Person', value: 'person', description: 'All that failed, now' },
				{ name: 'Schedule', value: 'due', description: 'What certainly failed, after its pause' },
			],
			default: 'due',
			description: 'Who wants to send the failed invites again',
		},
		settingsProperty,
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const came = readObject<IDataObject>(node, item, 'came', 'What Came', 'Pass it in as it is.');
		const by = node.getNodeParameter('by', item) as 'due' | 'person';
		const settings = readSettingsOf(node, item);
		const calls = ticketsToInvite(came, itemsOf(node), by, settings, Date.now());
		return calls.map((call) => ({ ...call }) as IDataObject);
	},
};
