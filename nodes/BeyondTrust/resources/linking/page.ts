import type { IDataObject } from 'n8n-workflow';

import { page as show } from '../../../shared/linking/page';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { itemsOf, readRows, readSettingsOf, settingsProperty } from '../ledger/items';
import { listProperty, techniciansProperty } from './items';

export const page: Operation = {
	value: 'page',
	name: 'Page',
	action: 'Make a page of the linking form',
	description:
		'Make a page of the form for linking sessions to tickets: title, description and fields for a form node of n8n. Takes the rows of the ledger, or the answer of the desk workflow.',
	properties: [
		jsonProperty(
			'State',
			'state',
			'What the form knows, as Linking: Answer returned it',
			"={{ $('Read the answer').first().json.state }}",
		),
		listProperty('Tickets of the Customer', 'theirs', "The desk workflow's answer to that"),
		listProperty('Reports', 'reports', 'The chosen sessions, as Session: Get returns them'),
		techniciansProperty,
		settingsProperty,
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const advice = 'Pass in what Linking: Answer returned.';
		const shown = show({
			state: readObject<IDataObject>(node, item, 'state', 'State', advice),
			found: itemsOf(node),
			theirs: readRows(node, item, 'theirs', 'Tickets of the Customer'),
			reports: readRows(node, item, 'reports', 'Reports'),
			technicians: readRows(node, item, 'technicians', 'Technicians'),
			settings: readSettingsOf(node, item),
			timezone: node.getTimezone(),
		});
		return { ...shown } as unknown as IDataObject;
	},
};
