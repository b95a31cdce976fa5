/** Longer than most: one operation, asked over every kind of connection. */

import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const getTeams = { resource: 'team', operation: 'getAll', returnAll: true };
const getAppliance = { resource: 'appliance', operation: 'get' };
const generate = {
	resource: 'sessionKey',
	operation: 'generate',
	queueType: 'general',
	linkTo: 'none',
};
const session = (sessionId: string) => ({ resource: 'session', operation: 'get', sessionId });

describe('Authentication', () => {
	it('asks for one token, however many items run at a time', async () => {
		const items = Array.from({ length: 12 }, () => ({}));
		await runNode({ parameters: generate, store: appliance.store(), items });
		expect(appliance.asked('token')).toBe(1);
		expect(appliance.asked('generate_session_key')).toBe(12);
	});

	it('renews an expired token once in the middle of a run and loses no item', async () => {
		const store = appliance.store();
		await runNode({ parameters: getAppliance, store });
		appliance.control.expireTokens(store.clientId);
		const output = await runNode({ parameters: generate, store, items: [{}, {}, {}, {}, {}, {}] });
		expect(output).toHaveLength(6);
		expect(output.every(({ json }) => typeof json.code === 'string')).toBe(true);
		expect(appliance.asked('token')).toBe(2);
	});

	it('goes on after 30 newer tokens of the same account have pushed its own out', async () => {
		const store = appliance.store();
		await runNode({ parameters: getAppliance, store });
		appliance.control.evictTokens(1, store.clientId);
		const [{ json }] = await runNode({ parameters: getAppliance, store });
		expect(json.healthy).toBe(true);
	});

	it('shows a rejected secret to the appliance once, not once an item, and says so without showing it', async () => {
		const store = appliance.store({ clientSecret: 'this-is-not-the-secret' });
		const items = [{}, {}, {}, {}, {}, {}, {}];
		const output = await runNode({ parameters: getTeams, store, items, continueOnFail: true });
		expect(output.map(({ json }) => json.error)).toEqual(
			items.map(
				(_, item) =>
					`The appliance rejected the client ID or the client secret.${item ? ` [Item ${item}]` : ''}`,
			),
		);
		expect(output[0].json.message).toMatch(/Correct 'Client ID' and 'Client Secret'/);
		expect(appliance.asked('token')).toBe(1);
		await failureOf(runNode({ parameters: getTeams, store }));
		expect(appliance.asked('token')).toBe(1);
		expect(JSON.stringify(output)).not.toContain('this-is-not-the-secret');
	});

	it('says that the token is denied when a new one does not help', async () => {
		appliance.control.fault({ kind: 'status', status: 401, times: 0, match: '/api/command' });
		const failure = await failureOf(runNode({ parameters: getTeams, store: appliance.store() }));
		expect(failure.message).toBe(
			'The appliance rejected the access token, even after it was renewed.',
		);
		expect(failure.description).toMatch(/enabled/);
		expect(appliance.asked('token')).toBe(2);
	});
});

describe('The wire', () => {
	it('closes the connection after every call', async () => {
		await runNode({ parameters: getTeams, store: appliance.store() });
		expect(
			appliance.control
				.requests()
				.filter(({ name }) => name === 'get_support_teams')
				.map(({ connection }) => connection),
		).toEqual(['close']);
	});

	it.each(['bomgar', 'beyondtrust', 'sra'] as const)(
		'reads answers in the namespace %s',
		async (namespace) => {
			appliance.control.setOptions({ namespace });
			const output = await runNode({ parameters: getTeams, store: appliance.store() });
			expect(output.map(({ json }) => json.name)).toContain('Service Desk');
		},
	);

	it.each(['root', 'child'] as const)(
		'recognises an error that stands as %s of a 200 answer',
		async (errorPlacement) => {
			appliance.control.setOptions({ errorPlacement });
			const failure = await failureOf(
				runNode({
					parameters: {
						...generate,
						queueType: 'team',
						teamId: { __rl: true, mode: 'id', value: '999' },
					},
					store: appliance.store(),
				}),
			);
			expect(failure.message).toMatch(
				/^No session key was made for team 999\. The appliance refused: .+/,
			);
			expect(failure.description).toMatch(/Check 'Team'/);
		},
	);

	it('recognises a JSON error on an XML endpoint', async () => {
		appliance.control.fault({ kind: 'json', match: 'get_support_teams' });
		const failure = await failureOf(runNode({ parameters: getTeams, store: appliance.store() }));
		expect(failure.message).toBe('The appliance refused: The server met an unexpected error.');
	});
});

describe('Pace', () => {
	it('stays under the request limit of the account over several runs at once', async () => {
		// Four more than the real limit: both sides share a process here, and when it stalls, arrivals bunch up.
		appliance.control.setOptions({ requestsPerSecond: 24 });
		const store = appliance.store();
		const items = Array.from({ length: 15 }, () => ({}));
		await Promise.all(
			[1, 2, 3].map(async () => await runNode({ parameters: generate, store, items })),
		);
		expect(appliance.asked('generate_session_key')).toBe(45);
		expect(appliance.control.counters().throttled).toEqual({});
	});

	it('waits as long as the appliance asks and repeats a throttled call, also one that makes something', async () => {
		appliance.control.fault({
			kind: 'status',
			status: 429,
			retryAfter: 1,
			match: 'generate_session_key',
		});
		const started = Date.now();
		const output = await runNode({ parameters: generate, store: appliance.store() });
		expect(output[0].json.code).toMatch(/^\d{7}$/);
		expect(Date.now() - started).toBeGreaterThanOrEqual(950);
	});

	it('gives up with a sentence when the appliance keeps throttling', async () => {
		appliance.control.fault({
			kind: 'status',
			status: 429,
			retryAfter: 0,
			times: 0,
			match: 'get_support_teams',
		});
		const failure = await failureOf(runNode({ parameters: getTeams, store: appliance.store() }));
		expect(failure.message).toBe('The appliance received too many requests from this API account.');
	});
});

describe('Repeating', () => {
	it.each([502, 503, 504])('repeats a read after %i', async (status) => {
		appliance.control.fault({ kind: 'status', status, match: 'get_support_teams' });
		const output = await runNode({ parameters: getTeams, store: appliance.store() });
		expect(output.length).toBeGreaterThan(0);
		expect(appliance.asked('get_support_teams')).toBe(2);
	});

	it('repeats a read after a broken connection, before and in the middle of the answer', async () => {
		appliance.control.fault({ kind: 'reset', match: 'get_support_teams' });
		appliance.control.fault({ kind: 'cut', match: 'get_support_teams' });
		const output = await runNode({ parameters: getTeams, store: appliance.store() });
		expect(output.length).toBeGreaterThan(0);
		expect(appliance.asked('get_support_teams')).toBe(3);
	});

	it('never makes a second session key because the first answer was lost', async () => {
		appliance.control.fault({ kind: 'resetAfter', match: 'generate_session_key' });
		const failure = await failureOf(runNode({ parameters: generate, store: appliance.store() }));
		expect(failure.message).toMatch(
			/cannot be reached\. The connection was closed before the answer was complete\./,
		);
		expect(appliance.asked('generate_session_key')).toBe(1);
	});

	it('gives up after three attempts with a sentence', async () => {
		appliance.control.fault({ kind: 'status', status: 503, times: 0, match: 'get_support_teams' });
		const failure = await failureOf(runNode({ parameters: getTeams, store: appliance.store() }));
		expect(failure.message).toBe('The appliance is not available at the moment (HTTP 503).');
		expect(appliance.asked('get_support_teams')).toBe(3);
	}, 15_000);
});

describe('Answers that are none', () => {
	const lsid = () => {
		const id = appliance.control.startSession({ externalKey: 'ticket:halo:1234' });
		appliance.control.end(id);
		return id;
	};

	it.each([
		['truncate', /not readable XML: unclosed tag/],
		['doctype', /not readable XML: it declares a document type, and reports never do/],
		['billionLaughs', /not readable XML: it declares a document type, and reports never do/],
		['html', /answered with a web page instead of data/],
	] as const)('says what is wrong with a report spoiled by %s', async (kind, sentence) => {
		const id = lsid();
		appliance.control.fault({ kind, match: 'SupportSession' });
		const failure = await failureOf(runNode({ parameters: session(id), store: appliance.store() }));
		expect(failure.message).toMatch(sentence);
		expect(failure.description).not.toBe('');
	});

	it('reads a report of 20 MB, and of one of 50 MB what there is room for, with a sentence', async () => {
		const id = lsid();
		appliance.control.bigReport(id, 20);
		const [{ json }] = await runNode({ parameters: session(id), store: appliance.store() });
		expect(json.complete).toBe(true);
		appliance.control.bigReport(id, 50);
		const [{ json: cut }] = await runNode({ parameters: session(id), store: appliance.store() });
		expect(cut).toMatchObject({ sessionId: id, complete: false, state: 'ended' });
		expect((cut.transcript as Array<{ text: string }>).at(-1)?.text).toMatch(
			/^The report of this session is larger than 40 MB\. \d+ of its entries/,
		);
	}, 120_000);
});

describe('Hosts', () => {
	it.each([
		['a host name with scheme, path and slash', (url: string) => `${url}/login/?a=b`],
		['spaces around it', (url: string) => `  ${url}  `],
		['a trailing slash', (url: string) => `${url}/`],
	])('accepts %s', async (_what, typed) => {
		const [{ json }] = await runNode({
			parameters: getAppliance,
			store: appliance.store({ host: typed(appliance.url) }),
		});
		expect(json.healthy).toBe(true);
	});

	it('says that a host cannot be reached', async () => {
		const failure = await failureOf(
			runNode({ parameters: getTeams, store: appliance.store({ host: 'http://127.0.0.1:9' }) }),
		);
		expect(failure.message).toBe(
			'The appliance at http://127.0.0.1:9 cannot be reached. The connection failed.',
		);
		expect(failure.description).toMatch(/'Host'/);
	});

	it.each(['', 'ftp://example.com', 'two words/..', 'http://', '-'])(
		'names the field for %j',
		async (host) => {
			const failure = await failureOf(
				runNode({ parameters: getTeams, store: appliance.store({ host }) }),
			);
			expect(failure.message).toMatch(/^'Host': |cannot be reached/);
		},
	);

	it('says that an address answers without being an appliance', async () => {
		appliance.control.fault({ kind: 'status', status: 404, times: 0, match: '/api/command' });
		const failure = await failureOf(runNode({ parameters: getTeams, store: appliance.store() }));
		expect(failure.message).toBe('There is no BeyondTrust API at this address (HTTP 404).');
	});

	it('does not follow a redirect to a login page with the token', async () => {
		appliance.control.fault({ kind: 'status', status: 302, times: 0, match: '/api/command' });
		const failure = await failureOf(runNode({ parameters: getTeams, store: appliance.store() }));
		expect(failure.message).toBe('There is no BeyondTrust API at this address (HTTP 302).');
	});
});
