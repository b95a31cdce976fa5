import { findTables as find, type TableName, TABLES } from '../../../shared/ledger/tables';
import type { Operation } from '../../operation';
import { itemsOf } from './items';

const NAMES = (Object.keys(TABLES) as TableName[]).sort();

export const findTables: Operation = {
	value: 'findTables',
	name: 'Find Tables',
	action: 'Find the tables of the templates',
	description:
		"Find the IDs of the data tables of the templates in n8n's list of data tables, by their exact names",
	properties: [
		{
			displayName: 'Needed',
			name: 'needed',
			type: 'multiOptions',
			options: NAMES.map((name) => ({ name, value: name })),
			default: [],
			description:
				'Tables that must be there: all, if none is chosen. Those of a workflow on PostgreSQL need not be.',
		},
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node }) {
		const needed = node.getNodeParameter('needed', 0, []) as TableName[];
		return { ...find(itemsOf(node), needed.length > 0 ? needed : NAMES) };
	},
};
