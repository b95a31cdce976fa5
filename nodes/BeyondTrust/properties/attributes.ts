import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';

/** Custom fields of a session, by code name. */
export const attributesProperty: INodeProperties = {
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
	description: 'Custom fields to set on the session',
};

/** Documented limits of the appliance: characters a value, bytes of all values with the external key. */
const LONGEST_VALUE = 1_024;
const LARGEST_TOTAL = 10_240;
const CODE_NAME = /^[\w\\-]{1,64}$/;

const unnamed = (name: string, consequence: string) =>
	new InputError(
		name === ''
			? 'One of them has no code name.'
			: `'${name.slice(0, 64)}' is not the code name of a custom field.`,
		`Code names have letters, digits, underscores and hyphens. ${consequence}`,
		'Custom Fields',
	);

const fieldOnly = (consequence: string) =>
	new InputError(
		'The external key is set by the link, not here.',
		`Choose it in 'Link To'. ${consequence}`,
		'Custom Fields',
	);

/** What else the values are held against: `externalKey` counts for the total, and where it is given stands by itself. */
export interface AttributeLimits {
	externalKey?: string;
	/** What did not happen, as a sentence. */
	consequence: string;
}

/** The custom fields of a fixed collection, by code name, within the appliance's limits. Throws InputError. */
export function readAttributes(
	collection: unknown,
	{ externalKey, consequence }: AttributeLimits,
): Record<string, string> {
	const list = (collection as IDataObject | undefined)?.attribute;
	const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
	for (const entry of (Array.isArray(list) ? list : []) as IDataObject[]) {
		const name = String(entry.name ?? '').trim();
		const value = String(entry.value ?? '');
		if (!CODE_NAME.test(name)) throw unnamed(name, consequence);
		if (name === 'external_key' && externalKey !== undefined) throw fieldOnly(consequence);
		if (value.length > LONGEST_VALUE) {
			throw new InputError(
				`The value of '${name}' has ${value.length} characters, and the appliance accepts at most 1,024.`,
				`Shorten it. ${consequence}`,
				'Custom Fields',
			);
		}
		attributes[name] = value;
	}
	checkTotal(attributes, externalKey, consequence);
	return attributes;
}

function checkTotal(
	attributes: Record<string, string>,
	externalKey: string | undefined,
	consequence: string,
): void {
	const bytes = Object.values(attributes).reduce(
		(sum, value) => sum + Buffer.byteLength(value),
		Buffer.byteLength(externalKey ?? ''),
	);
	if (bytes <= LARGEST_TOTAL) return;
	const what =
		externalKey === undefined ? 'All of them' : 'The external key and all custom fields together';
	throw new InputError(
		`${what} have ${bytes} bytes, and the appliance accepts at most 10,240.`,
		`Shorten them. ${consequence}`,
		'Custom Fields',
	);
}
