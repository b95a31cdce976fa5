import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { type TableName, TABLES } from '../../../shared/ledger/tables';

const NAMES = (Object.keys(TABLES) as TableName[]).sort();

export const neededProperty: INodeProperties = {
	displayName: 'Needed',
	name: 'needed',
	type: 'multiOptions',
	options: NAMES.map((name) => ({ name, value: name })),
	default: [],
	description:
		'Tables that must exist. If none is chosen, all of them. A workflow on PostgreSQL does not need those that PostgreSQL holds.',
};

/** The tables that a workflow keeps in n8n. */
export function neededFrom(node: IExecuteFunctions, item: number): TableName[] {
	const needed = node.getNodeParameter('needed', item, []) as TableName[];
	return needed.length > 0 ? needed : NAMES;
}
