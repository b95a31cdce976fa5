import type { IDataObject } from 'n8n-workflow';

import type { DecisionItem } from '../../../shared/ledger/ask';
import { checkOut as record } from '../../../shared/linking/one';
import type { Session } from '../../../shared/session/model';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
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
		jsonProperty(
			'Answer',
			'answer',
			"The desk workflow's answer, or the error item that came instead",
		),
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const advice = 'Pass in the item as it is.';
		const decision = readObject<DecisionItem>(node, item, 'decision', 'Decision', advice);
		const { checkedIn, session } = decision;
		const row = record(readWanted(node, item), {
			checkedIn,
			decision,
			before: checkedIn.before,
			session: decision.stored ? null : (session as Session | null),
			answer: readObject<IDataObject>(node, item, 'answer', 'Answer', advice),
			settings: checkedIn.settings,
			system: checkedIn.settings.linkSystem,
			now: Date.now(),
		});
		return { ...row };
	},
};
