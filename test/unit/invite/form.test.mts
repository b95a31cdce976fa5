import { offerFrom } from '../../../nodes/shared/invite/offer';
import { requestForTicket } from '../../../nodes/shared/invite/request';
import { INTO_CHAT, wantedFrom } from '../../../nodes/shared/invite/wanted';
import * as house from './house.mts';

const { choose, form, offer, settings, teams, technicians, toOffer, user, wanted } = house;

describe('The first page', () => {
	it('takes the person from the login, whatever else was typed', () => {
		expect(wanted({ email: 'robin@desk.example' })).toMatchObject({
			goes: 'look',
			contract: 1,
			operation: 'getTicket',
			ticket: '1201',
			person: { email: 'alex@desk.example', name: 'Alex Morgan', agentId: '21' },
		});
	});

	it('takes a typed address only where the login names nobody', () => {
		expect(wanted({ user: undefined, email: 'alex@desk.example' })).toMatchObject({
			person: { name: 'Alex Morgan' },
		});
	});

	it.each([
		[
			{ user: { email: 'mallory@desk.example' } },
			/Nobody in the table .* has your address mallory/,
		],
		[{ user: { email: 'robin@desk.example' } }, /is switched off, so you cannot send invites/],
		[{ user: {} }, /does not know who you are/],
		[{ user: { email: '' }, email: 'alex@desk.example' }, /does not know who you are/],
		[{ user: undefined }, /does not know who you are/],
		[{ ticket: '' }, /&#39;Ticket number&#39;: It is missing/],
		[{ ticket: '../1' }, /Ticket number/],
		[{ address: 'anna' }, /Email address&#39;: This is not an email address\./],
		[{ address: 'a@x.example, b@x.example' }, /contains more than one address/],
		[{ address: 'a@x.example\r\nBcc: b@x.example' }, /line break/],
	])('refuses %j with a sentence', (given, sentence) => {
		const end = wantedFrom({ ...form, ...given }, technicians);
		expect(end).toMatchObject({ goes: 'end', title: 'Nothing was sent' });
		expect((end as { message: string }).message).toMatch(sentence);
	});
});

describe('The second page', () => {
	it('offers enabled teams and who is logged in and not switched off', () => {
		const asked = offer();
		expect(house.labels(asked.choices)).toEqual([
			'team Service Desk',
			'team Field & On-site',
			'technician Alex Morgan',
		]);
		expect(asked.description).toBe('For ticket 1201, to anna@customer.example.');
		expect(JSON.parse(asked.fields)).toMatchObject([{ defaultValue: 'team Service Desk' }]);
	});

	it('tells two choices of one name apart, and holds no dollar sign that n8n would read', () => {
		const twins = [
			{ teamId: '2', name: "$& <b>$'</b>", enabled: true },
			{ teamId: '3', name: "$& <b>$'</b>", enabled: true },
		];
		const asked = offer({ teams: twins });
		expect(new Set(house.labels(asked.choices)).size).toBe(asked.choices.length);
		expect(asked.fields).not.toContain('$');
		expect(JSON.parse(asked.fields)[0].fieldOptions.values[0].option).toContain('$&');
	});

	it('offers the teams also where nobody can say who is logged in', () => {
		const asked = offer({ loggedIn: [{ error: 'The host was not found.' }] });
		expect(asked.choices).toHaveLength(2);
		expect(asked.description).toContain('could not be read');
	});

	it('sends to an address of a domain that is listed, and to no other', () => {
		const other = wanted({ address: 'mina@Other.example' });
		expect(offerFrom(toOffer({ wanted: other }))).toMatchObject({
			goes: 'end',
			message: expect.stringMatching(
				/&#39;Email address&#39;: mina@Other\.example is not the address/,
			),
		});
		const listed = { ...settings, inviteDomains: ['other.example'] };
		expect(offer({ wanted: other, settings: listed }).target.recipient).toBe('mina@Other.example');
		for (const address of ['mina@evil-other.example', 'mina@sub.other.example']) {
			expect(offer({ wanted: wanted({ address }), settings: listed })).toMatchObject({
				goes: 'end',
			});
		}
	});

	it('goes into the open chat, and says where there is none', () => {
		const chat = wanted({ channel: INTO_CHAT, address: 'ignored' });
		expect(offer({ wanted: chat }).target).toMatchObject({
			linkTo: 'chat',
			linkId: '77',
			recipient: null,
		});
		const none = { contract: 1, ticket: { ...house.ticket, openChatId: null } };
		expect(offer({ wanted: chat, answer: none })).toMatchObject({
			goes: 'end',
			message: expect.stringContaining('has no open chat'),
		});
	});

	it.each([
		[{ contract: 1, ticket: null }, /There is no ticket 1201/],
		[{ error: 'Workflow is not active' }, /could not look at the ticket: Workflow is not active/],
		[{ ticket: house.ticket }, /does not follow the contract/],
		[{}, /does not follow the contract/],
	])('takes %j for no ticket', (answer, sentence) => {
		const said = offerFrom(toOffer({ answer })) as unknown as { message: string };
		expect(said.message).toMatch(sentence);
	});
});

describe('What was chosen', () => {
	it('is the default team where nobody is', () => {
		expect(choose()).toMatchObject({
			queue: { queueType: 'team', queueId: '2' },
			whenUnavailable: 'fail',
			delivery: 'mail',
			hours: 24,
		});
	});

	it('is nothing when the hour is over, or nothing is wanted', () => {
		expect(choose({ submittedAt: undefined })).toEqual({ problem: null });
		expect(choose({ who: 'No, send nothing' })).toEqual({ problem: null });
	});

	it('is refused from anybody but who opened the form', () => {
		const other = { ...user, email: 'sam@desk.example' };
		expect(choose({ user: other })).toMatchObject({
			problem: expect.stringContaining('belongs to'),
		});
		expect(choose({ user: {} })).toMatchObject({ problem: expect.stringContaining('belongs to') });
	});

	it.each([
		['who was never offered', { who: 'technician Mallory' }, {}, /cannot be chosen/],
		[
			'a team that was switched off since',
			{ who: 'team Field & On-site' },
			{ teams: [teams[0]] },
			/switched off in the meantime/,
		],
		[
			'a technician who was switched off since',
			{ who: 'technician Alex Morgan' },
			{ technicians: [{ ...technicians[0], enabled: false }] },
			/switched off in the meantime/,
		],
		['nobody where there is no default', {}, { teams: [teams[1]] }, /there is no default team/],
	])('cannot be %s', (_what, given, more, sentence) => {
		expect(choose(given, more)).toEqual({ problem: expect.stringMatching(sentence) });
	});

	it('falls back to the default team, but not from itself', () => {
		const fallback = { settings: { ...settings, whenUnavailable: 'fallback' as const } };
		expect(choose({ who: 'team Field & On-site' }, fallback)).toMatchObject({ fallbackId: '2' });
		expect(choose({ who: 'team Service Desk' }, fallback)).toMatchObject({
			whenUnavailable: 'fail',
			fallbackId: null,
		});
	});
});

describe('A new ticket', () => {
	const invite = (more: object = {}) =>
		requestForTicket({
			by: 'newTicket',
			ticket: '1201',
			answer: house.answer,
			teams,
			settings,
			...more,
		});
	const ofTicket = (more: object) => ({
		answer: { contract: 1, ticket: { ...house.ticket, ...more } },
	});

	it('invites its own customer for the default team', () => {
		expect(invite()).toMatchObject({
			person: null,
			target: { recipient: 'anna@customer.example' },
			queue: { queueId: '2' },
			whenUnavailable: 'allow',
			hours: 72,
		});
	});

	it('invites nobody for other types, or without an address', () => {
		expect(invite(ofTicket({ type: 'Change' }))).toEqual({ problem: null });
		expect(invite(ofTicket({ customer: null }))).toEqual({ problem: null });
		const all = { settings: { ...settings, newTicketTypes: '*' } };
		expect(invite({ ...all, ...ofTicket({ type: undefined }) })).toMatchObject({ by: 'newTicket' });
		const byNumber = { settings: { ...settings, newTicketTypes: 'change, 7' } };
		expect(invite({ ...byNumber, ...ofTicket({ typeId: 7 }) })).toMatchObject({ by: 'newTicket' });
	});

	it('says what went wrong', () => {
		expect(invite({ teams: [] })).toEqual({
			problem: expect.stringContaining('no enabled default team'),
		});
		expect(invite({ answer: { contract: 1, ticket: null } })).toEqual({
			problem: 'There is no ticket 1201 at the desk.',
		});
	});
});
