import { Visitor } from '../../harness/visitor.mts';
import { ANNA, INTO_CHAT, rig } from './rig.mts';

const linkIn = (text: string) => /https?:\/\/\S+\?ak=\w+/.exec(text)?.[0];

export function journey() {
	it('sends an invite as a mail with both parts, and notes it in the name of the login', async () => {
		const choose = await rig.open({ ticket: '#1201' });
		expect(choose.text).toContain(`For ticket 1201, to ${ANNA}.`);
		expect(choose.choices).toEqual([
			...['team Service Desk', 'team Field & On-site', 'team Night Watch'],
			...['technician Alex Morgan', 'technician Robin Keller', 'technician Sam Okafor'],
		]);
		expect(choose.selected).toBe('team Service Desk');
		const end = await rig.alex.submit(choose, 'team Field & On-site');
		expect(end.text).toContain('The invite was sent');
		expect(end.text).toContain(`To ${ANNA}, for team Field & On-site.`);
		expect(end.text).toContain('It is noted on the ticket.');
		const [mail, ...others] = rig.mails();
		expect(others).toEqual([]);
		expect(mail).toMatchObject({ from: 'service-desk@example.com', to: [ANNA] });
		expect(mail.raw).toMatch(/^Content-Type: multipart\/alternative/m);
		expect(mail.raw).not.toMatch(/n8n/i);
		const url = linkIn(mail.parsed.text ?? '');
		expect(mail.parsed.html).toContain(`href="${url}"`);
		expect(end.text).toContain(url);
		const [key, ...more] = rig.keys();
		expect(more).toEqual([]);
		expect(key.externalKey).toMatch(/^ticket:halo:1201~/);
		const [note, ...notes] = rig.any.on(1201);
		expect(notes).toEqual([]);
		expect(note).toMatchObject({
			session: null,
			by: { agentId: '21', names: ['Alex Morgan'] },
			note: { audience: 'internal' },
		});
		expect(note.note.text).toContain(
			`Remote session invite sent to ${ANNA} for team Field & On-site by Alex Morgan, valid until`,
		);
		expect(JSON.stringify(note)).not.toContain(key.shortKey);
		expect(await rig.invites()).toMatchObject([
			{
				state: 'sent',
				attempts: 1,
				claim: 1,
				ticketId: '1201',
				url,
				lastError: null,
				payload: null,
			},
		]);
	});

	it('sends one to a technician who is there, to an address of a listed domain', async () => {
		const address = 'mina@partner.example';
		const end = await rig.send({ address }, 'technician Robin Keller', rig.robin);
		expect(end.text).toContain('for technician Robin Keller');
		expect(rig.mails().map(({ to }) => to)).toEqual([[address]]);
		expect(rig.keys()).toMatchObject([{ queueId: 'rep:14' }]);
		expect(rig.any.on(1201)).toMatchObject([{ by: { agentId: '22' } }]);
	});

	it('posts one into the open chat of the ticket', async () => {
		const choose = await rig.open({ channel: INTO_CHAT });
		expect(choose.text).toContain('For ticket 1201, into its chat.');
		const end = await rig.alex.submit(choose, '');
		expect(end.text).toContain('Into the chat 501, for team Service Desk.');
		expect(rig.keys()[0].externalKey).toMatch(/^chat:halo:501~/);
		expect(rig.mails()).toEqual([]);
		expect(rig.any.on(1201)).toHaveLength(1);
	});

	it('sends one mail for a form that is sent twice, and tells both', async () => {
		const pages = [await rig.open(), await rig.open()];
		const ends = await Promise.all(pages.map((page) => rig.alex.submit(page, '')));
		const texts = ends.map(({ text }) => text);
		expect(texts.filter((text) => text.includes('The invite was sent'))).toHaveLength(1);
		expect(texts.filter((text) => /is being sent|sent a moment ago/.test(text))).toHaveLength(1);
		const again = await rig.send();
		expect(again.text).toContain('This invite was sent a moment ago');
		expect(again.text).toContain(rig.keys()[0].url);
		expect([rig.mails(), rig.keys(), rig.any.notes, await rig.invites()]).toMatchObject(
			Array(4).fill({ length: 1 }),
		);
	});

	it('sends a key again that is still valid, where the settings ask for it, else makes a new one', async () => {
		await rig.set({ reuseKeys: true });
		await rig.send();
		await rig.forget();
		expect((await rig.send()).text).toContain('The invite was sent');
		expect(rig.keys()).toHaveLength(1);
		const [first, second] = rig.mails().map(({ parsed }) => parsed.text);
		expect(second).toBe(first);
		expect(rig.any.on(1201)).toHaveLength(2);
		await rig.unset('reuseKeys');
		await rig.forget();
		await rig.send();
		expect(rig.keys()).toHaveLength(2);
		expect(await rig.invites()).toMatchObject([{ payload: null, claim: 3 }]);
	});

	it('says that a technician has left, and sends it for the default team', async () => {
		const choose = await rig.open();
		rig.appliance.control.logout(17);
		const offer = await rig.alex.submit(choose, 'technician Sam Okafor');
		expect(offer.text).toContain('The invite was not sent');
		expect(offer.text).toMatch(/TECHUNAVAILABLE/);
		expect(offer.selected).toBe('team Service Desk');
		const end = await rig.alex.submit(offer, 'team Service Desk');
		expect(end.text).toContain('The invite was sent');
		expect([rig.mails().length, rig.any.notes.length]).toEqual([1, 1]);
		expect((await rig.invites()).map(({ state }) => state).sort()).toEqual(['failed', 'sent']);
	});

	it('does what the settings ask for where nobody is there', async () => {
		await rig.set({ whenUnavailable: 'fallback' });
		const other = await rig.send({}, 'team Night Watch');
		expect(other.text).toContain('Nobody was available, so it leads to the fallback team.');
		await rig.set({ whenUnavailable: 'allow' });
		await rig.forget();
		const waiting = await rig.send({}, 'team Night Watch');
		expect(waiting.text).toContain(
			'Nobody is available right now, so the customer will have to wait.',
		);
		expect([rig.mails().length, rig.any.notes.length]).toEqual([2, 2]);
	});

	it('shows the login page to strangers, and refuses what they send', async () => {
		const stranger = new Visitor(null);
		const door = await stranger.open(rig.form.url);
		expect(new URL(door.url).pathname).toMatch(/^\/(signin|oauth\/consent)/);
		expect(door.html).not.toContain('Invite a customer');
		const forced = await stranger.send({ ...door, url: rig.form.url }, { 'field-0': '1201' });
		expect(forced.status).toBe(401);
		await rig.expectNothing();
	});

	it('fills in the words of the ticket, inert in the HTML', async () => {
		const name = `"><img src=x onerror="window.ran=1"><script>window.ran=1</script> $& {{ 7*7 }}`;
		rig.any.ticket(1202, { customer: { name, email: ANNA }, summary: '<b>Bold</b>' });
		const words = '<p title="$CUSTOMER">$CUSTOMER, $TICKETNUMBER, $TICKETSUMMARY</p>$REMOTEINVITE';
		const form = await rig.publishWords({ html: words, text: words });
		await rig.send({ ticket: '1202' }, '', rig.alex, form);
		const [{ parsed }] = rig.mails();
		expect(parsed.text).toContain(`${name}, 1202, <b>Bold</b>`);
		expect(parsed.html).not.toMatch(/<(img|script|b)\b/);
		expect(parsed.html).toContain('&lt;script&gt;');
		expect(parsed.html).toContain('&#36;&amp; &#123;&#123; 7*7 &#125;&#125;');
	});
}
