import type { Operation } from '../../operation';
import { toAsk as ask } from '../../../shared/linking/toAsk';
import { readSettingsOf, settingsProperty } from '../ledger/items';
import { readOpen, rowsProperties } from './items';

export const toAsk: Operation = {
	value: 'toAsk',
	name: 'Prepare',
	action: 'Prepare the comparison of unlinked sessions',
	description:
		'Say which sessions to look at again, and what to ask the desk workflow for that: recent tickets, and the chats that may have a ticket by now',
	properties: [...rowsProperties, settingsProperty],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const settings = readSettingsOf(node, item);
		return { ...ask(readOpen(node, item), settings, Date.now()) };
	},
};
