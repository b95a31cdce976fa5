import type { Choice } from '../../../nodes/shared/invite/choices';
import { type Offer, offerFrom, type ToOffer } from '../../../nodes/shared/invite/offer';
import { type Request, requestFromPage } from '../../../nodes/shared/invite/request';
import { type Wanted, wantedFrom } from '../../../nodes/shared/invite/wanted';
import { DEFAULTS, type Settings } from '../../../nodes/shared/ledger/settingsTable';

/** A service desk of three technicians and three teams, for the tests of invites. */
export const NOW = Date.parse('2026-03-03T08:00:00.000Z');
export const ago = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();
export const settings: Settings = { ...DEFAULTS, emailDelivery: 'mail', chatDelivery: 'chat' };

export const technicians = [
	{ representativeId: '11', displayName: 'Alex Morgan', email: 'Alex@desk.example', agentId: '21' },
	{
		representativeId: '14',
		displayName: 'Robin Keller',
		email: 'robin@desk.example',
		enabled: false,
	},
	{ representativeId: '17', displayName: 'Sam Okafor', enabled: true },
];
export const teams = [
	{ teamId: '2', displayName: 'Service Desk', enabled: true, default: true },
	{ teamId: '3', name: 'Field & On-site', enabled: true, default: false },
	{ teamId: '4', displayName: 'Night Watch', enabled: false },
];
export const loggedIn = [
	{ id: '11', privateName: 'Alex Morgan' },
	{ id: '14', privateName: 'Robin Keller' },
];
export const user = { id: '1', email: 'alex@desk.example', firstName: 'Alex', lastName: 'M' };
export const form = { user, ticket: '#1201', channel: 'By email', address: '' };
export const ticket = {
	id: 1201,
	number: '1201',
	customer: { email: 'Anna@customer.example' },
	openChatId: '77',
	type: 'Incident',
};
export const answer = { contract: 1, ticket };

export const wanted = (more: object = {}) =>
	wantedFrom({ ...form, ...more }, technicians) as Wanted;
export const toOffer = (more: Partial<ToOffer> = {}): ToOffer => ({
	wanted: wanted(),
	answer,
	teams,
	technicians,
	loggedIn,
	settings,
	now: NOW,
	...more,
});
export const offer = (more: Partial<ToOffer> = {}) => offerFrom(toOffer(more)) as Offer;
export const page = { user, who: '', submittedAt: ago(0) };
export const choose = (given: object = {}, more: object = {}) =>
	requestFromPage({
		offer: offer(),
		answer: { ...page, ...given },
		teams,
		technicians,
		settings,
		...more,
	});
export const request = (more: Partial<Request> = {}): Request => ({
	...(choose() as Request),
	...more,
});
export const labels = (choices: Choice[]) => choices.map(({ label }) => label);
