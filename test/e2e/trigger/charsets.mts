import { itemsOf, type Json } from '../../harness/api.mts';
import { form, FORM, listen, LSID, rig, TOKEN } from './rig.mts';

const NAME = 'Zoë & Söhne=100 %+';

/** Ends a session whose events go to `url` in that content type. @returns its id and what the recipient answered */
async function sessionInto(url: string, contentType: string | null) {
	const { control } = rig.appliance;
	const before = control.deliveries().length;
	control.setRecipients([
		{ url, contentType, sendCustomFields: true, events: ['support_conference_end'] },
	]);
	const lsid = control.startSession({ attributes: { asset_number: NAME } });
	control.end(lsid);
	await control.outboundIdle(15_000);
	control.setRecipients([]);
	const statuses = control
		.deliveries()
		.slice(before)
		.map(({ status }) => status);
	return { lsid, statuses };
}

export function charsets() {
	const typed = (charset: string) => `${FORM}; charset=${charset}`;

	it.each([
		['ISO-8859-1', typed('ISO-8859-1')],
		['windows-1252', typed('windows-1252')],
		['UTF-8 in quotation marks', typed('"utf-8"')],
		['UTF8', typed('UTF8')],
		['one that nobody knows', typed('x-nobody-knows')],
		['none', typed('')],
		['two', typed('utf-8; charset=latin1')],
		['a form that names none', FORM],
		['no content type', null],
	])(
		'(%s) gets 200 and is read with the right token, 401 and nothing stored with a wrong one',
		async (_what, contentType) => {
			const trigger = await listen();
			const wrong = await sessionInto(
				`${trigger.url}?token=a-wrong-token-of-some-length`,
				contentType,
			);
			expect(wrong.statuses).toEqual([401]);
			const { lsid, statuses } = await sessionInto(`${trigger.url}?token=${TOKEN}`, contentType);
			expect(statuses).toEqual([200]);
			const [event, ...more] = await trigger.events(1);
			expect(more).toEqual([]);
			expect(event).toMatchObject({
				sessionId: lsid,
				event: 'sessionEnded',
				customFields: { asset_number: NAME },
				problems: [],
			});
		},
	);

	it('of two bytes a character is read', async () => {
		const trigger = await listen();
		const body = `${form()}&customer_name=%83%5D%83G`;
		expect((await trigger.post(body, typed('shift_jis'))).status).toBe(200);
		const [event] = await trigger.events(1);
		expect(event).toMatchObject({ sessionId: LSID, customFields: { customer_name: 'ゾエ' } });
	});

	it('is refused by n8n itself where the saved trigger lost its option; a sweep finds the session', async () => {
		const trigger = await listen({ options: { binaryData: undefined } });
		const url = `${trigger.url}?token=${TOKEN}`;
		const { lsid, statuses } = await sessionInto(url, typed('x-nobody-knows'));
		expect(statuses).toEqual([422]);
		expect(rig.appliance.control.dropped().at(-1)?.fields.lsid).toBe(lsid);
		expect(await trigger.executions()).toBe(0);
		expect(await sweptIds()).toContain(lsid);
		// With a charset that n8n knows, such a trigger works.
		const known = await sessionInto(url, FORM);
		expect(known.statuses).toEqual([200]);
		expect((await trigger.events(1))[0]).toMatchObject({ sessionId: known.lsid, problems: [] });
	});
}

/** What a sweep asks for: the sessions that ended in the last hour. */
async function sweptIds(): Promise<unknown[]> {
	const node = (name: string, type: string, parameters: Json, x: number) => ({
		id: name,
		name,
		type,
		typeVersion: 1,
		position: [x, 0] as [number, number],
		parameters,
	});
	const execution = await rig.n8n.api.runOnce({
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}, 0),
			{
				...node(
					'Sweep',
					'n8n-nodes-beyondtrust.beyondTrust',
					{
						resource: 'session',
						operation: 'getAll',
						period: 'endedSince',
						from: '={{ $now.minus(1, "hour") }}',
						returnAll: true,
					},
					200,
				),
				credentials: { beyondTrustOAuth2Api: rig.api },
			},
		],
		connections: { Start: { main: [[{ node: 'Sweep', type: 'main', index: 0 }]] } },
	});
	return itemsOf(execution, 'Sweep').map(({ json }) => json.sessionId);
}
