import type { IDataObject } from 'n8n-workflow';

import type { Answered, Asked } from '../../../shared/desk/contract';
import {
	begin,
	goOn,
	type HaloSettings,
	type HaloState,
	rendered,
} from '../../../shared/desk/haloPsa';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';

const ADVICE = 'Hand over the item as it is.';

export const haloPsa: Operation = {
	value: 'haloPsa',
	name: 'HaloPSA',
	action: 'Go on at HaloPSA',
	description:
		'Say what a desk workflow for HaloPSA does next: which request it sends, whether it writes the note, or what it answers',
	properties: [
		jsonProperty(
			'Asked',
			'asked',
			'What the desk workflow was asked; empty after the first step',
			'{}',
		),
		jsonProperty('Settings', 'settings', 'Address, name, outcome and page of a ticket', '{}'),
		jsonProperty('State', 'state', 'What the step before gave; empty for the first step', '{}'),
		jsonProperty('Answered', 'answered', 'What came of the last request, or the note'),
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const read = <T>(name: string, label: string) => readObject<T>(node, item, name, label, ADVICE);
		const state = read<HaloState>('state', 'State');
		if (!('step' in state)) {
			const settings = read<HaloSettings>('settings', 'Settings');
			return { ...begin(read<Asked>('asked', 'Asked'), settings) } as unknown as IDataObject;
		}
		const answered = read<IDataObject>('answered', 'Answered');
		const note = answered.note as { body: string; marker: string | null } | undefined;
		const next = note ? rendered(state, note) : goOn(state, answered as Answered);
		return { ...next } as unknown as IDataObject;
	},
};
