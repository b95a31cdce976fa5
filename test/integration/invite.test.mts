import type { IDataObject, INodeExecutionData, IRunExecutionData } from 'n8n-workflow';
import { UnexpectedError } from 'n8n-workflow';

import { failureOf, runNode } from './n8n.mts';
import type { Run, SubWorkflow } from './n8n.mts';
import { applianceForTests } from './rig.mts';

const appliance = applianceForTests();
const id = (value: string) => ({ __rl: true, mode: 'id', value });
const picked = (value: string, cachedResultName: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});
const DELIVERY = 'deliveryWorkflow1';

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
const sent = (parameters: object) =>
	invite({ operation: 'send', deliveryWorkflow: picked(DELIVERY, 'Deliver'), ...parameters });

const run = async (parameters: IDataObject, rest: Partial<Run> = {}) =>
	await runNode({ parameters, store: appliance.store(), ...rest });
const failed = async (parameters: IDataObject, rest: Partial<Run> = {}) =>
	await failureOf(run(parameters, rest));
const compose = async (parameters: object) => (await run(invite(parameters)))[0].json;

const keysMade = () => appliance.asked('generate_session_key');
const requests = () => appliance.control.requests().filter(({ name }) => name !== 'token').length;

/** A delivery workflow that keeps what it got and returns what it is told to. */
function mailbox(output: Array<INodeExecutionData[] | null> = [[{ json: { delivered: true } }]]) {
	const mails: Array<{ id: string; items: INodeExecutionData[] }> = [];
	const executeWorkflow: SubWorkflow = (workflowId, items) => {
		mails.push({ id: workflowId, items });
		return { executionId: '77', data: output };
	};
	return { mails, executeWorkflow };
}
/** What n8n returns of a workflow whose later nodes all dropped the invite. */
const echoing: { executeWorkflow: SubWorkflow } = {
	executeWorkflow: (_id, items) => ({
		executionId: '77',
		data: [items.map((item) => ({ ...item, pairedItem: { item: 0 } }))],
	}),
};
const failing = (message: string): { executeWorkflow: SubWorkflow } => ({
	executeWorkflow: () => {
		throw new Error(message);
	},
});
/** What n8n throws where it cannot even begin the workflow, in whatever words. */
const refusing: { executeWorkflow: SubWorkflow } = {
	executeWorkflow: (workflowId) => {
		throw new UnexpectedError('Any words.', { extra: { workflowId } });
	},
};

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

describe('Invite: Send', () => {
	it('runs the delivery workflow once an item, and returns what it returned', async () => {
		const { mails, executeWorkflow } = mailbox([[{ json: { messageId: '<1@x>' } }]]);
		const [{ json, pairedItem }] = await run(sent({}), { executeWorkflow });
		const { invite: words, delivery, ...sessionKey } = json;
		expect(delivery).toEqual({ messageId: '<1@x>' });
		expect(pairedItem).toEqual({ item: 0 });
		expect(mails).toEqual([
			{ id: DELIVERY, items: [{ json: { invite: words, sessionKey, link: json.link } }] },
		]);
		expect(keysMade()).toBe(1);
	});

	it('returns all items of a workflow that returned several', async () => {
		const { executeWorkflow } = mailbox([[{ json: { to: 1 } }], null, [{ json: { to: 2 } }]]);
		const [{ json }] = await run(sent({}), { executeWorkflow });
		expect(json.delivery).toEqual([{ to: 1 }, { to: 2 }]);
	});

	it('keeps its own output, whatever the other workflow does to its input', async () => {
		const executeWorkflow: SubWorkflow = (_id, [item]) => {
			(item.json.invite as IDataObject).text = 'changed';
			item.json.sessionKey = null;
			return { executionId: '1', data: [[{ json: {} }]] };
		};
		const [{ json }] = await run(sent({}), { executeWorkflow });
		expect((json.invite as IDataObject).text).toContain(json.code);
	});

	it('delivers an invite that was made before as it was, and asks the appliance for nothing', async () => {
		const { invite: words, link, ...sessionKey } = await compose({});
		const { mails, executeWorkflow } = mailbox();
		const before = { made: keysMade(), requests: requests() };
		const again = JSON.stringify({ invite: words, sessionKey, link });
		const [{ json }] = await run(sent({ again, recipient: 'eve@example.com' }), {
			executeWorkflow,
		});
		expect({ made: keysMade(), requests: requests() }).toEqual(before);
		expect(mails[0].items[0].json).toMatchObject({ invite: words, link });
		expect(json).toMatchObject({ code: sessionKey.code, url: sessionKey.url, invite: words });
		const failure = await failed(sent({ again: '{}' }), { executeWorkflow });
		expect(failure.message).toMatch(/'Send Again'/);
		expect(mails).toHaveLength(1);
	});

	it('sends a hundred invites in one run: a key, a delivery and an item each', async () => {
		// More than the real limit: both sides share a process here, and when it stalls, arrivals bunch up.
		appliance.control.setOptions({ requestsPerSecond: 24 });
		const { mails, executeWorkflow } = mailbox();
		const items = Array.from({ length: 100 }, (_, n) => ({ ticket: 2000 + n }));
		const parameters = sent({
			linkId: '={{ $json.ticket }}',
			recipient: '={{ "customer" + $json.ticket + "@example.com" }}',
		});
		const output = await run(parameters, { items, executeWorkflow });
		expect(output.map(({ json }) => (json.link as IDataObject).id)).toEqual(
			items.map(({ ticket }) => String(ticket)),
		);
		const codes = mails.map(({ items: [{ json }] }) => (json.sessionKey as IDataObject).code);
		expect(new Set(codes).size).toBe(100);
		expect(keysMade()).toBe(100);
	});

	describe('that is not delivered', () => {
		const unpublished = "'Delivery Workflow': It is not published or does not exist.";
		const nothing =
			"'Delivery Workflow': It ended without returning anything of its own, so the invite may or may not have been sent.";
		const failedWith = (reason: string) => `'Delivery Workflow': It failed: ${reason}`;
		it.each([
			['missing or unpublished', refusing, unpublished],
			[
				'failing in the words of n8n, at another workflow',
				failing('Workflow does not exist.'),
				failedWith('Workflow does not exist.'),
			],
			[
				'failing',
				failing('connect ECONNREFUSED 127.0.0.1:25'),
				failedWith('connect ECONNREFUSED 127.0.0.1:25'),
			],
			['failing without a reason', failing(''), failedWith('it gave no reason.')],
			['returning no item', mailbox([[]]), nothing],
			['returning no data', mailbox([null]), nothing],
			['without outputs', mailbox([]), nothing],
			['handing back what it was given', echoing, nothing],
			[
				'going on after a failure',
				mailbox([[{ json: { error: 'Mailbox is full' } }]]),
				failedWith('Mailbox is full'),
			],
			[
				'going on after an error',
				mailbox([[{ json: { error: { message: 'Greylisted', code: 451 } } }]]),
				failedWith('Greylisted'),
			],
			[
				'saying that it did not deliver',
				mailbox([[{ json: { delivered: false, reason: 'The chat has ended.' } }]]),
				failedWith('The chat has ended.'),
			],
		])('fails with the workflow %s', async (_what, { executeWorkflow }, sentence) => {
			const failure = await failed(sent({}), { executeWorkflow });
			expect(failure.message).toBe(sentence);
			expect(failure.description).toMatch(
				/The invite counts as not sent\. The session key that was made for it expires automatically at \d{4}-.*Z\.$/,
			);
			expect(keysMade()).toBe(1);
		});

		it('is told without the link and the code, also where the workflow quotes them', async () => {
			const quoted: string[] = [];
			const executeWorkflow: SubWorkflow = (_id, [{ json }]) => {
				const { url, code } = json.sessionKey as Record<string, string>;
				quoted.push(url, code, url.slice(-32));
				throw new Error(`550 ${url} (${code}) ${url.slice(-32)}\r\n refused`);
			};
			const failure = await failed(sent({}), { executeWorkflow });
			expect(failure.message).toBe(failedWith('550 … (…) … refused'));
			const told = JSON.stringify(failure, Object.getOwnPropertyNames(failure));
			for (const secret of quoted) expect(told).not.toContain(secret);
		});

		it('fails alone, and the others are sent', async () => {
			const executeWorkflow: SubWorkflow = (_id, [{ json }]) => {
				if (((json.link as IDataObject).id as string).endsWith('2')) throw new Error('refused');
				return { executionId: '1', data: [[{ json: { delivered: true } }]] };
			};
			const output = await run(sent({ linkId: '={{ $json.ticket }}' }), {
				items: [{ ticket: '1' }, { ticket: '2' }, { ticket: '3' }],
				executeWorkflow,
				continueOnFail: true,
			});
			expect(output.map(({ json }) => json.delivery ?? json.error)).toEqual([
				{ delivered: true },
				`${failedWith('refused')} [Item 1]`,
				{ delivered: true },
			]);
			expect(output[1].json).not.toHaveProperty('invite');
		});

		it('does not put this execution to sleep with a workflow that waits', async () => {
			let left: IRunExecutionData | undefined;
			const output = await run(sent({}), {
				executeWorkflow: () => ({
					executionId: '1',
					data: [[{ json: {} }]],
					waitTill: new Date('3000-01-01'),
				}),
				continueOnFail: true,
				inspect: (execution) => (left = execution),
			});
			expect(output[0].json.error).toBe(
				"'Delivery Workflow': It contains a node that waits, and an invite cannot wait.",
			);
			expect(left).toBeDefined();
			expect(left?.waitTill).toBeUndefined();
		});
	});

	it('is not asked to deliver what has no key', async () => {
		const { mails, executeWorkflow } = mailbox();
		await failed(sent({ queueType: 'representative', representativeId: id('21') }), {
			executeWorkflow,
		});
		await failed(sent({ text: 'Hello' }), { executeWorkflow });
		expect(mails).toEqual([]);
	});
});
