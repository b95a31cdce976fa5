import { rig } from './rig.mts';

const linkIn = (text: string) => /https?:\/\/\S+\?ak=\w+/.exec(text)?.[0];

export function byEmail() {
	it('sends an invite for a team, as a mail with both parts, and notes it on the ticket', async () => {
		const choose = await rig.open({ ticket: '#1201', address: 'anna@customer.example' });
		expect(choose.text).toContain('For ticket 1201, to anna@customer.example.');
		expect(choose.choices).toEqual([
			'team Service Desk',
			'team Field & On-site',
			'team Night Watch',
			'technician Alex Morgan',
			'technician Robin Keller',
			'technician Sam Okafor',
		]);
		expect(choose.selected).toBe('team Service Desk');
		const end = await choose.submit('team Field & On-site');
		expect(end.text).toContain('The invite is sent');
		expect(end.text).toContain('To anna@customer.example, for team Field & On-site.');

		const [mail, ...others] = rig.mails();
		expect(others).toEqual([]);
		expect(mail).toMatchObject({
			from: 'service-desk@example.com',
			to: ['anna@customer.example'],
			parsed: { subject: 'Your remote support session' },
		});
		expect(mail.raw).toMatch(/^From: Service Desk <service-desk@example\.com>\r?$/m);
		expect(mail.raw).toMatch(/^To: anna@customer\.example\r?$/m);
		expect(mail.raw).toMatch(/^Content-Type: multipart\/alternative/m);
		expect(mail.raw.match(/^Content-Type: text\/(plain|html); charset=utf-8/gm)).toHaveLength(2);
		expect(mail.raw).not.toMatch(/n8n/i);
		const url = linkIn(mail.parsed.text!);
		expect(url).toBeDefined();
		expect(mail.parsed.html).toContain(`href="${url}"`);
		expect(end.text).toContain(url);
		const [key, ...more] = rig.keys();
		expect(more).toEqual([]);
		expect(mail.parsed.text).toContain(key.shortKey);
		expect(mail.parsed.html).toContain(key.shortKey);

		const [action, ...actions] = rig.allActions();
		expect(actions).toEqual([]);
		expect(action).toMatchObject({
			ticket_id: 1201,
			who_agentid: 21,
			who: 'Alex Morgan',
			outcome: 'Remote Session',
			hiddenfromuser: true,
			sendemail: false,
		});
		expect(action.note_html).toContain(
			'Remote session invite sent to anna@customer.example for team Field &amp; On-site by Alex Morgan, valid until',
		);
		expect(action.note_html).not.toContain(key.shortKey);
		expect(await rig.invites()).toMatchObject([
			{ state: 'sent', attempts: 1, ticketId: '1201', url, lastError: null, payload: null },
		]);
	});

	it('sends an invite for a technician who is there, to the address on the ticket', async () => {
		const choose = await rig.open({
			ticket: '1203',
			address: '',
			name: 'robin.keller@desk.example',
		});
		const end = await choose.submit('technician Robin Keller');
		expect(end.text).toContain('for technician Robin Keller');
		expect(rig.mails().map(({ to }) => to)).toEqual([['theo.lindqvist@customer.example']]);
		expect(rig.keys()).toMatchObject([{ queueId: 'rep:14' }]);
		expect(rig.actions(1203)).toMatchObject([{ who: 'Robin Keller' }]);
	});

	it('says that a technician has left, and sends it for the default team', async () => {
		const choose = await rig.open();
		rig.appliance.control.logout(17);
		const offer = await choose.submit('technician Sam Okafor');
		expect(offer.text).toContain('The invite was not sent');
		expect(offer.text).toMatch(/TECHUNAVAILABLE.*representative/);
		expect(offer.text).toContain('The default team is team Service Desk.');
		expect(rig.allActions()).toEqual([]);
		const end = await offer.submit('Yes, send it for the default team');
		expect(end.text).toContain('The invite is sent');
		expect(rig.mails()).toHaveLength(1);
		expect(rig.mails()[0].parsed.html).toContain('Start the session');
		expect(rig.allActions()).toHaveLength(1);
		expect((await rig.invites()).map(({ state }) => state).sort()).toEqual(['failed', 'sent']);
	});

	it('takes the default team by itself where the settings ask for it', async () => {
		const form = await rig.publishForm({ whenUnavailable: 'fallback' });
		const end = await (await rig.open({}, form)).submit('team Night Watch');
		expect(end.text).toContain('Nobody was there, so it leads to the fallback team.');
		expect(rig.mails()).toHaveLength(1);
		expect(rig.actions(1201)[0].note_html).toContain('leads to the fallback team');
	});

	it('sends it all the same where the settings ask for it', async () => {
		const form = await rig.publishForm({ whenUnavailable: 'allow' });
		const end = await (await rig.open({}, form)).submit('team Night Watch');
		expect(end.text).toContain('Nobody is there at the moment; the customer will wait.');
		expect(rig.mails()).toHaveLength(1);
		expect(rig.allActions()).toHaveLength(1);
	});

	it('takes the default team where nobody is chosen, and says so where there is none', async () => {
		expect((await (await rig.open()).submit('')).text).toContain('for team Service Desk');
		await rig.enterTeam('2', { default: false });
		const end = await (await rig.open({ ticket: '1202' })).submit('');
		await rig.enterTeam('2', { default: true });
		expect(end.text).toContain('Nobody was chosen, and no team is the default.');
		expect(rig.mails()).toHaveLength(1);
	});

	it('lets nobody choose what is switched off, not even in a page that was open before', async () => {
		const before = await rig.open();
		await rig.enterTeam('3', { enabled: false });
		await rig.enterTechnician('14', { enabled: false });
		const after = await rig.open();
		const gone = await before.submit('team Field & On-site');
		const forged = await after.submit('technician Robin Keller');
		await rig.enterTeam('3', { enabled: true });
		await rig.enterTechnician('14', { enabled: true });
		expect(after.choices).not.toContain('team Field & On-site');
		expect(after.choices).not.toContain('technician Robin Keller');
		expect(gone.text).toContain('team Field & On-site was switched off in the meantime.');
		expect(forged.text).toContain('"technician Robin Keller" cannot be chosen');
		expect([rig.mails(), rig.keys(), rig.allActions()]).toEqual([[], [], []]);
	});

	it('notes it in the name of the API where the sender is no agent or may not be written for', async () => {
		await (await rig.open({ name: '<b>Nobody</b>' })).submit('');
		rig.desk.control.setSettings({ allowActingForAgents: false });
		await (await rig.open({ ticket: '1202' })).submit('');
		expect(rig.actions(1201)).toMatchObject([{ who: 'Desk API' }]);
		expect(rig.actions(1201)[0].note_html).toContain('by &lt;b&gt;Nobody&lt;/b&gt;');
		expect(rig.actions(1202)).toMatchObject([{ who: 'Desk API' }]);
		expect(rig.actions(1202)[0].note_html).toContain('by Alex Morgan');
	});

	it.each([
		[{ ticket: 'abc' }, 'The ticket number is missing or no number.'],
		[{ ticket: '9999' }, 'There is no ticket 9999 at HaloPSA.'],
		[{ name: ' ' }, 'Your name is missing.'],
		[{ address: 'anna' }, 'is no single address'],
		[{ address: 'anna@example.com, mina@example.com' }, 'is no single address'],
		[{ address: 'anna@example.com\r\nBcc: mina@example.com' }, 'is no single address'],
	])('refuses %j', async (given, sentence) => {
		expect((await rig.open(given)).text).toContain(sentence);
		expect([rig.mails(), rig.keys(), rig.allActions()]).toEqual([[], [], []]);
	});

	it('shows what people and teams are called as it is, also with dollar signs and mark-up', async () => {
		const name = `$& $' "O'Neil" {{ 7*7 }} \\ & Söhne`;
		await rig.enterTeam('4', { displayName: name });
		const { choices } = await rig.open();
		await rig.enterTeam('4', { displayName: 'Night Watch' });
		expect(choices).toContain(`team ${name}`);
	});

	it('says what the desk said', async () => {
		rig.desk.control.setFaults({ offline: 'unavailable' });
		const end = await rig.open();
		expect(end.text).toContain('Nothing was sent');
		expect(end.text).toMatch(/HaloPSA answered with HTTP 503|no access token/);
	});
}
