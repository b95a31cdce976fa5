import type { IDataObject } from 'n8n-workflow';

import { DEFAULTS } from '../../nodes/shared/ledger/settingsTable';

/** Parameters of the rules of the invites, each as the templates fill them in. */
const settings = { ...DEFAULTS, emailDelivery: 'mail', whenUnavailable: 'allow' };
const user = { id: '1', email: 'alex@desk.example' };
const technicians = [{ representativeId: '11', displayName: 'Alex Morgan', email: user.email }];
const teams = [{ teamId: '2', name: 'Service Desk', enabled: true, default: true }];
const person = { email: user.email, name: 'Alex Morgan', agentId: '21' };
const wanted = {
	goes: 'look',
	contract: 1,
	operation: 'getTicket',
	ticket: '1201',
	channel: 'email',
	address: '',
	person,
};
const answer = {
	contract: 1,
	ticket: { id: 1201, number: '1201', customer: { email: 'anna@customer.example' } },
};
const target = {
	ticketId: '1201',
	number: '1201',
	own: 'anna@customer.example',
	linkTo: 'ticket',
	linkId: '1201',
	recipient: 'anna@customer.example',
};
const queue = { queueType: 'team', queueId: '2', name: 'Service Desk', label: 'team Service Desk' };
const offer = {
	goes: 'ask',
	title: 'Who takes the session?',
	description: '',
	fields: '[]',
	wanted,
	target,
	choices: [{ ...queue, isDefault: true }],
};
const order = {
	goes: 'send',
	key: 'form:1',
	row: { claim: 1, attempts: 1 },
	warning: null,
	request: { by: 'form', person, target, queue },
	settings,
};
const expiresAt = '2026-03-04T08:00:00.000Z';
const sent = { url: 'https://support.example/?ak=1', expiresAt, delivery: { delivered: true } };

export const inviteSamples: Record<string, () => object> = {
	'invite/checkIn': () => ({
		from: 'page',
		offer,
		page: { user, who: '', submittedAt: expiresAt },
		technicians,
		teams,
		tables: { beyondtrust_invites: 'k3' },
		settings,
	}),
	'invite/checkOut': () => ({ order, answer: sent }),
	'invite/deliverToChat': () => ({
		came: { invite: { text: 'Hello', html: '<p>Hello</p>' }, link: { kind: 'chat', id: '501' } },
		step: 'answer',
		answer: { contract: 1, outcome: 'posted', messageId: '7' },
	}),
	'invite/endRun': () => ({}),
	'invite/listTickets': () => ({ came: {}, by: 'person', settings }),
	'invite/offer': () => ({ wanted, answer, technicians, loggedIn: [{ id: '11' }], settings }),
	'invite/offerAgain': () => ({
		offer,
		answer: { contract: 1, outcome: 'failed', title: 'It failed', message: 'Why' },
	}),
	'invite/readForm': () => ({ form: { user, ticket: '1201', channel: 'By email', address: '' } }),
	'invite/takeCall': () => ({}),
	'invite/tell': () => ({
		order,
		checkedOut: { ...sent, outcome: 'sent', said: null },
		answer: { contract: 1, outcome: 'written' },
	}),
	'ledger/planSetup': () => ({ tables: { beyondtrust_settings: 'id' } }),
	'ledger/setup': () => ({
		appliance: { hostname: 'support.example', version: '25.1' },
		desk: {},
		teams: [],
		technicians: [],
		settings,
	}),
};

/** What comes in, where that is not one empty item. */
export const inviteItems: Record<string, IDataObject[]> = {
	'invite/listTickets': [{ key: 'automatic:ticket:1201', state: 'failed', attempts: 1 }],
	'invite/takeCall': [{ headers: {} }],
	'invite/offer': teams,
	'invite/readForm': technicians,
};
