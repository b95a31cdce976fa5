import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { InputError } from '../../shared/session/errors';
import { queueProperties } from './queue';
import type { Queue } from './readQueue';
import { readQueue } from './readQueue';

/** The appliance transfers to these queues only (section 2.5 of the vendor's command guide). */
const TYPES: Record<string, string> = {
	team: 'The queue of a support team',
	representative: 'A representative who is logged in',
	username: 'A representative who is logged in, by login name',
};

const DESCRIPTIONS: Record<string, string> = {
	queueType: 'Where to send the session',
	teamId: 'The support team whose queue gets the session',
	representativeId:
		'The representative who gets the session. The list shows those who are logged in.',
	username: 'Login name of the representative who gets the session. Exactly one user must have it.',
};

const limitedTypes = (property: INodeProperties): INodeProperties => ({
	...property,
	options: ((property.options ?? []) as INodePropertyOptions[])
		.filter(({ value }) => Object.hasOwn(TYPES, String(value)))
		.map((option) => ({ ...option, description: TYPES[String(option.value)] })),
});

/** Where a running session goes: the queue of a session key without what a transfer does not know. */
export const transferQueueProperties: INodeProperties[] = queueProperties
	.filter(({ name }) => Object.hasOwn(DESCRIPTIONS, name))
	.map((property) => ({
		...(property.name === 'queueType' ? limitedTypes(property) : property),
		description: DESCRIPTIONS[property.name],
	}));

/** The queue that the parameters of an item ask for. Throws InputError naming the field. */
export function readTransferQueue(node: IExecuteFunctions, item: number): Queue {
	const type = String(node.getNodeParameter('queueType', item));
	if (!Object.hasOwn(TYPES, type)) {
		throw new InputError(
			`A session cannot be transferred to '${type}'.`,
			'Use team, representative or username.',
			'Queue Type',
		);
	}
	return readQueue(node, item);
}
