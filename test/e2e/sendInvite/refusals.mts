import { eventually, type Json } from '../../harness/api.mts';
import { Visitor } from '../../harness/visitor.mts';
import { INTO_CHAT, rig } from './rig.mts';

export function refusals() {
	it.each([
		[{ address: 'eve@elsewhere.example' }, /its domain is not among those of the setting/],
		[{ address: 'anna@example.com, mina@partner.example' }, /'Email address'.*more than one/],
		[{ address: 'anna@partner.example\r\nBcc: eve@elsewhere.example' }, /'Email address'/],
		[{ ticket: '../1201' }, /'Ticket number'/],
		[{ ticket: '9999' }, /There is no ticket 9999 at the desk/],
		[{ ticket: '1203' }, /Ticket 1203 has no email address/],
		[{ ticket: '1203', channel: INTO_CHAT }, /Ticket 1203 has no open chat/],
	])('says what is wrong with %j, and sends nothing', async (entered, sentence) => {
		const { text } = await rig.open(entered);
		expect(text).toContain('Nothing was sent');
		expect(text).toMatch(sentence);
		await rig.expectNothing();
	});

	it('tells a user who is no technician so, and looks at no ticket', async () => {
		const { text } = await rig.open({}, rig.sam);
		expect(text).toMatch(/Nobody in the table.*has your address sam@example\.com/);
		expect(rig.any.asked).toEqual([]);
		await rig.expectNothing();
	});

	it('tells a technician who is switched off so', async () => {
		const match = { representativeId: '14' };
		await rig.change('beyondtrust_technicians', match, { enabled: false });
		expect((await rig.open({}, rig.robin)).text).toContain('is switched off');
		await rig.expectNothing();
	});

	it('sends no more in an hour than one person may, and others still do', async () => {
		await rig.set({ invitesPerHour: 2 });
		for (const name of ['one', 'two']) {
			const end = await rig.send({ address: `${name}@partner.example` });
			expect(end.text).toContain('The invite was sent');
		}
		const end = await rig.send({ address: 'three@partner.example' });
		expect(end.text).toContain('You have sent 2 invites within an hour');
		expect(rig.mails()).toHaveLength(2);
		const other = await rig.send({ address: 'three@partner.example' }, '', rig.robin);
		expect(other.text).toContain('The invite was sent');
	});

	it('takes a page from nobody but whoever began', async () => {
		const page = await rig.open();
		const end = await rig.robin.submit(page, '');
		expect(end.text).toContain('This page belongs to Alex Morgan');
		const next = await rig.open();
		const stranger = await new Visitor(null).send({ ...next, token: null }, { 'field-0': '' });
		expect(stranger.status).toBe(401);
		await rig.expectNothing();
	});

	it('lets nobody choose what was switched off in the meantime', async () => {
		const page = await rig.open();
		await rig.change('beyondtrust_teams', { teamId: '3' }, { enabled: false });
		const end = await rig.alex.submit(page, 'team Field & On-site');
		expect(end.text).toContain('team Field & On-site was switched off in the meantime.');
		await rig.expectNothing();
	});

	it('sends nothing where nobody answers in time', async () => {
		const short = (given: Json) => ({ ...given, resumeAmount: 3, resumeUnit: 'seconds' });
		const form = await rig.publishForm({ 'Choose who takes the session': short });
		const page = await rig.open({}, rig.alex, form);
		await eventually(
			'the last page',
			async () => {
				const { text } = await rig.alex.open(page.url);
				return text.includes('Nothing was sent') ? true : undefined;
			},
			{ timeout: 120_000, pause: 1000 },
		);
		await rig.expectNothing();
	});

	it('knows who sends by a field of the form where Basic Auth stands for the login', async () => {
		const data = { user: 'desk', password: 'a-password' };
		const { id } = await rig.n8n.api.createCredential('httpBasicAuth', 'httpBasicAuth', data);
		const open = 'When the form is sent';
		const form = await rig.publishForm(
			{
				[open]: (given) => {
					const { values } = given.formFields as { values: Json[] };
					const email = { fieldName: 'email', fieldLabel: 'Your address', fieldType: 'text' };
					return {
						...given,
						authentication: 'basicAuth',
						formFields: { values: [...values, email] },
						options: { ...(given.options as Json), path: 'invite-with-basic-auth' },
					};
				},
			},
			undefined,
			{ nodeCredentials: { [open]: { httpBasicAuth: { id, name: 'httpBasicAuth' } } } },
		);
		const basic = `Basic ${Buffer.from('desk:a-password').toString('base64')}`;
		const visitor = new Visitor(null, { authorization: basic });
		expect((await new Visitor(null).ask(form.url)).status).toBe(401);
		const first = await visitor.open(form.url);
		const page = await visitor.submit(first, '1201', 'By email', '', 'Robin@example.com');
		const end = await visitor.submit(page, '');
		expect(end.text).toContain('The invite was sent');
		expect(rig.any.on(1201)).toMatchObject([{ by: { agentId: '22' } }]);
	});
}
