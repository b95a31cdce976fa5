import { findTables as find, type TableName, TABLES } from '../../../shared/ledger/tables';
import type { Operation } from '../../operation';
import { itemsOf } from './items';

const NAMES = Object.keys(TABLES).sort();

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
			default: NAMES,
			description: 'The tables that must be there; those of a workflow on PostgreSQL are not',
		},
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node }) {
		return { ...find(itemsOf(node), node.getNodeParameter('needed', 0, NAMES) as TableName[]) };
	},
};
