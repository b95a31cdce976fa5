import type { IDataObject } from 'n8n-workflow';

import { findMissing as find, type ToFind } from '../../../shared/ledger/findMissing';
import type { Operation } from '../../operation';
import { readObject } from '../../properties/json';
import { itemsOf, listedProperty, readSettingsOf, settingsProperty } from './items';

/** What Ledger: List Ended Sessions gives. */
type Asked = Pick<ToFind, 'period' | 'last' | 'applianceId' | 'listed' | 'failure'>;

export const findMissing: Operation = {
	value: 'findMissing',
	name: 'Find Missing',
	action: 'Find sessions that are not done yet',
	description:
		'Find the sessions that ended and are not in the ledger, or not finished there. Takes the rows of the ledger. Each item is a session to route. If there are none, a single item says so.',
	properties: [listedProperty, settingsProperty],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const asked = readObject<Asked>(node, item, 'listed', 'Listed');
		const settings = readSettingsOf(node, item);
		const { sessions, sweep } = find({ ...asked, rows: itemsOf(node), settings, now: Date.now() });
		const found = sessions.length > 0 ? sessions : [{ why: 'nothing', sessionId: null }];
		return found.map((one) => ({ ...one, sweep: { ...sweep } })) as IDataObject[];
	},
};
