import type {
	IDataObject,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';

import type { RequestContext } from '../shared/appliance/connection';
import { Appliance } from '../shared/appliance/connection';
import { toNodeError } from '../shared/appliance/errors';
import { latest, news } from './fetch';
import { properties } from './properties';

export class BeyondTrustPollTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'BeyondTrust Remote Support Poll Trigger',
		name: 'beyondTrustPollTrigger',
		icon: {
			light: 'file:../../icons/beyondtrust.svg',
			dark: 'file:../../icons/beyondtrust.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: 'ended sessions',
		description:
			'Starts the workflow for each remote support session that ended, by polling the appliance. For networks that events cannot get into.',
		defaults: { name: 'BeyondTrust Remote Support Poll Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'beyondTrustOAuth2Api', required: true }],
		properties,
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			const appliance = await Appliance.open(this as unknown as RequestContext);
			const sessions =
				this.getMode() === 'manual' ? [await latest(appliance)] : await news(this, appliance);
			if (sessions.length === 0) return null;
			return [sessions.map((session) => ({ json: session as unknown as IDataObject }))];
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	}
}
