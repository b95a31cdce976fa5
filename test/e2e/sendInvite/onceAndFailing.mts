import { eventually, type Json } from '../../harness/api.mts';
import { BY_EMAIL, JORDAN, rig } from './rig.mts';

export function onceAndFailing() {
	it('sends one invite for two clicks at once', async () => {
		const pages = [await rig.open(), await rig.open()];
		const ends = await Promise.all(
			pages.map(async (page) => await rig.alex.submit(page, 'team Service Desk')),
		);
		const texts = ends.map(({ text }) => text);
		expect(texts.filter((text) => text.includes('The invite is sent'))).toHaveLength(1);
		expect(texts.filter((text) => /is being sent|a moment ago/.test(text))).toHaveLength(1);
		expect(rig.mails()).toHaveLength(1);
		expect(rig.any.on(1201)).toHaveLength(1);
		expect(await rig.invites()).toHaveLength(1);
	});

	it('does not send the same invite again within a minute, and shows its link', async () => {
		const first = await rig.send();
		const again = await rig.send();
		expect(again.text).toContain('This invite was sent a moment ago');
		expect(again.text).toContain(/https?:\/\/\S+\?ak=\w+/.exec(first.text)?.[0]);
		expect(rig.mails()).toHaveLength(1);
	});

	it('sends a key again that is still valid, where the settings ask for it', async () => {
		await rig.set({ reuseKeys: true });
		await rig.send();
		const [{ key, url }] = await rig.invites();
		const past = new Date(Date.now() - 120_000).toISOString();
		await rig.change('beyondtrust_invites', { key: String(key) }, { sentAt: past });
		const end = await rig.send();
		expect(end.text).toContain('The invite is sent');
		expect(rig.mails().map(({ parsed }) => parsed.text?.includes(String(url)))).toEqual([
			true,
			true,
		]);
		expect(rig.appliance.control.state().keys).toHaveLength(1);
		await rig.set({ reuseKeys: false });
		await rig.change('beyondtrust_invites', { key: String(key) }, { sentAt: past });
		await rig.send();
		expect(rig.appliance.control.state().keys).toHaveLength(2);
	});

	it('says that nobody knows, notes nothing, and sends it once the mail server is back', async () => {
		await rig.mail.control.offline();
		const end = await rig.send();
		expect(end.text).toContain('Nobody knows whether the invite was sent');
		expect(rig.any.notes).toEqual([]);
		expect(await rig.invites()).toMatchObject([{ state: 'unsure' }]);
		await rig.mail.control.online();
		const again = await rig.send();
		expect(again.text).toContain('The invite is sent');
		expect(again.text).toContain('the customer may have got it twice');
		expect(rig.mails().map(({ to }) => to)).toEqual([[JORDAN]]);
		expect(rig.any.on(1201)).toHaveLength(1);
	});

	it.each([
		['none is named', async () => '', 'No workflow is chosen'],
		['it is not there', async () => 'nothing', 'It is not published, or there is no such workflow'],
		['it returns nothing of its own', async () => rig.one.workflowId, ''],
	])('claims nothing of a delivery workflow where %s', async (_what, id, said) => {
		await rig.set({ emailDelivery: await id() });
		const end = await rig.send();
		expect(end.text).not.toContain('The invite is sent');
		expect(end.text).toContain(said);
		expect(rig.any.notes).toEqual([]);
		const [row] = await rig.invites();
		expect(row.state).not.toBe('sent');
	});

	it('says that an invite is sent whose note the desk did not take', async () => {
		const page = await rig.open();
		rig.any.fault = 'down';
		const end = await rig.alex.submit(page, '');
		expect(end.text).toContain('The invite is sent, but not noted on the ticket');
		expect(rig.mails()).toHaveLength(1);
		expect(await rig.invites()).toMatchObject([{ state: 'sent' }]);
	});

	it('says so where the desk cannot be asked', async () => {
		rig.any.fault = 'down';
		expect((await rig.open()).text).toContain('Nothing was sent');
	});

	it('offers the teams also where nobody can say who is logged in', async () => {
		rig.appliance.control.setPermissions({ perm_command: 'deny' });
		const page = await rig.open();
		expect(page.choices).toEqual(['team Service Desk', 'team Field & On-site']);
		expect(page.text).toContain('could not be read');
		rig.appliance.control.setPermissions({ perm_command: 'full_access' });
	});

	it('sends nothing from a page that nobody sent in time', async () => {
		const short = (parameters: Json) => ({ ...parameters, resumeAmount: 3, resumeUnit: 'seconds' });
		const form = await rig.publishForm({ 'Choose who takes the session': short });
		const page = await rig.alex.submit(await rig.alex.open(form.url), '1201', BY_EMAIL, '');
		expect(page.choices.length).toBeGreaterThan(0);
		const isOver = async () =>
			(await rig.alex.open(page.url)).text.includes('Nothing was sent') ? true : undefined;
		await eventually('the last page', isOver, { timeout: 100_000, pause: 1000 });
		expect(rig.mails()).toEqual([]);
		expect(await rig.invites()).toEqual([]);
	});
}
