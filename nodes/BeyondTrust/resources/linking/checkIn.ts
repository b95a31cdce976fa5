import type { IDataObject } from 'n8n-workflow';

import type { CheckedInItem } from '../../../shared/ledger/ask';
import { checkIn as check } from '../../../shared/linking/one';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { readWanted, wantedProperty } from './items';

export const checkIn: Operation = {
	value: 'checkIn',
	name: 'Check In',
	action: 'Check in a session that a person wants to link',
	description:
		'Say whether a session can be put on its ticket or taken off, going by what the ledger says about it now',
	properties: [wantedProperty, jsonProperty('Row', 'row', 'The row of the session in the ledger')],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const wanted = readWanted(node, item);
		const advice = 'Pass in an item, as the templates do.';
		const before = readObject<IDataObject>(node, item, 'row', 'Row', advice);
		const { settings } = wanted;
		const checked = check(wanted, before, settings, Date.now());
		const goes = checked.todo === 'nothing' ? 'nothing' : 'known';
		const out: CheckedInItem = { ...checked, goes, before, settings };
		return out as unknown as IDataObject;
	},
};
