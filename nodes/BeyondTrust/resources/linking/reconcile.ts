import type { IDataObject } from 'n8n-workflow';

import { answerOf } from '../../../shared/linking/desk';
import { reconcile as compare } from '../../../shared/linking/reconcile';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readRows, readSettingsOf, settingsProperty } from '../ledger/items';
import { readOpen, readTables, rowsProperties, tablesProperty, techniciansProperty } from './items';

const listOf = (value: unknown) => (Array.isArray(value) ? (value as unknown[]) : []);

export const reconcile: Operation = {
	value: 'reconcile',
	name: 'Reconcile',
	action: 'Compare unlinked sessions with tickets again',
	description:
		'Find tickets for sessions that have none, going by what the ledger and the desk know now. Each item is a session to link, or one with a new suggestion. If there is nothing to do, a single item says so.',
	properties: [
		...rowsProperties,
		jsonProperty('Answer', 'answer', "The desk workflow's answer to findTickets"),
		techniciansProperty,
		settingsProperty,
		tablesProperty,
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const settings = readSettingsOf(node, item);
		const said = answerOf(readObject(node, item, 'answer', 'Answer'), 'tickets', settings);
		if (typeof said === 'string') {
			throw new InputError(
				`The tickets could not be read, so no session was compared. ${said}`,
				'Check the executions of the desk workflow. The next run tries again.',
				'Answer',
			);
		}
		const found = compare({
			rows: readOpen(node, item),
			tickets: listOf(said.tickets),
			chats: listOf(said.chats),
			technicians: readRows(node, item, 'technicians', 'Technicians'),
			settings,
		});
		const tables = readTables(node, item);
		return found.map((one) => ({ ...one, settings, tables })) as unknown as IDataObject[];
	},
};
