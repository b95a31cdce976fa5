import type { IDataObject } from 'n8n-workflow';

import { readiness, systemOf } from '../../../shared/ledger/setup';
import { DEFAULTS } from '../../../shared/ledger/settingsTable';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readRows, readSettingsOf, settingsProperty } from './items';
import { neededFrom, neededProperty } from './needed';

export const setup: Operation = {
	value: 'setup',
	name: 'Setup',
	action: 'Tell what is ready',
	description: 'Say what is ready and what is not, in one sentence each',
	properties: [
		jsonProperty('Appliance', 'appliance', 'The item of Appliance: Get, or its error item'),
		jsonProperty('Tables', 'tables', "All items of n8n's list of data tables", '[]'),
		jsonProperty('Desk', 'desk', "The desk workflow's answer to describe", '{}'),
		jsonProperty('Teams', 'teams', 'All items of Team: Get Many', '[]'),
		jsonProperty(
			'Teams Failed',
			'teamsFailed',
			'What came out of the error output of that node',
			'[]',
		),
		jsonProperty('Technicians', 'technicians', 'All items of Representative: Get Many', '[]'),
		jsonProperty(
			'Technicians Failed',
			'techniciansFailed',
			'What came out of the error output of that node',
			'[]',
		),
		jsonProperty(
			'Users Failed',
			'usersFailed',
			'What came out of the error output of User: Get Many',
			'[]',
		),
		jsonProperty('Agents', 'agents', "The desk workflow's answer to findAgents", '{}'),
		neededProperty,
		settingsProperty,
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const desk = readObject<IDataObject>(node, item, 'desk', 'Desk');
		const rows = (name: string, label: string) => readRows(node, item, name, label);
		const settings = readSettingsOf(node, item);
		const { error: wrong } = settings as { error?: unknown };
		const said = readiness({
			appliance: readObject(node, item, 'appliance', 'Appliance'),
			tables: rows('tables', 'Tables'),
			needed: neededFrom(node, item),
			desk,
			settings: { ...DEFAULTS, ...settings },
			wrong,
			teams: [...rows('teams', 'Teams'), ...rows('teamsFailed', 'Teams Failed')],
			technicians: [
				...rows('technicians', 'Technicians'),
				...rows('techniciansFailed', 'Technicians Failed'),
			],
			usersFailed: rows('usersFailed', 'Users Failed'),
			agents: readObject<IDataObject>(node, item, 'agents', 'Agents'),
		});
		return {
			...said,
			linkSystem: systemOf(desk) ?? settings.linkSystem ?? DEFAULTS.linkSystem,
		} as unknown as IDataObject;
	},
};
