import { check, type Fields, goodDesk, of, ticket } from './checking.mts';

it.each<[string, (answer: Fields) => unknown, RegExp]>([
	['has no contract', ({ contract: _, ...rest }) => rest, /no field 'contract'.*contract: 1/],
	['has another contract', (one) => ({ ...one, contract: 2 }), /version '2'/],
	['has the contract as a text', (one) => ({ ...one, contract: '1' }), /version '1'.*as a number/],
	['is two', (one) => [one, one], /returned 2 items.*last node/],
	['is none', () => [], /returned nothing.*branches/],
	['is empty', () => ({}), /returned nothing/],
	['is a failure', () => ({ error: 'No <b>way' }), /It failed: 'No <b>way'.*last execution/],
	['is a failure of n8n', () => ({ error: { message: 'Off' } }), /It failed: 'Off'/],
])('says what is wrong with an answer that %s, and asks nothing more', (_, change, said) => {
	const { rows, questions, description } = check(goodDesk((_asked, answer) => change(answer)).desk);
	expect(rows).toHaveLength(1);
	expect(rows[0]).toMatchObject({ holds: 'no', said: expect.stringMatching(said) });
	expect(questions).toHaveLength(1);
	expect(description).toContain('The rest was not checked.');
});

it.each<[string, string, Fields | ((answer: Fields, asked: Fields) => unknown), RegExp, RegExp]>([
	[
		'describe',
		'lacks fields',
		{ canWriteAs: 'yes', system: 'My Desk' },
		/says what/,
		/'system' must be.*, not 'My Desk'; 'canWriteAs' must be true or false/,
	],
	[
		'findAgents',
		'has agents without ids',
		{ agents: [{ name: 'A', email: null, enabled: true }] },
		/agents/,
		/Entry 1 of 'agents' is not as agreed on: 'id' must be a text/,
	],
	['findAgents', 'has no list', { agents: undefined }, /names the agents/, /lacks 'agents'/],
	[
		'findAgents',
		'is refused',
		{ outcome: 'refused', status: 403, said: 'No.' },
		/names the agents/,
		/HTTP 403.*permissions.*'No\.'/,
	],
	[
		'findAgents',
		'is unsupported',
		{ outcome: 'unsupported' },
		/names the agents/,
		/Remove it from the list/,
	],
	[
		'getTicket',
		'is later',
		{ outcome: 'later', said: 'HTTP 503.' },
		/knows the ticket/,
		/not be done right now.*'HTTP 503\.'/,
	],
	[
		'getTicket',
		'has an outcome nobody knows',
		{ outcome: 'fine' },
		/knows the ticket/,
		/'fine'.*refused, later/,
	],
	[
		'getTicket',
		'is of another ticket',
		{ ticket: ticket('1202') },
		/knows the ticket/,
		/asked for ticket 1201.*'1202'/,
	],
	['getTicket', 'lacks the ticket', { ticket: undefined }, /knows the ticket/, /lacks 'ticket'/],
	[
		'getTicket',
		'says there is none',
		{ ticket: null },
		/knows the ticket/,
		/found no ticket 1201.*account/,
	],
	[
		'getTicket',
		'has a ticket of the wrong shape',
		(one) => (one.ticket ? { ...one, ticket: { ...one.ticket, closed: 'no' } } : one),
		/knows the ticket/,
		/'closed' must be true or false/,
	],
	[
		'getTicket',
		'knows no # in front',
		(one, { ticket: typed }) => (typed.startsWith('#') ? { ...one, ticket: null } : one),
		/with #/,
		/'#1201'.*People type it like this/,
	],
	[
		'getTicket',
		'finds what is not there',
		(one) => ({ ...one, ticket: one.ticket ?? ticket('1') }),
		/no such ticket/,
		/must answer ticket: null/,
	],
	[
		'findTickets',
		'leaves the ticket out',
		{ tickets: [ticket('1')] },
		/among the newest/,
		/1201 is not among them/,
	],
	[
		'findTickets',
		'has no addresses',
		{ tickets: [ticket('1201', { url: 'javascript:alert(1)' })] },
		/among the newest/,
		/'url' must be its web address, not 'javascript/,
	],
	[
		'findTickets',
		'ignores the limit',
		{ tickets: ['1201', '1202', '1203'].map((id) => ticket(id)) },
		/no more tickets/,
		/returned 3.*'limit'/,
	],
	[
		'putNote',
		'has an outcome nobody knows',
		{ outcome: 'done' },
		/private note/,
		/'done'.*written, there/,
	],
	['putNote', 'has no outcome', { outcome: undefined }, /private note/, /no outcome/],
	['putNote', 'is there at once', { outcome: 'there' }, /private note/, /cannot be there yet/],
	['putNote', 'finds no ticket', { outcome: 'notFound' }, /private note/, /which it found before/],
	['putNote', 'is on another ticket', { ticketId: '1202' }, /private note/, /ticket 1201.*'1202'/],
	['putNote', 'has no id', { noteId: null }, /private note/, /lacks 'noteId'/],
	[
		'putNote',
		'is written twice',
		(one) => (one.outcome === 'there' ? { ...one, outcome: 'written', noteId: '2' } : one),
		/only once/,
		/second note.*every page/,
	],
	[
		'putNote',
		'is there under another id',
		(one) => (one.outcome === 'there' ? { ...one, noteId: '7' } : one),
		/only once/,
		/'7'.*'1'/,
	],
	[
		'putNote',
		'is refused where there is no ticket',
		(one) => (one.outcome === 'notFound' ? { ...one, outcome: 'written' } : one),
		/no ticket to write/,
		/must answer 'notFound'/,
	],
	[
		'putNote',
		'is in the name of the API',
		{ writtenAs: null, said: 'Two of them.' },
		/agent's name/,
		/agent 21.*'Two of them\.'/,
	],
	[
		'putNote',
		"is in somebody else's name",
		{ writtenAs: '22' },
		/agent's name/,
		/agent 21, but wrote as '22'/,
	],
])('says what is wrong where the answer to %s %s', (operation, _what, more, what, said) => {
	const { rows } = check(of(operation, more));
	const wrong = rows.filter(({ holds }) => holds === 'no');
	expect(wrong[0]).toMatchObject({
		what: expect.stringMatching(what),
		said: expect.stringMatching(said),
	});
});

it.each([
	['2026-11-27T10:00:00.000Z', true],
	['2026-11-27T10:00:00+01:00', true],
	[null, true],
	['2026-11-27T10:00:00', false],
	['2026-11-27T10:00:00ZZ', false],
	['2026-13-45T10:00:00Z', false],
	[1764237600000, false],
])('takes %s for a time: %s', (openedAt, isOne) => {
	const changed = of('getTicket', (one) =>
		one.ticket ? { ...one, ticket: { ...one.ticket, openedAt } } : one,
	);
	expect(check(changed).holds('no')).toEqual(isOne ? [] : ['It knows the ticket']);
});
