import type { Operation } from '../../operation';
import { oldestFor, toAsk as ask } from '../../../shared/linking/toAsk';
import { readSettingsOf, settingsProperty } from '../ledger/items';
import { listProperty, readItems } from './items';

export const toAsk: Operation = {
	value: 'toAsk',
	name: 'Prepare',
	action: 'Prepare the comparison of unlinked sessions',
	description:
		'Say which sessions are looked at again, and what the desk workflow is asked for that: recent tickets, and the chats that may have a ticket by now',
	properties: [
		listProperty('Rows', 'rows', 'Rows of the ledger: sessions without a ticket'),
		settingsProperty,
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const settings = readSettingsOf(node, item);
		const now = Date.now();
		const rows = readItems(node, item, 'rows', 'Rows');
		return { ...ask(rows, settings, now), endedSince: oldestFor(settings, now) };
	},
};
