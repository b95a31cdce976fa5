import { suggestTickets } from '../../../nodes/shared/session/match';
import { sessionFromJson } from '../../../nodes/shared/session/note';
import { ID } from './report.mts';

/** A session of Jordan Blake, 10:00 to 10:30 on 2 February 2026. */
const session = (parts: object = {}, customer: object = {}) =>
	sessionFromJson({
		sessionId: ID,
		startedAt: '2026-02-02T10:00:00.000Z',
		endedAt: '2026-02-02T10:30:00.000Z',
		customer: { name: 'Jordan Blake', company: 'Northwind Studio', ...customer },
		representatives: [{ publicName: 'Alex M.', privateName: 'Alex Morgan', username: 'amorgan' }],
		...parts,
	});

const chat = (...texts: string[]) => ({
	transcript: texts.map((text) => ({ from: { type: 'customer', name: 'Jordan' }, text })),
});

const scoreOf = (candidate: object, from = session()): number =>
	suggestTickets(from, [{ id: 1, ...candidate }], { threshold: 0 })[0].score;

const reasonsOf = (candidate: object, from = session()): string[] =>
	suggestTickets(from, [{ id: 1, ...candidate }], { threshold: 0 })[0].reasons;

const opened = '2026-02-02T09:45:00Z';
const bare = scoreOf({});

describe('the customer’s name', () => {
	test.each([
		['in another order', 'Blake, Jordan'],
		['in capitals', 'JORDAN BLAKE'],
		['with a title and a company', 'Mr. Jordan Blake (Northwind)'],
		['with a slip', 'Jordon Blake'],
		['with an initial', 'J. Blake'],
		['as an account', 'NORTHWIND\\jblake'],
		['as an address', 'jordan.blake@example.org'],
	])('is known %s', (_how, user_name) => {
		expect(scoreOf({ user_name, dateoccurred: opened })).toBeGreaterThan(0.5);
	});

	test.each([
		['a short form', 'Bob Hughes', 'Hughes, Robert'],
		['a short form of a short form', 'Bill Hart', 'Liam Hart'],
		['accents left out', 'Jurgen Grossmann', 'Jürgen Großmann'],
		['umlauts spelled out', 'Juergen Grossmann', 'Jürgen Großmann'],
		['one of two surnames', 'Maria Pena', 'María José Peña García'],
		['a particle left out', 'Sanne Vries', 'de Vries, Sanne'],
		['initials of a double name', 'JP Moreau', 'Jean-Pierre Moreau'],
		['two surnames written together', 'ana.penagarcia@example.org', 'Ana Peña García'],
		['them behind an initial', 'apenagarcia', 'Ana Peña García'],
		['a particle written together', 'ulrike.devries@example.org', 'U. de Vries'],
		['letters doubled', 'Philip Hofmann', 'Phillipp Hoffmann'],
		['another script, the same name', '佐藤 健', '佐藤 健'],
	])('is known with %s', (_how, name, customer) => {
		const from = session({}, { name });
		expect(scoreOf({ customer, createdAt: opened }, from)).toBeGreaterThan(0.5);
	});

	test.each(['Robin Keller', 'Jordan Miller', 'Morgan Blake'])('is not that of %s', (user_name) => {
		expect(scoreOf({ user_name })).toBeLessThan(bare);
		expect(reasonsOf({ user_name })).toContain(`Another customer: ${user_name}.`);
	});

	test.each([
		['two surnames', 'Ellis Peña García', 'Richard Peña García'],
		['a double given name', 'Jean-Pierre van der Berg', 'Lefèvre, Jean-Pierre'],
		['a double given name, and nothing else', 'Jean-Pierre', 'Jean-Pierre Bäcker'],
		['two initials', 'JP', 'Jean-Pierre Bäcker'],
	])('fits in part by %s', (_what, name, customer) => {
		const from = session({}, { name });
		const reason = `Part of the customer’s name matches: ${customer}.`;
		expect(reasonsOf({ customer, createdAt: opened }, from)).toContain(reason);
		expect(scoreOf({ customer, createdAt: opened }, from)).toBeLessThan(0.5);
	});

	test.each(['Guest', 'General User', 'Front Desk', 'info@northwind.example', ''])(
		'says nothing where it is %j',
		(user_name) => {
			expect(reasonsOf({ user_name }).join()).not.toMatch(/customer/i);
		},
	);

	test('is found in the text where somebody else opened the ticket', () => {
		const details = 'Please call Jordan Blake.';
		const reasons = reasonsOf({ user_name: 'Robin Keller', details });
		expect(reasons).toContain('The ticket names the customer in its text.');
		expect(reasons.join()).not.toContain('Another customer');
	});
});

describe('other signs', () => {
	test.each<[what: string, parts: object, customer: object, candidate: object, reason: string]>([
		[
			'an email address in a custom field',
			{ attributes: { mail: 'JB@northwind.example' } },
			{ name: 'x' },
			{ requester: { email: 'jb@northwind.example' } },
			'Same email address: jb@northwind.example.',
		],
		[
			'an address from the chat',
			chat('it is jb@northwind.example.'),
			{ name: 'x' },
			{ email: 'jb@northwind.example' },
			'Address from the chat: jb@northwind.example.',
		],
		[
			'the company, without legal form',
			{},
			{},
			{ client_name: 'NORTHWIND STUDIO Ltd.' },
			'Same company: NORTHWIND STUDIO Ltd..',
		],
		[
			'the domain of the company',
			{},
			{},
			{ email: 'x.y@northwind-studio.example' },
			'The email domain is the company’s: northwind-studio.',
		],
		[
			'the computer',
			{},
			{ hostname: 'NWS-LT07.corp.example' },
			{ asset_name: 'nws-lt07' },
			'Same computer: nws-lt07.',
		],
		[
			'the computer in the summary',
			{},
			{ hostname: 'NWS-LT07' },
			{ subject: 'nws-lt07: blue screen' },
			'The ticket names the computer: nws-lt07.',
		],
		[
			'the representative',
			{},
			{},
			{ assignee: { displayName: 'Alex Morgan' } },
			'Same representative: Alex Morgan.',
		],
		[
			'words of the chat, in another language',
			chat('the printers are all offline'),
			{},
			{ title: 'Drucker offline' },
			'Words of the session in the ticket: offline, printers.',
		],
	])('%s is one', (_what, parts, customer, candidate, reason) => {
		const from = session(parts, customer);
		expect(reasonsOf(candidate, from)).toContain(reason);
		expect(scoreOf(candidate, from)).toBeGreaterThan(scoreOf({}, from));
	});

	test.each([
		['INC0012345', 'see inc0012345'],
		['4711', 'this is about ticket no. 4711'],
		['4711', '#4711'],
		['HELP-12', 'Help-12, the printer'],
	])('the ticket’s number %s in "%s" is one', (id, said) => {
		const mentioned = `The session mentions ${id}.`;
		expect(reasonsOf({ id }, session(chat(said)))).toContain(mentioned);
		expect(reasonsOf({ id }, session({ notes: [{ text: said }] }))).toContain(mentioned);
		expect(reasonsOf({ id: `${id}0` }, session(chat(said)))).not.toContain(
			`The session mentions ${id}0.`,
		);
	});

	test.each([
		['initials with its legal form', 'RDG', 'Riverbend Dental Group'],
		['dots in its legal form', 'Ibanez Ruiz', 'Ibáñez Ruiz S.L.'],
	])('the company is known by %s', (_how, company, client_name) => {
		const from = session({}, { company });
		expect(reasonsOf({ client_name }, from)).toContain(`Same company: ${client_name}.`);
	});

	test.each([
		['Van der Berg Bouw B.V.', 'bergbouw'],
		['Ateliers Lefèvre SARL', 'lefevre-ateliers'],
		['Müller Fördertechnik GmbH', 'mueller-foerdertechnik'],
	])('a domain of %s may be %s', (company, domain) => {
		const from = session({}, { company });
		const reason = `The email domain is the company’s: ${domain}.`;
		expect(reasonsOf({ email: `x.y@${domain}.example` }, from)).toContain(reason);
		expect(reasonsOf({ email: `x.y@another-${domain}.example` }, from)).not.toContain(reason);
	});

	describe('how computers are named', () => {
		const device = (id: number, asset_name: string, client_name: string) => ({
			id,
			asset_name,
			client_name,
		});
		const others = ['RBD-OP1', 'RBD-OP2', 'RBD-FRONT'].map((name, index) =>
			device(index + 2, name, 'Riverbend Dental'),
		);
		const from = (hostname: string, company?: string) =>
			session({}, { name: 'x', company, hostname });
		const reasons = (candidates: object[], one = from('RBD-OP77')) =>
			suggestTickets(one, candidates, { threshold: 0, limit: 50 }).find(({ id }) => id === '1')
				?.reasons;
		const ours = { id: 1, client_name: 'Riverbend Dental' };

		test('tells of what company a session is that does not say', () => {
			expect(reasons([ours, ...others])).toContain(
				'The computer is named like those of Riverbend Dental.',
			);
			expect(reasons([{ id: 1, client_name: 'Harbour & Sons' }, ...others])).toContain(
				'The computer is not named like those of Harbour & Sons.',
			);
		});

		test.each<[why: string, candidates: object[], one: ReturnType<typeof from>]>([
			['few are known', [ours, ...others.slice(1)], from('RBD-OP77')],
			[
				'several companies name them so',
				[ours, ...others, device(9, 'RBD-9', 'Red Bank')],
				from('RBD-OP77'),
			],
			['it is a name of all computers', [ours, ...others], from('DESKTOP-77')],
			['the session names its company', [ours, ...others], from('RBD-OP77', 'Harbour & Sons')],
		])('does not where %s', (_why, candidates, one) => {
			expect(reasons(candidates, one)?.join()).not.toContain('named like');
		});
	});

	test('a part of a computer’s name is none', () => {
		const from = session({}, { hostname: 'NWS-LT07' });
		expect(reasonsOf({ summary: 'NWS-LT071 broken' }, from).join()).not.toContain('computer');
	});
});
