import type { IDataObject } from 'n8n-workflow';

import { answer as read, type Answer } from '../../../shared/linking/answer';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readRows, readSettingsOf, settingsProperty } from '../ledger/items';
import { readTables, tablesProperty, techniciansProperty } from './items';

/** An item for each reading, session or report that comes next; one where there is none of those. */
function itemsFor({ state, todo, problem, ...next }: Answer, carried: IDataObject): IDataObject[] {
	const { readings, question, ofCustomer, wanted } = next;
	const one = { state, todo, problem } as unknown as IDataObject;
	if (todo === 'read') return readings.map((reading) => ({ ...one, reading: { ...reading } }));
	if (todo === 'write') return wanted.map((each) => ({ ...one, ...each, ...carried }));
	if (todo === 'reports') {
		const asked = { ...one, ...question, ofCustomer: { ...ofCustomer } };
		return state.sessions.map(({ sessionId }) => ({ ...asked, sessionId }));
	}
	return [{ ...one, ...question }];
}

export const answer: Operation = {
	value: 'answer',
	name: 'Answer',
	action: 'Read the answer to a page of the linking form',
	description:
		'Say what comes after a page of the form for linking sessions to tickets. The person is the user who sent that page, according to the table of technicians.',
	properties: [
		jsonProperty('Submitted', 'submitted', "The item that the page's node gave"),
		jsonProperty(
			'State',
			'state',
			'What the form knows, as Linking: Page returned it. An empty item for the first page.',
			"={{ $('Make the page').first().json.state }}",
		),
		techniciansProperty,
		settingsProperty,
		tablesProperty,
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const settings = readSettingsOf(node, item);
		const tables = readTables(node, item);
		const found = read({
			submitted: readObject<IDataObject>(node, item, 'submitted', 'Submitted'),
			state: readObject<IDataObject>(node, item, 'state', 'State'),
			technicians: readRows(node, item, 'technicians', 'Technicians'),
			settings,
			timezone: node.getTimezone(),
			now: Date.now(),
		});
		return itemsFor(found, { settings: { ...settings }, tables });
	},
};
