import type { ExecuteContext } from 'n8n-core';

import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const id = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const run = async (parameters: object, store = appliance.store(), items?: object[]) =>
	await runNode({ parameters: parameters as never, store, items: items as never });
const failed = async (parameters: object, store = appliance.store()) =>
	await failureOf(run(parameters, store));
const requestOf = (name: string) =>
	appliance.control.requests().find((request) => request.name === name)?.params ?? {};
const running = () => appliance.control.startSession({ externalKey: 'ticket:halo:1401' });
const stateOf = (lsid: string) =>
	appliance.control.state().sessions.find((session) => session.lsid === lsid);

describe('User: Get Many', () => {
	const users = (parameters: object = {}) => ({
		resource: 'user',
		operation: 'getAll',
		returnAll: true,
		...parameters,
	});

	it('gives users whether or not they are logged in', async () => {
		const output = await run(users());
		expect(output.map(({ json }) => json.id)).toEqual(['11', '14', '17', '21']);
		expect(output[3].json).toEqual({
			id: '21',
			username: 'mlind',
			publicName: 'Mika L.',
			privateName: 'Mika Lind',
			email: expect.stringMatching(/@/),
			enabled: true,
		});
	});

	it('finds one by email address or username, in any case', async () => {
		const [{ json }] = await run(users({ filters: { username: ' AMorgan ' } }));
		expect(json.id).toBe('11');
		const found = await run(users({ filters: { email: String(json.email).toUpperCase() } }));
		expect(found.map((item) => item.json.id)).toEqual(['11']);
		expect(await run(users({ filters: { email: 'nobody@example.com' } }))).toEqual([]);
	});

	it('goes through all pages, and no further than the limit', async () => {
		appliance.control.addUsers(246);
		const pages = () =>
			appliance.control.requests().filter(({ path }) => path === '/api/config/v1/user').length;
		const all = await run(users());
		expect(new Set(all.map(({ json }) => json.id)).size).toBe(250);
		expect(pages()).toBe(3);
		expect(await run(users({ returnAll: false, limit: 120 }))).toHaveLength(120);
		expect(pages()).toBe(5);
	});

	it('says which right is missing', async () => {
		const store = appliance.store({}, { perm_configuration: false });
		const failure = await failed(users(), store);
		expect(failure.message).toBe(
			"The API account lacks the permission 'Configuration API: allow access'.",
		);
	});

	it('says where there is no Configuration API', async () => {
		appliance.control.fault({ kind: 'status', status: 404, match: '/api/config' });
		expect((await failed(users())).message).toBe('This appliance has no Configuration API.');
	});

	it('takes a 401 for an unknown field as what it is, and keeps its token', async () => {
		const store = appliance.store();
		await run(users(), store);
		const tokens = appliance.asked('token');
		expect(tokens).toBe(1);
		appliance.control.fault({ kind: 'status', status: 401, match: '/api/config' });
		const failure = await failed(users(), store);
		expect(failure.message).toBe('The appliance answered with HTTP 401.');
		expect(appliance.asked('token')).toBe(tokens);
		expect(await run(users(), store)).toHaveLength(4);
	});

	it('renews a token that has expired', async () => {
		const store = appliance.store();
		await run(users(), store);
		appliance.control.expireTokens(store.clientId);
		expect(await run(users(), store)).toHaveLength(4);
		expect(appliance.asked('token')).toBe(2);
	});
});

describe('Representative: Get Many with users', () => {
	const parameters = {
		resource: 'representative',
		operation: 'getAll',
		returnAll: true,
		options: { includeUser: true },
	};

	it('adds username and email address, with one look at the users for all items', async () => {
		const output = await run(parameters, appliance.store(), [{}, {}, {}]);
		expect(output).toHaveLength(9);
		expect(output[0].json).toMatchObject({
			id: '11',
			username: 'amorgan',
			email: expect.stringMatching(/@/),
		});
		const looks = appliance.control
			.requests()
			.filter(({ path }) => path === '/api/config/v1/user').length;
		expect(looks).toBe(1);
	});

	it('gives the rest, and one hint, where users may not be read', async () => {
		let hints: Array<{ message: string }> = [];
		const output = await runNode({
			parameters,
			store: appliance.store({}, { perm_configuration: false }),
			items: [{}, {}],
			inspect: (_run, context: ExecuteContext) => {
				({ hints } = context as unknown as { hints: Array<{ message: string }> });
			},
		});
		expect(output[0].json).toMatchObject({ id: '11', username: null, email: null });
		expect(hints).toEqual([
			expect.objectContaining({
				message: expect.stringMatching(/^Username and email address are missing\. .*Configuration/),
			}),
		]);
	});

	it('fails where the appliance is not there', async () => {
		appliance.control.fault({ kind: 'status', status: 500, match: '/api/config', times: 0 });
		expect((await failed(parameters)).message).toMatch(/not available/);
	});
});

describe('Session: Update', () => {
	const update = (sessionId: string, attribute: object[]) => ({
		resource: 'session',
		operation: 'update',
		sessionId,
		attributes: { attribute },
	});

	it('sets fields, clears with an empty value, and leaves the others alone', async () => {
		const lsid = appliance.control.startSession({
			attributes: { ticket_type: 'old', asset_number: '7' },
		});
		const [{ json }] = await run(
			update(lsid.toUpperCase(), [
				{ name: 'ticket_type', value: 'Käse & "Brot"' },
				{ name: 'asset_number', value: '' },
				{ name: 'external_key', value: 'ticket:halo:77' },
			]),
		);
		expect(json).toEqual({
			success: true,
			sessionId: lsid,
			attributes: {
				ticket_type: 'Käse & "Brot"',
				asset_number: '',
				external_key: 'ticket:halo:77',
			},
		});
		const [session] = await run({ resource: 'session', operation: 'get', sessionId: lsid });
		expect(session.json).toMatchObject({
			attributes: { ticket_type: 'Käse & "Brot"' },
			externalKey: 'ticket:halo:77',
		});
		expect(session.json.attributes).not.toHaveProperty('asset_number');
	});

	it.each([
		['nothing', [], /There is nothing to set/],
		['a field without a name', [{ name: ' ', value: '1' }], /One of them has no code name/],
		['a name that is none', [{ name: 'a b', value: '1' }], /'a b' is not the code name/],
		['a long value', [{ name: 'ticket_type', value: 'x'.repeat(1_025) }], /1025 characters/],
		[
			'more than 10 KB in all',
			Array.from({ length: 11 }, (_, n) => ({ name: `f${n}`, value: 'x'.repeat(1_000) })),
			/All of them have 11000 bytes, and the appliance accepts at most 10,240/,
		],
	])('refuses %s', async (_what, attributes, message) => {
		const failure = await failed(update(running(), attributes));
		expect(failure.message).toMatch(/^'Custom Fields': /);
		expect(failure.message).toMatch(message);
		expect(failure.description).toMatch(/was not updated/);
		expect(appliance.asked('set_session_attributes')).toBe(0);
	});
});

describe('Session: Transfer', () => {
	const transfer = (sessionId: string, queue: object) => ({
		resource: 'session',
		operation: 'transfer',
		sessionId,
		...queue,
	});

	it.each([
		['a team', { queueType: 'team', teamId: id('3') }, 'team:3'],
		['a representative', { queueType: 'representative', representativeId: id('14') }, 'rep:14'],
		['a username', { queueType: 'username', username: 'rkeller' }, 'rep_username:rkeller'],
	])('moves a session to %s', async (_what, queue, wire) => {
		const lsid = running();
		const [{ json }] = await run(transfer(lsid, queue));
		expect(json).toEqual({ success: true, sessionId: lsid });
		expect(requestOf('transfer_session').queue_id).toBe(wire);
	});

	it('says that somebody who is not logged in cannot take it, in the words of the appliance too', async () => {
		const failure = await failed(
			transfer(running(), { queueType: 'representative', representativeId: id('21') }),
		);
		expect(failure.message).toBe(
			'The session was not transferred: it is no longer running, or this appliance does not know it, or representative 21 cannot take it. The appliance refused: The specified representative is not logged in.',
		);
		expect(failure.description).toMatch(/must be logged in/);
	});

	it.each(['general', 'issue', ''])('knows no transfer to %j', async (queueType) => {
		const failure = await failed(transfer(running(), { queueType, issueCodeName: id('printer') }));
		expect(failure.message).toMatch(/^'Queue Type': A session cannot be transferred/);
	});
});

describe('Session: Terminate', () => {
	const terminate = (sessionId: string) => ({
		resource: 'session',
		operation: 'terminate',
		sessionId,
	});

	it('ends a session', async () => {
		const lsid = running();
		expect((await run(terminate(lsid)))[0].json).toEqual({ success: true, sessionId: lsid });
		expect(stateOf(lsid)?.state).toBe('ended');
	});

	it.each(['root', 'child'] as const)(
		'says that a session has ended or is unknown (told as %s)',
		async (errorPlacement) => {
			appliance.control.setOptions({ errorPlacement });
			const lsid = running();
			appliance.control.end(lsid);
			const failure = await failed(terminate(lsid));
			expect(failure.message).toBe(
				'The session was not terminated: it is no longer running, or this appliance does not know it. The appliance refused: The specified session is not active.',
			);
			expect(failure.description).toMatch(/'Session ID'/);
			expect((await failed(terminate('e'.repeat(32)))).message).toMatch(/does not know it/);
		},
	);

	it('needs the full right', async () => {
		const store = appliance.store({}, { perm_command: 'read_only' });
		expect((await failed(terminate(running()), store)).message).toBe(
			"The API account lacks the permission 'Command API: full access'.",
		);
	});
});

describe('Session: Send Message', () => {
	const say = (sessionId: string, message: string, rest: object = {}) => ({
		resource: 'session',
		operation: 'sendMessage',
		sessionId,
		message,
		...rest,
	});
	const transcriptOf = async (sessionId: string) => {
		const [{ json }] = await run({ resource: 'session', operation: 'get', sessionId });
		return json.transcript as Array<{ from: { type: string; name: string }; text: string }>;
	};

	it.each([
		['the system', {}, 'system', undefined],
		['the customer', { sender: 'customer' }, 'customer', undefined],
		[
			'a representative by ID',
			{ sender: 'representative', senderRepresentativeId: id('11') },
			'representative',
			'Alex Morgan',
		],
		[
			'a representative by username',
			{ sender: 'representative', senderRepresentativeId: id('amorgan', 'username') },
			'representative',
			'Alex Morgan',
		],
	])('says something in the name of %s', async (_who, sender, type, name) => {
		const lsid = running();
		const text = 'Line one\nand "two" & <b>three</b>';
		expect((await run(say(lsid, text, sender)))[0].json).toEqual({
			success: true,
			sessionId: lsid,
		});
		const [line] = await transcriptOf(lsid);
		expect(line.text).toBe(text);
		expect(line.from.type).toBe(type);
		if (name) expect(line.from.name).toBe(name);
	});

	it('takes 2,048 characters and no more, however many units they have', async () => {
		const lsid = running();
		await run(say(lsid, '😀'.repeat(2_048)));
		const failure = await failed(say(lsid, '😀'.repeat(2_049)));
		expect(failure.message).toBe(
			"'Message': It has 2049 characters, and the appliance accepts at most 2,048.",
		);
		expect(appliance.asked('send_chat_message')).toBe(1);
	});

	it.each([
		['an empty message', say('a'.repeat(32), ' \n'), "'Message': There is no message."],
		[
			'an unknown sender',
			say('a'.repeat(32), 'x', { sender: 'robot' }),
			"'Sender': 'robot' cannot send a message.",
		],
		[
			'a representative who is not chosen',
			say('a'.repeat(32), 'x', { sender: 'representative', senderRepresentativeId: id('') }),
			"'Representative': Nobody is chosen.",
		],
		[
			'a representative who is none',
			say('a'.repeat(32), 'x', { sender: 'representative', senderRepresentativeId: id('Alex') }),
			"'Representative': This is neither an ID nor a username.",
		],
	])('refuses %s', async (_what, parameters, message) => {
		expect((await failed(parameters)).message).toBe(message);
		expect(appliance.asked('send_chat_message')).toBe(0);
	});

	it('says that a session has ended', async () => {
		const lsid = running();
		appliance.control.end(lsid);
		expect((await failed(say(lsid, 'Hello?'))).message).toMatch(
			/^The session was not given the message: it is no longer running/,
		);
	});
});

describe('What changes a session', () => {
	it.each([
		['terminate', { operation: 'terminate' }, 'terminate_session'],
		[
			'update',
			{ operation: 'update', attributes: { attribute: [{ name: 'ticket_type', value: 'x' }] } },
			'set_session_attributes',
		],
		['transfer', { operation: 'transfer', queueType: 'team', teamId: id('3') }, 'transfer_session'],
		['sendMessage', { operation: 'sendMessage', message: 'x' }, 'send_chat_message'],
	])('is not repeated when nobody knows whether it was done: %s', async (_name, rest, action) => {
		appliance.control.fault({ kind: 'resetAfter', match: `action=${action}`, times: 1 });
		const failure = await failed({ resource: 'session', sessionId: running(), ...rest });
		expect(failure.description).toMatch(/The session may have been/);
		expect(appliance.asked(action)).toBe(1);
	});

	it.each([
		['updated', { operation: 'update', attributes: { attribute: [{ name: 'a', value: '1' }] } }],
		['transferred', { operation: 'transfer', queueType: 'team', teamId: id('3') }],
		['terminated', { operation: 'terminate' }],
		['given the message', { operation: 'sendMessage', message: 'x' }],
	])('says of a session that has ended that it was not %s', async (done, rest) => {
		const sessionId = running();
		appliance.control.end(sessionId);
		const failure = await failed({ resource: 'session', sessionId, ...rest });
		expect(failure.message).toMatch(
			new RegExp(`^The session was not ${done}: it is no longer running, or `),
		);
		expect(failure.description).toMatch(/'Session ID'/);
	});

	it.each(['update', 'transfer', 'terminate', 'sendMessage'])(
		'wants a session ID: %s',
		async (operation) => {
			const failure = await failed({ resource: 'session', operation, sessionId: '1234' });
			expect(failure.message).toBe("'Session ID': A session ID has exactly 32 hexadecimal digits.");
		},
	);
});

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
