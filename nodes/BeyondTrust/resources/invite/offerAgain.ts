import type { IDataObject } from 'n8n-workflow';

import type { Offer } from '../../../shared/invite/offer';
import { offerAgain as again } from '../../../shared/invite/tell';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';

export const offerAgain: Operation = {
	value: 'offerAgain',
	name: 'Offer Again',
	action: 'Ask again who takes the session',
	description:
		'If an invite was not sent, make the page again with the reason on it and the default team chosen. Otherwise say what the last page says.',
	properties: [
		jsonProperty('Offer', 'offer', 'The item that Invite: Offer returned'),
		jsonProperty('Answer', 'answer', 'What the workflow that sends the invite returned'),
	],
	appliance: 'none',
	isRule: true,
	async execute({ node, item }) {
		const before = readObject<Offer>(node, item, 'offer', 'Offer');
		const answer = readObject<IDataObject>(node, item, 'answer', 'Answer');
		return { ...again(before, answer) } as unknown as IDataObject;
	},
};
