import { report as tell } from '../../../shared/linking/report';
import type { Operation } from '../../operation';
import { itemsOf, readSettingsOf, settingsProperty } from '../ledger/items';

export const report: Operation = {
	value: 'report',
	name: 'Report',
	action: 'Report what the reconciliation has done',
	description:
		'Report which sessions were linked and which have a new suggestion, as a message for a delivery workflow. Takes the rows of the ledger as they are afterwards.',
	properties: [settingsProperty],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const told = tell(itemsOf(node));
		const { emailDelivery, reconcileRecipient: recipient } = readSettingsOf(node, item);
		const { subject, text, html } = told;
		return {
			...told,
			isWanted: told.worthSending && emailDelivery !== '' && recipient !== '',
			invite: { recipient, subject, text, html },
		};
	},
};
