import { ANNA, rig } from './rig.mts';

export function failing() {
	it.each([
		['refuses the recipient', { refuseRecipient: /anna/ }, /550 No such user/],
		['refuses the mail', { refuseData: 1 }, /554 The message was refused/],
	] as const)('says for good what the mail server %s', async (_what, faults, sentence) => {
		rig.mail.control.setFaults(faults);
		const end = await rig.send();
		expect(end.text).toContain('The invite was not sent');
		expect(end.text).toMatch(sentence);
		expect([rig.mails(), rig.any.notes]).toEqual([[], []]);
		expect(await rig.invites()).toMatchObject([{ state: 'refused', url: null, sentAt: null }]);
		rig.mail.control.setFaults({ refuseRecipient: null });
		expect((await rig.send()).text).toContain('The invite was sent');
		expect([rig.mails().length, rig.any.notes.length]).toEqual([1, 1]);
		expect(await rig.invites()).toMatchObject([{ state: 'sent', attempts: 2, lastError: null }]);
	});

	it('offers to try again when the mail server is gone, and sends when it is back', async () => {
		await rig.mail.control.offline();
		const offer = await rig.send({}, 'technician Alex Morgan');
		expect(offer.text).toContain('The invite was not sent');
		expect(await rig.invites()).toMatchObject([{ state: 'failed' }]);
		await rig.mail.control.online();
		const end = await rig.alex.submit(offer, 'team Service Desk');
		expect(end.text).toContain('The invite was sent');
		expect([rig.mails().length, rig.any.notes.length]).toEqual([1, 1]);
	});

	it('claims nothing of a mail that breaks off in the middle, and warns whoever sends it again', async () => {
		rig.mail.control.setFaults({ dropInData: 1 });
		const end = await rig.send();
		expect(end.text).toContain('The invite may or may not have been sent');
		expect([rig.mails(), rig.any.notes]).toEqual([[], []]);
		expect(await rig.invites()).toMatchObject([{ state: 'unsure', sentAt: null }]);
		const again = await rig.send();
		expect(again.text).toContain('The invite was sent');
		expect(again.text).toContain('may have got it twice');
		expect([rig.mails().length, rig.any.notes.length]).toEqual([1, 1]);
	});

	it('claims nothing for a delivery that says nothing, or is missing', async () => {
		const silent = await rig.publishOwn('{}');
		try {
			await rig.set({ emailDelivery: silent });
			expect((await rig.send()).text).toContain('must return delivered: true');
			await rig.set({ emailDelivery: 'missing' });
			const gone = await rig.send({ address: 'mina@partner.example' });
			expect(gone.text).toContain('does not exist');
			await rig.alex.submit(gone, 'No, send nothing');
		} finally {
			await rig.set({ emailDelivery: rig.email.workflowId });
		}
		expect([rig.mails(), rig.any.notes]).toEqual([[], []]);
		expect((await rig.invites()).map(({ state }) => state).sort()).toEqual(['failed', 'unsure']);
	});

	it('says so when the desk cannot be asked, and sends nothing', async () => {
		rig.any.fault = 'down';
		const end = await rig.open();
		expect(end.text).toContain('The desk workflow could not look at the ticket');
		await rig.expectNothing();
	});

	it('says that an invite is sent whose note the desk does not take', async () => {
		const page = await rig.open();
		rig.any.fault = 'down';
		const end = await rig.alex.submit(page, '');
		expect(end.text).toContain('The invite was sent, but is not noted on the ticket');
		expect(end.text).toContain(`To ${ANNA}`);
		expect(rig.mails()).toHaveLength(1);
		expect(await rig.invites()).toMatchObject([{ state: 'sent' }]);
	});

	it('refuses words without a way in before there is a key', async () => {
		const form = await rig.publishWords({ text: 'It costs $5.' });
		const end = await rig.send({}, '', rig.alex, form);
		expect(end.text).toContain("'Text': It contains neither the link nor the code");
		expect([rig.mails(), rig.keys(), rig.any.notes]).toEqual([[], [], []]);
	});

	it('offers the teams also where nobody can say who is logged in', async () => {
		rig.appliance.control.fault({ kind: 'html', match: 'get_logged_in_reps', times: 0 });
		const choose = await rig.open();
		expect(choose.choices).toHaveLength(3);
		expect(choose.text).toContain('The technicians who are logged in could not be read.');
		expect((await rig.alex.submit(choose, '')).text).toContain('The invite was sent');
	});
}
