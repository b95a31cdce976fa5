import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startAppliance, type Appliance } from '../../appliance/server.mts';
import { freshToken, report } from './client.mts';

/** What only some appliances write, as it stands on the wire. */
describe('a report of the simulated appliance', () => {
	let appliance: Appliance;

	beforeEach(async () => {
		appliance = await startAppliance({ reportLag: 0 });
	});
	afterEach(async () => await appliance.close());

	/** Changes an option over HTTP, as a person or another process does. */
	const control = async (name: string, fields: object) =>
		await fetch(`${appliance.url}/control/${name}`, {
			method: 'POST',
			body: JSON.stringify(fields),
		}).then(async (response) => (await response.json()) as { lsid: string });
	const reportOf = async (lsid: string) =>
		await report(appliance, await freshToken(appliance), { lsid });

	it('tells files by elements, by values of data, or by both', async () => {
		const element = /<filename>a\.msi<\/filename>\s*<filesize>7<\/filesize>/;
		const value = /<value name="filename" value="a\.msi"\/>\s*<value name="filesize" value="7"\/>/;
		for (const [fileFacts, expected] of [
			['elements', [true, false, false]],
			['data', [false, true, true]],
			['both', [true, true, true]],
		] as const) {
			await control('setOptions', { fileFacts });
			const { lsid } = await control('startSession', {});
			await control('upload', { lsid, filename: 'a.msi', filesize: 7 });
			await control('deleteFile', { lsid, filename: 'a.msi', filesize: 7 });
			const text = await reportOf(lsid);
			const complete = text.includes('event_type="File Transfer Complete"');
			expect([element.test(text), value.test(text), complete]).toEqual(expected);
			expect(text).toMatch(/<file_delete_count>1</);
		}
	});

	it('names fields by name or id, and carries ports that are none', async () => {
		await control('setOptions', { informationNames: 'id', brokenPorts: true });
		const { lsid } = await control('startSession', {});
		await control('systemInformation', { lsid });
		const text = await reportOf(lsid);
		expect(text).toContain('<field id="Drive">C:</field>');
		expect(text).not.toContain('<field name=');
		expect(text).toContain('<public_ip>[2001:db8:7::23]:abc</public_ip>');
	});

	it('has people of one id with numbers of their own, and lines to everyone', async () => {
		const { lsid } = await control('startSession', {});
		for (const name of ['A', 'B']) await control('inviteRepresentative', { lsid, name });
		await control('chat', { lsid, from: 'representative', text: 'x', to: 'everyone' });
		const text = await reportOf(lsid);
		const numbers = [...text.matchAll(/<representative gsnumber="(\d+)" id="0">/g)];
		expect(new Set(numbers.map(([, number]) => number)).size).toBe(2);
		expect(text).toContain('<destination type="everyone" gsnumber="0">Everyone</destination>');
	});

	it('holds the answers of surveys where that is wanted, and says what was recorded', async () => {
		const { lsid } = await control('startSession', { recorded: true });
		const answers = [{ question: 'q', answers: ['a\nb'] }];
		await control('survey', { lsid, respondent: 'customer', answers });
		await control('end', { lsid });
		expect(await reportOf(lsid)).not.toContain('<value name="q"');
		await control('setOptions', { surveysInReport: 'answers' });
		const text = await reportOf(lsid);
		expect(text).toMatch(/<cust_exit_survey gsnumber="\d+">\s*<value name="q" value="a\\nb"\/>/);
		expect(text).toContain('<has_recording>1</has_recording>');
	});
});

describe('an outbound event of the simulated appliance', () => {
	let appliance: Appliance;
	let recipient: Server;
	let received: Array<{ type: string | undefined; body: string }>;

	beforeEach(async () => {
		received = [];
		recipient = createServer((request, response) => {
			let body = '';
			request.on('data', (piece: Buffer) => (body += piece.toString('latin1')));
			request.on('end', () => {
				received.push({ type: request.headers['content-type'], body });
				response.end();
			});
		}).listen(0, '127.0.0.1');
		await once(recipient, 'listening');
		const { port } = recipient.address() as AddressInfo;
		appliance = await startAppliance({
			recipients: [{ url: `http://127.0.0.1:${port}/`, events: ['support_conference_begin'] }],
		});
	});

	afterEach(async () => {
		await appliance.close();
		recipient.closeAllConnections();
		recipient.close();
	});

	it.each([
		['application/x-www-form-urlencoded', 'external_key=Zo%C3%AB+%26+%E2%82%AC'],
		['application/x-www-form-urlencoded; charset=ISO-8859-1', 'external_key=Zo%EB%20%26%20%3F'],
		['application/x-www-form-urlencoded; charset=other', 'external_key=Zo%C3%AB+%26+%E2%82%AC'],
		[null, 'external_key=Zo%C3%AB+%26+%E2%82%AC'],
	])('is in the charset that its content type names: %j', async (outboundContentType, form) => {
		appliance.control.setOptions({ outboundContentType });
		appliance.control.startSession({ externalKey: 'Zoë & €' });
		await appliance.control.outboundIdle();
		expect(received).toEqual([
			{ type: outboundContentType ?? undefined, body: expect.stringContaining(form) },
		]);
	});
});
