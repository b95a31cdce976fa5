import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { locksToAdd, settingsToWrite, tablesToMake } from '../../../shared/ledger/setup';
import { techniciansToWrite } from '../../../shared/ledger/setupTechnicians';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readRows } from './items';
import { neededFrom, neededProperty } from './needed';

const ADVICE = 'Hand over the item as it is.';
const only = (...what: string[]) => ({ displayOptions: { show: { what } } });

/** Rows of the technicians, from the lists of those who ask for them. */
const technicians = (node: IExecuteFunctions, item: number, rows: IDataObject[]) =>
	techniciansToWrite({
		rows,
		representatives: readRows(node, item, 'representatives', 'Representatives'),
		users: readRows(node, item, 'users', 'Users'),
		agents: readObject<IDataObject>(node, item, 'agents', 'Agents', ADVICE),
	});

function planned(node: IExecuteFunctions, item: number): object[] {
	const what = node.getNodeParameter('what', item) as string;
	if (what === 'tables') return tablesToMake(neededFrom(node, item));
	const rows = readRows(node, item, 'rows', 'Rows');
	if (what === 'locks') return locksToAdd(rows);
	if (what === 'technicians') return technicians(node, item, rows);
	return settingsToWrite(rows, readObject<IDataObject>(node, item, 'desk', 'Desk', ADVICE));
}

export const planSetup: Operation = {
	value: 'planSetup',
	name: 'Plan Setup',
	action: 'Find what setup has to write',
	description:
		'List what is to be made, an item each: all tables with their columns, or the rows of settings, technicians or locks that are missing',
	properties: [
		{
			displayName: 'What',
			name: 'what',
			type: 'options',
			options: [
				{ name: 'Locks', value: 'locks' },
				{ name: 'Settings', value: 'settings' },
				{ name: 'Tables', value: 'tables' },
				{ name: 'Technicians', value: 'technicians' },
			],
			default: 'settings',
			description: 'What may be missing',
		},
		{ ...neededProperty, ...only('tables') },
		{
			...jsonProperty('Rows', 'rows', 'All items of the node that read the rows', '[]'),
			...only('locks', 'settings', 'technicians'),
		},
		{
			...jsonProperty('Desk', 'desk', "The desk workflow's answer to describe", '{}'),
			...only('settings'),
		},
		{
			...jsonProperty(
				'Representatives',
				'representatives',
				'All items of Representative: Get Many',
				'[]',
			),
			...only('technicians'),
		},
		{
			...jsonProperty('Users', 'users', 'All items of User: Get Many', '[]'),
			...only('technicians'),
		},
		{
			...jsonProperty('Agents', 'agents', "The desk workflow's answer to findAgents", '{}'),
			...only('technicians'),
		},
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		return planned(node, item).map((row) => ({ ...row }) as IDataObject);
	},
};
