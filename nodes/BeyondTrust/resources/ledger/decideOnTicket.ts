import type { IDataObject } from 'n8n-workflow';

import { type DecisionItem, itemOf } from '../../../shared/ledger/ask';
import { decideOnTicket as judge } from '../../../shared/ledger/decideOnTicket';
import type { Session } from '../../../shared/session/model';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { markerOf } from './decide';

export const decideOnTicket: Operation = {
	value: 'decideOnTicket',
	name: 'Decide on Ticket',
	action: 'Decide again now that the ticket is known',
	description:
		'Decide where a session belongs if its ticket had to be looked at first, because its link is not signed. Takes the answer of the desk workflow to getTicket.',
	properties: [
		jsonProperty('Decision', 'decision', 'The item that Ledger: Decide returned'),
		jsonProperty('Answer', 'answer', "The desk workflow's answer"),
	],
	isRule: true,
	async execute({ node, item, linkKey }) {
		const first = readObject<DecisionItem>(node, item, 'decision', 'Decision');
		const answer = readObject<IDataObject>(node, item, 'answer', 'Answer');
		const { checkedIn, technicians } = first;
		const read = first.session as Session;
		const { before, settings, sessionId } = checkedIn;
		const decision = judge(
			{
				checkedIn,
				before,
				read,
				technicians,
				settings,
				system: settings.linkSystem,
				marker: await markerOf(sessionId, linkKey),
			},
			first.ticket ?? '',
			answer,
		);
		return itemOf(decision, checkedIn, read, technicians) as unknown as IDataObject;
	},
};
