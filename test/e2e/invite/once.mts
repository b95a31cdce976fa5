import { rig } from './rig.mts';

export function once() {
	it('sends one invite for two clicks at once, and tells both', async () => {
		const pages = [await rig.open(), await rig.open()];
		const ends = await Promise.all(pages.map((page) => page.submit('team Service Desk')));
		const texts = ends.map(({ text }) => text);
		expect(texts.filter((text) => text.includes('The invite is sent'))).toHaveLength(1);
		expect(texts.filter((text) => /is being sent|sent a moment ago/.test(text))).toHaveLength(1);
		expect([rig.mails(), rig.keys(), rig.allActions(), await rig.invites()]).toMatchObject([
			{ length: 1 },
			{ length: 1 },
			{ length: 1 },
			{ length: 1 },
		]);
	});

	it('does not send the same invite again within a minute, and shows its link', async () => {
		await (await rig.open()).submit('');
		const again = await (await rig.open()).submit('');
		expect(again.text).toContain('This invite was sent a moment ago');
		expect(again.text).toMatch(/\?ak=\w+/);
		const other = await (await rig.open({ address: 'mina@customer.example' })).submit('');
		expect(other.text).toContain('The invite is sent');
		expect(rig.mails()).toHaveLength(2);
	});

	it('sends a key again that is still valid, where the settings ask for it', async () => {
		const form = await rig.publishForm({ reuseKeys: true });
		await (await rig.open({}, form)).submit('');
		await rig.forgetSending();
		const end = await (await rig.open({}, form)).submit('');
		expect(end.text).toContain('The invite is sent');
		expect(rig.keys()).toHaveLength(1);
		expect(rig.actions(1201)).toHaveLength(2);
		const [first, second] = rig.mails().map(({ parsed }) => parsed.text);
		expect(second).toBe(first);
		expect(second).toContain(rig.keys()[0].shortKey);
	});

	it('makes a new key where the settings do not ask for the old one, or it is about to expire', async () => {
		await (await rig.open()).submit('');
		await rig.forgetSending();
		await (await rig.open()).submit('');
		expect(rig.keys()).toHaveLength(2);
		const form = await rig.publishForm({ reuseKeys: true, validHours: 0.1 });
		await (await rig.open({ ticket: '1204' }, form)).submit('');
		await rig.forgetSending();
		await (await rig.open({ ticket: '1204' }, form)).submit('');
		expect(rig.keys()).toHaveLength(4);
	});
}
