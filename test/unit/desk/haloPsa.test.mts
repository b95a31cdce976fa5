import { looked, MARKER, ok, play, put, start, then } from './play.mts';

const TICKET = { id: 1201, summary: 'x', open_chat_count: 0 };

/** A list as HaloPSA gives it: at most 100 a page whatever is asked, with the number of all. */
function pageOf(all: object[], name: string, url: URL) {
	const from = (Number(url.searchParams.get('page_no') ?? 1) - 1) * 100;
	return ok({ record_count: all.length, [name]: all.slice(from, from + 100) });
}

/** A desk whose lists hold what they are given. */
const desk =
	(
		lists: Record<string, object[]>,
		post: (body: any, url: URL) => unknown = () => ok([{ id: 9 }]),
	) =>
	(url: URL, body: unknown) => {
		const name = url.pathname.slice('/api/'.length);
		if (name.startsWith('Tickets/')) return ok({ ...TICKET, id: Number(name.slice(8)) });
		const list = lists[name];
		const wrapped = name === 'Agent' ? 'agents' : name.toLowerCase();
		return list && url.search ? pageOf(list, wrapped, url) : post(body, url);
	};
const numbered = (count: number, make: (id: number) => object) =>
	Array.from({ length: count }, (_, index) => make(index + 1));

describe('lists of more than one page', () => {
	test('the marker is found on page 3 of the actions', () => {
		const actions = numbered(230, (id) => ({ id, note: id === 222 ? `x ${MARKER}` : 'x' }));
		const { answer, calls } = play(put(), desk({ Actions: actions }));
		expect(answer).toMatchObject({ outcome: 'there', noteId: '222' });
		expect(calls.filter((call) => call.includes('/Actions?'))).toHaveLength(3);
	});

	test('the agent is found on page 2', () => {
		const agents = numbered(150, (id) => ({ id, name: id === 140 ? 'Alex Morgan' : `A ${id}` }));
		const { answer } = play(put(), desk({ Actions: [], Agent: agents }));
		expect(answer).toMatchObject({ outcome: 'written', writtenAs: '140' });
	});

	test('as many tickets come as were asked for', () => {
		const tickets = numbered(450, (id) => ({ id, dateoccurred: '2026-11-26T10:00:00' }));
		const asked = { contract: 1, operation: 'findTickets', limit: 220 };
		const { answer, calls } = play(asked, desk({ Tickets: tickets }));
		expect(answer.tickets).toHaveLength(220);
		expect(calls).toHaveLength(3);
		expect(play({ ...asked, limit: 2000 }, desk({ Tickets: tickets })).answer.tickets).toHaveLength(
			450,
		);
	});

	test('no page comes after one whose tickets are all older than what was asked for', () => {
		const tickets = numbered(450, (id) => ({
			id,
			dateoccurred: id <= 90 ? '2026-11-26T10:00:00' : '2026-01-01T10:00:00',
			lastactiondate: id === 150 ? '2026-11-26T11:00:00' : undefined,
		}));
		const asked = { contract: 1, operation: 'findTickets', limit: 2000, since: '2026-11-01' };
		const { answer, calls } = play(asked, desk({ Tickets: tickets }));
		expect(answer.tickets).toHaveLength(91);
		expect(calls).toHaveLength(3);
	});

	test('a desk that gives the first page again and again is asked twice', () => {
		const actions = numbered(100, (id) => ({ id, note: 'x' }));
		const { answer, calls } = play(put({ author: null }), (url, body) => {
			const isList = url.pathname === '/api/Actions' && url.search !== '';
			return isList ? ok({ record_count: 500, actions }) : desk({})(url, body);
		});
		expect(answer).toMatchObject({ outcome: 'written' });
		expect(calls.filter((call) => call.includes('/Actions?'))).toHaveLength(2);
	});

	test('all agents come, without the junk among them', () => {
		const junk = [null, 'x', {}, { id: 5 }, { name: 'No number' }, { id: {}, name: 'x' }, []];
		const agents = [...junk, { id: 21, name: 'Alex Morgan', email: { a: 1 }, isdisabled: 'x' }];
		const asked = { contract: 1, operation: 'findAgents' };
		expect(play(asked, () => ok(agents)).answer.agents).toEqual([
			{ id: '21', name: 'Alex Morgan', email: null, enabled: true },
		]);
	});
});

describe('in whose name', () => {
	const both = [
		{ id: 21, name: 'Alex Morgan', email: 'a@example.com' },
		{ id: 22, name: 'alex morgan', email: 'b@example.com' },
	];
	let written: any;
	const keep = (body: any) => {
		written = body[0];
		return ok([{ id: 9 }]);
	};

	test('two enabled agents of one name: nobody is guessed, the text names the technician, and it is said', () => {
		const { answer } = play(put(), desk({ Actions: [], Agent: both }, keep));
		expect(answer).toMatchObject({ outcome: 'written', writtenAs: null });
		expect(answer.said).toContain("several enabled agents called 'Alex Morgan'");
		expect(written).not.toHaveProperty('who_agentid');
		expect(written.note_html).toContain('<p>Technician: Alex Morgan</p>');
	});

	test('a note for the customer does not name a technician whom the desk does not know', () => {
		const customer = put({ note: { ...put().note, audience: 'customer' } });
		play(customer, desk({ Actions: [], Agent: both }, keep));
		expect(written).toMatchObject({ hiddenfromuser: false });
		expect(written.note_html).not.toContain('Alex Morgan');
	});

	test('an address decides between two of one name, and so does a switch', () => {
		const author = { agentId: null, names: ['Alex Morgan'], email: 'B@example.com' };
		const lists = { Actions: [], Agent: both };
		expect(play(put({ author }), desk(lists, keep)).answer).toMatchObject({ writtenAs: '22' });
		const one = [{ ...both[0], isdisabled: true }, both[1]];
		expect(play(put(), desk({ Actions: [], Agent: one }, keep)).answer).toMatchObject({
			...{ writtenAs: '22', said: null },
		});
	});

	test.each([
		[{}],
		[{ names: null }],
		[{ names: 'Alex' }],
		[{ names: [{ toString: 0 }, 7] }],
		['x'],
	])('an author such as %j is nobody or a name, and costs no note', (author) => {
		const { answer } = play(put({ author }), desk({ Actions: [], Agent: both }, keep));
		expect(answer).toMatchObject({ outcome: 'written', writtenAs: null });
	});
});

describe('what is refused', () => {
	const notAllowed = {
		statusCode: 400,
		body: { message: 'You do not have access to this Action at the moment' },
	};

	test('an action that is not allowed now is told with the outcome and the workflow of the ticket', () => {
		const { answer } = play(
			put(),
			desk({ Actions: [], Agent: [] }, () => notAllowed),
		);
		expect(answer).toMatchObject({ outcome: 'refused', status: 400, ticketId: '1201' });
		expect(answer.said).toContain("Check 'outcome' in Settings: 'Remote Session'");
		expect(answer.said).toContain("the ticket's workflow");
		expect(answer.said).not.toContain('You do not have access');
	});

	test('nothing is written where nobody may look whether it is there', () => {
		const hidden = { statusCode: 403, body: {} };
		const chat = { target: { kind: 'chat', id: '501' } };
		const time = { ...put(), operation: 'addTime', ticket: '1201', note: { marker: MARKER } };
		for (const asked of [put(), put(chat), time]) {
			const { answer, calls } = play(asked, (url, body) => {
				if (url.pathname === '/api/Chat/501') return ok({ id: 501, status: 'open' });
				return /ticket_id|chat_id/.test(url.search) ? hidden : desk({})(url, body);
			});
			expect(answer).toMatchObject({ outcome: 'refused', status: 403 });
			expect(calls.filter((call) => call.startsWith('POST'))).toEqual([]);
		}
	});

	test('a note that the desk shows to the customer is not told as written', () => {
		const shown = () => ok([{ id: 9, hiddenfromuser: false }]);
		const { answer } = play(put(), desk({ Actions: [], Agent: [] }, shown));
		expect(answer).toMatchObject({ outcome: 'refused', noteId: '9' });
		expect(answer.said).toContain('showed the note to the customer');
	});

	test('an address that is none is told before anything is sent', () => {
		for (const address of ['', 'desk', 'ftp://desk.example.com', 'https://a:b@desk.example.com']) {
			const { answer } = start(put(), { address });
			expect(answer).toMatchObject({ outcome: 'later', errorKind: 'input' });
			expect(answer?.said).toContain("'address' in Settings");
		}
	});
});

describe('a desk that wants a pause', () => {
	const busy = (seconds: string) => ({ statusCode: 429, headers: { 'retry-after': seconds } });

	test('gets it, and the same request once more', () => {
		const actions = looked();
		const wait = then(actions, busy('12'));
		expect(wait).toMatchObject({ goes: 'wait', seconds: 12, request: null });
		const again = then(wait, { goes: 'wait' });
		expect(again.request).toEqual(actions.request);
		expect(then(again, ok({ actions: [{ note: MARKER }] })).answer).toMatchObject({
			outcome: 'there',
		});
	});

	test('does not get more than a minute in all, or more than half a minute at once', () => {
		expect(then(looked(), busy('31')).answer).toMatchObject({ errorKind: 'throttled' });
		let step = looked();
		for (const seconds of ['30', '30']) step = then(then(step, busy(seconds)), {});
		expect(then(step, busy('1')).answer).toMatchObject({
			outcome: 'later',
			errorKind: 'throttled',
		});
	});

	test('gets five seconds where it does not say how many', () => {
		expect(then(looked(), { statusCode: 429, data: 'Too many' })).toMatchObject({ seconds: 5 });
		expect(then(looked(), busy('soon'))).toMatchObject({ seconds: 5 });
	});
});

describe('a note without a session', () => {
	const text = 'Sent to <b>jordan@example.com</b>\nby Alex.';
	const asked = put({
		...{ session: null, author: null },
		note: {
			audience: 'internal',
			sections: [],
			marker: 'Invite 1 · abcdefgh',
			postscript: '',
			text,
		},
	});

	test('is the text as it is, with its marker, once', () => {
		let written: any;
		const { answer } = play(
			asked,
			desk({ Actions: [] }, (body) => ((written = body[0]), ok([{ id: 9 }]))),
		);
		expect(answer).toMatchObject({ outcome: 'written', noteId: '9' });
		expect(written.note_html).toBe(
			'<p>Sent to &lt;b&gt;jordan@example.com&lt;/b&gt;<br>by Alex.</p><p>Invite 1 · abcdefgh</p>',
		);
		const there = desk({ Actions: [{ id: 4, note_html: written.note_html }] });
		expect(play(asked, there).answer).toMatchObject({ outcome: 'there', noteId: '4' });
	});

	test('that says nothing is not written', () => {
		const empty = put({ session: null, note: { text: ' ' } });
		expect(play(empty, desk({ Actions: [] })).answer).toMatchObject({ outcome: 'refused' });
	});
});
