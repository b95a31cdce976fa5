import { DateTime } from 'luxon';

import { RECIPIENT, rig } from './rig.mts';

/** Where an n8n is that nobody told. */
const N8N_ZONE = 'America/New_York';
const weekday = (days: number) =>
	DateTime.now().setZone(N8N_ZONE).plus({ days }).setLocale('en').toFormat('cccc');

const HOSTILE = '<img src=x onerror=alert(1)> & "Söhne" 😀';
const RIGHT_TO_LEFT = '\u202Eنورا حداد\u202C';
const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

export function morning() {
	it('says nothing of an empty ledger, on any day', async () => {
		await rig.swept(null);
		await rig.digest({ allIsWellOn: weekday(0) });
		expect(rig.mails()).toEqual([]);
	});

	it('says nothing where nothing waits, but for the day on which all is well', async () => {
		await rig.keep([{ state: 'written' }]);
		await rig.digest({ allIsWellOn: weekday(1) });
		expect(rig.mails()).toEqual([]);
		await rig.digest({ allIsWellOn: weekday(0) });
		const [mail, ...more] = rig.mails();
		expect(more).toEqual([]);
		expect(mail.parsed.subject).toBe('Remote sessions: all is well');
	});

	it('sends the numbers, with all that people typed made harmless', async () => {
		await rig.keep([
			...Array.from({ length: 13 }, (_, index) => ({ customer: `Customer ${index}` })),
			{ customer: HOSTILE, representative: 'Robin Keller', suggestion: '1201 (0.8)' },
			{ customer: RIGHT_TO_LEFT, state: 'chatted' },
			{ state: 'quarantined', reason: 'No <b>session</b> is named.' },
			{ state: 'quarantined', reason: 'gave-up' },
			{ state: 'received', lastError: 'HaloPSA answered with HTTP 503.' },
			{ state: 'received', lastError: null },
			{ state: 'written' },
		]);
		await rig.digest({ linkFormUrl: 'https://n8n.example/form/x?a=1&b="2' });
		const [mail, ...more] = rig.mails();
		expect(more).toEqual([]);
		expect(mail.to).toEqual([RECIPIENT]);
		expect(mail.parsed.subject).toBe(
			'Remote sessions: 15 without a ticket, 2 in quarantine, 1 waiting',
		);
		const text = String(mail.parsed.text).replace(/[\u2068\u2069]/g, '');
		expect(text).toMatch(/^15 sessions without a ticket/);
		expect(text).toContain('1 of them in a chat that has no ticket');
		expect(text).toContain('1 of them with a suggested ticket');
		expect(text).toContain('- Alex Morgan: 14');
		expect(text).toContain('- Robin Keller: 1');
		expect(text).toContain('1 session waiting for another try');
		const html = String(mail.parsed.html);
		expect(html).toContain('No &lt;b&gt;session&lt;/b&gt; is named.');
		expect(html).toContain('href="https://n8n.example/form/x?a=1&amp;b=&quot;2"');
		expect(html).not.toContain('<img');
		expect(html + text).not.toMatch(/[\u202a-\u202e]/);
	});

	it('counts 5,000 and says that there are more', async () => {
		await rig.keep(Array.from({ length: 5002 }, (_, index) => ({ customer: `C ${index % 40}` })));
		const { counts } = await rig.digest();
		expect(counts).toMatchObject({ unlinked: { count: 5000, more: true } });
		expect(rig.mails()[0].parsed.subject).toBe('Remote sessions: more than 5000 without a ticket');
	}, 240_000);

	it.each([
		['stopped', { sweptTo: ago(3) }, 'has not looked for missed sessions since'],
		[
			'fails',
			{ lastError: 'The appliance refused the client secret.' },
			'refused the client secret',
		],
		['lies in the future', { sweptTo: ago(-5) }, 'a time in the future'],
	])('raises the alarm, in the subject, when the sweep %s', async (_what, sweep, said) => {
		await rig.keep([{ state: 'written' }]);
		await rig.swept(sweep);
		await rig.digest();
		const [mail] = rig.mails();
		expect(mail.parsed.subject).toBe('Remote sessions: THE SWEEP does not work');
		expect(mail.parsed.text).toContain(said);
	});

	it('raises the alarm when sessions end of which no event comes, and not before', async () => {
		await rig.keep([{ state: 'written', endedAt: ago(5) }]);
		await rig.digest();
		expect(rig.mails()).toEqual([]);
		// What only the sweep found, after the last event.
		await rig.keep([{ state: 'written', endedAt: ago(-0.1), raw: '{"foundBy":"sweep"}' }]);
		await rig.digest({ silentSessions: 2 });
		expect(rig.mails()).toEqual([]);
		await rig.digest({ silentSessions: 1 });
		const [mail] = rig.mails();
		expect(mail.parsed.subject).toBe('Remote sessions: NO EVENTS from the appliance');
		expect(mail.parsed.text).toMatch(
			/^No event has come from the appliance since .*1 session ended/,
		);
	});

	it('is sent to nobody where nobody is named', async () => {
		await rig.keep([{}]);
		await rig.unset('digestRecipient');
		expect(await rig.digest()).toMatchObject({ worthSending: true, delivery: '' });
		expect(rig.mails()).toEqual([]);
	});

	it('fails where the message does not go out', async () => {
		await rig.keep([{}]);
		rig.mail.control.setFaults({ refuseData: 1 });
		await expect(rig.digest()).rejects.toThrow();
		const { workflowId } = await rig.publish('unlinked-digest.json');
		await expect(rig.digest({ digestDelivery: workflowId })).rejects.toThrow();
	});
}
