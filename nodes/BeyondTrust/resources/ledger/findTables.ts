import { findTables as find } from '../../../shared/ledger/tables';
import type { Operation } from '../../operation';
import { itemsOf } from './items';
import { neededFrom, neededProperty } from './needed';

export const findTables: Operation = {
	value: 'findTables',
	name: 'Find Tables',
	action: 'Find the tables of the templates',
	description:
		"Find the IDs of the templates' data tables in n8n's list of data tables, by their exact names",
	properties: [neededProperty],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node }) {
		return { ...find(itemsOf(node), neededFrom(node, 0)) };
	},
};
