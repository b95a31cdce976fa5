import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';

export const sessionProperty: INodeProperties = {
	displayName: 'Session',
	name: 'session',
	type: 'json',
	required: true,
	default: '={{ $json }}',
	description: 'The session as Session: Get returns it',
};

/**
 * The value of a JSON parameter, whether it holds the value itself or its text. Throws InputError, with `advice`, naming
 * the field by the label `field`.
 */
export function readJson(
	node: IExecuteFunctions,
	item: number,
	name: string,
	{ field, advice }: { field: string; advice: string },
): unknown {
	const value: unknown = node.getNodeParameter(name, item);
	if (typeof value !== 'string') return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		throw notJson(advice, field);
	}
}

const notJson = (advice: string, field: string) =>
	new InputError('This is not JSON.', advice, field);

export const readSession = (node: IExecuteFunctions, item: number): unknown =>
	readJson(node, item, 'session', {
		field: 'Session',
		advice: 'Use the output of Session: Get as it is.',
	});

/** A JSON parameter of an operation of the templates, filled in there by an expression. */
export const jsonProperty = (
	displayName: string,
	name: string,
	description: string,
	value = '={{ $json }}',
): INodeProperties => ({ displayName, name, type: 'json', default: value, description });

/** An object that a JSON parameter holds. Throws InputError, with `advice`, naming the field by its label. */
export function readObject<T>(
	node: IExecuteFunctions,
	item: number,
	name: string,
	field: string,
	advice = 'Pass in the item as it is.',
): T {
	const value = readJson(node, item, name, { field, advice });
	if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as T;
	throw new InputError('It must be one item.', advice, field);
}
