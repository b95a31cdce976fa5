import { randomUUID } from 'node:crypto';

import type { IDataObject } from 'n8n-workflow';

import { checkOut as record } from '../../../shared/invite/checkOut';
import type { InviteOrder } from '../../../shared/invite/order';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';

export const checkOut: Operation = {
	value: 'checkOut',
	name: 'Check Out',
	action: 'Check an invite out',
	description:
		'Say what the list records about an invite after it was sent, or not sent. The item is a request for the desk workflow to note it on the ticket.',
	properties: [
		jsonProperty('Order', 'order', 'The item that Invite: Check In returned'),
		jsonProperty(
			'Answer',
			'answer',
			'What Invite: Send returned, or the error item that came instead',
		),
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const order = readObject<InviteOrder>(node, item, 'order', 'Order');
		const answer = readObject<IDataObject>(node, item, 'answer', 'Answer');
		const { request, settings } = order;
		const out = record({
			request,
			checkedIn: order,
			answer,
			settings,
			now: Date.now(),
			timezone: node.getTimezone(),
			// Nobody can write it before: it is made now, for this note alone.
			marker: `BeyondTrust invite ${randomUUID()}`,
		});
		return { ...out } as unknown as IDataObject;
	},
};
