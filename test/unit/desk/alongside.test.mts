import fc from 'fast-check';

import { runs } from '../runs.mts';
import { MARKER, note, ok, put, ready, start, then } from './play.mts';

const TICKET = ok({ id: 1201, summary: 'x' });
const NO_NOTE = ok({ actions: [] });
const AGENTS = ok([{ id: 21, name: 'Alex Morgan' }]);

const path = (url = '') => new URL(url).pathname;

describe('what HaloPSA is asked together with the ticket', () => {
	test('is its actions and the agents, with the note rendered before', () => {
		const { request, alongside } = ready();
		expect(path(request?.url)).toBe('/api/Tickets/1201');
		expect(alongside.map(({ url }) => path(url))).toEqual(['/api/Actions', '/api/Agent']);
		expect(alongside.every(({ method }) => method === 'GET')).toBe(true);
	});

	test('leaves out the agents where nobody is looked for', () => {
		const own = { agentId: '21', names: [], email: null };
		expect(ready(put({ author: own })).alongside.map(({ url }) => path(url))).toEqual([
			'/api/Actions',
		]);
	});

	test('is not asked again: the note is written next', () => {
		const post = then(ready(), TICKET, [NO_NOTE, AGENTS]);
		expect(post).toMatchObject({ goes: 'tell', alongside: [] });
		expect(JSON.parse(post.request?.body ?? '')).toMatchObject([{ who_agentid: 21 }]);
	});

	test('shows that the note is there', () => {
		const { answer } = then(ready(), TICKET, [ok({ actions: [{ id: 4, note: MARKER }] }), AGENTS]);
		expect(answer).toMatchObject({ outcome: 'there', noteId: '4' });
	});

	test('counts for nothing where there is no such ticket', () => {
		const { answer } = then(ready(), { statusCode: 404, body: {} }, [NO_NOTE, AGENTS]);
		expect(answer).toMatchObject({ outcome: 'notFound', ticketId: '1201' });
	});

	test.each([
		['a refused login', { statusCode: 401, body: {} }],
		['a desk that is busy', { statusCode: 429, body: {}, headers: { 'retry-after': '3' } }],
		['an error of the desk', { statusCode: 500, body: {} }],
		['a page of a proxy', { statusCode: 200, data: '<html>Log in</html>', headers: {} }],
		['no connection', { error: { message: 'socket hang up' } }],
		['a refusal', { statusCode: 403, body: {} }],
	])('is asked again by itself after %s', (_, answered) => {
		const actions = then(ready(), TICKET, [answered, AGENTS]);
		expect(actions).toMatchObject({ goes: 'ask', alongside: [] });
		expect(path(actions.request?.url)).toBe('/api/Actions');
		const agents = then(ready(), TICKET, [NO_NOTE, answered]);
		expect(agents).toMatchObject({ goes: 'ask', alongside: [] });
		expect(path(agents.request?.url)).toBe('/api/Agent');
	});

	test('is not taken for the ticket where the ticket itself was not answered', () => {
		const again = then(ready(), { statusCode: 401, body: {} }, [NO_NOTE, AGENTS]);
		expect(path(again.request?.url)).toBe('/api/Tickets/1201');
		expect(again.alongside).toEqual([]);
		expect(path(then(again, TICKET).request?.url)).toBe('/api/Actions');
	});
});

/** Plays against a desk that is a function of the request. `sends` says whether the answer to what is asked alongside comes at all. */
function played(desk: (url: string) => object, sends: (index: number) => boolean) {
	let step = start(put());
	const writes: string[] = [];
	for (let count = 0; step.goes !== 'answer' && count < 100; count += 1) {
		if (step.goes === 'render') step = then(step, { note });
		else if (step.goes === 'wait') step = then(step, {});
		else {
			if (step.goes === 'tell') writes.push(step.request?.body ?? '');
			const others = step.alongside.map(({ url }, index) =>
				sends(index) ? desk(url) : { error: { message: 'socket hang up' } },
			);
			step = then(step, desk(step.request?.url ?? ''), others);
		}
	}
	return { answer: step.answer, writes };
}

test('what is asked alongside changes neither the answer nor what is written', () => {
	const answers = fc.constantFrom(
		...[{ statusCode: 401, body: {} }, { statusCode: 403, body: {} }, { statusCode: 500 }],
		...[
			{ statusCode: 404, body: {} },
			{ statusCode: 200, data: '<html>', headers: {} },
		],
	);
	const desks = fc.record({
		ticket: fc.oneof({ weight: 4, arbitrary: fc.constant(TICKET as object) }, answers),
		marked: fc.option(fc.nat(250)),
		actions: fc.oneof({ weight: 4, arbitrary: fc.nat(250) }, answers),
		agents: fc.oneof({ weight: 4, arbitrary: fc.nat(250) }, answers),
		sends: fc.tuple(fc.boolean(), fc.boolean()),
	});
	const pageOf = (all: object[], name: string, url: string) => {
		const from = (Number(new URL(url).searchParams.get('page_no') ?? 1) - 1) * 100;
		return ok({ record_count: all.length, [name]: all.slice(from, from + 100) });
	};
	const listed = (
		count: object | number,
		name: string,
		url: string,
		one: (id: number) => object,
	) =>
		typeof count === 'number'
			? pageOf(
					Array.from({ length: count }, (_, id) => one(id)),
					name,
					url,
				)
			: count;
	fc.assert(
		fc.property(desks, ({ ticket, marked, actions, agents, sends }) => {
			const desk = (url: string) => {
				if (path(url) === '/api/Tickets/1201') return ticket;
				if (path(url) === '/api/Agent') {
					return listed(agents, 'agents', url, (id) => ({
						...{ id: id + 1, name: id === 140 ? 'Alex Morgan' : `A ${id}` },
					}));
				}
				const isList = new URL(url).search !== '';
				if (!isList) return ok([{ id: 900 }]);
				return listed(actions, 'actions', url, (id) => ({
					...{ id: id + 1, note: id === marked ? MARKER : 'x' },
				}));
			};
			const together = played(desk, (index) => sends[index]);
			expect(together).toEqual(played(desk, () => false));
			expect(together.answer).not.toBeNull();
		}),
		runs,
	);
});
