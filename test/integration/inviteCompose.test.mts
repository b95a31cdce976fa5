/** Longer than most: all of one operation. */

import type { IDataObject } from 'n8n-workflow';

import { failureOf, runNode } from './n8n.mts';
import type { Run } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const picked = (value: string, cachedResultName: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});

/** Parameters as the editor saves them: what is left at its default is not there. */
const invite = (parameters: object): IDataObject => ({
	resource: 'invite',
	operation: 'compose',
	queueType: 'team',
	teamId: id('2'),
	linkTo: 'ticket',
	linkSystem: 'halo',
	linkId: '1201',
	recipient: 'anna@example.com',
	...parameters,
});

const run = async (parameters: IDataObject, rest: Partial<Run> = {}) =>
	await runNode({ parameters, store: appliance.store(), ...rest });
const failed = async (parameters: IDataObject, rest: Partial<Run> = {}) =>
	await failureOf(run(parameters, rest));
const compose = async (parameters: object) => (await run(invite(parameters)))[0].json;

const keysMade = () => appliance.asked('generate_session_key');
const requests = () => appliance.control.requests().filter(({ name }) => name !== 'token').length;

describe('Invite: Compose', () => {
	it('makes a key and the invite for it, with one call to the appliance', async () => {
		const json = await compose({});
		expect(json).toMatchObject({
			queue: { type: 'team', id: '2', available: true },
			fallbackUsed: false,
			link: { kind: 'ticket', system: 'halo', id: '1201', signature: 'valid' },
			invite: { recipient: 'anna@example.com', subject: 'Your remote support session' },
		});
		const { text, html } = json.invite as Record<string, string>;
		for (const part of [json.url as string, json.code as string]) {
			expect(text).toContain(part);
			expect(html).toContain(part);
		}
		expect(keysMade()).toBe(1);
		expect(appliance.asked('get_support_teams')).toBe(0);
		expect(json).not.toHaveProperty('delivery');
	});

	it('leads the customer in: the link of the invite starts the session of that ticket', async () => {
		const json = await compose({});
		const { html } = json.invite as Record<string, string>;
		const [, address] = /<a href="([^"]+)"/.exec(html) ?? [];
		expect(address).toBe(json.url);
		const lsid = appliance.control.openKey(json.code as string);
		expect(lsid).toMatch(/^[0-9a-f]{32}$/);
	});

	it('fills in variables, escaped in HTML and as they are in text', async () => {
		const words = 'For $CUSTOMER: $REMOTESESSIONCODE, about $TICKET, costs $5';
		const json = await compose({
			subject: 'Ticket $TICKET',
			text: words,
			html: `<p>${words}</p>`,
			variables: {
				variable: [
					{ name: 'CUSTOMER', value: '<img src=x onerror=alert(1)> & Co' },
					{ name: '$TICKET', value: 1201 },
				],
			},
		});
		const { code } = json;
		expect(json.invite).toEqual({
			recipient: 'anna@example.com',
			subject: 'Ticket 1201',
			text: `For <img src=x onerror=alert(1)> & Co: ${code}, about 1201, costs $5`,
			html: `<p>For &lt;img src=x onerror=alert(1)&gt; &amp; Co: ${code}, about 1201, costs $5</p>`,
		});
	});

	it('tells the expiry in the time zone of the recipient, else of the workflow', async () => {
		const text = '$REMOTESESSIONCODE $EXPIRES';
		const options = { ttl: 3600, timezone: 'Europe/Berlin', language: 'de' };
		const there = await compose({ text, options });
		expect((there.invite as IDataObject).text).toMatch(/ um \d\d:\d\d Mitteleuropäische /);
		const here = await compose({ text });
		expect((here.invite as IDataObject).text).toMatch(/ at \d\d:\d\d UTC$/);
	});

	it('takes blocks of the caller', async () => {
		const options = { blockText: 'Hier: $LINKTOREMOTE', blockHtml: '<b>$REMOTESESSIONCODE</b>' };
		const json = await compose({ text: '$REMOTEINVITE', html: '<p>$REMOTEINVITE</p>', options });
		expect(json.invite).toMatchObject({
			text: `Hier: ${json.url}`,
			html: `<p><b>${json.code}</b></p>`,
		});
	});

	describe('in the name of the queue', () => {
		const words = { text: '$REMOTESESSIONCODE for $QUEUENAME' };
		const textOf = (json: IDataObject) => (json.invite as { text: string }).text.slice(12);

		it('uses what the picker kept, without asking', async () => {
			expect(textOf(await compose({ ...words, teamId: picked('2', 'Service Desk') }))).toBe(
				'Service Desk',
			);
			expect(requests()).toBe(keysMade());
		});

		it('asks once a run for teams that are known by their ID alone', async () => {
			const output = await run(invite({ ...words, teamId: id('={{ $json.team }}') }), {
				items: [{ team: '2' }, { team: '3' }, { team: '2' }],
			});
			expect(output.map(({ json }) => textOf(json))).toEqual([
				'Service Desk',
				'Field & On-site',
				'Service Desk',
			]);
			expect(appliance.asked('get_support_teams')).toBe(1);
		});

		it.each([
			[
				'representatives go by the public name',
				{ queueType: 'representative', representativeId: picked('11', 'Alex Morgan (Alex M.)') },
				'Alex M.',
			],
			[
				'login names are not told',
				{ queueType: 'username', username: 'amorgan' },
				'our support representative',
			],
			['the general queue', { queueType: 'general' }, 'our support team'],
			[
				'an issue that was picked',
				{ queueType: 'issue', issueCodeName: picked('printer', 'Printer trouble (Service Desk)') },
				'Printer trouble (Service Desk)',
			],
			[
				'an issue whose team nobody tells',
				{ queueType: 'issue', issueCodeName: { __rl: true, mode: 'codeName', value: 'printer' } },
				'our support team',
			],
		])('%s', async (_what, parameters, name) => {
			expect(textOf(await compose({ ...words, ...parameters }))).toBe(name);
		});

		it('says the queue that the customer will reach: the fallback team', async () => {
			const json = await compose({
				...words,
				queueType: 'representative',
				representativeId: picked('21', 'Mika Lind (Mika L.)'),
				whenUnavailable: 'fallback',
				fallbackTeamId: id('2'),
			});
			expect(textOf(json)).toBe('Service Desk');
		});
	});

	describe('when nobody serves the queue', () => {
		const away = {
			queueType: 'representative',
			representativeId: picked('21', 'Mika Lind'),
		};

		it('fails with TECHUNAVAILABLE naming the queue, after one call', async () => {
			const { message } = await failed(invite(away));
			expect(message).toBe(
				"TECHUNAVAILABLE: nobody is serving representative 'Mika Lind' right now.",
			);
			expect(keysMade()).toBe(1);
		});

		it('takes the fallback team with two calls, and says so', async () => {
			const json = await compose({
				...away,
				whenUnavailable: 'fallback',
				fallbackTeamId: id('2'),
			});
			expect(json).toMatchObject({
				queue: { type: 'team', id: '2', available: true },
				fallbackUsed: true,
			});
			expect(keysMade()).toBe(2);
			expect(requests()).toBe(2);
		});

		it('invites all the same with Allow, and says that nobody is there', async () => {
			expect(await compose({ ...away, whenUnavailable: 'allow' })).toMatchObject({
				queue: { type: 'representative', id: '21', available: false },
				fallbackUsed: false,
			});
		});
	});

	it('needs no recipient for a chat', async () => {
		const chat = { linkTo: 'chat', linkId: '501' };
		expect((await compose({ ...chat, recipient: '' })).invite).toMatchObject({ recipient: null });
		expect((await compose({ ...chat })).invite).toMatchObject({ recipient: 'anna@example.com' });
		const custom = { linkTo: 'custom', externalKey: 'chat:halo:501', recipient: '' };
		expect((await compose(custom)).invite).toMatchObject({ recipient: null });
	});

	const neither =
		'It contains neither the link nor the code, so nobody could start a session with it.';
	it.each([
		['no recipient', { recipient: '' }, "'Recipient': No recipient is given."],
		[
			'no recipient and no link',
			{ recipient: '', linkTo: 'none' },
			"'Recipient': No recipient is given.",
		],
		[
			'a recipient that is no address',
			{ recipient: 'anna' },
			"'Recipient': This is not an email address.",
		],
		[
			'a recipient with a line break',
			{ recipient: 'anna@example.com\r\nBcc: bob@example.com' },
			"'Recipient': It holds a line break or another character that cannot be seen.",
		],
		[
			'several recipients',
			{ recipient: 'anna@example.com, bob@example.com' },
			"'Recipient': It contains more than one address, and an invite goes to one recipient.",
		],
		[
			'an unknown variable',
			{ text: '$REMOTEINVITE $CUSTOMER' },
			"'Text': The variable $CUSTOMER is not defined.",
		],
		['a text without a way in', { text: 'Hello' }, `'Text': ${neither}`],
		['an HTML without a way in', { html: '<p>Hello</p>' }, `'HTML': ${neither}`],
		[
			'a subject with a line break',
			{ subject: 'a\nBcc: bob@example.com' },
			"'Subject': It holds a line break or another control character.",
		],
		[
			'a variable that is built in',
			{ variables: { variable: [{ name: 'EXPIRES', value: 'never' }] } },
			"'Variables': $EXPIRES is built in and cannot be defined again.",
		],
		[
			'a time zone that is none',
			{ options: { timezone: 'Mars/Olympus' } },
			"'Timezone': 'Mars/Olympus' is not a time zone.",
		],
		[
			'a language that is none',
			{ options: { language: 'not a language' } },
			"'Language': 'not a language' is not a language tag.",
		],
		['no team', { teamId: id('') }, "'Team': Nothing is chosen."],
		[
			'no delivery workflow',
			{ operation: 'send', deliveryWorkflow: picked('', '') },
			"'Delivery Workflow': No workflow is chosen, so nobody would send the invite.",
		],
		[
			'itself as delivery workflow',
			{ operation: 'send', deliveryWorkflow: id('test') },
			"'Delivery Workflow': This workflow cannot deliver its own invites.",
		],
	])('refuses %s, and makes no key', async (_what, parameters, sentence) => {
		const failure = await failed(invite(parameters));
		expect(failure.message).toBe(sentence);
		expect(failure.description).not.toBe('');
		expect(requests()).toBe(0);
	});
});
