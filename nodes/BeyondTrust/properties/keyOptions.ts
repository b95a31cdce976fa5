import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';
import { attributesProperty, readAttributes } from './attributes';

export const keyOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		attributesProperty,
		{
			displayName: 'Public Portal',
			name: 'publicPortal',
			type: 'string',
			default: '',
			placeholder: 'e.g. help.example.com',
			description: 'Host name of the public site that the link leads to',
		},
		{
			displayName: 'Time to Live (Seconds)',
			name: 'ttl',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 86400,
			description:
				'How long the key can be used to start a session. A session that has already started continues.',
		},
	],
};

export interface KeyOptions {
	ttl?: number;
	publicPortal?: string;
	attributes: Record<string, string>;
}

const PORTAL = /^[a-z0-9](?:[a-z0-9.-]{0,253}[a-z0-9])?$/i;

/** The options of an item, checked before anything is asked of the appliance. Throws InputError. */
export function readKeyOptions(
	node: IExecuteFunctions,
	item: number,
	externalKey: string,
): KeyOptions {
	const options = node.getNodeParameter('options', item, {}) as IDataObject;
	const publicPortal = String(options.publicPortal ?? '').trim();
	if (publicPortal !== '' && !PORTAL.test(publicPortal)) {
		throw new InputError(
			'This is not a host name.',
			'Enter the host name of a public site, for example help.example.com.',
			'Public Portal',
		);
	}
	const attributes = readAttributes(options.attributes, {
		externalKey,
		consequence: 'No session key was made.',
	});
	return { ttl: readTtl(options.ttl), publicPortal: publicPortal || undefined, attributes };
}

function readTtl(value: unknown): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const seconds = typeof value === 'number' ? value : Number(String(value).trim());
	if (!Number.isInteger(seconds) || seconds < 1 || seconds > 2_147_483_647) {
		throw new InputError(
			'It must be a whole number of seconds, at least 1.',
			'Enter for example 86400 for a day. No session key was made.',
			'Time to Live (Seconds)',
		);
	}
	return seconds;
}
