import type { IDataObject } from 'n8n-workflow';

import { type Form, wantedFrom } from '../../../shared/invite/wanted';
import type { Operation } from '../../operation';
import { jsonProperty, readObject } from '../../properties/json';
import { itemsOf } from '../ledger/items';

export const readForm: Operation = {
	value: 'readForm',
	name: 'Read Form',
	action: 'Read the form of an invite',
	description:
		'Say who sent the form, going by the login, and what they want, or what the last page says. The item is a request for the desk workflow. Takes the rows of beyondtrust_technicians.',
	properties: [jsonProperty('Form', 'form', "The item of n8n's form")],
	appliance: 'none',
	takes: 'all',
	isRule: true,
	async execute({ node, item }) {
		const form = readObject<Form>(node, item, 'form', 'Form', "Pass in the form's item.");
		return { ...wantedFrom(form, itemsOf(node)) } as unknown as IDataObject;
	},
};
