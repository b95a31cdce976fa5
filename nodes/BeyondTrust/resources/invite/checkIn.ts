import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { checkIn as check } from '../../../shared/invite/checkIn';
import type { InviteOrder } from '../../../shared/invite/order';
import type { Offer } from '../../../shared/invite/offer';
import {
	type Refused,
	type Request,
	requestForTicket,
	requestFromPage,
	type ToChoose,
} from '../../../shared/invite/request';
import type { TicketCall } from '../../../shared/invite/newTickets';
import { end, NOTHING_SENT } from '../../../shared/invite/page';
import { notTried } from '../../../shared/invite/tell';
import { lockFor } from '../../../shared/ledger/lock';
import type { Settings } from '../../../shared/ledger/settingsTable';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { itemsOf, readRows, readSettingsOf, settingsProperty } from '../ledger/items';

const shownFor = (from: string) => ({ displayOptions: { show: { from: [from] } } });

/** The invite that is wanted, of a page of the form or of a ticket. */
function requestOf(node: IExecuteFunctions, item: number, settings: Settings): Request | Refused {
	const read = <T>(name: string, field: string) => readObject<T>(node, item, name, field);
	const teams = readRows(node, item, 'teams', 'Teams');
	if (node.getNodeParameter('from', item) === 'page') {
		const technicians = readRows(node, item, 'technicians', 'Technicians');
		const answer = read<ToChoose['answer']>('page', 'Page');
		return requestFromPage({
			offer: read<Offer>('offer', 'Offer'),
			answer,
			teams,
			technicians,
			settings,
		});
	}
	const { by, ticket } = read<TicketCall>('call', 'Ticket');
	return requestForTicket({ by, ticket, answer: read('answer', 'Answer'), teams, settings });
}

export const checkIn: Operation = {
	value: 'checkIn',
	name: 'Check In',
	action: 'Check an invite in',
	description:
		'Say whether to send an invite: to an allowed address, within the hourly limit, and not twice. Takes the rows of beyondtrust_invites of its ticket and of the last hour.',
	properties: [
		{
			displayName: 'From',
			name: 'from',
			type: 'options',
			options: [
				{ name: 'Page', value: 'page', description: 'A page of the form was answered' },
				{ name: 'Ticket', value: 'ticket', description: 'A ticket is new' },
			],
			default: 'page',
			description: 'What the invite was requested by',
		},
		{ ...jsonProperty('Offer', 'offer', 'The item that made the page'), ...shownFor('page') },
		{ ...jsonProperty('Page', 'page', "The item of n8n's page"), ...shownFor('page') },
		{
			...jsonProperty('Technicians', 'technicians', 'All items of beyondtrust_technicians', '[]'),
			...shownFor('page'),
		},
		{
			...jsonProperty('Ticket', 'call', 'The item that Invite: List Tickets returned'),
			...shownFor('ticket'),
		},
		{
			...jsonProperty('Answer', 'answer', "The desk workflow's answer"),
			...shownFor('ticket'),
		},
		jsonProperty('Teams', 'teams', 'All items of beyondtrust_teams', '[]'),
		jsonProperty(
			'Tables',
			'tables',
			'The item with the IDs of the tables, for the workflow that sends',
			'{}',
		),
		settingsProperty,
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const settings = readSettingsOf(node, item);
		const request = requestOf(node, item, settings);
		if ('problem' in request) {
			const { problem } = request;
			const last = end(NOTHING_SENT, problem ?? 'Nothing was chosen.');
			return { ...last, todo: 'nothing', problem } as unknown as IDataObject;
		}
		const now = Date.now();
		const checkedIn = check(request, itemsOf(node), settings, now);
		if (checkedIn.todo === 'nothing') {
			// What is not due, or was done before, is nothing that failed.
			const problem = checkedIn.why === 'refused' ? checkedIn.said : null;
			return { ...notTried(checkedIn), todo: 'nothing', problem } as unknown as IDataObject;
		}
		const order: InviteOrder = {
			goes: 'send',
			...checkedIn,
			request,
			settings,
			lock: lockFor(checkedIn.key, now),
			tables: readObject(node, item, 'tables', 'Tables'),
		};
		return order as unknown as IDataObject;
	},
};
