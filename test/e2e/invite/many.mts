import { errorOf, type Execution, itemsOf } from '../../harness/api.mts';
import { manyInvites, type Recipient, SEND } from './manyInvites.mts';
import { rig } from './rig.mts';

/** Milliseconds for a hundred invites on a machine that is busy with other things. */
const PATIENCE = 400_000;

/** So many new tickets, each of somebody else. */
const newTickets = (count: number): Recipient[] =>
	Array.from({ length: count }, (_, index) => {
		const address = `customer${index}@customer.example`;
		const fields = { user_email: address, tickettype_name: 'Incident' };
		return { ticketId: rig.desk.control.addTicket(fields).id, address };
	});

async function send(recipients: Recipient[]): Promise<Execution> {
	const { haloUrl, emailDelivery } = { haloUrl: rig.desk.url, emailDelivery: rig.delivery.email };
	const { id } = await rig.n8n.api.importTemplate(manyInvites(recipients), {
		credentials: rig.credentials,
		settings: { haloUrl, emailDelivery },
	});
	return await rig.n8n.api.runWorkflow(id, 'Start', PATIENCE);
}

const addressed = () => rig.mails().flatMap(({ to }) => to);
const noted = () => rig.allActions().map(({ ticket_id: ticketId }) => ticketId);
const ticketsOf = (recipients: Recipient[]) => recipients.map(({ ticketId }) => ticketId);

/** Everybody has one mail, and every ticket of theirs one action that says so; nobody else has any. */
function expectSent(recipients: Recipient[]): void {
	expect(addressed().sort()).toEqual(recipients.map(({ address }) => address).sort());
	expect(noted().sort()).toEqual(ticketsOf(recipients).sort());
}

export function many() {
	it(
		'a hundred in one run: a hundred mails, keys and actions, within the limit of the account',
		async () => {
			const recipients = newTickets(100);
			const execution = await send(recipients);
			expect(errorOf(execution)).toBeUndefined();
			expectSent(recipients);
			expect(rig.keys()).toHaveLength(100);
			const links = rig.keys().map(({ url }) => url);
			const inMails = rig.mails().map(({ parsed }) => /\S+\?ak=\w+/.exec(parsed.text!)?.[0]);
			expect(inMails.sort()).toEqual(links.sort());
			expect(rig.appliance.control.counters().throttled).toEqual({});
		},
		PATIENCE,
	);

	it(
		'ten in one run whose mail server is killed: the others are sent by a second run',
		async () => {
			const recipients = newTickets(10);
			rig.mail.control.setFaults({ endAfter: 4 });
			const execution = await send(recipients);
			expect(errorOf(execution)).toBeUndefined();
			const failed = itemsOf(execution, SEND, 1).map(({ json }) => json);
			expect(failed).toHaveLength(6);
			for (const { error } of failed) expect(JSON.stringify(error)).toMatch(/It failed: /);
			const ids = new Set(failed.map(({ ticketId }) => ticketId));
			expectSent(recipients.filter(({ ticketId }) => !ids.has(ticketId)));

			await rig.mail.control.online();
			await send(failed as unknown as Recipient[]);
			expectSent(recipients);
		},
		PATIENCE,
	);

	it(
		'ten new tickets while the mail server is killed: the others are sent by hand afterwards',
		async () => {
			const recipients = newTickets(10);
			const before = (await rig.endedRuns()).length;
			rig.mail.control.setFaults({ endAfter: 4 });
			await Promise.all(ticketsOf(recipients).map(async (id) => await rig.announce({ id })));
			await rig.waitForRuns(before + 10);
			expect(rig.mails()).toHaveLength(4);
			expectSent(recipients.filter(({ address }) => addressed().includes(address)));
			const states = async () => (await rig.invites()).map(({ state }) => state).sort();
			expect(await states()).toEqual([...Array(6).fill('failed'), ...Array(4).fill('sent')]);

			const sendAgain = async () =>
				await rig.n8n.api.runWorkflow(rig.hookId, 'Send the failed ones again', PATIENCE);
			const still = await sendAgain();
			expect(errorOf(still)?.message).toContain('6 of the invites failed again.');
			expect([rig.mails().length, noted().length]).toEqual([4, 4]);

			await rig.mail.control.online();
			const [again, nothingLeft] = [await sendAgain(), await sendAgain()];
			expect([errorOf(again), errorOf(nothingLeft)]).toEqual([undefined, undefined]);
			expectSent(recipients);
			expect(await states()).toEqual(Array(10).fill('sent'));
		},
		PATIENCE,
	);
}
