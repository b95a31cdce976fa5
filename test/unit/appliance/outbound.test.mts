import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startAppliance, type Appliance } from '../../appliance/server.mts';
import { pause, until } from './client.mts';

interface Received {
	fields: URLSearchParams;
	contentType: string | undefined;
	connection: string | undefined;
}

describe('outbound events of the simulated appliance', () => {
	let appliance: Appliance;
	let recipient: Server;
	let url: string;
	let received: Received[];
	let statuses: number[];

	const events = () => received.map(({ fields }) => fields.get('event'));

	beforeEach(async () => {
		received = [];
		statuses = [];
		recipient = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk: Buffer) => (body += chunk.toString()));
			request.on('end', () => {
				received.push({
					fields: new URLSearchParams(body),
					contentType: request.headers['content-type'],
					connection: request.headers.connection,
				});
				response.writeHead(statuses.shift() ?? 200).end();
			});
		}).listen(0, '127.0.0.1');
		await once(recipient, 'listening');
		url = `http://127.0.0.1:${(recipient.address() as AddressInfo).port}/hook?token=x`;
		appliance = await startAppliance({
			recipients: [{ url }],
			retryInterval: 30,
			retryDuration: 5000,
		});
	});

	afterEach(async () => {
		await appliance.close();
		recipient.closeAllConnections();
		recipient.close();
	});

	it('tell a session from begin to end, in order, as forms over fresh connections', async () => {
		const lsid = appliance.control.startSession({ teamId: 2, externalKey: 'T-1' });
		appliance.control.end(lsid);
		appliance.control.survey(lsid, 'customer', []);
		await appliance.control.outboundIdle();
		expect(events()).toEqual([
			'support_conference_begin',
			'support_conference_member_added',
			'support_conference_owner_changed',
			'support_conference_member_added',
			'support_conference_owner_changed',
			'support_conference_member_departed',
			'support_conference_member_departed',
			'support_conference_end',
			'support_conference_customer_exit_survey_completed',
		]);
		expect(received[0].contentType).toBe('application/x-www-form-urlencoded');
		expect(received[0].connection).toBe('close');
		expect(Object.fromEntries(received[0].fields)).toEqual({
			event: 'support_conference_begin',
			version: '1',
			timestamp: expect.stringMatching(/^\d{10}$/),
			appliance_id: 'a0b1c2d3e4f5061728394a5b6c7d8e9f',
			lsid,
			external_key: 'T-1',
		});
		expect(Object.fromEntries(received[2].fields)).toMatchObject({
			type: 'conference',
			conference_name: 'Service Desk',
			conference_id: '2',
		});
		expect(Object.fromEntries(received[4].fields)).toMatchObject({
			type: 'representative',
			display_name: 'Alex Morgan',
			username: 'amorgan',
			user_id: '11',
		});
	});

	it.each([201, 202, 204, 302, 401, 500])(
		'are sent again after a %d: only 200 counts',
		async (status) => {
			statuses = [status];
			appliance.control.forgeEvent({ lsid: 'a' });
			await appliance.control.outboundIdle();
			expect(appliance.control.deliveries().map(({ outcome }) => outcome)).toEqual([
				'will-retry',
				'delivered',
			]);
		},
	);

	it('wait behind an event that fails, and come in order once it succeeds', async () => {
		statuses = [500, 500, 500];
		for (const lsid of ['a', 'b', 'c']) appliance.control.forgeEvent({ lsid });
		await until(() => received.length === 2);
		expect(appliance.control.state().recipients[0].queue).toHaveLength(3);
		await appliance.control.outboundIdle();
		expect(received.map(({ fields }) => fields.get('lsid')).join('')).toBe('aaaabc');
	});

	it('are tried again after the retry interval, not when the next event comes', async () => {
		appliance.control.setRecipients([{ url, retryInterval: 150 }]);
		statuses = [500];
		appliance.control.forgeEvent({ lsid: 'a' });
		await until(() => received.length === 1);
		appliance.control.forgeEvent({ lsid: 'b' });
		await pause(60);
		expect(received).toHaveLength(1);
		await appliance.control.outboundIdle();
		const [first, second] = appliance.control.deliveries();
		expect(second.at - first.at).toBeGreaterThanOrEqual(145);
	});

	it('are not sent twice when the recipients are set while one is on its way', async () => {
		appliance.control.forgeEvent({ lsid: 'a' });
		appliance.control.setRecipients([url]);
		await appliance.control.outboundIdle();
		expect(received).toHaveLength(1);
	});

	it('wait for each recipient by itself', async () => {
		const refused = 'http://127.0.0.1:9/never';
		appliance.control.setRecipients([refused, url]);
		appliance.control.forgeEvent({ lsid: 'a' });
		appliance.control.forgeEvent({ lsid: 'b' });
		const waiting = () =>
			appliance.control
				.state()
				.recipients.map(({ queue }) => queue.length)
				.join();
		await until(() => received.length === 2 && waiting() === '2,0');
		expect(waiting()).toBe('2,0');
		expect(appliance.control.deliveries().find((one) => one.url === refused)).toMatchObject({
			status: 0,
			error: expect.any(String),
		});
	});

	it('are dropped after the retry duration, and the next one gets its turn', async () => {
		appliance.control.setRecipients([{ url, retryInterval: 20, retryDuration: 70 }]);
		statuses = [500, 500, 500, 500];
		appliance.control.forgeEvent({ lsid: 'a' });
		appliance.control.forgeEvent({ lsid: 'b' });
		await appliance.control.outboundIdle();
		expect(appliance.control.deliveries().map(({ outcome }) => outcome)).toContain('dropped');
		expect(appliance.control.dropped()).toEqual([
			{ url, fields: expect.objectContaining({ lsid: 'a' }), attempts: expect.any(Number) },
		]);
		expect(received.at(-1)?.fields.get('lsid')).toBe('b');
		expect(appliance.control.state().dropped).toBe(1);
	});

	it('come twice on demand and again when replayed', async () => {
		appliance.control.duplicateNext(1);
		appliance.control.forgeEvent({ lsid: 'a' });
		await appliance.control.outboundIdle();
		expect(received).toHaveLength(2);
		appliance.control.replayEvent(appliance.control.deliveries()[0].id);
		await appliance.control.outboundIdle();
		expect(received).toHaveLength(3);
		expect(`${received[2].fields}`).toBe(`${received[0].fields}`);
	});

	it('carry custom fields only for recipients that want them, and can lack the external key', async () => {
		const events = ['support_conference_begin'];
		const begin = async () => {
			appliance.control.startSession({ attributes: { ticket_type: 'Bug' } });
			await appliance.control.outboundIdle();
			return received.at(-1)?.fields;
		};
		appliance.control.setRecipients([{ url, events }]);
		const plain = await begin();
		expect(plain?.has('ticket_type')).toBe(false);
		expect(plain?.get('external_key')).toBe('');
		appliance.control.setOptions({ emptyExternalKey: 'absent' });
		appliance.control.setRecipients([{ url, events, sendCustomFields: true }]);
		const custom = await begin();
		expect(custom?.get('ticket_type')).toBe('Bug');
		expect(custom?.has('external_key')).toBe(false);
		expect(received).toHaveLength(2);
	});

	it('are not sent to a recipient that is switched off', async () => {
		appliance.control.setRecipients([{ url, enabled: false }]);
		appliance.control.startSession();
		await pause(50);
		expect(received).toHaveLength(0);
	});
});
