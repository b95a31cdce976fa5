import type { IDataObject } from 'n8n-workflow';

import { readiness, systemOf } from '../../../shared/ledger/setup';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { itemsOf, readRows, readSettingsOf, settingsProperty } from './items';
import { neededFrom, neededProperty } from './needed';

export const setup: Operation = {
	value: 'setup',
	name: 'Setup',
	action: 'Tell what is ready',
	description:
		"Say what is ready and what is not, with a sentence each. Takes n8n's list of data tables.",
	properties: [
		jsonProperty('Appliance', 'appliance', 'The item of Appliance: Get, or its error item'),
		jsonProperty('Desk', 'desk', "The desk workflow's answer to describe", '{}'),
		jsonProperty('Teams', 'teams', 'All items of Team: Get Many', '[]'),
		jsonProperty('Technicians', 'technicians', 'All items of Representative: Get Many', '[]'),
		neededProperty,
		settingsProperty,
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const advice = 'Hand over the item as it is.';
		const desk = readObject<IDataObject>(node, item, 'desk', 'Desk', advice);
		const settings = readSettingsOf(node, item);
		const said = readiness({
			appliance: readObject(node, item, 'appliance', 'Appliance', advice),
			tables: itemsOf(node),
			needed: neededFrom(node, item),
			desk,
			settings,
			teams: readRows(node, item, 'teams', 'Teams'),
			technicians: readRows(node, item, 'technicians', 'Technicians'),
		});
		return { ...said, linkSystem: systemOf(desk) ?? settings.linkSystem } as unknown as IDataObject;
	},
};
