import type { IDataObject } from 'n8n-workflow';

import { locksToAdd, settingsToWrite } from '../../../shared/ledger/setup';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readRows } from './items';

const ADVICE = 'Hand over the item as it is.';

export const planSetup: Operation = {
	value: 'planSetup',
	name: 'Plan Setup',
	action: 'Find what setup has to write',
	description:
		'List the rows that are missing, an item each, and none where nothing is: settings, or locks',
	properties: [
		{
			displayName: 'What',
			name: 'what',
			type: 'options',
			options: [
				{ name: 'Locks', value: 'locks' },
				{ name: 'Settings', value: 'settings' },
			],
			default: 'settings',
			description: 'What may be missing',
		},
		jsonProperty('Rows', 'rows', 'All items of the node that read the rows', '[]'),
		{
			...jsonProperty('Desk', 'desk', "The desk workflow's answer to describe", '{}'),
			displayOptions: { show: { what: ['settings'] } },
		},
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const rows = readRows(node, item, 'rows', 'Rows');
		if (node.getNodeParameter('what', item) === 'locks') return locksToAdd(rows);
		const desk = readObject<IDataObject>(node, item, 'desk', 'Desk', ADVICE);
		return settingsToWrite(rows, desk).map((row) => ({ ...row }) as IDataObject);
	},
};
