import { DateTime } from 'luxon';

import { eventually, type Json } from '../../harness/api.mts';
import { desks, RECIPIENT, rig } from './rig.mts';

/** Where an n8n is that nobody told. */
const N8N_ZONE = 'America/New_York';

const today = () => DateTime.now().setZone(N8N_ZONE).setLocale('en').toFormat('cccc');
const tomorrow = () =>
	DateTime.now().setZone(N8N_ZONE).plus({ days: 1 }).setLocale('en').toFormat('cccc');

const HOSTILE = '<img src=x onerror=alert(1)> & "Söhne" 😀';
const RIGHT_TO_LEFT = '\u202Eنورا حداد\u202C';

let made = 0;
const row = (more: Json): Json => {
	made += 1;
	return {
		key: `digest:${made}`,
		sessionId: `digest-${made}`,
		state: 'unlinked',
		reason: 'no-link',
		customer: 'Mina Castell',
		representative: 'Alex Morgan',
		startedAt: '2026-03-02T08:00:00.000Z',
		endedAt: '2026-03-02T08:20:00.000Z',
		raw: '{"event":"support_conference_end"}',
		...more,
	};
};

/** Sweeps until a session is in the ledger. */
async function sweepUp(sessionId: string): Promise<void> {
	await eventually(`session ${sessionId} in the ledger`, async () => {
		await rig.sweep(rig.route);
		return (await desks.rows()).get(sessionId)?.state === 'written' ? true : undefined;
	});
}

const many = (count: number, more: (index: number) => Json) =>
	Array.from({ length: count }, (_, index) => row(more(index)));

export function digest() {
	beforeEach(async () => {
		await desks.begin();
	});

	it('says nothing of an empty ledger, on any day', async () => {
		expect(await desks.digest({ allIsWellOn: today() })).toBeNull();
		expect(desks.mails()).toEqual([]);
	});

	it('says nothing where nothing waits, but for the day on which all is well', async () => {
		await desks.insert([row({ state: 'written' })]);
		expect(await desks.digest({ allIsWellOn: tomorrow() })).toBeNull();
		expect(desks.mails()).toEqual([]);
		expect(await desks.digest({ allIsWellOn: today() })).toMatchObject({ sent: true });
		const [mail, ...more] = desks.mails();
		expect(more).toEqual([]);
		expect(mail.parsed.subject).toBe('Remote sessions: all is well');
		expect(mail.parsed.text).toContain('All is well: no session waits for a ticket');
	});

	it('sends the numbers, with all that people typed made harmless', async () => {
		await desks.insert([
			...many(13, (index) => ({ customer: `Customer ${index}`, representative: 'Robin Keller' })),
			row({ customer: HOSTILE, startedAt: '2026-02-20T08:00:00.000Z', suggestion: '1201 (0.8)' }),
			row({ customer: RIGHT_TO_LEFT, state: 'chatted' }),
			...many(2, () => ({ state: 'quarantined', reason: 'No <b>session</b> is named.' })),
			row({ state: 'quarantined', reason: 'gave-up' }),
			row({ state: 'received', lastError: 'HaloPSA answered with HTTP 503.' }),
			row({ state: 'received', lastError: null }),
			row({ state: 'written' }),
		]);
		const told = await desks.digest({ linkFormUrl: 'https://n8n.example/form/x?a=1&b="2' });
		expect(told).toMatchObject({ sent: true, silent: false });
		const [mail, ...more] = desks.mails();
		expect(more).toEqual([]);
		expect(mail.to).toEqual([RECIPIENT]);
		expect(mail.parsed.subject).toBe(
			'Remote sessions: 15 without a ticket, 3 in quarantine, 1 waiting',
		);
		const text = String(mail.parsed.text).replace(/[\u2068\u2069]/g, '');
		expect(text).toMatch(/^15 sessions without a ticket, the oldest since 2026-02-20/);
		expect(text).toContain('1 of them in a chat that has no ticket');
		expect(text).toContain('1 of them with a suggested ticket');
		expect(text).toContain('- Robin Keller: 13, the oldest of 2026-03-02');
		expect(text).toContain('- Alex Morgan: 2, the oldest of 2026-02-20');
		expect(text).toContain('- and 5 more, with 5');
		expect(text).toContain('- No <b>session</b> is named.: 2');
		expect(text).toContain('1 session waiting for another try');
		expect(text).toContain('- HaloPSA answered with HTTP 503.: 1');
		const html = String(mail.parsed.html);
		expect(html).toContain('No &lt;b&gt;session&lt;/b&gt; is named.');
		expect(html).toContain('href="https://n8n.example/form/x?a=1&amp;b=&quot;2"');
		expect(html).not.toContain('<img');
		expect(html + text).not.toMatch(/[\u202a-\u202e]/);
	});

	it('counts 5,000 and says that there are more', async () => {
		await desks.insert(many(5002, (index) => ({ customer: `Customer ${index % 40}` })));
		const told = await desks.digest();
		expect(told).toMatchObject({ unlinked: { count: 5000, more: true } });
		expect(desks.mails()[0].parsed.subject).toBe(
			'Remote sessions: more than 5000 without a ticket',
		);
		expect(desks.mails()[0].parsed.text).toMatch(/and 30 more, with 37(?:49|50)/);
	}, 240_000);

	it('fails where the message does not go out', async () => {
		await desks.insert([row({})]);
		desks.mail.control.setFaults({ refuseData: 1 });
		await expect(desks.digest()).rejects.toThrow('was not sent');
	});

	it('raises the alarm when sessions end of which no event comes, and not before', async () => {
		const heard = rig.play({ externalKey: '1201' });
		await rig.inState(heard, 'written');
		await rig.sweep(rig.route);
		expect(await desks.digest()).toBeNull();

		rig.appliance.control.setRecipients([]);
		const endedAt = Math.floor(Date.now() / 1000) + 1;
		const sessionId = rig.appliance.control.startSession({ externalKey: '1202', notify: false });
		rig.appliance.control.end(sessionId, { endedAt, notify: false });
		// The sweep asks for sessions that ended until now.
		await sweepUp(sessionId);
		expect(await desks.digest()).toMatchObject({ silent: true, swept: { count: 1 } });
		const [mail] = desks.mails();
		expect(mail.parsed.subject).toBe('Remote sessions: NO EVENTS from the appliance');
		expect(mail.parsed.text).toMatch(
			/^No event has come from the appliance since .*1 session ended/,
		);
		expect(await desks.digest({ silentSessions: 2 })).toBeNull();

		await rig.inState(rig.play({ externalKey: '1203' }), 'written');
		expect(await desks.digest()).toBeNull();
	});
}
