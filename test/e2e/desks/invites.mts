import { eventually } from '../../harness/api.mts';
import { CALL_SECRET, type DeskHouse } from './house.mts';

const ANNA = 'anna.berg@customer.example';

/** An invite for the customer of each new ticket, called for by the desk itself. */
export function invites(house: DeskHouse): void {
	const call = async (number: string, secret = CALL_SECRET, more: object = {}) => {
		const made = house.at.control.newTicketCall?.(number, { secret, ...more });
		if (!made) throw new Error('This desk makes no calls');
		const { headers, body } = made;
		return await fetch(house.newTicket.url, { method: 'POST', headers, body });
	};
	const open = () =>
		house.at.control.open({
			summary: 'A new laptop',
			customer: { name: 'Anna Berg', email: ANNA, company: 'Berg & Sons' },
			type: house.given.ticketType,
		});
	const mails = () => house.mail.control.mails().map(({ to }) => to);

	it('has its customer invited, once, however often the desk calls', async () => {
		const number = open();
		expect((await call(number)).status).toBe(200);
		await eventually('the mail', async () => (mails().length > 0 ? true : undefined));
		const note = await eventually('the note', async () => house.on(number)[0]);
		expect(note.isPrivate).toBe(true);
		expect(note.body).toContain(ANNA);
		await call(number);
		await house.quiet();
		expect(mails()).toEqual([[ANNA]]);
		expect(house.on(number)).toHaveLength(1);
	});

	it('of which somebody else tells has nobody invited', async () => {
		const number = open();
		expect((await call(number, 'another-secret-than-that-one')).status).toBe(200);
		await house.quiet();
		expect(mails()).toEqual([]);
		expect(house.on(number)).toEqual([]);
		const executions = await house.n8n.api.listExecutions({ status: ['error'] });
		expect(executions.some(({ workflowId }) => workflowId === house.newTicket.workflowId)).toBe(
			true,
		);
	});
}
