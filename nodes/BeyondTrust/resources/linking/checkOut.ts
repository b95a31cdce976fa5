import type { IDataObject } from 'n8n-workflow';

import type { DecisionItem } from '../../../shared/ledger/ask';
import { checkOut as record } from '../../../shared/linking/one';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { checkingOut } from '../ledger/checkOut';
import { answerProperty } from '../ledger/items';
import { readWanted, wantedProperty } from './items';

export const checkOut: Operation = {
	value: 'checkOut',
	name: 'Check Out',
	action: 'Check out a session that a person wanted to link',
	description:
		'Say what the ledger records about a session after the desk workflow was asked. The item is the row to write.',
	properties: [
		wantedProperty,
		jsonProperty('Decision', 'decision', 'The item that Linking: Decide returned'),
		answerProperty,
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const decision = readObject<DecisionItem>(node, item, 'decision', 'Decision');
		const answer = readObject<IDataObject>(node, item, 'answer', 'Answer');
		const row = record(readWanted(node, item), checkingOut(decision, answer));
		return { ...row };
	},
};
