import { INVITES, rig, SEND } from './rig.mts';

export function failing() {
	it.each([
		['refuses the recipient', { refuseRecipient: /anna/ }, /550 No such user/],
		['refuses the mail', { refuseData: 1 }, /554 The message was refused/],
		['drops the connection', { dropInData: 1 }, /It failed: \S/],
	] as const)('claims nothing when the mail server %s', async (_what, faults, sentence) => {
		rig.mail.control.setFaults(faults);
		const end = await (await rig.open()).submit('');
		expect(end.text).toContain('The invite was not sent');
		expect(end.text).toMatch(sentence);
		expect([rig.mails(), rig.allActions()]).toEqual([[], []]);
		expect(await rig.invites()).toMatchObject([{ state: 'failed', url: null, sentAt: null }]);

		rig.mail.control.setFaults({ refuseRecipient: null });
		const again = await (await rig.open()).submit('');
		expect(again.text).toContain('The invite is sent');
		expect(rig.mails()).toHaveLength(1);
		expect(rig.actions(1201)).toHaveLength(1);
		expect(await rig.invites()).toMatchObject([{ state: 'sent', attempts: 2, lastError: null }]);
	});

	it('waits for a slow mail server, and notes nothing before it has answered', async () => {
		rig.mail.control.setFaults({ slowMs: 3000 });
		const sending = (await rig.open()).submit('');
		await new Promise((resolve) => setTimeout(resolve, 2500));
		expect([rig.mails(), rig.allActions()]).toEqual([[], []]);
		expect((await sending).text).toContain('The invite is sent');
		expect(rig.allActions()).toHaveLength(1);
	});

	it('offers the default team when the mail server is gone, and sends when it is back', async () => {
		await rig.mail.control.offline();
		const offer = await (await rig.open()).submit('technician Alex Morgan');
		expect(offer.text).toContain('The invite was not sent');
		await rig.mail.control.online();
		expect((await offer.submit('Yes, send it for the default team')).text).toContain(
			'The invite is sent',
		);
		expect([rig.mails().length, rig.allActions().length]).toEqual([1, 1]);
	});

	it('claims nothing for a delivery that fails, says nothing, is missing or not published', async () => {
		const { id: unpublished } = await rig.import('deliver-invite-email');
		const cases: Array<[emailDelivery: string, sentence: string]> = [
			[await rig.publishOwnDelivery('The pigeon got lost.', true), 'The pigeon got lost.'],
			[await rig.publishOwnDelivery('{}'), 'must return delivered: true'],
			[await rig.publishOwnDelivery('{ "delivered": "true" }'), 'must return delivered: true'],
			[await rig.publishOwnDelivery('{ "delivered": false }'), 'was not delivered'],
			[unpublished, 'not published'],
			['missing', 'there is no such workflow'],
			['', 'No workflow is chosen'],
		];
		for (const [emailDelivery, sentence] of cases) {
			const form = await rig.publishForm({ emailDelivery });
			const end = await (await rig.open({}, form)).submit('');
			expect(end.text).toContain('The invite was not sent');
			expect(end.text).toContain(sentence);
		}
		expect([rig.mails(), rig.allActions()]).toEqual([[], []]);
	});

	it.each([
		['Dear $CUSTOMER, $REMOTEINVITE', 'Nobody defined the variable $CUSTOMER.'],
		['It costs $5.', 'It shows neither the link nor the code'],
		['For $LINKTOREMOTEx', 'It shows neither the link nor the code'],
	])('refuses the words "%s" before there is a key', async (text, sentence) => {
		const form = await rig.publishForm({}, { [SEND]: (given) => ({ ...given, text }) });
		const end = await (await rig.open({}, form)).submit('');
		expect(end.text).toContain('The invite was not sent');
		expect(end.text).toContain(`'Text': ${sentence}`);
		expect([rig.mails(), rig.keys(), rig.allActions()]).toEqual([[], [], []]);
	});

	it('says that an invite is sent whose note the desk refuses', async () => {
		const form = await rig.publishForm({ outcomeName: ' ' });
		const end = await (await rig.open({}, form)).submit('');
		expect(end.text).toContain('The invite is sent, but not noted on the ticket');
		expect(end.text).toContain('HTTP 400');
		expect(rig.mails()).toHaveLength(1);
		expect(await rig.invites()).toMatchObject([{ state: 'sent' }]);
	});

	it('offers the teams also where nobody can say who is logged in', async () => {
		rig.appliance.control.fault({ kind: 'html', match: 'get_logged_in_reps', times: 0 });
		const choose = await rig.open();
		expect(choose.choices).toHaveLength(3);
		expect(choose.text).toContain('The technicians who are logged in could not be read.');
		await choose.submit('');
		expect([rig.mails().length, rig.allActions().length]).toEqual([1, 1]);
	});

	it('has made its table itself', async () => {
		const names = async () => (await rig.n8n.api.listDataTables()).map(({ name }) => name);
		expect(await names()).not.toContain(INVITES);
		await (await rig.open()).submit('');
		expect(await names()).toContain(INVITES);
	});
}
