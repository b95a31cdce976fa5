import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Settings } from '../../../shared/ledger/settingsTable';
import type { Wanted } from '../../../shared/linking/state';
import { InputError } from '../../../shared/session/errors';
import { jsonProperty, readObject } from '../../properties/json';
import { readRows } from '../ledger/items';

const ADVICE = 'Pass in the items as they are.';

/** All items of a node, as a parameter: what an expression such as `$('Node').all()` gives. */
export const listProperty = (
	displayName: string,
	name: string,
	description: string,
	value = '[]',
): INodeProperties => jsonProperty(displayName, name, description, value);

export const techniciansProperty = listProperty(
	'Technicians',
	'technicians',
	'All rows of the table beyondtrust_technicians',
	"={{ $('Get the technicians').all() }}",
);

export const rowsProperties = [
	listProperty('Rows', 'rows', 'Rows of the ledger: sessions without a ticket'),
	listProperty(
		'Rows of Chats',
		'rowsOfChats',
		'Rows of the ledger: sessions that are only in chats',
	),
];

/** The rows of both parameters. */
export const readOpen = (node: IExecuteFunctions, item: number): IDataObject[] => [
	...readRows(node, item, 'rows', 'Rows'),
	...readRows(node, item, 'rowsOfChats', 'Rows of Chats'),
];

/** What an item for *Link one session* holds: with what the workflow that called it has read already. */
export interface WantedItem extends Wanted {
	settings: Settings;
	tables: IDataObject;
}

export const wantedProperty = jsonProperty(
	'Wanted',
	'wanted',
	'The item that Linking: Answer or Linking: Reconcile returned for the session',
	"={{ $('One session to link').first().json }}",
);

export const readWanted = (node: IExecuteFunctions, item: number): WantedItem => {
	const wanted = readObject<WantedItem>(node, item, 'wanted', 'Wanted', ADVICE);
	const isKnown = wanted.action === 'link' || wanted.action === 'takeOff';
	if (isKnown && typeof wanted.sessionId === 'string') return wanted;
	throw new InputError(
		'It does not say which session is meant and what to do with it.',
		ADVICE,
		'Wanted',
	);
};

/** What the workflow that links one session is handed, so that it need not look for the tables again. */
export const tablesProperty = jsonProperty(
	'Tables',
	'tables',
	'The item that Ledger: Find Tables returns, for the workflow that links one session',
	"={{ $('Tables').first().json }}",
);

export const readTables = (node: IExecuteFunctions, item: number): IDataObject =>
	readObject<IDataObject>(node, item, 'tables', 'Tables');
