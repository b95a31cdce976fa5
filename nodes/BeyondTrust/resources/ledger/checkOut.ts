import type { IDataObject } from 'n8n-workflow';

import type { DecisionItem } from '../../../shared/ledger/ask';
import { checkOut as record } from '../../../shared/ledger/checkOut';
import type { Session } from '../../../shared/session/model';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { answerProperty } from './items';

export const checkOut: Operation = {
	value: 'checkOut',
	name: 'Check Out',
	action: 'Check a session out',
	description:
		'Say what the ledger records about a session after the desk workflow was asked. The item is the row to write.',
	properties: [
		jsonProperty('Decision', 'decision', 'The item that Ledger: Decide returned'),
		answerProperty,
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const decision = readObject<DecisionItem>(node, item, 'decision', 'Decision');
		const answer = readObject<IDataObject>(node, item, 'answer', 'Answer');
		const row = record(checkingOut(decision, answer));
		return { ...row };
	},
};

/** What the rules are told when a session is checked out. */
export const checkingOut = (decision: DecisionItem, answer: IDataObject) => {
	const { checkedIn, session, stored } = decision;
	const { before, settings } = checkedIn;
	return {
		...{ checkedIn, decision, before, answer, settings, system: settings.linkSystem },
		// A note that was made of the row tells the ledger nothing that it did not know.
		session: stored ? null : (session as Session | null),
		now: Date.now(),
	};
};
