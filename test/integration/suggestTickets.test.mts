import type { IDataObject } from 'n8n-workflow';

import type { Suggestion } from '../../nodes/shared/session/match';
import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();

const parameters = (candidates: unknown, options: object = {}, session: unknown = '={{ $json }}') =>
	({ resource: 'session', operation: 'suggestTickets', session, candidates, options }) as never;

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

const tickets = () => [
	{
		id: 1201,
		summary: 'Printer on the second floor',
		user_name: 'Castell, Mina',
		client_name: 'Harbour & Sons',
		dateoccurred: minutesAgo(20),
		lastactiondate: minutesAgo(10),
		dateclosed: '0001-01-01T00:00:00',
		team: 'Service Desk',
	},
	{ id: 1202, summary: 'Printer toner', user_name: 'Theo Lindqvist', dateoccurred: minutesAgo(9) },
	{ id: 1203, summary: 'VPN', user_name: 'Priya Nolan', dateoccurred: minutesAgo(8) },
];

/** A session of Mina Castell about her printer, as Session: Get returns it. */
async function session(): Promise<IDataObject> {
	const lsid = appliance.control.startSession({ customerName: 'Mina Castell' });
	appliance.control.chat(lsid, 'customer', 'The printer prints blank pages.');
	appliance.control.end(lsid);
	const [{ json }] = await runNode({
		parameters: { resource: 'session', operation: 'get', sessionId: lsid },
		store: appliance.store(),
	});
	return json;
}

describe('Session: Suggest Tickets', () => {
	it('adds the likely tickets to the item, best first, with the reasons', async () => {
		const item = await session();
		const [{ json }] = await runNode({
			parameters: parameters(`={{ ${JSON.stringify(tickets())} }}`),
			store: appliance.store(),
			items: [item],
		});
		expect(json).toMatchObject(item);
		const suggestions = json.suggestions as unknown as Suggestion[];
		expect(suggestions.map(({ id }) => id)).toEqual(['1201']);
		const [{ score, reasons, ticket }] = suggestions;
		expect(score).toBeGreaterThan(0.5);
		expect(score).toBeLessThanOrEqual(1);
		expect(reasons).toContain('Same customer: Castell, Mina.');
		expect(reasons.join(' ')).toMatch(/Opened 20 minutes before|printer/);
		expect(ticket).toMatchObject({
			summary: 'Printer on the second floor',
			company: 'Harbour & Sons',
			closed: false,
		});
	});

	it('asks the appliance nothing, and takes candidates as a text too', async () => {
		const item = await session();
		const asked = appliance.control.requests().length;
		const [{ json }] = await runNode({
			parameters: parameters(JSON.stringify(tickets()), { threshold: 0, limit: 2 }),
			store: appliance.store(),
			items: [item],
		});
		expect(json.suggestions).toHaveLength(2);
		expect(appliance.control.requests()).toHaveLength(asked);
	});

	it.each<[what: string, candidates: unknown, options: object, message: RegExp]>([
		['an object', '{}', {}, /^'Candidates': The candidates are not a list \(a JSON array\)\.$/],
		['no JSON', 'tickets', {}, /^'Candidates': This is not JSON\.$/],
		['no id', '[{"id":1},{"summary":"x"}]', {}, /^'Candidates': Candidate 2 has no 'id'\.$/],
		['no object', '[7]', {}, /^'Candidates': Candidate 1 is not an object\.$/],
		['a threshold of 50', '[]', { threshold: 50 }, /^'Threshold': It must be .* from 0 to 1\.$/],
		['a limit of 0', '[]', { limit: 0 }, /^'Limit': It must be a whole number from 1 to 50\.$/],
	])('says what is wrong with %s', async (_what, candidates, options, message) => {
		const failure = await failureOf(
			runNode({
				parameters: parameters(candidates, options),
				store: appliance.store(),
				items: [await session()],
			}),
		);
		expect(failure.message).toMatch(message);
		expect(failure.description).toMatch(/Pass in|Enter/);
	});

	it.each(['[]', '{"a":1}', 'text'])('says that %s is no session', async (text) => {
		const failure = await failureOf(
			runNode({ parameters: parameters('[]', {}, text), store: appliance.store() }),
		);
		expect(failure.message).toMatch(/^'Session': /);
		expect(failure.description).not.toBe('');
	});
});
