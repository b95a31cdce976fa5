import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

/** Return All and Limit, as n8n's own nodes have them. */
export const listProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/** The list as far as it was asked for. */
export function limited<T>(node: IExecuteFunctions, item: number, list: T[]): T[] {
	if (node.getNodeParameter('returnAll', item, false)) return list;
	return list.slice(0, node.getNodeParameter('limit', item, 50) as number);
}
