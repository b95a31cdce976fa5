import { startAppliance } from '../appliance/server.mts';
import type { Appliance } from '../appliance/server.mts';
import { eventually, itemsOf } from '../harness/api.mts';
import type { Json } from '../harness/api.mts';
import { startN8n } from '../harness/n8n.mts';
import type { N8n } from '../harness/n8n.mts';

/** The trigger's answers and events, in a real n8n server. */
const TOKEN = 'e2e-token-0123456789abcdef';
const APPLIANCE = 'a0b1c2d3e4f5061728394a5b6c7d8e9f';
const LSID = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
const FORM = 'application/x-www-form-urlencoded';

let n8n: N8n;
let appliance: Appliance;
let webhook: { id: string; name: string };
let api: { id: string; name: string };

beforeAll(async () => {
	appliance = await startAppliance({ reportLag: 0 });
	n8n = await startN8n();
	await n8n.api.setupOwner();
	webhook = await n8n.api.createCredential('beyondTrustWebhookApi', 'Webhook', { token: TOKEN });
	api = await n8n.api.createCredential('beyondTrustOAuth2Api', 'Account', {
		host: appliance.url,
		...appliance.account,
		linkSecret: 'a-secret-for-links',
	});
}, 240_000);

afterAll(async () => {
	await n8n?.close();
	await appliance?.close();
});

interface Listening {
	id: string;
	url: string;
	/** Posts a body and answers status and text. */
	post(
		body: string | FormData,
		type?: string,
		query?: string,
	): Promise<{ status: number; text: string }>;
	/** What the trigger handed on, once there are `count` executions. */
	events(count: number): Promise<Json[]>;
	executions(): Promise<number>;
}

/** Publishes a workflow of the trigger alone, for one test. */
async function listen(
	parameters: Json = {},
	withApi = false,
	tokenCredential = webhook,
): Promise<Listening> {
	const trigger = {
		id: 'trigger',
		name: 'Event',
		type: 'n8n-nodes-beyondtrust.beyondTrustTrigger',
		typeVersion: 1,
		position: [0, 0] as [number, number],
		webhookId: crypto.randomUUID(),
		parameters: {
			events: ['sessionEnded'],
			authentication: 'token',
			...parameters,
			options: { binaryData: true, ...(parameters.options as Json | undefined) },
		},
		credentials: {
			beyondTrustWebhookApi: { id: tokenCredential.id, name: tokenCredential.name },
			...(withApi ? { beyondTrustOAuth2Api: api } : {}),
		},
	};
	const end = {
		id: 'end',
		name: 'End',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [200, 0] as [number, number],
		parameters: {},
	};
	const { id } = await n8n.api.createWorkflow({
		name: 'Listen',
		nodes: [trigger, end],
		connections: { Event: { main: [[{ node: 'End', type: 'main', index: 0 }]] } },
	});
	const [{ url }] = await n8n.api.publish(id);
	const executions = async () => (await n8n.api.listExecutions({ workflowId: id })).length;
	return {
		id,
		url,
		executions,
		post: async (body, type = FORM, query = `?token=${TOKEN}`) => {
			const headers = typeof body === 'string' ? { 'Content-Type': type } : undefined;
			const response = await fetch(`${url}${query}`, { method: 'POST', body, headers });
			return { status: response.status, text: await response.text() };
		},
		events: async (count) =>
			await eventually(`${count} executions`, async () => {
				const list = await n8n.api.listExecutions({ workflowId: id });
				if (list.length < count || list.some(({ status }) => status !== 'success'))
					return undefined;
				const all = await Promise.all(list.map(async (one) => await n8n.api.getExecution(one.id)));
				return all.reverse().map((execution) => itemsOf(execution, 'Event')[0].json);
			}),
	};
}

const form = (fields: Record<string, string> = {}) =>
	new URLSearchParams({
		event: 'support_conference_end',
		version: '1',
		timestamp: '1770110702',
		appliance_id: APPLIANCE,
		lsid: LSID,
		external_key: 'ticket:halo:1201',
		...fields,
	}).toString();

const ok = { status: 200, text: '' };

describe('An authentic event', () => {
	it('gets 200 with an empty body and becomes one Event', async () => {
		const trigger = await listen();
		expect(await trigger.post(form())).toEqual(ok);
		const [event] = await trigger.events(1);
		expect(event).toEqual({
			eventKey: `${APPLIANCE}:${LSID}:support_conference_end:1770110702`,
			event: 'sessionEnded',
			wireName: 'support_conference_end',
			occurredAt: '2026-02-03T09:25:02.000Z',
			receivedAt: expect.stringMatching(/Z$/),
			applianceId: APPLIANCE,
			sessionId: LSID,
			externalKey: 'ticket:halo:1201',
			link: {
				kind: 'ticket',
				system: 'halo',
				id: '1201',
				signature: 'absent',
				raw: 'ticket:halo:1201',
			},
			participant: null,
			customFields: {},
			problems: [],
			raw: Object.fromEntries(new URLSearchParams(form())),
		});
		expect(JSON.stringify(event)).not.toContain(TOKEN);
	});

	it('of a real session reaches the workflow from the appliance', async () => {
		const trigger = await listen({ events: ['sessionStarted', 'sessionEnded'] });
		appliance.control.setRecipients([`${trigger.url}?token=${TOKEN}`]);
		const lsid = appliance.control.startSession({ externalKey: 'ticket:halo:1202' });
		appliance.control.end(lsid);
		await appliance.control.outboundIdle(15_000);
		const deliveries = appliance.control.deliveries();
		appliance.control.setRecipients([]);
		expect(new Set(deliveries.map(({ status }) => status))).toEqual(new Set([200]));
		const kinds = (await trigger.events(2)).map(({ event }) => event);
		expect(kinds.sort()).toEqual(['sessionEnded', 'sessionStarted']);
	});
});

describe('The token', () => {
	it.each([
		['wrong', '?token=e2e-token-0123456789abcdeg'],
		['missing', ''],
		['given twice', `?token=${TOKEN}&token=${TOKEN}`],
		['cut off', `?token=${TOKEN.slice(0, -1)}`],
	])('when %s gets 401 and starts nothing', async (_what, query) => {
		const trigger = await listen();
		expect(await trigger.post(form(), FORM, query)).toEqual({ status: 401, text: '' });
		expect(await trigger.post('x'.repeat(100_000), 'text/plain', query)).toEqual({
			status: 401,
			text: '',
		});
		expect(await trigger.executions()).toBe(0);
	});

	it('is taken within two seconds when it was changed', async () => {
		const changed = 'another-token-0123456789';
		const own = await n8n.api.createCredential('beyondTrustWebhookApi', 'Own', { token: TOKEN });
		const trigger = await listen({}, false, own);
		expect(await trigger.post(form())).toEqual(ok);
		await n8n.api.updateCredential(own, { token: changed });
		await eventually(
			'the new token',
			async () =>
				(await trigger.post(form(), FORM, `?token=${changed}`)).status === 200 || undefined,
			{ timeout: 2_000 },
		);
	});

	it('is not asked for when authentication is switched off', async () => {
		const trigger = await listen({ authentication: 'none' });
		expect(await trigger.post(form(), FORM, '')).toEqual(ok);
		expect(await trigger.events(1)).toHaveLength(1);
	});
});

describe('An event that is not wanted', () => {
	it.each([
		['of another kind', {}, { event: 'support_conference_begin' }],
		['of a kind nobody knows', {}, { event: 'support_conference_exploded' }],
		[
			'of another appliance',
			{ options: { applianceIds: `${'b'.repeat(32)}, ${'c'.repeat(32)}` } },
			{},
		],
		['without a signed link', { options: { onlySignedLinks: true } }, {}],
		[
			'with a bad signature',
			{ options: { onlySignedLinks: true } },
			{ external_key: 'ticket:halo:1201~aaaaaaaaaaaa' },
		],
	])('because it is %s gets 200 and starts nothing', async (_what, parameters, fields) => {
		const trigger = await listen(parameters, true);
		expect(await trigger.post(form(fields))).toEqual(ok);
		expect(await trigger.executions()).toBe(0);
	});

	it('is told from a signed one', async () => {
		const execution = await n8n.api.runOnce({
			nodes: [
				{
					id: 'a',
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					id: 'b',
					name: 'Key',
					type: 'n8n-nodes-beyondtrust.beyondTrust',
					typeVersion: 1,
					position: [200, 0],
					parameters: {
						resource: 'sessionKey',
						operation: 'generate',
						queueType: 'general',
						linkTo: 'ticket',
						linkSystem: 'halo',
						linkId: '1201',
					},
					credentials: { beyondTrustOAuth2Api: api },
				},
			],
			connections: { Start: { main: [[{ node: 'Key', type: 'main', index: 0 }]] } },
		});
		const externalKey = String(itemsOf(execution, 'Key')[0].json.externalKey);
		const trigger = await listen(
			{ options: { onlySignedLinks: true, applianceIds: APPLIANCE.toUpperCase() } },
			true,
		);
		expect(await trigger.post(form({ external_key: externalKey }))).toEqual(ok);
		const [event] = await trigger.events(1);
		expect(event.link).toMatchObject({ id: '1201', signature: 'valid' });
	});
});

describe('A body that is wrong gets 200 and is kept with what is wrong', () => {
	const multipart = () => {
		const data = new FormData();
		for (const [name, value] of new URLSearchParams(form())) data.append(name, value);
		return data;
	};
	const thousand = Array.from({ length: 1_500 }, (_, n) => `field_${n}=x`).join('&');

	it.each<[string, () => string | FormData, string, RegExp | null]>([
		[
			'without lsid',
			() => form({ lsid: '' }),
			FORM,
			/names no session: the field "lsid" is missing/,
		],
		[
			'with an lsid of another shape',
			() => form({ lsid: "' OR 1=1" }),
			FORM,
			/"lsid" is not 32 hexadecimal digits/,
		],
		['without event', () => form({ event: '' }), FORM, /the field "event" is missing/],
		[
			'with repeated fields',
			() => `${form()}&lsid=${'e'.repeat(32)}`,
			FORM,
			/The field "lsid" came 2 times; the first was taken/,
		],
		['with 1,500 fields', () => `${thousand}&${form()}`, FORM, /./],
		[
			'as JSON',
			() => JSON.stringify(Object.fromEntries(new URLSearchParams(form()))),
			'application/json',
			null,
		],
		['as multipart', multipart, '', null],
		['as text', () => form(), 'text/plain', null],
		['empty', () => '', FORM, /./],
		['of bytes', () => '\u0000\u0001\u0002', 'application/octet-stream', /./],
	])('%s', async (_what, body, type, problem) => {
		const trigger = await listen();
		expect(await trigger.post(body(), type)).toEqual(ok);
		const [event] = await trigger.events(1);
		if (problem) expect((event.problems as string[]).join(' ')).toMatch(problem);
		else expect(event).toMatchObject({ sessionId: LSID, event: 'sessionEnded' });
	});
});

describe('A body in any charset', () => {
	const typed = (charset: string) => `${FORM}; charset=${charset}`;
	const percent = (bytes: Buffer) =>
		[...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

	it.each([
		['ISO-8859-1', percent(Buffer.from('Zoë', 'latin1'))],
		['iso-8859-15', percent(Buffer.from('Zoë', 'latin1'))],
		['windows-1252', percent(Buffer.from('Zoë', 'latin1'))],
		['"utf-8"', 'Zo%C3%AB'],
		['UTF8', 'Zo%C3%AB'],
		['shift_jis', '%83%5D%83G'],
		['x-nobody-knows', 'Zo%C3%AB'],
		['', 'Zo%C3%AB'],
		['utf-8; charset=latin1', 'Zo%C3%AB'],
	])(
		'%s gets 200 and is read with the right token, 401 and nothing stored with a wrong one',
		async (charset, name) => {
			const trigger = await listen();
			const body = `${form()}&customer_name=${name}`;
			expect(
				(await trigger.post(body, typed(charset), '?token=a-wrong-token-of-some-length')).status,
			).toBe(401);
			expect(await trigger.post(body, typed(charset))).toEqual(ok);
			const [event, ...more] = await trigger.events(1);
			expect(more).toEqual([]);
			expect(event).toMatchObject({
				sessionId: LSID,
				event: 'sessionEnded',
				customFields: { customer_name: charset === 'shift_jis' ? 'ゾエ' : 'Zoë' },
				problems: [],
			});
		},
	);
});
