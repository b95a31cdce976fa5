import { eventually } from '../../harness/api.mts';
import type { DeskHouse } from './house.mts';

const jordan = { customerName: 'Jordan Blake', customerCompany: 'Northwind Studio' };
const GOOD = [{ question: 'How was it?', answers: ['5'] }];

/** Where sessions end, each once, on a real desk workflow. */
export function routes(house: DeskHouse): void {
	const { looks } = house.given;

	const written = async (sessionId: string, ticket: string) => {
		expect(await house.ended(sessionId)).toMatchObject({
			...{ state: 'written', linkId: ticket, lastError: null },
		});
		const [note, ...more] = house.on(ticket);
		expect(more).toEqual([]);
		expect(note.isPrivate).toBe(true);
		expect(note.body).toContain(`BeyondTrust session ${sessionId} · `);
		if (!house.given.keepsText) expect(note.body).not.toContain('<b>broken');
		if (house.given.writesAs) expect(note.author).toBe('Alex Morgan');
		else expect(note.body).toContain('Alex Morgan');
		return note;
	};

	it('puts the note of a signed link on its ticket, private and with the technician named', async () => {
		const ticket = house.number(1);
		await written(house.play({ externalKey: house.link(ticket) }), ticket);
	});

	it('writes an unsigned link only where the customer of the ticket fits', async () => {
		const ticket = house.number(0);
		const externalKey = house.link(ticket, 'ticket', false);
		const stranger = { customerName: 'Mallory Quinn', customerCompany: 'Elsewhere' };
		const differs = house.play({ externalKey, ...stranger });
		expect(await house.ended(differs)).toMatchObject({
			...{ state: 'unlinked', reason: 'customer-differs' },
		});
		// A desk that cannot say whose ticket it is lets no unsigned link pass.
		if (!looks) await house.ended(house.play({ externalKey, ...jordan }));
		expect(house.on(ticket)).toEqual([]);
		if (looks) await written(house.play({ externalKey, ...jordan }), ticket);
	});

	it('keeps what has no link, a stranger’s chat, and a ticket that is not there', async () => {
		const keys = [undefined, house.link('501', 'chat', false)];
		if (looks) keys.push(house.link('99999999'));
		const reasons = ['no-link', 'unsigned-chat', 'no-such-ticket'];
		for (const [index, externalKey] of keys.entries()) {
			const sessionId = house.play(externalKey === undefined ? {} : { externalKey });
			expect(await house.ended(sessionId)).toMatchObject({
				...{ state: 'unlinked', reason: reasons[index] },
			});
		}
		expect(house.at.control.numbers.flatMap((number) => house.on(number))).toEqual([]);
	});

	it('writes once although the event came twice', async () => {
		const ticket = house.number(3);
		const sessionId = house.play({ externalKey: house.link(ticket) });
		await house.ended(sessionId);
		const event = house.appliance.control.deliveries().at(-1)!;
		house.appliance.control.replayEvent(event.id);
		await house.quiet();
		await written(sessionId, ticket);
	});

	(looks ? it : it.skip)('writes once although an answer got lost', async () => {
		const ticket = house.number(2);
		house.at.control.setFaults({ storeButFail: { times: 1, how: 'destroy' } });
		const sessionId = house.play({ externalKey: house.link(ticket) });
		expect(await house.ended(sessionId)).toMatchObject({ state: 'received', outages: 1 });
		house.at.control.clearFaults();
		await house.sweep();
		expect(await house.ended(sessionId)).toMatchObject({ state: 'written' });
		await written(sessionId, ticket);
	});

	(looks ? it.skip : it)(
		'may write twice where the connection broke off behind a mail, and says so',
		async () => {
			const ticket = house.number(2);
			house.at.control.setFaults({ storeButFail: { times: 1, how: 'destroy' } });
			const sessionId = house.play({ externalKey: house.link(ticket) });
			const row = await house.ended(sessionId);
			expect(row).toMatchObject({
				state: 'received',
				lastError: expect.stringContaining('broke off'),
			});
			house.at.control.clearFaults();
			await house.sweep();
			expect(await house.ended(sessionId)).toMatchObject({ state: 'written' });
			expect(house.notesOf(ticket, sessionId).length).toBeLessThanOrEqual(2);
		},
	);

	it('adds a survey that came after the note', async () => {
		const ticket = house.number(3);
		const sessionId = house.play({ externalKey: house.link(ticket) });
		await house.ended(sessionId);
		house.appliance.control.survey(sessionId, 'customer', GOOD);
		const addendum = await eventually('the addendum', async () => house.on(ticket)[1]);
		expect(addendum.isPrivate).toBe(true);
		expect(addendum.body).toMatch(/ addendum [0-9a-f]{8}/);
		await house.quiet();
		expect(house.on(ticket)).toHaveLength(2);
	});

	(looks ? it : it.skip)(
		'suggests a ticket that was opened later, in the reconciliation',
		async () => {
			const customer = { customer: 'Yasemin Öztürk', company: 'Kanzlei Brandt' };
			const sessionId = await house.unlinked(customer);
			expect(await house.reconcile(sessionId)).toMatchObject({ suggestion: null });
			const number = house.at.control.open({
				summary: 'Scanner app',
				customer: { name: 'Yasemin Öztürk', company: 'Kanzlei Brandt', email: 'y@kanzlei.example' },
			});
			const row = await house.reconcile(sessionId);
			expect(row.suggestion).toMatch(new RegExp(`^${number} \\(\\d\\.\\d\\d\\): Same customer`));
			expect(house.on(number)).toEqual([]);
		},
	);
}
