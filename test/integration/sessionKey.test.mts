/** Longer than most: all of one operation. */

import { failureOf, runNode } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const key = (parameters: object) => ({
	resource: 'sessionKey',
	operation: 'generate',
	queueType: 'team',
	teamId: id('2'),
	linkTo: 'none',
	...parameters,
});
const run = async (parameters: object, items?: object[]) =>
	await runNode({
		parameters: parameters as never,
		store: appliance.store(),
		items: items as never,
	});
const failed = async (parameters: object) => await failureOf(run(parameters));
const requestOf = (name: string) =>
	appliance.control.requests().find((request) => request.name === name)?.params ?? {};

describe('Session Key: Generate', () => {
	it.each([
		['general', { queueType: 'general' }, 'general', null],
		['team', {}, 'team:2', '2'],
		['representative', { queueType: 'representative', representativeId: id('11') }, 'rep:11', '11'],
		['username', { queueType: 'username', username: 'amorgan' }, 'rep_username:amorgan', 'amorgan'],
	])('makes a key for the queue %s', async (type, parameters, wire, queueId) => {
		const [{ json }] = await run(key(parameters));
		expect(json).toMatchObject({
			queue: { type, id: queueId, available: true },
			fallbackUsed: false,
			externalKey: null,
		});
		expect(json.code).toMatch(/^\d{7}$/);
		expect(json.url).toMatch(/\?ak=[0-9a-f]{32}$/);
		expect(requestOf('generate_session_key').queue_id).toBe(wire);
		const days = (Date.parse(json.expiresAt as string) - Date.now()) / 86_400_000;
		expect(days).toBeGreaterThan(0.99);
		expect(days).toBeLessThan(1.01);
	});

	it('makes a key for an issue', async () => {
		const codeName = 'printer';
		const [{ json }] = await run(
			key({ queueType: 'issue', issueCodeName: { __rl: true, mode: 'codeName', value: codeName } }),
		);
		expect(json.queue).toMatchObject({ type: 'issue', id: codeName });
	});

	it('signs the link, and the signature proves to be valid when the session comes back', async () => {
		const store = appliance.store();
		const link = { linkTo: 'ticket', linkSystem: 'halo', linkId: '1201' };
		const [{ json }] = await runNode({ parameters: key(link), store });
		expect(json.externalKey).toMatch(/^ticket:halo:1201~[a-z2-7]{12}$/);
		expect(json.link).toMatchObject({
			kind: 'ticket',
			system: 'halo',
			id: '1201',
			signature: 'valid',
		});
		const lsid = appliance.control.openKey(json.code as string);
		appliance.control.end(lsid);
		const [session] = await runNode({
			parameters: { resource: 'session', operation: 'get', sessionId: lsid },
			store,
		});
		expect(session.json.link).toMatchObject({ kind: 'ticket', id: '1201', signature: 'valid' });
	});

	it('leaves the signature out when asked, and keeps a custom external key as it is', async () => {
		const [unsigned] = await run(
			key({ linkTo: 'chat', linkSystem: 'halo', linkId: '501', signLink: false }),
		);
		expect(unsigned.json.externalKey).toBe('chat:halo:501');
		const [custom] = await run(key({ linkTo: 'custom', externalKey: 'T-004711' }));
		expect(custom.json).toMatchObject({
			externalKey: 'T-004711',
			link: { kind: 'ticket', system: null, id: 'T-004711' },
		});
	});

	it('passes lifetime, public portal and custom fields on', async () => {
		const options = {
			ttl: 3600,
			publicPortal: 'help.example.com',
			attributes: { attribute: [{ name: 'ticket_type', value: 'Incident & <co>' }] },
		};
		const [{ json }] = await run(key({ options }));
		expect(Date.parse(json.expiresAt as string) - Date.now()).toBeLessThan(3_601_000);
		expect(requestOf('generate_session_key')).toMatchObject({
			ttl: '3600',
			url_hostname: 'help.example.com',
			'session.custom.ticket_type': 'Incident & <co>',
		});
	});

	describe('when nobody serves the queue', () => {
		const away = {
			queueType: 'representative',
			representativeId: { __rl: true, mode: 'list', value: '21', cachedResultName: 'Mika Lind' },
		};

		it('fails with TECHUNAVAILABLE naming the queue', async () => {
			const failure = await failed(key(away));
			expect(failure.message).toBe(
				"TECHUNAVAILABLE: nobody is serving representative 'Mika Lind' right now.",
			);
			expect(failure.description).toMatch(/'When Unavailable'/);
		});

		it('makes the key all the same with Allow, and says that nobody is there', async () => {
			const [{ json }] = await run(key({ ...away, whenUnavailable: 'allow' }));
			expect(json).toMatchObject({
				queue: { type: 'representative', id: '21', available: false },
				fallbackUsed: false,
			});
		});

		it('takes the fallback team with two calls, and says so', async () => {
			const [{ json }] = await run(
				key({ ...away, whenUnavailable: 'fallback', fallbackTeamId: id('2') }),
			);
			expect(json).toMatchObject({
				queue: { type: 'team', id: '2', available: true },
				fallbackUsed: true,
			});
			expect(appliance.asked('generate_session_key')).toBe(2);
		});

		it('fails when nobody serves the fallback team either', async () => {
			const failure = await failed(
				key({ ...away, whenUnavailable: 'fallback', fallbackTeamId: id('4') }),
			);
			expect(failure.message).toBe(
				"TECHUNAVAILABLE: nobody is serving representative 'Mika Lind', nor the fallback team 4 right now.",
			);
		});
	});

	it.each([
		[
			'ttl of 0',
			{ options: { ttl: 0 } },
			"'Time to Live (Seconds)': It must be a whole number of seconds, at least 1.",
		],
		[
			'negative ttl',
			{ options: { ttl: -5 } },
			"'Time to Live (Seconds)': It must be a whole number of seconds, at least 1.",
		],
		[
			'ttl as text',
			{ options: { ttl: 'soon' } },
			"'Time to Live (Seconds)': It must be a whole number of seconds, at least 1.",
		],
		[
			'external key too long',
			{ linkTo: 'custom', externalKey: 'x'.repeat(1025) },
			"'External Key': It has 1025 characters, and the appliance accepts at most 1,024.",
		],
		[
			'external key with a line break',
			{ linkTo: 'custom', externalKey: 'a\nb' },
			"'External Key': It holds a line break or another control character.",
		],
		[
			'custom field with too long a value',
			{ options: { attributes: { attribute: [{ name: 'a', value: 'x'.repeat(1025) }] } } },
			"'Custom Fields': The value of 'a' has 1025 characters, and the appliance accepts at most 1,024.",
		],
		[
			'custom fields too large together',
			{
				options: {
					attributes: {
						attribute: Array.from({ length: 11 }, (_, n) => ({
							name: `f${n}`,
							value: 'x'.repeat(1000),
						})),
					},
				},
			},
			"'Custom Fields': The external key and all custom fields together have 11000 bytes, and the appliance accepts at most 10,240.",
		],
		[
			'custom field without a code name',
			{ options: { attributes: { attribute: [{ name: 'two words', value: 'x' }] } } },
			"'Custom Fields': 'two words' is not the code name of a custom field.",
		],
		[
			'custom field that would replace the link',
			{ options: { attributes: { attribute: [{ name: 'external_key', value: 'x' }] } } },
			"'Custom Fields': The external key is set by the link, not here.",
		],
		['no team chosen', { teamId: id('') }, "'Team': Nothing is chosen."],
		[
			'team that is no number',
			{ teamId: id('Service Desk') },
			"'Team': This is not an ID: IDs are whole numbers.",
		],
		[
			'link without a system',
			{ linkTo: 'ticket', linkSystem: 'Two Words', linkId: '1' },
			"'System': ",
		],
		[
			'link with a hostile ID',
			{ linkTo: 'ticket', linkSystem: 'halo', linkId: '1/../2' },
			"'Ticket or Chat ID': ",
		],
		[
			'portal that is a URL',
			{ options: { publicPortal: 'https://x/y' } },
			"'Public Portal': This is not a host name.",
		],
	])('refuses a %s before anything is asked', async (_what, parameters, sentence) => {
		const failure = await failed(key(parameters));
		expect(failure.message.startsWith(sentence)).toBe(true);
		expect(failure.description).not.toBe('');
		expect(appliance.asked('generate_session_key')).toBe(0);
	});

	it.each([
		[
			'team',
			{ teamId: id('999') },
			/^No session key was made for team 999\. The appliance refused: /,
		],
		[
			'representative',
			{ queueType: 'representative', representativeId: id('999') },
			/^No session key was made for representative 999\. The appliance refused: /,
		],
		[
			'username',
			{ queueType: 'username', username: 'nobody' },
			/^No session key was made for representative 'nobody'\. The appliance refused: /,
		],
		[
			'issue',
			{ queueType: 'issue', issueCodeName: { __rl: true, mode: 'codeName', value: 'nothing' } },
			/^No session key was made for issue 'nothing'\. The appliance refused: /,
		],
	])('names an unknown %s', async (_what, parameters, sentence) => {
		expect((await failed(key(parameters))).message).toMatch(sentence);
	});

	it('lets one failing item fail alone', async () => {
		const items = [{ team: '2' }, { team: '999' }, { team: '3' }, { team: 'x' }, { team: '2' }];
		const output = await runNode({
			parameters: key({
				teamId: { __rl: true, mode: 'id', value: '={{ $json.team }}' },
				whenUnavailable: 'allow',
			}),
			store: appliance.store(),
			items,
			continueOnFail: true,
		});
		expect(output.map(({ json }) => ('error' in json ? 'failed' : 'key'))).toEqual([
			'key',
			'failed',
			'key',
			'failed',
			'key',
		]);
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items.map((_, item) => ({ item })));
		expect(output[1].json.error).toMatch(/\[Item 1\]$/);
	});
});
