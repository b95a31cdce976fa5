import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';

export const keyOptions: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		{
			displayName: 'Custom Fields',
			name: 'attributes',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true },
			placeholder: 'Add Custom Field',
			default: {},
			options: [
				{
					displayName: 'Custom Field',
					name: 'attribute',
					values: [
						{
							displayName: 'Code Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. ticket_type',
							description: 'Code name of a custom field defined in /login',
						},
						{ displayName: 'Value', name: 'value', type: 'string', default: '' },
					],
				},
			],
			description: 'Custom fields that the session will carry',
		},
		{
			displayName: 'Public Portal',
			name: 'publicPortal',
			type: 'string',
			default: '',
			placeholder: 'e.g. help.example.com',
			description: 'Host name of the public site whose address the link gets',
		},
		{
			displayName: 'Time to Live (Seconds)',
			name: 'ttl',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 86400,
			description: 'How long the key can start a session. A session that has begun goes on.',
		},
	],
};

export interface KeyOptions {
	ttl?: number;
	publicPortal?: string;
	attributes: Record<string, string>;
}

/** Documented limits of the appliance: characters a value, bytes of all values with the external key. */
const LONGEST_VALUE = 1_024;
const LARGEST_TOTAL = 10_240;
const CODE_NAME = /^[\w\\-]{1,64}$/;
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
	const attributes = readAttributes((options.attributes as IDataObject | undefined)?.attribute);
	const bytes = Object.values(attributes).reduce(
		(sum, value) => sum + Buffer.byteLength(value),
		Buffer.byteLength(externalKey),
	);
	if (bytes > LARGEST_TOTAL) {
		throw new InputError(
			`The external key and all custom fields together have ${bytes} bytes; the appliance holds at most 10,240.`,
			'Shorten them. No session key was made.',
			'Custom Fields',
		);
	}
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

function readAttributes(list: unknown): Record<string, string> {
	const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
	for (const entry of (Array.isArray(list) ? list : []) as IDataObject[]) {
		const name = String(entry.name ?? '').trim();
		const value = String(entry.value ?? '');
		if (!CODE_NAME.test(name) || name === 'external_key') {
			throw new InputError(
				name === 'external_key'
					? 'The external key is set by the link, not here.'
					: `'${name.slice(0, 64)}' is not the code name of a custom field.`,
				'Code names have letters, digits, underscores and hyphens. No session key was made.',
				'Custom Fields',
			);
		}
		if (value.length > LONGEST_VALUE) {
			throw new InputError(
				`The value of '${name}' has ${value.length} characters; the appliance holds at most 1,024.`,
				'Shorten it. No session key was made.',
				'Custom Fields',
			);
		}
		attributes[name] = value;
	}
	return attributes;
}
