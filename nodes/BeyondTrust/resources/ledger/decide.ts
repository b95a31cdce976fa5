import type { IDataObject } from 'n8n-workflow';

import { type CheckedInItem, itemOf } from '../../../shared/ledger/ask';
import { decide as judge } from '../../../shared/ledger/decide';
import type { Read } from '../../../shared/ledger/decision';
import { InputError } from '../../../shared/session/errors';
import { markerFor } from '../../../shared/session/link';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { itemsOf, sessionFoundProperty } from './items';
import { readFrom } from './read';

export const decide: Operation = {
	value: 'decide',
	name: 'Decide',
	action: 'Decide where a session belongs',
	description:
		'Decide where a session belongs: on a ticket, in a chat, in the list of unlinked sessions, or later. Takes the rows of beyondtrust_technicians that match its representative.',
	properties: [
		jsonProperty(
			'Checked In',
			'checkedIn',
			'The item that Ledger: Check In returned',
			"={{ $('Check it in').first().json }}",
		),
		sessionFoundProperty,
	],
	takes: 'all',
	isRule: true,
	async execute({ node, item, linkKey }) {
		const checkedIn = readObject<CheckedInItem>(node, item, 'checkedIn', 'Checked In');
		const said = readObject<IDataObject>(node, item, 'session', 'Session');
		const technicians = itemsOf(node);
		const read: Read = readFrom(said);
		const { before, settings, sessionId } = checkedIn;
		const decision = judge({
			checkedIn,
			before,
			read,
			technicians,
			settings,
			system: settings.linkSystem,
			marker: await markerOf(sessionId, linkKey),
		});
		return itemOf(decision, checkedIn, read, technicians) as unknown as IDataObject;
	},
};

/** A note without a marker could not be found again, and would be written twice: without a credential nothing is decided. */
export async function markerOf(
	sessionId: string | null,
	linkKey: () => Promise<string | null>,
): Promise<string> {
	const key = await linkKey();
	if (key === null) {
		throw new InputError(
			'This node has no credential, so the note could not be marked and found again.',
			"Choose the BeyondTrust OAuth2 API credential under 'Credential to connect with'.",
			'Credential',
		);
	}
	return markerFor(sessionId ?? '', key);
}
