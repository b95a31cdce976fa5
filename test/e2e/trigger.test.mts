import { eventually, itemsOf } from '../harness/api.mts';
import { charsets } from './trigger/charsets.mts';
import { httpRequests } from './trigger/httpRequests.mts';
import { APPLIANCE, form, FORM, listen, LSID, rig, TOKEN } from './trigger/rig.mts';

/** The trigger's answers and events, in a real n8n server. */

beforeAll(async () => {
	await rig.start();
}, 240_000);

afterAll(async () => {
	await rig.close();
});

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
		rig.appliance.control.setRecipients([`${trigger.url}?token=${TOKEN}`]);
		const lsid = rig.appliance.control.startSession({ externalKey: 'ticket:halo:1202' });
		rig.appliance.control.end(lsid);
		await rig.appliance.control.outboundIdle(15_000);
		const deliveries = rig.appliance.control.deliveries();
		rig.appliance.control.setRecipients([]);
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
		const own = await rig.n8n.api.createCredential('beyondTrustWebhookApi', 'Own', {
			token: TOKEN,
		});
		const trigger = await listen({}, false, own);
		expect(await trigger.post(form())).toEqual(ok);
		await rig.n8n.api.updateCredential(own, { token: changed });
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
		const execution = await rig.n8n.api.runOnce({
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
					credentials: { beyondTrustOAuth2Api: rig.api },
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
			/does not say which session it is about: the field "lsid" is missing/,
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
			/The field "lsid" came 2 times\. The first value was used/,
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

describe('A body in any charset', charsets);
describe('The API account in an HTTP Request node', httpRequests);
