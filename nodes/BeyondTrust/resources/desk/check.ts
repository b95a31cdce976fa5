import type { IDataObject } from 'n8n-workflow';

import { beginCheck, type CheckForm, goOnChecking } from '../../../shared/desk/check';
import type { CheckState } from '../../../shared/desk/check/row';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readRows, readSettingsOf, settingsProperty } from '../ledger/items';

export const check: Operation = {
	value: 'check',
	name: 'Check',
	action: 'Check a desk workflow',
	description:
		'Say what to ask a desk workflow next to find out whether it does what the templates need, and show the results as a table',
	properties: [
		jsonProperty('Form', 'form', 'The item of the form with the number of a ticket', '{}'),
		jsonProperty('Technicians', 'technicians', 'All items of beyondtrust_technicians', '[]'),
		settingsProperty,
		jsonProperty(
			'State',
			'state',
			'What the previous step returned. Empty for the first step.',
			'{}',
		),
		jsonProperty('Answers', 'answers', 'All items that the desk workflow returned', '[]'),
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const read = <T>(name: string, label: string) => readObject<T>(node, item, name, label);
		const state = read<CheckState>('state', 'State');
		const next = Array.isArray(state.rows)
			? goOnChecking(state, readRows(node, item, 'answers', 'Answers'))
			: beginCheck({
					form: read<CheckForm['form']>('form', 'Form'),
					technicians: readRows(node, item, 'technicians', 'Technicians'),
					settings: readSettingsOf(node, item),
					now: Date.now(),
				});
		return { ...next } as unknown as IDataObject;
	},
};
