import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';

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

/** How many results an item wants; Infinity for all. Throws InputError. */
export function readLimit(node: IExecuteFunctions, item: number): number {
	if (node.getNodeParameter('returnAll', item, false)) return Infinity;
	const limit = Number(node.getNodeParameter('limit', item, 50));
	if (!(limit >= 1)) {
		throw new InputError(
			'It must be a number, at least 1.',
			"Enter how many results you want, or switch on 'Return All'.",
			'Limit',
		);
	}
	return Math.floor(limit);
}

/** The list as far as it was asked for. */
export const limited = <T>(node: IExecuteFunctions, item: number, list: T[]): T[] =>
	list.slice(0, readLimit(node, item));

/** The beginning of what arrives one by one; nothing more is asked for once the limit is reached. */
export async function collected<T>(source: AsyncIterable<T>, limit: number): Promise<T[]> {
	const list: T[] = [];
	for await (const one of source) {
		list.push(one);
		if (list.length >= limit) break;
	}
	return list;
}
