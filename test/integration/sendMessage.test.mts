import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const id = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const run = async (parameters: object, store = appliance.store(), items?: object[]) =>
	await runNode({ parameters: parameters as never, store, items: items as never });
const failed = async (parameters: object, store = appliance.store()) =>
	await failureOf(run(parameters, store));
const running = () => appliance.control.startSession({ externalKey: 'ticket:halo:1401' });

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
