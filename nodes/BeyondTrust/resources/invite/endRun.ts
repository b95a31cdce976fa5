import type { IDataObject } from 'n8n-workflow';

import { endRun as end } from '../../../shared/invite/endRun';
import { InputError } from '../../../shared/session/errors';
import type { Operation } from '../../operation';
import { itemsOf } from '../ledger/items';

/** Most reasons in one sentence. */
const MOST = 5;

export const endRun: Operation = {
	value: 'endRun',
	name: 'End Run',
	action: 'End a run of invites',
	description:
		'Fail if invites could not be sent, so that the execution counts as failed and an error workflow is started. Otherwise say how many were sent.',
	properties: [],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node }) {
		const { sent, failed } = end(itemsOf(node));
		if (failed.length > 0) {
			const more = failed.length > MOST ? ` And ${failed.length - MOST} more.` : '';
			throw new InputError(
				`Not all invites were sent: ${failed.slice(0, MOST).join(' ')}${more}`,
				'Invites that certainly failed are tried again automatically after a pause. Invites that may have gone out are sent again only by hand: run this workflow from its manual trigger.',
				'Items',
			);
		}
		return { sent } as IDataObject;
	},
};
