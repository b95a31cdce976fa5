import { watchSessions, whereItWent } from '../../../scripts/start/watch.mts';
import type { Stack } from '../../../scripts/start/stack.mts';
import type { Json } from '../../harness/api.mts';

const desk = { url: 'http://desk', pageOf: (id: string) => `/tickets/${id}` };
const forms = [
	{ name: 'Send an invite', url: 'http://n8n/form/invite' },
	{ name: 'Link sessions to tickets', url: 'http://n8n/form/link' },
];
const row = (state: string, more: Json = {}): Json => ({
	sessionId: 'a1',
	customer: 'Jamie Rivera',
	state,
	...more,
});
const stack = (rows: () => Json[]) =>
	({
		...{ desk, forms },
		n8n: { api: { dataTableRows: () => Promise.resolve().then(rows) } },
	}) as unknown as Stack;

describe('What npm start says of a session that ended', () => {
	it.each<[string, Json, RegExp]>([
		['written', { linkId: '1204' }, /its note is on http:\/\/desk\/tickets\/1204$/],
		['linked', { linkId: '1204' }, /its note is on http:\/\/desk\/tickets\/1204$/],
		['chatted', { linkId: '501' }, /it is in http:\/\/desk\/chat\/501$/],
		['unlinked', { reason: 'no-link' }, /names no ticket\. Link it .* http:\/\/n8n\/form\/link$/],
		['unlinked', { reason: 'customer-differs' }, /not signed.*another customer\. Link it/],
		['unlinked', { reason: 'of-tomorrow' }, /because of-tomorrow\. Link it/],
		['quarantined', { reason: 'gave-up' }, /could not be written$/],
		[
			'received',
			{ lastError: 'The desk is down.' },
			/tried again by the sweep: The desk is down\./,
		],
	])('%s %j', (state, more, sentence) => {
		const said = whereItWent(
			row(state, more),
			stack(() => []),
		);
		expect(said).toMatch(/^Session of Jamie Rivera: /);
		expect(said).toMatch(sentence);
	});

	it('nothing while that is not settled', () => {
		expect(
			whereItWent(
				row('received'),
				stack(() => []),
			),
		).toBeUndefined();
	});

	it('once for each place, not of those already told, and past a moment without answer', async () => {
		const looks: Array<() => Json[]> = [
			() => [row('unlinked', { reason: 'no-link' }), row('written', { sessionId: 'told' })],
			() => {
				throw new Error('n8n is busy');
			},
			() => [row('unlinked', { reason: 'no-link' })],
			() => [row('linked', { linkId: '1202' })],
		];
		const said: string[] = [];
		const rows = () => (looks.shift() ?? (() => []))();
		await watchSessions(stack(rows), ['told'], {
			isOver: () => looks.length === 0,
			say: (line) => said.push(line),
			pauseMs: 1,
		});
		expect(said).toEqual([
			expect.stringContaining('names no ticket'),
			expect.stringContaining('/tickets/1202'),
		]);
	});
});
