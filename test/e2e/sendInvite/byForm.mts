import { INTO_CHAT, JORDAN, rig } from './rig.mts';

const linkIn = (text: string | undefined) => /https?:\/\/\S+\?ak=\w+/.exec(text ?? '')?.[0];

export function byForm() {
	it('sends an invite as a mail with both parts, and notes it in the name that the login tells', async () => {
		const page = await rig.open({ ticket: '#1201' });
		expect(page.text).toContain(`For ticket 1201, to ${JORDAN}.`);
		expect(page.choices.slice(0, 3)).toEqual([
			'team Service Desk',
			'team Field & On-site',
			'technician Alex Morgan',
		]);
		expect(page.choices.join()).not.toContain('Night');
		expect(page.selected).toBe('team Service Desk');
		const end = await rig.alex.submit(page, 'team Field & On-site');
		expect(end.text).toContain('The invite is sent');
		expect(end.text).toContain(`To ${JORDAN}, for team Field & On-site.`);
		expect(end.text).toContain('It is noted on the ticket.');
		const [mail, ...others] = rig.mails();
		expect(others).toEqual([]);
		expect(mail).toMatchObject({ from: 'service-desk@example.com', to: [JORDAN] });
		const url = linkIn(mail.parsed.text);
		expect(url).toBeDefined();
		expect(mail.parsed.html).toContain(`href="${url}"`);
		expect(end.text).toContain(url);
		const [note, ...more] = rig.any.on(1201);
		expect(more).toEqual([]);
		expect(note.by).toMatchObject({ agentId: '21', names: ['Alex Morgan'] });
		expect(note.session).toBeNull();
		expect(note.note.text).toContain(
			`Remote session invite sent to ${JORDAN} for team Field & On-site by Alex Morgan, valid until`,
		);
		expect(JSON.stringify(note)).not.toContain(url);
		expect(await rig.invites()).toMatchObject([
			{ state: 'sent', attempts: 1, ticketId: '1201', url, lastError: null, payload: null },
		]);
	});

	it('takes the default team where nobody is chosen, and says so where there is none', async () => {
		expect((await rig.send()).text).toContain('for team Service Desk');
		await rig.change('beyondtrust_teams', { teamId: '2' }, { default: false });
		expect((await rig.send({ ticket: '1201' }, '')).text).toContain('no team is the default');
		expect(rig.mails()).toHaveLength(1);
	});

	it('lets nobody choose what is switched off, not even in a page that was open before', async () => {
		const page = await rig.open();
		await rig.change('beyondtrust_teams', { teamId: '3' }, { enabled: false });
		const gone = await rig.alex.submit(page, 'team Field & On-site');
		expect(gone.text).toContain('was switched off in the meantime');
		const forged = await rig.send({}, 'team Nights');
		expect(forged.text).toContain('cannot be chosen');
		expect(rig.mails()).toEqual([]);
	});

	it('asks again, with the reason, where the technician has left, and sends it for another', async () => {
		const page = await rig.open();
		rig.appliance.control.logout(17);
		const again = await rig.alex.submit(page, 'technician Sam Okafor');
		expect(again.text).toContain('The invite was not sent');
		expect(again.selected).toBe('team Service Desk');
		const end = await rig.alex.submit(again, 'team Service Desk');
		expect(end.text).toContain('The invite is sent');
		expect(rig.mails()).toHaveLength(1);
		expect(rig.any.on(1201)).toHaveLength(1);
	});

	it('sends only to the address of the ticket, or to a domain of the settings', async () => {
		const refused = await rig.open({ address: 'mallory@elsewhere.example' });
		expect(refused.text).toContain('inviteDomains');
		await rig.set({ inviteDomains: 'elsewhere.example' });
		const end = await rig.send({ address: 'mallory@elsewhere.example' });
		expect(end.text).toContain('The invite is sent');
		const below = await rig.open({ address: 'mallory@sub.elsewhere.example' });
		expect(below.text).toContain('Nothing was sent');
		expect(rig.mails().map(({ to }) => to)).toEqual([['mallory@elsewhere.example']]);
	});

	it('sends no more than allowed in an hour', async () => {
		await rig.set({ invitesPerHour: 2, inviteDomains: 'example.com' });
		for (const one of ['a', 'b']) await rig.send({ address: `${one}@example.com` });
		const third = await rig.send({ address: 'c@example.com' });
		expect(third.text).toContain('You have sent 2 invites within an hour');
		expect(rig.mails()).toHaveLength(2);
		const other = await rig.send({ address: 'd@example.com' }, '', rig.robin);
		expect(other.text).toContain('The invite is sent');
	});

	it.each([
		['a ticket that does not exist', { ticket: '9999' }, 'There is no ticket 9999'],
		['what is no number', { ticket: 'ticket one' }, "'Ticket number'"],
		['two addresses', { address: 'a@example.com, b@example.com' }, "'E-mail address'"],
		['a ticket without an address', { ticket: '1202' }, 'has no e-mail address'],
		['a ticket without a chat', { channel: INTO_CHAT }, 'has no open chat'],
	])('says what is wrong with %s', async (_what, wanted, said) => {
		const page = await rig.open(wanted);
		expect(page.text).toContain('Nothing was sent');
		expect(page.text).toContain(said);
		expect(rig.mails()).toEqual([]);
	});

	it('shows what people and teams are called as words', async () => {
		const name = '<img src=x onerror=alert(1)> $& {{ 7*7 }} & Söhne';
		await rig.change('beyondtrust_teams', { teamId: '2' }, { name });
		const page = await rig.open();
		expect(page.html).not.toContain('<img src=x');
		const end = await rig.alex.submit(page, page.choices[0]);
		expect(end.text).toContain('The invite is sent');
		expect(end.html).not.toContain('<img src=x');
		expect(end.text).toContain('{{ 7*7 }}');
	});
}
