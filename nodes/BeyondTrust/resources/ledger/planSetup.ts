import type { IDataObject } from 'n8n-workflow';

import { locksToAdd, settingsToAdd, tablesToMake } from '../../../shared/ledger/setup';
import type { Operation } from '../../operation';
import { itemsOf } from './items';
import { neededFrom, neededProperty } from './needed';

export const planSetup: Operation = {
	value: 'planSetup',
	name: 'Plan Setup',
	action: 'Find what setup has to add',
	description:
		"List what is missing, an item each, and none where nothing is: tables by n8n's list of data tables, settings and locks by the rows that are there",
	properties: [
		{
			displayName: 'What',
			name: 'what',
			type: 'options',
			options: [
				{ name: 'Locks', value: 'locks' },
				{ name: 'Settings', value: 'settings' },
				{ name: 'Tables', value: 'tables' },
			],
			default: 'tables',
			description: 'What may be missing',
		},
		{ ...neededProperty, displayOptions: { show: { what: ['tables'] } } },
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const rows = itemsOf(node);
		const what = node.getNodeParameter('what', item) as string;
		if (what === 'settings') return settingsToAdd(rows).map((row) => ({ ...row }) as IDataObject);
		if (what === 'locks') return locksToAdd(rows);
		const tables = tablesToMake(rows, neededFrom(node, item));
		return tables.map((table) => ({ ...table }) as IDataObject);
	},
};
