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
