import { ask, call, desk, note, put, start, then, useServiceNow } from './serviceNowPlay.mts';

useServiceNow();

const internal = (number: string) => desk.control.notes(number).filter((one) => one.isPrivate);
const patches = (calls: string[]) => calls.filter((one) => one.startsWith('PATCH'));

describe('A record', () => {
	it.each([
		'INC0001201',
		' #inc0001201 ',
		'[INC0001201]',
		'INC0001201.',
		'1201',
		'#0001201',
		'INC1201',
	])('is known as %j', async (ticket) => {
		const { answer } = await ask({ operation: 'getTicket', ticket });
		expect(answer.ticket).toMatchObject({
			...{ id: 'INC0001201', number: 'INC0001201', status: 'New', closed: false },
			...{ technician: 'Alex Morgan', type: 'Incident', typeId: 'incident' },
			summary: 'Outlook keeps asking for the password',
			customer: {
				...{ name: 'Jordan Blake', email: 'jordan.blake@customer.example' },
				...{ company: 'Northwind Studio', id: expect.stringMatching(/^[0-9a-f]{32}$/) },
			},
		});
		const at = desk.control.ticket('INC0001201').sys_updated_on.replace(' ', 'T');
		expect(answer.ticket.touchedAt).toBe(`${at}.000Z`);
	});

	it('is known by its sys_id, also in the address of its page', async () => {
		const { sys_id: ref } = desk.control.ticket('INC0001202');
		for (const ticket of [ref, `https://x.example/nav_to.do?uri=incident.do%3Fsys_id%3D${ref}`]) {
			const { answer } = await ask({ operation: 'getTicket', ticket });
			expect(answer.ticket).toMatchObject({
				...{ id: 'INC0001202', url: `${desk.url}/ticket/${ref}` },
			});
		}
	});

	it('is closed by its state or where it is not active, by the states of Settings', async () => {
		const closed = async (ticket: string, closedStates = '6, 7, 8') =>
			(await ask({ operation: 'getTicket', ticket }, { on: { closedStates } })).answer.ticket
				.closed;
		expect(await closed('INC0001206')).toBe(true);
		expect(await closed('INC0001202')).toBe(false);
		expect(await closed('INC0001202', '2')).toBe(true);
	});

	it.each([
		['there is none', () => undefined],
		['it was deleted', () => desk.control.remove('INC0001203')],
		['an ACL hides it', () => desk.control.hide('INC0001203')],
	])('is none where %s, and a note says that both may be', async (what, how) => {
		how();
		const ticket = what === 'there is none' ? 'INC0009999' : 'INC0001203';
		expect((await ask({ operation: 'getTicket', ticket })).answer.ticket).toBeNull();
		const { answer, calls } = await ask(put({ target: { kind: 'ticket', id: ticket } }));
		expect(answer).toMatchObject({ outcome: 'notFound', ticketId: ticket });
		expect(answer.said).toContain('or does not show it');
		expect(patches(calls)).toEqual([]);
	});

	it('of another kind is not taken for one of the table', async () => {
		for (const ticket of ['RITM0001201', 'CHG0001201', 'hello', '', '^INC', 'INC0001201^OR1=1']) {
			expect((await ask({ operation: 'getTicket', ticket })).answer).toEqual({
				...{ contract: 1, ticket: null },
			});
		}
	});

	it('is none where the instance gives others, because it dropped the condition', async () => {
		// A table whose numbers are in another field.
		const other = { number: 'TASK0000000' };
		const { answer } = await ask({ operation: 'getTicket', ticket: '1201' }, { on: other });
		expect(answer.ticket).toBeNull();
	});
});

describe('A list', () => {
	it('follows the Link header, also over a page of records that are hidden', async () => {
		const numbers = Array.from({ length: 450 }, () => desk.control.open());
		// Without the header, a full page has a next one.
		desk.control.setSettings({ links: false });
		const whole = await ask({ operation: 'findTickets', limit: 2000 });
		expect([whole.answer.tickets.length, whole.calls.length]).toEqual([456, 3]);
		desk.control.setSettings({ links: true });
		for (const number of numbers.slice(30, 260)) desk.control.hide(number);
		const { answer, calls } = await ask({ operation: 'findTickets', limit: 2000 });
		expect(answer.tickets).toHaveLength(456 - 230);
		expect(calls).toHaveLength(3);
	});

	it.each([-12, -7, 0, 14])('leaves out nothing that was touched, in the zone %i', async (zone) => {
		desk.control.setSettings({ zone });
		const since = new Date(Date.now() - 130 * 60_000).toISOString();
		const { answer, calls } = await ask({ operation: 'findTickets', since });
		const numbers = answer.tickets.map(({ number }: { number: string }) => number);
		expect(numbers).toEqual(['INC0001205', 'INC0001204']);
		expect(calls[0]).toContain('sys_updated_on>=');
	});

	it('is searched by summary, number and customer, and nothing of a text becomes a condition', async () => {
		const found = async (text: string) =>
			(await ask({ operation: 'findTickets', text })).answer.tickets.map(
				({ id }: { id: string }) => id,
			);
		expect(await found('blake')).toEqual(['INC0001201']);
		expect(await found('1202')).toEqual(['INC0001202']);
		expect(await found('vpn drops')).toEqual(['INC0001203']);
		expect(await found('x^ORactive=true')).toEqual([]);
		expect(await found('javascript:gs.getUserID()')).toEqual([]);
		expect(await found('漢'.repeat(100))).toEqual([]);
	});

	it('of agents has those with the role, page after page, and not who has left', async () => {
		for (let count = 0; count < 230; count += 1) {
			desk.control.addUser({
				name: `Agent ${count}`,
				roles: 'itil',
				email: `a${count}@desk.example`,
			});
		}
		desk.control.leaves('Robin Keller');
		const { answer, calls } = await ask({ operation: 'findAgents' });
		const names = answer.agents.map(({ name }: { name: string }) => name);
		expect(names).toHaveLength(233);
		expect(names).toContain('Alex Morgan');
		expect(names).not.toContain('Robin Keller');
		expect(names).not.toContain('Jordan Blake');
		expect(calls).toHaveLength(2);
		desk.control.setSettings({ rolesCanBeAsked: false });
		const all = await ask({ operation: 'findAgents' });
		expect(all.answer.agents.length).toBeGreaterThan(233);
	});
});

describe('A call of the business rule', () => {
	const SECRET = 'a-long-random-value-of-the-desk';

	it('names a new record, which is asked for', async () => {
		const number = desk.control.open({ summary: 'New', customer: { name: 'Jordan Blake' } });
		const asked = call(desk.control.newTicketCall(number, { secret: SECRET }));
		expect(asked.came).toEqual({ doubt: null, ticket: number });
		expect((await ask(asked)).answer).toMatchObject({
			...{ outcome: 'newTicket', ticket: { id: number, summary: 'New' } },
		});
		desk.control.remove(number);
		expect((await ask(asked)).answer).toMatchObject({ outcome: 'notFound', ticket: null });
	});

	it('with another secret is refused, one that names no record is ignored', async () => {
		const event = desk.control.newTicketCall('INC0001201', { secret: 'x'.repeat(20) });
		expect((await ask(call(event))).answer).toMatchObject({ outcome: 'refused', status: 401 });
		const headers = { 'X-BeyondTrust-Secret': SECRET };
		for (const body of ['', 'x', '[]', '{"number":{"toString":0}}', '{"number":"INC1^OR"}']) {
			expect((await ask(call({ headers, body }))).answer).toMatchObject({ outcome: 'ignored' });
		}
		const { sys_id } = desk.control.ticket('INC0001201');
		expect(call({ headers, body: JSON.stringify({ sys_id }) }).came).toMatchObject({
			ticket: sys_id,
		});
	});
});

describe('An instance', () => {
	it.each([200, 503] as const)('that sleeps (HTTP %i) is told as one', async (asleep) => {
		desk.control.setSettings({ asleep });
		const { answer } = await ask(put());
		expect(answer).toMatchObject({ outcome: 'later', status: asleep });
		if (asleep === 200) expect(answer.said).toContain('Instances do this while they hibernate');
		desk.control.setSettings({ asleep: null });
	});

	it('that wants a long pause is asked later, one that wants a short one gets it', async () => {
		desk.control.setSettings({ requestsLeft: 2, retryAfter: 1740 });
		expect((await ask(put())).answer).toMatchObject({ outcome: 'later', errorKind: 'throttled' });
		desk.control.setSettings({ requestsLeft: 3, retryAfter: 7 });
		const { answer, waited } = await ask(put());
		expect(answer).toMatchObject({ outcome: 'written' });
		expect(waited).toBe(7);
		expect(internal('INC0001201')).toHaveLength(1);
	});

	it('that does not take the login is told with what to check', async () => {
		desk.control.revoke();
		const { answer } = await ask(put());
		expect(answer).toMatchObject({ outcome: 'later', errorKind: 'credentials', status: 401 });
		expect(answer.said).toContain('/oauth_token.do');
		expect(answer.said).toContain('Basic Auth');
		expect(answer.said).not.toContain('Token Expired');
		const away = { error: { message: 'socket hang up' } };
		const ready = then(start(put()), { note });
		expect(then(ready, away).answer).toMatchObject({ errorKind: 'unreachable' });
	});

	it('that lost the answer to a note has it once', async () => {
		desk.control.setFaults({ storeButFail: { times: 1, how: 'destroy' } });
		expect((await ask(put())).answer).toMatchObject({ outcome: 'later' });
		expect((await ask(put())).answer).toMatchObject({ outcome: 'there' });
		expect(internal('INC0001201')).toHaveLength(1);
	});
});
