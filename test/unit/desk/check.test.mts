import { sessionFromJson } from '../../../nodes/shared/session/sessionFromJson';
import { nobodysNumber } from '../../../nodes/shared/desk/check/steps';
import {
	begin,
	check,
	DESCRIBED,
	EMAIL,
	type Fields,
	goodDesk,
	NOW,
	of,
	ticket,
} from './checking.mts';

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
	['names no agents', { agents: [] }, /Check that its account may see/],
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
