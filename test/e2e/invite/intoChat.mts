import { INTO_CHAT, rig } from './rig.mts';

const intoChat = { ticket: '1202', channel: INTO_CHAT, address: '' };

export function intoTheChat() {
	it.each(['ticket_id', 'faultid'] as const)(
		'posts it into the open chat of the ticket, which says %s',
		async (chatSpelling) => {
			rig.desk.control.setSettings({ chatSpelling });
			const before = rig.messages(502).length;
			const choose = await rig.open(intoChat);
			expect(choose.text).toContain('For ticket 1202, into its chat.');
			const end = await choose.submit('team Service Desk');
			expect(end.text).toContain('Into the chat 502, for team Service Desk.');
			const [message, ...more] = rig.messages(502).slice(before);
			expect(more).toEqual([]);
			const [key] = rig.keys();
			expect(message.text).toContain(key.shortKey);
			expect(key.externalKey).toMatch(/^chat:halo:502~/);
			expect(rig.mails()).toEqual([]);
			expect(rig.actions(1202)[0].note_html).toContain('sent into the chat 502 for');
		},
	);

	it('does for a technician who has left what it does by e-mail', async () => {
		const choose = await rig.open(intoChat);
		rig.appliance.control.logout(14);
		const offer = await choose.submit('technician Robin Keller');
		expect(offer.text).toContain('TECHUNAVAILABLE');
		const end = await offer.submit('No, send nothing');
		expect(end.text).toContain('The invite was not sent');
		expect(rig.messages(502)).toHaveLength(2);
		expect(rig.allActions()).toEqual([]);
	});

	it.each(['fallback', 'allow'])('does what the settings ask for: %s', async (whenUnavailable) => {
		const form = await rig.publishForm({ whenUnavailable });
		const end = await (await rig.open(intoChat, form)).submit('team Night Watch');
		expect(end.text).toContain('The invite is sent');
		expect(rig.messages(502)).toHaveLength(3);
		expect(rig.actions(1202)).toHaveLength(1);
	});

	it('says that a ticket has no open chat', async () => {
		const end = await rig.open({ ...intoChat, ticket: '1201' });
		expect(end.text).toContain('Ticket 1201 has no open chat.');
		rig.desk.control.closeChat(502);
		expect((await rig.open(intoChat)).text).toContain('Ticket 1202 has no open chat.');
	});

	it('notes nothing when the chat ends before the invite comes', async () => {
		const choose = await rig.open(intoChat);
		rig.desk.control.closeChat(502);
		const end = await choose.submit('team Service Desk');
		expect(end.text).toContain('The chat 502 has ended.');
		expect(rig.allActions()).toEqual([]);
	});

	it('refuses an invite that is linked to a ticket', async () => {
		const form = await rig.publishForm({ emailDelivery: rig.delivery.chat });
		const end = await (await rig.open({}, form)).submit('');
		expect(end.text).toContain('posts into HaloPSA chats, and the invite is linked to a ticket');
		expect(rig.allActions()).toEqual([]);
	});
}
