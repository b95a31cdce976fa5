import { complete, prove } from './proof.mts';
import { describeStores, noRuns, openTickets, rig, startKillable } from './rig.mts';

const DELIVERED = 10;
const DROPPED = 30;

jest.setTimeout(600_000);

/** So many sessions, each on a ticket of its own. */
const play = (count: number) =>
	openTickets(count).map((ticketId) => ({
		ticketId,
		sessionId: rig.play({ externalKey: rig.signed('ticket', ticketId) }),
	}));

describeStores((store) => {
	let n8n: Awaited<ReturnType<typeof startKillable>>;

	beforeAll(async () => {
		n8n = await startKillable({ store, appliance: { retryInterval: 100, retryDuration: 250 } });
	}, 300_000);

	afterAll(async () => {
		await n8n?.close();
	});

	it(`${DROPPED} sessions whose events the appliance gave up are on their tickets after a sweep`, async () => {
		const { control } = rig.appliance;
		const before = play(DELIVERED);
		await control.outboundIdle(120_000);
		await noRuns();
		expect(await prove('Before n8n was ended', before)).toEqual(complete(DELIVERED));

		await n8n.kill();
		const during = play(DROPPED);
		await control.outboundIdle(120_000);
		const dropped = control.dropped().map(({ fields }) => fields.lsid);
		expect(dropped).toEqual(during.map(({ sessionId }) => sessionId));
		console.info(`${dropped.length} events were given up while n8n was down`);

		await n8n.startAgain();
		const all = [...before, ...during];
		expect((await prove('When it was back', all)).actions).toBe(DELIVERED);
		await rig.sweep(rig.sweeper, 300_000);
		expect(await prove('After the sweep', all)).toEqual(complete(all.length));
		await rig.sweep(rig.sweeper, 300_000);
		expect(await prove('After one more', all)).toEqual(complete(all.length));
	});
});
