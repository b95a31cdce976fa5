import type { IDataObject } from 'n8n-workflow';

import type { DecisionItem } from '../../../shared/ledger/ask';
import { checkOut as record } from '../../../shared/ledger/checkOut';
import type { Session } from '../../../shared/session/model';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';

export const checkOut: Operation = {
	value: 'checkOut',
	name: 'Check Out',
	action: 'Check a session out',
	description:
		'Say what the ledger records about a session after the desk workflow was asked. The item is the row to write.',
	properties: [
		jsonProperty('Decision', 'decision', 'The item that Ledger: Decide returned'),
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
		const answer = readObject<IDataObject>(node, item, 'answer', 'Answer', advice);
		const { checkedIn, session } = decision;
		const row = record({
			checkedIn,
			decision,
			before: checkedIn.before,
			// A note that was made of the row tells the ledger nothing that it did not know.
			session: decision.stored ? null : (session as Session | null),
			answer,
			settings: checkedIn.settings,
			system: checkedIn.settings.linkSystem,
			now: Date.now(),
		});
		return { ...row };
	},
};
