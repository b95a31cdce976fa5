import type { IDataObject } from 'n8n-workflow';

import type { CheckedOut } from '../../../shared/invite/checkOut';
import type { InviteOrder } from '../../../shared/invite/order';
import { tell as say } from '../../../shared/invite/tell';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';

export const tell: Operation = {
	value: 'tell',
	name: 'Tell',
	action: 'Say what happened to an invite',
	description: 'Say in words what happened to an invite, and whether it is noted on the ticket',
	properties: [
		jsonProperty('Order', 'order', 'The item that Invite: Check In returned'),
		jsonProperty('Checked Out', 'checkedOut', 'The item that Invite: Check Out returned'),
		jsonProperty('Answer', 'answer', "The desk workflow's answer to putNote"),
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const read = <T>(name: string, field: string) => readObject<T>(node, item, name, field);
		const order = read<InviteOrder>('order', 'Order');
		const told = say({
			request: order.request,
			checkedIn: order,
			checkedOut: read<CheckedOut>('checkedOut', 'Checked Out'),
			answer: read('answer', 'Answer'),
			timezone: node.getTimezone(),
		});
		return { ...told } as unknown as IDataObject;
	},
};
