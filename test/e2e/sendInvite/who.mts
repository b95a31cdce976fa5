import { Visitor } from '../../harness/visitor.mts';
import { rig } from './rig.mts';

export function who() {
	it('shows a stranger the login page of n8n, and takes nothing from one', async () => {
		const stranger = new Visitor(null);
		const page = await stranger.open(rig.form.url);
		expect(new URL(page.url).pathname).toMatch(/signin|oauth/);
		expect(page.text).not.toContain('Invite a customer');
		const form = { ...page, url: rig.form.url };
		const response = await stranger.send(form, { 'field-0': '1201' });
		expect(response.status).toBeGreaterThanOrEqual(300);
		expect(rig.mails()).toEqual([]);
	});

	it('tells somebody who is no technician so, and sends nothing', async () => {
		const page = await rig.open({}, rig.sam);
		expect(page.text).toContain('Nobody in the table beyondtrust_technicians has your address');
		await rig.change('beyondtrust_technicians', { representativeId: '14' }, { enabled: false });
		expect((await rig.open({}, rig.robin)).text).toContain('is switched off');
		await rig.change('beyondtrust_technicians', { representativeId: '14' }, { email: '' });
		expect((await rig.open({}, rig.robin)).text).toContain('Nobody in the table');
	});

	it("refuses a page that somebody else sends in a technician's place", async () => {
		const page = await rig.open();
		const end = await rig.robin.submit(page, 'team Service Desk');
		expect(end.text).toContain('This page belongs to Alex Morgan');
		expect(rig.mails()).toEqual([]);
	});
}
