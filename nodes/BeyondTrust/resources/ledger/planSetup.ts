import type { IDataObject } from 'n8n-workflow';

import { rowsToWrite } from '../../../shared/ledger/setupRows';
import type { TableIds } from '../../../shared/ledger/tables';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readRows } from './items';
import { neededFrom, neededProperty } from './needed';

export const planSetup: Operation = {
	value: 'planSetup',
	name: 'Plan Setup',
	action: 'Find out what setup has to write',
	description:
		'List the missing rows, one item each: settings, locks, teams and technicians, each with its table. If nothing is missing, there are no items.',
	properties: [
		jsonProperty('Tables', 'tables', 'The item that Ledger: Find Tables returns', '{}'),
		neededProperty,
		jsonProperty('Settings Rows', 'settingsRows', 'All rows of beyondtrust_settings', '[]'),
		jsonProperty('Locks', 'locks', 'All rows of beyondtrust_locks', '[]'),
		jsonProperty('Rows', 'rows', 'All rows of beyondtrust_technicians', '[]'),
		jsonProperty('Teams', 'teams', 'All items of Team: Get Many', '[]'),
		jsonProperty('Technicians', 'technicians', 'All items of Representative: Get Many', '[]'),
		jsonProperty('Users', 'users', 'All items of User: Get Many', '[]'),
		jsonProperty('Desk', 'desk', "The desk workflow's answer to describe", '{}'),
		jsonProperty('Agents', 'agents', "The desk workflow's answer to findAgents", '{}'),
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const rows = (name: string, label: string) => readRows(node, item, name, label);
		const object = (name: string, label: string) =>
			readObject<IDataObject>(node, item, name, label);
		const planned = rowsToWrite({
			ids: object('tables', 'Tables') as TableIds,
			needed: neededFrom(node, item),
			settings: rows('settingsRows', 'Settings Rows'),
			locks: rows('locks', 'Locks'),
			rows: rows('rows', 'Rows'),
			teams: rows('teams', 'Teams'),
			representatives: rows('technicians', 'Technicians'),
			users: rows('users', 'Users'),
			desk: object('desk', 'Desk'),
			agents: object('agents', 'Agents'),
		});
		return planned.map((row) => ({ ...row }) as IDataObject);
	},
};
