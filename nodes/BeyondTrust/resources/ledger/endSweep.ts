import type { IDataObject } from 'n8n-workflow';

import { ApplianceError, type ApplianceErrorKind } from '../../../shared/appliance/errors';
import type { Operation } from '../../operation';
import { readObject } from '../../properties/json';
import { listedProperty } from './items';

export const endSweep: Operation = {
	value: 'endSweep',
	name: 'End Sweep',
	action: 'End a sweep',
	description:
		'Fail if the appliance could not be asked, so that the execution counts as failed and an error workflow is started. Otherwise say how many sessions were listed.',
	properties: [listedProperty],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const asked = readObject<IDataObject>(node, item, 'listed', 'Listed');
		if (asked.failure) {
			throw new ApplianceError(
				(asked.failureKind as ApplianceErrorKind) ?? 'unavailable',
				`The sweep could not ask the appliance: ${String(asked.failure)}`,
				'The next sweep that succeeds will find the sessions that ended in the meantime. Check the appliance and the credential of Ask the appliance.',
			);
		}
		return { listed: (asked.listed as unknown[]).length, period: asked.period };
	},
};
