import type { IDataObject } from 'n8n-workflow';

import { offerFrom } from '../../../shared/invite/offer';
import type { Wanted } from '../../../shared/invite/wanted';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { itemsOf, readRows, readSettingsOf, settingsProperty } from '../ledger/items';

export const offer: Operation = {
	value: 'offer',
	name: 'Offer',
	action: 'Ask who takes the session',
	description:
		'Make the page that asks who takes the session, or say what the last page says. Takes the rows of beyondtrust_teams.',
	properties: [
		jsonProperty('Wanted', 'wanted', 'The item that Invite: Read Form returned'),
		jsonProperty('Answer', 'answer', "The desk workflow's answer to getTicket"),
		jsonProperty('Technicians', 'technicians', 'All items of beyondtrust_technicians', '[]'),
		jsonProperty('Logged In', 'loggedIn', 'All items of Representative: Get Many', '[]'),
		settingsProperty,
	],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const page = offerFrom({
			wanted: readObject<Wanted>(node, item, 'wanted', 'Wanted'),
			answer: readObject(node, item, 'answer', 'Answer'),
			teams: itemsOf(node),
			technicians: readRows(node, item, 'technicians', 'Technicians'),
			loggedIn: readRows(node, item, 'loggedIn', 'Logged In'),
			settings: readSettingsOf(node, item),
			now: Date.now(),
		});
		return { ...page } as unknown as IDataObject;
	},
};
