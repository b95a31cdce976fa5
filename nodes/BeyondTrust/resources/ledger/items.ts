import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Settings } from '../../../shared/ledger/settingsTable';
import { InputError } from '../../../shared/session/errors';
import { jsonProperty, readJson, readObject } from '../../properties/json';

/** All items that came in. */
export const itemsOf = (node: IExecuteFunctions): IDataObject[] =>
	node.getInputData().map(({ json }) => json);

export const settingsProperty = jsonProperty(
	'Settings',
	'settings',
	'The item that Ledger: Read Settings returns',
	"={{ $('Settings').first().json }}",
);

export const readSettingsOf = (node: IExecuteFunctions, item: number): Settings =>
	readObject<Settings>(
		node,
		item,
		'settings',
		'Settings',
		'Pass in the item that Ledger: Read Settings returns.',
	);

/**
 * The rows that another node read: a JSON parameter with its items, as `$('Node').all()` gives them, or with the rows themselves. Throws
 * InputError naming the field by its label.
 */
export function readRows(
	node: IExecuteFunctions,
	item: number,
	name: string,
	field: string,
): IDataObject[] {
	const advice = "Pass in all items of the node that read them: $('…').all().";
	const value = readJson(node, item, name, { field, advice });
	if (!Array.isArray(value)) throw new InputError('It must be a list of rows.', advice, field);
	return (value as Array<IDataObject | null>)
		.filter((one): one is IDataObject => typeof one === 'object' && one !== null)
		.map(
			(one) => (typeof one.json === 'object' && one.json !== null ? one.json : one) as IDataObject,
		);
}

/** What a rule is told of a session. */
export const sessionFoundProperty = jsonProperty(
	'Session',
	'session',
	'The session as Session: Get returns it, or the error item that came instead',
	"={{ $('Get the session').first().json }}",
);

/** What the appliance was asked by a sweep. */
export const listedProperty = jsonProperty(
	'Listed',
	'listed',
	'The item that Ledger: List Ended Sessions returned',
	"={{ $('Ask the appliance').first().json }}",
);

/** What came of asking the desk workflow. */
export const answerProperty = jsonProperty(
	'Answer',
	'answer',
	"The desk workflow's answer, or the error item that came instead",
);
