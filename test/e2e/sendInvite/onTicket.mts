import { eventually, type Json } from '../../harness/api.mts';
import { DESK_SECRET } from '../anyDesk.mts';
import type { Published } from '../house.mts';
import { ANNA, BY_EMAIL, INTO_CHAT, INVITES, rig } from './rig.mts';

const HEADER = 'X-Desk-Token';

export function onTicket() {
	let hook: Published;

	beforeAll(async () => {
		const workflowId = { __rl: true, mode: 'id', value: rig.one.workflowId };
		hook = await rig.publish('invite-on-ticket.json', {
			parameters: { 'Send it': { workflowId } },
		});
	});

	beforeEach(async () => {
		await rig.set({ newTicketTypes: 'Incident' });
		for (const id of [1201, 1202, 1203]) {
			const customer = { name: 'Anna Berg', email: id === 1203 ? '' : ANNA };
			rig.any.ticket(id, { customer, type: id === 1202 ? 'Project' : 'Incident', typeId: '1' });
		}
	});

	const call = async (body: Json, secret = DESK_SECRET) =>
		await fetch(hook.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', [HEADER]: secret },
			body: JSON.stringify(body),
		});
	const failed = async () => await rig.failures(hook.workflowId);
	const settled = async () =>
		await eventually('the invite', async () => {
			const [row] = await rig.invites();
			return row && row.state !== 'sending' && row.state !== null ? row : undefined;
		});
	const noted = async () =>
		await eventually('the note', async () => rig.any.on(1201)[0] ?? undefined);
	const byHand = async () =>
		await rig.n8n.api.runWorkflow(hook.workflowId, 'Send again what failed', 60_000);

	it('invites the customer of a new ticket, once, however often and at whatever moment the desk calls', async () => {
		const calls = await Promise.all([call({ id: 1201 }), call({ id: '1201' })]);
		expect(calls.map(({ status }) => status)).toEqual([200, 200]);
		expect(await settled()).toMatchObject({ state: 'sent', ticketId: '1201', sentBy: null });
		await noted();
		await call({ id: 1201, again: true });
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		expect(rig.mails().map(({ to }) => to)).toEqual([[ANNA]]);
		expect(rig.any.on(1201)).toHaveLength(1);
		expect(rig.any.on(1201)[0].note.text).toContain('by the system');
		expect(rig.keys()).toHaveLength(1);
	});

	it('believes no call that does not prove itself, and fails visibly', async () => {
		const before = (await failed()).length;
		expect((await call({ id: 1201 }, 'wrong')).status).toBe(200);
		await eventually('a failed run', async () =>
			(await failed()).length > before ? true : undefined,
		);
		await rig.expectNothing();
	});

	it.each([
		['of another type', { id: 1202 }],
		['without an address', { id: 1203 }],
		['that nobody named', { hello: 'there' }],
	])('invites nobody for a ticket %s', async (_what, body) => {
		expect((await call(body)).status).toBe(200);
		await new Promise((resolve) => setTimeout(resolve, 2_500));
		await rig.expectNothing();
	});

	it('fails visibly where the desk does not know the ticket, and where it is down', async () => {
		const before = (await failed()).length;
		await call({ id: 9999 });
		await eventually('a failed run', async () =>
			(await failed()).length > before ? true : undefined,
		);
		rig.any.fault = 'down';
		await call({ id: 1201 });
		await eventually('another', async () =>
			(await failed()).length > before + 1 ? true : undefined,
		);
		rig.any.fault = null;
		await rig.expectNothing();
	});

	it('sends what failed again, by hand or when it is due, and what may have gone out only by hand', async () => {
		await rig.mail.control.offline();
		await call({ id: 1201 });
		const first = await settled();
		expect(first.state).toBe('failed');
		expect(rig.any.notes).toEqual([]);
		await rig.mail.control.online();
		const execution = await byHand();
		expect(execution.status).toBe('success');
		expect(await rig.invites()).toMatchObject([{ state: 'sent' }]);
		expect(rig.mails()).toHaveLength(1);
		await noted();
		await rig.change(INVITES, { key: String(first.key) }, { state: 'unsure' });
		const due = await rig.n8n.api.runWorkflow(hook.workflowId, 'Every fifteen minutes', 60_000);
		expect(due.status).toBe('success');
		expect(rig.mails()).toHaveLength(1);
		await byHand();
		expect(rig.mails()).toHaveLength(2);
	});
}

export function intoChat() {
	beforeAll(async () => {
		const { workflowId } = await rig.publish('deliver-invite-chat.json');
		await rig.set({ chatDelivery: workflowId });
	});

	it('posts the invite into the open chat of the ticket, through the desk workflow', async () => {
		const end = await rig.send({ channel: INTO_CHAT });
		expect(end.text).toContain('The invite was sent');
		const [message, ...more] = rig.any.messages;
		expect(more).toEqual([]);
		expect(message.chatId).toBe('501');
		expect(message.text).toMatch(/https?:\/\/\S+\?ak=\w+/);
		expect(await rig.invites()).toMatchObject([{ state: 'sent', channel: 'chat' }]);
		expect(rig.mails()).toEqual([]);
	});

	it('says so, notes nothing and is not believed to be sent where the chat has ended', async () => {
		rig.any.endedChats.add('501');
		const end = await rig.send({ channel: INTO_CHAT });
		expect(end.text).toContain('The chat has ended');
		expect(rig.any.notes).toEqual([]);
		expect(await rig.invites()).toMatchObject([{ state: 'failed' }]);
	});

	it('knows that nobody knows where the desk answers nothing', async () => {
		const page = await rig.open({ channel: INTO_CHAT });
		rig.any.fault = 'down';
		const end = await rig.alex.submit(page, '');
		expect(end.text).toContain('The invite may or may not have been sent');
		expect(await rig.invites()).toMatchObject([{ state: 'unsure' }]);
	});

	it('delivers no invite that is linked to a ticket', async () => {
		const { workflowId } = await rig.publish('deliver-invite-chat.json');
		await rig.set({ emailDelivery: workflowId });
		const end = await rig.send({ channel: BY_EMAIL });
		expect(end.text).toContain('not linked to a chat');
		expect(rig.any.messages).toEqual([]);
		await rig.set({ emailDelivery: rig.email.workflowId });
	});
}
