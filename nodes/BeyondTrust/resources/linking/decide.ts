import type { IDataObject } from 'n8n-workflow';

import { type CheckedInItem, itemOf } from '../../../shared/ledger/ask';
import { decide as judge } from '../../../shared/linking/one';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { markerOf } from '../ledger/decide';
import { itemsOf, sessionFoundProperty } from '../ledger/items';
import { readFrom } from '../ledger/read';
import { readWanted, wantedProperty } from './items';

export const decide: Operation = {
	value: 'decide',
	name: 'Decide',
	action: 'Decide what goes on the ticket of a session',
	description:
		'Decide what the desk workflow should write: the note of a session on the chosen ticket, or a note that a session is no longer on its ticket. Takes the rows of beyondtrust_technicians that match its representative.',
	properties: [
		wantedProperty,
		jsonProperty(
			'Checked In',
			'checkedIn',
			'The item that Linking: Check In returned',
			"={{ $('Check it in').first().json }}",
		),
		sessionFoundProperty,
	],
	takes: 'all',
	isRule: true,
	async execute({ node, item, linkKey }) {
		const wanted = readWanted(node, item);
		const checkedIn = readObject<CheckedInItem>(node, item, 'checkedIn', 'Checked In');
		const read = readFrom(readObject<IDataObject>(node, item, 'session', 'Session'));
		const technicians = itemsOf(node);
		const { before, settings, sessionId } = checkedIn;
		const marker = await markerOf(sessionId, linkKey);
		const system = settings.linkSystem;
		const facts = { checkedIn, before, read, technicians, settings, system, marker };
		const decision = judge(wanted, facts, Date.now());
		return itemOf(decision, checkedIn, read, technicians) as unknown as IDataObject;
	},
};
