import { sessionFromJson } from '../../../nodes/shared/session/sessionFromJson';
import { nobodysNumber } from '../../../nodes/shared/desk/checkSteps';
import { begin, check, DESCRIBED, EMAIL, type Fields, goodDesk, NOW, ticket } from './checking.mts';

const of = (operation: string, more: Fields | ((answer: Fields, asked: Fields) => unknown)) =>
	goodDesk((asked, answer) => {
		if (asked.operation !== operation) return answer;
		return typeof more === 'function' ? more(answer, asked) : { ...answer, ...more };
	}).desk;

it('finds nothing wrong with a desk workflow that does everything right', () => {
	const { desk, notes } = goodDesk();
	const { holds, title, goes } = check(desk);
	expect([goes, title, holds('no')]).toEqual([
		'done',
		'Nothing is wrong with the desk workflow',
		[],
	]);
	expect(holds('yes')).toHaveLength(12);
	expect(holds('look')).toEqual(['The note is shown inert and to agents only']);
	expect(holds('not offered')).toEqual(['postToChat', 'createTicket', 'setStatus', 'addTime']);
	expect(notes).toHaveLength(1);
});

it('writes nothing before it knows the ticket, and then one private note that can be rendered', () => {
	const { desk, notes } = goodDesk();
	const { questions } = check(desk);
	expect(questions.map(({ operation }) => operation)).toEqual([
		...['describe', 'findAgents', 'getTicket', 'getTicket', 'getTicket', 'getTicket'],
		...['findTickets', 'findTickets', 'putNote', 'putNote', 'putNote'],
	]);
	expect(questions.every(({ contract }) => contract === 1)).toBe(true);
	expect(questions.slice(2, 6).map((one) => one.ticket)).toEqual([
		...['1201', '#1201', '  0001201 ', '999999999'],
	]);
	const [{ asked }] = notes;
	expect(asked).toMatchObject({
		target: { kind: 'ticket', id: '1201' },
		note: {
			audience: 'internal',
			marker: expect.stringMatching(/^BeyondTrust check of the desk \w/),
		},
		author: { agentId: '21', email: EMAIL },
		known: null,
	});
	expect(sessionFromJson(asked.session).transcript[0].text).toContain('<script>');
	expect(questions[9]).toEqual(questions[8]);
});

it('has another marker for each check', () => {
	const marker = (now: number) => {
		const { desk, notes } = goodDesk();
		check(desk, begin({ now }));
		return notes[0].marker as string;
	};
	expect(marker(NOW)).not.toBe(marker(NOW + 1));
});

it('links the ticket where a person has to look at the note', () => {
	const { rows, description } = check(goodDesk().desk);
	expect(rows.find(({ holds }) => holds === 'look')?.link).toBe(
		'https://desk.example.com/ticket/1201',
	);
	expect(description).toContain('<a href="https://desk.example.com/ticket/1201" target="_blank"');
});

it.each<[string, (answer: Fields) => unknown, RegExp]>([
	['has no contract', ({ contract: _, ...rest }) => rest, /no field 'contract'.*contract: 1/],
	['has another contract', (one) => ({ ...one, contract: 2 }), /version '2'/],
	['has the contract as a text', (one) => ({ ...one, contract: '1' }), /version '1'.*as a number/],
	['is two', (one) => [one, one], /gave 2 items.*last node/],
	['is none', () => [], /gave nothing back.*branches/],
	['is empty', () => ({}), /gave nothing back/],
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
		/'system'.*'canWriteAs'/,
	],
	[
		'findAgents',
		'has agents without ids',
		{ agents: [{ name: 'A', email: null, enabled: true }] },
		/agents/,
		/Entry 1 of 'agents' lacks 'id'/,
	],
	['findAgents', 'has no list', { agents: undefined }, /names the agents/, /lacks 'agents'/],
	[
		'findAgents',
		'is refused',
		{ outcome: 'refused', status: 403, said: 'No.' },
		/names the agents/,
		/HTTP 403.*rights.*'No\.'/,
	],
	['findAgents', 'is unsupported', { outcome: 'unsupported' }, /names the agents/, /Take it out/],
	[
		'getTicket',
		'is later',
		{ outcome: 'later', said: 'HTTP 503.' },
		/knows the ticket/,
		/not be done now.*'HTTP 503\.'/,
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
		/'closed' \(true or false\)/,
	],
	[
		'getTicket',
		'knows no # in front',
		(one, { ticket: typed }) => (typed.startsWith('#') ? { ...one, ticket: null } : one),
		/with #/,
		/'#1201'.*People type it so/,
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
		/'url' \(its web address\)/,
	],
	[
		'findTickets',
		'ignores the limit',
		{ tickets: ['1201', '1202', '1203'].map((id) => ticket(id)) },
		/no more tickets/,
		/gave 3.*'limit'/,
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
	['putNote', 'finds no ticket', { outcome: 'notFound' }, /private note/, /which it knew before/],
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
		/agent 21, and wrote as '22'/,
	],
])('says what is wrong where the answer to %s %s', (operation, _what, more, what, said) => {
	const { rows } = check(of(operation, more));
	const wrong = rows.filter(({ holds }) => holds === 'no');
	expect(wrong[0]).toMatchObject({
		what: expect.stringMatching(what),
		said: expect.stringMatching(said),
	});
});

it('writes nothing where the ticket is another one', () => {
	const { desk, notes } = goodDesk((asked, answer) =>
		asked.operation === 'getTicket' ? { ...answer, ticket: ticket('1202') } : answer,
	);
	const { questions } = check(desk);
	expect(notes).toEqual([]);
	expect(questions.at(-1)).toMatchObject({ operation: 'getTicket' });
});

it('does not ask again for a note that was not written', () => {
	const { questions, holds } = check(
		of('putNote', (one) => ({ ...one, outcome: 'refused', status: 400 })),
	);
	expect(questions.filter(({ operation }) => operation === 'putNote')).toHaveLength(2);
	expect(holds('yes')).not.toContain('It writes the same note only once');
});

it("calls 'not offered' what describe does not name, and asks for none of it", () => {
	const operations = ['describe', 'getTicket', 'putNote', 'addTime'];
	const { holds, questions, title } = check(of('describe', { operations, canWriteAs: false }));
	expect(title).toMatch(/^Nothing is wrong/);
	expect(holds('not offered')).toEqual([
		...['It names the agents', 'It finds the ticket among the newest'],
		...["It writes in the agent's name", 'postToChat', 'createTicket', 'setStatus'],
	]);
	expect(holds('look')).toContain('addTime');
	expect(questions.map(({ operation }) => operation)).not.toContain('findTickets');
});

it.each<[string, Fields, RegExp]>([
	['names no agents', { agents: [] }, /whether its account may see/],
	[
		'has no agent with the address',
		{ agents: [{ id: '9', name: 'B', email: 'b@x.example', enabled: true }] },
		/./,
	],
])('leaves it to a person where the desk %s', (_, more, said) => {
	const { rows, title } = check(of('findAgents', more));
	expect(title).toMatch(/^Nothing is wrong/);
	const looks = rows.filter(({ holds }) => holds === 'look');
	expect(looks.some((one) => said.test(one.said))).toBe(true);
	expect(rows.find(({ what }) => /agent's name/.test(what))).toMatchObject({
		holds: 'look',
		said: expect.stringContaining(`No agent of the desk has your address ${EMAIL}`),
	});
});

it('leaves it to a person where the list is full, or too short to tell', () => {
	const full = Array.from({ length: 500 }, (_, index) => ticket(String(5000 + index)));
	const cut = check(
		of('findTickets', (_, { limit }) => ({ contract: 1, tickets: full.slice(0, limit as number) })),
	);
	expect(cut.sentence(/among the newest/)).toMatch(/first 500.*opened today/);
	const short = check(of('findTickets', { tickets: [ticket('1201')] }));
	expect(short.sentence(/no more tickets/)).toMatch(/too few/);
	expect([...cut.holds('no'), ...short.holds('no')]).toEqual([]);
});

it('writes in the name that the table of technicians has for the login', () => {
	const technicians = [
		{ email: 'other@example.com', agentId: '30' },
		{ email: EMAIL.toUpperCase(), agentId: '23', displayName: 'Alex', privateName: 'Alex Morgan' },
	];
	const { desk, notes } = goodDesk();
	const { sentence } = check(desk, begin({ technicians }));
	expect(notes[0].asked.author).toEqual({
		agentId: '23',
		names: ['Alex', 'Alex Morgan'],
		email: EMAIL,
	});
	expect(sentence(/agent's name/)).toBe('Agent 23.');
});

it.each([
	[{ form: { ticket: ' # ' } }, /'Ticket number'/],
	[{ form: { ticket: '../1' } }, /'Ticket number'/],
	[{ form: { ticket: { toString: 0 } } }, /'Ticket number'/],
	[{ settings: { deskWorkflow: '' } }, /No desk workflow is chosen.*&#39;deskWorkflow&#39;/],
])('asks nothing where it cannot begin: %j', (more, said) => {
	const { goes, title, description, rows } = begin(more);
	expect([goes, title, rows]).toEqual(['done', 'Nothing was checked', []]);
	expect(description.replace(/&#39;(Ticket number)&#39;/, "'$1'")).toMatch(said);
});

it.each([
	['1201', '999999999'],
	['ABC-12', 'ABC-999999999'],
	['INC0010001234', 'INC9999999999'],
	['A', 'A999999999'],
])('makes a number of %s that nobody has: %s', (number, nobodys) => {
	expect(nobodysNumber(number)).toBe(nobodys);
});

it('takes a desk whose ids are not its numbers', () => {
	const odd = ticket('5f0c', { number: 'INC0010001' });
	const { desk } = goodDesk((asked, answer) => {
		if (asked.operation === 'describe') return { ...DESCRIBED, operations: ['getTicket'] };
		const typed = String(asked.ticket).trim().replace('#', '');
		return { ...answer, ticket: typed === 'INC0010001' ? odd : null };
	});
	const { holds, questions } = check(desk, begin({ form: { ticket: 'inc0010001' } }));
	expect(questions.slice(1).map((one) => one.ticket)).toEqual(['inc0010001']);
	expect(holds('no')).toEqual(['It knows the ticket']);
	const upper = check(desk, begin({ form: { ticket: 'INC0010001' } }));
	expect(upper.holds('no')).toEqual([]);
	expect(upper.questions[3].ticket).toBe('  INC0010001 ');
});
