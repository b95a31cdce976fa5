import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Settings } from '../../../shared/ledger/settingsTable';
import { jsonProperty, readObject } from '../../properties/json';

/** All items that came in. */
export const itemsOf = (node: IExecuteFunctions): IDataObject[] =>
	node.getInputData().map(({ json }) => json);

export const settingsProperty = jsonProperty(
	'Settings',
	'settings',
	'The item that Ledger: Read Settings gives',
	"={{ $('Settings').first().json }}",
);

export const readSettingsOf = (node: IExecuteFunctions, item: number): Settings =>
	readObject<Settings>(
		node,
		item,
		'settings',
		'Settings',
		'Hand over the item that Ledger: Read Settings gives.',
	);
