import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const run = async (parameters: object, store = appliance.store(), items?: object[]) =>
	await runNode({ parameters: parameters as never, store, items: items as never });
const failed = async (parameters: object, store = appliance.store()) =>
	await failureOf(run(parameters, store));
const running = () => appliance.control.startSession({ externalKey: 'ticket:halo:1401' });

describe('Survey: Get Many', () => {
	const surveys = (parameters: object) => ({
		resource: 'survey',
		operation: 'getAll',
		returnAll: true,
		...parameters,
	});
	function answered(endedAt?: number): string {
		const lsid = appliance.control.startSession(
			endedAt === undefined ? {} : { startedAt: endedAt - 60 },
		);
		appliance.control.survey(lsid, 'customer', [
			{ question: 'rating', label: 'How was it?', answers: ['5'] },
			{ question: 'comments', answers: ['First line\nsecond line'] },
			{ question: 'more', answers: [] },
		]);
		appliance.control.survey(lsid, 'representative', [{ question: 'solved', answers: ['yes'] }]);
		appliance.control.end(lsid, { endedAt });
		return lsid;
	}

	it('gives what was answered in a session, by either side', async () => {
		const sessionId = answered();
		const [{ json }] = await run(surveys({ selectBy: 'session', sessionId }));
		expect(json).toEqual({
			sessionId,
			submittedAt: expect.stringMatching(/Z$/),
			respondent: 'customer',
			answers: [
				{ question: 'rating', label: 'How was it?', answers: ['5'] },
				{ question: 'comments', label: 'comments', answers: ['First line\nsecond line'] },
				{ question: 'more', label: 'more', answers: [] },
			],
		});
		const [other] = await run(
			surveys({ selectBy: 'session', sessionId, respondent: 'representative' }),
		);
		expect(other.json.answers).toEqual([{ question: 'solved', label: 'solved', answers: ['yes'] }]);
	});

	it('gives nothing where nobody answered', async () => {
		const sessionId = running();
		appliance.control.end(sessionId);
		expect(await run(surveys({ selectBy: 'session', sessionId }))).toEqual([]);
	});

	it('gives those of a period, each once', async () => {
		const now = Math.floor(Date.now() / 1_000);
		const wanted = [30, 20, 3].map((days) => answered(now - days * 86_400));
		answered(now - 60 * 86_400);
		const output = await run(
			surveys({
				selectBy: 'period',
				from: new Date((now - 40 * 86_400) * 1_000).toISOString(),
				to: new Date(now * 1_000).toISOString(),
			}),
		);
		expect(output.map(({ json }) => json.sessionId).sort()).toEqual([...wanted].sort());
	});

	it('refuses a respondent who fills in no surveys', async () => {
		expect((await failed(surveys({ respondent: 'manager' }))).message).toBe(
			"'Respondent': 'manager' does not fill in surveys.",
		);
	});
});

describe('Jump Link: Create', () => {
	const jump = (parameters: object) => ({
		resource: 'jumpLink',
		operation: 'create',
		linkTo: 'none',
		...parameters,
	});

	it('makes a link, and asks nothing of the appliance', async () => {
		const [{ json }] = await run(
			jump({
				method: 'jumpClient',
				client: { hostname: 'LAPTOP-7', privateIp: '10.0.0.4' },
				linkTo: 'ticket',
				linkSystem: 'halo',
				linkId: '1234',
				attributes: { attribute: [{ name: 'ticket_type', value: 'A&B' }] },
			}),
		);
		const url = new URL(json.url as string);
		expect(Object.keys(json)).toEqual(['url']);
		expect(url.origin).toBe(appliance.url);
		expect(url.pathname).toBe('/api/client_script');
		expect(Object.fromEntries(url.searchParams)).toEqual({
			type: 'rep',
			operation: 'execute',
			action: 'start_jump_item_session',
			'jump.method': 'pinned',
			'client.hostname': 'LAPTOP-7',
			'client.private_ip': '10.0.0.4',
			'session.custom.external_key': expect.stringMatching(/^ticket:halo:1234~[a-z2-7]{12}$/),
			'session.custom.ticket_type': 'A&B',
		});
		expect(appliance.control.requests()).toEqual([]);
	});

	it('opens the web console when asked', async () => {
		const [{ json }] = await run(jump({ console: 'web', search: 'till 4' }));
		expect(json.url).toBe(
			`${appliance.url}/api/client_script?type=web_console&operation=execute&action=start_jump_item_session&search_string=till%204`,
		);
	});

	it.each([
		['nothing to jump to', {}, /^'Search': It is empty/],
		['an unknown method', { method: 'teleport', search: 'x' }, /^'Method': 'teleport'/],
		[
			'an external key among the custom fields',
			{ search: 'x', attributes: { attribute: [{ name: 'external_key', value: '1' }] } },
			/^'Custom Fields': The external key is set by the link/,
		],
	])('refuses %s', async (_what, parameters, message) => {
		expect((await failed(jump(parameters))).message).toMatch(message);
	});
});
