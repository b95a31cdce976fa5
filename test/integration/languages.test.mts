import { randomUUID } from 'node:crypto';

import type { Language } from '../appliance/language.mts';
import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests({ denied: 'xml' });

type Parameters = Record<string, unknown>;

const unknownId = () => randomUUID().replaceAll('-', '');
const surveys = (respondent: string, more: Parameters = {}): Parameters => ({
	resource: 'survey',
	operation: 'getAll',
	respondent,
	returnAll: true,
	...more,
});
const from = new Date(Date.now() - 3_600_000).toISOString();
const period = { selectBy: 'period', from };
const ended: Parameters = { resource: 'session', operation: 'getAll', returnAll: true, from };

const run = async (parameters: Parameters, store = appliance.store()) =>
	await runNode({ parameters: parameters as never, store });
const failed = async (parameters: Parameters, store = appliance.store()) =>
	await failureOf(run(parameters, store));
const recording = (sessionId: string, more: Parameters = {}): Parameters => ({
	resource: 'recording',
	operation: 'download',
	sessionId,
	...more,
});

const languages: Language[] = ['en', 'fr', 'de', 'odd'];

describe.each(languages)('An appliance that speaks %s', (language) => {
	beforeEach(() => {
		appliance.control.setOptions({ language });
	});

	it.each([
		['sessions of a period', ended],
		['surveys of customers', surveys('customer', period)],
		['surveys of representatives', surveys('representative', period)],
	])('gives an empty list of %s', async (_what, parameters) => {
		expect(await run(parameters)).toEqual([]);
	});

	it.each(['customer', 'representative'])(
		'gives no survey of a session that no %s answered',
		async (respondent) => {
			const sessionId = appliance.control.startSession();
			appliance.control.end(sessionId);
			expect(await run(surveys(respondent, { selectBy: 'session', sessionId }))).toEqual([]);
		},
	);

	it('knows no session of an unknown id', async () => {
		const sessionId = unknownId();
		const failure = await failed({ resource: 'session', operation: 'get', sessionId });
		expect(failure.message).toBe(`The appliance has no session ${sessionId}.`);
		expect((await failed(recording(sessionId))).message).toBe(failure.message);
	});

	it('says that a session was not recorded', async () => {
		const sessionId = appliance.control.startSession();
		appliance.control.end(sessionId);
		expect((await failed(recording(sessionId))).message).toBe('The session was not recorded.');
	});

	it('is quoted where it refuses a recording that has expired', async () => {
		const sessionId = appliance.control.startSession({ recorded: true });
		appliance.control.end(sessionId);
		appliance.control.expireRecordings();
		const failure = await failed(recording(sessionId));
		expect(failure.message).toMatch(/^The appliance refused the recording: \S.{10}/);
		expect(failure.description).toMatch(/How long|how long recordings are kept/);
	});

	it.each([
		['sessions', ended],
		['surveys', surveys('customer', period)],
		['a recording', recording(unknownId())],
	])('does not take the missing right for an empty list of %s', async (_what, parameters) => {
		const store = appliance.store({}, { perm_reporting_support: false });
		expect((await failed(parameters, store)).message).toMatch(
			/^The API account lacks the permission 'Reporting API: /,
		);
	});

	it('does not take a refusal of everything for an empty list where rights cannot be asked', async () => {
		const store = appliance.store({}, { perm_reporting_support: false, perm_command: 'deny' });
		expect((await failed(ended, store)).message).toMatch(/^The appliance refused: \S/);
	});

	it('gives an empty list to an account that may read reports and nothing else', async () => {
		const store = appliance.store({}, { perm_command: 'deny' });
		expect(await run(ended, store)).toEqual([]);
	});

	it.each([
		['no access', 'deny', 'read-only or full access'],
		['read-only access', 'read_only', 'full access'],
	])('names the missing right of an account with %s', async (_what, perm_command, right) => {
		const store = appliance.store({}, { perm_command });
		const sessionId = appliance.control.startSession();
		const parameters =
			perm_command === 'deny'
				? { resource: 'team', operation: 'getAll' }
				: { resource: 'session', operation: 'terminate', sessionId };
		expect((await failed(parameters, store)).message).toBe(
			`The API account lacks the permission 'Command API: ${right}'.`,
		);
	});

	it('quotes what it refuses to an account that has every right', async () => {
		const parameters = { resource: 'session', operation: 'terminate', sessionId: unknownId() };
		expect((await failed(parameters)).message).toMatch(
			/^The session was not terminated: .* The appliance refused: \S/,
		);
	});
});

describe('What an account has met once', () => {
	it('costs no further call', async () => {
		appliance.control.setOptions({ language: 'fr' });
		const store = appliance.store();
		await run(ended, store);
		const before = appliance.control.requests().length;
		await run(ended, store);
		const after = appliance.control.requests().slice(before);
		expect(after.map(({ name }) => name)).toEqual(['SupportSession']);
	});

	it('is learnt anew when the language changes', async () => {
		const store = appliance.store();
		for (const language of languages) {
			appliance.control.setOptions({ language });
			expect(await run(ended, store)).toEqual([]);
		}
	});

	it('is known of the recorded English sentence without asking', async () => {
		const store = appliance.store();
		await run(ended, store);
		expect(appliance.asked('SupportSession')).toBe(1);
		expect(appliance.asked('get_api_info')).toBe(0);
	});
});

describe('What stands in the way or is not as expected', () => {
	it.each([400, 401, 403, 407, 418])(
		'tells a web page with HTTP %s as that of a proxy or firewall',
		async (status) => {
			appliance.control.fault({ kind: 'proxy', status, times: 0, match: '/api/' });
			for (const parameters of [
				ended,
				{ resource: 'team', operation: 'getAll' },
				{ resource: 'user', operation: 'getAll' },
				recording(unknownId()),
			]) {
				expect((await failed(parameters)).message).toBe(
					`A proxy or firewall answered with a web page instead of the appliance (HTTP ${status}).`,
				);
			}
		},
	);

	it.each([200, 302, 400, 401, 403])(
		'tells a web page with HTTP %s in place of a token as that of a proxy or firewall',
		async (status) => {
			appliance.control.fault({ kind: 'proxy', status, times: 0, match: '/oauth2/token' });
			expect((await failed(ended)).message).toBe(
				`A proxy or firewall answered with a web page instead of the appliance (HTTP ${status}).`,
			);
		},
	);

	it('tells a report of an unknown kind instead of an empty list', async () => {
		appliance.control.setOptions({ reportRoot: 'sessions_of_tomorrow' });
		expect((await failed(ended)).message).toBe(
			"The appliance answered with 'sessions_of_tomorrow' instead of a report.",
		);
	});

	it('leaves out a session with an odd id, tells so, and gives the others', async () => {
		for (const reportedId of [undefined, 'odd', undefined]) {
			appliance.control.end(appliance.control.startSession({ reportedId }));
		}
		let hints: unknown;
		const items = await runNode({
			parameters: ended as never,
			store: appliance.store(),
			inspect: (_run, context) => {
				hints = context.hints;
			},
		});
		expect(items).toHaveLength(2);
		expect(hints).toEqual([
			expect.objectContaining({ message: expect.stringMatching(/session ID .* left out: 1\./) }),
		]);
	});

	it('says why an appliance is not healthy, and which addresses it shares', async () => {
		appliance.control.setHealth(false, 'The database is not available.');
		appliance.control.setOptions({ sharedIps: ['192.0.2.7', '2001:db8::7'] });
		const [{ json }] = await run({ resource: 'appliance', operation: 'get' });
		expect(json).toMatchObject({
			healthy: false,
			reason: 'The database is not available.',
			sharedAddresses: ['192.0.2.7', '2001:db8::7'],
		});
	});

	it.each([
		['email', 'a@', 'Email', 3],
		['email', `${'a'.repeat(250)}@b.com`, 'Email', 3],
		['username', 'u'.repeat(256), 'Username', 1],
	])('does not send a filter of a wrong length: %s', async (name, value, label, least) => {
		const parameters = { resource: 'user', operation: 'getAll', filters: { [name]: value } };
		expect((await failed(parameters)).message).toBe(
			`'${label}': It must be ${least} to 255 characters long, but has ${value.length}.`,
		);
		expect(appliance.control.requests().filter(({ path }) => path.includes('/config/'))).toEqual(
			[],
		);
	});
});

describe('An item that fails', () => {
	it.each([
		['what a person can put right', recording('nothing'), 'input'],
		['what is not there', recording(unknownId()), 'noResults'],
		[
			'what the appliance refuses',
			{ resource: 'session', operation: 'terminate', sessionId: unknownId() },
			'refused',
		],
		['what does not exist', { resource: 'session', operation: 'dance' }, 'input'],
	])('carries its kind: %s', async (_what, parameters, errorKind) => {
		const [{ json }] = await runNode({
			parameters: parameters as never,
			store: appliance.store(),
			continueOnFail: true,
		});
		expect(json).toMatchObject({ error: expect.any(String), details: { errorKind } });
	});
});
