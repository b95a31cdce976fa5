import type { IDataObject } from 'n8n-workflow';

import { digest as write } from '../../../shared/ledger/digest';
import type { Operation } from '../../operation';
import { jsonProperty } from '../../properties/json';
import { itemsOf, readRows, readSettingsOf, settingsProperty } from './items';

export const digest: Operation = {
	value: 'digest',
	name: 'Digest',
	action: 'Write the morning digest',
	description:
		'Write the digest of what is waiting: sessions without a ticket, what is set aside, what failed, and alarms. Takes the rows of the ledger that are unlinked or chatted.',
	properties: [
		jsonProperty(
			'Failed',
			'failed',
			'All items of the node that read the rows that are quarantined or received',
			'[]',
		),
		jsonProperty('Latest', 'latest', 'All items of the node that read the newest rows', '[]'),
		jsonProperty('Sweeps', 'sweeps', 'All items of the node that read beyondtrust_sweeps', '[]'),
		settingsProperty,
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const settings = readSettingsOf(node, item);
		const message = write({
			open: itemsOf(node),
			failed: readRows(node, item, 'failed', 'Failed'),
			latest: readRows(node, item, 'latest', 'Latest'),
			sweeps: readRows(node, item, 'sweeps', 'Sweeps'),
			settings,
			now: Date.now(),
			timezone: node.getTimezone(),
		});
		const { subject, text, html } = message;
		const recipient = settings.digestRecipient;
		return {
			...message,
			// What a delivery workflow takes, and which one; empty where nobody is to get it.
			delivery: recipient ? settings.digestDelivery || settings.emailDelivery : '',
			invite: { recipient, subject, text, html },
		} as unknown as IDataObject;
	},
};
