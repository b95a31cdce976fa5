import { errorOf } from '../../harness/api.mts';
import { rig } from './rig.mts';

export function onTicket() {
	it('invites the customer of a new ticket, once, and notes it', async () => {
		const before = (await rig.endedRuns()).length;
		expect(await rig.announce({ event: 'new', ticket: { id: 1204 } })).toBe(200);
		await rig.waitForRuns(before + 1);
		await Promise.all([rig.announce({ id: 1204 }), rig.announce({ object_id: '1204' })]);
		await rig.waitForRuns(before + 3);
		expect(rig.mails()).toMatchObject([{ to: ['priya.nolan@customer.example'] }]);
		expect(rig.keys()).toMatchObject([{ queueId: 'team:2' }]);
		expect(rig.actions(1204)).toMatchObject([{ who: 'Desk API', hiddenfromuser: true }]);
		expect(rig.actions(1204)[0].note_html).toContain('for team Service Desk by the system');
	});

	it('sends one invite for two calls at once', async () => {
		const before = (await rig.endedRuns()).length;
		await Promise.all([1, 2, 3].map(async () => await rig.announce({ id: 1201 })));
		await rig.waitForRuns(before + 3);
		expect([rig.mails().length, rig.keys().length, rig.allActions().length]).toEqual([1, 1, 1]);
	});

	it('refuses who does not know the header, and starts nothing', async () => {
		const before = (await rig.n8n.api.listExecutions({ workflowId: rig.hookId })).length;
		expect(await rig.announce({ id: 1201 }, rig.hookUrl, 'a guess')).toBe(403);
		expect((await rig.n8n.api.listExecutions({ workflowId: rig.hookId })).length).toBe(before);
	});

	it('invites nobody for other types, no ticket, and tickets without an address', async () => {
		const [id, url] = await rig.publishHook({ ticketTypes: 'Change, 7' });
		const noAddress = rig.desk.control.addTicket({ summary: 'A call', user_email: '' });
		await rig.announce({ id: 1201 }, url);
		await rig.announce({ hello: 'world' }, url);
		const before = (await rig.endedRuns()).length;
		await rig.announce({ id: noAddress.id });
		await rig.announce({ id: 9999 });
		await rig.waitForRuns(2, id);
		await rig.waitForRuns(before + 2);
		expect([rig.mails(), rig.keys(), rig.allActions()]).toEqual([[], [], []]);
	});

	it('fails visibly, notes nothing, and sends when it is called again', async () => {
		const before = (await rig.endedRuns()).length;
		rig.mail.control.setFaults({ refuseData: 1 });
		await rig.announce({ id: 1202 });
		await rig.waitForRuns(before + 1);
		const [failed] = await rig.endedRuns();
		const execution = await rig.n8n.api.getExecution(failed.id);
		expect(errorOf(execution)?.message).toContain('554');
		expect([rig.mails(), rig.allActions()]).toEqual([[], []]);
		await rig.announce({ id: 1202 });
		await rig.waitForRuns(before + 2);
		expect([rig.mails().length, rig.actions(1202).length]).toEqual([1, 1]);
	});

	it('says that there is no default team', async () => {
		await rig.enterTeam('2', { default: false });
		const before = (await rig.endedRuns()).length;
		await rig.announce({ id: 1203 });
		await rig.waitForRuns(before + 1);
		await rig.enterTeam('2', { default: true });
		const execution = await rig.n8n.api.getExecution((await rig.endedRuns())[0].id);
		expect(errorOf(execution)?.message).toContain('No enabled team is the default');
	});
}
