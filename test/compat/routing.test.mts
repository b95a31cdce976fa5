import { rig } from '../e2e/routing/rig.mts';

/** What the route and the sweep need of n8n, whatever its version: `npm run compat`. */
jest.setTimeout(180_000);

beforeAll(async () => {
	await rig.start();
}, 300_000);

afterAll(async () => {
	await rig.close();
});

describe('A session is routed', () => {
	it('from its end to a note on its ticket', async () => {
		await rig.begin();
		const sessionId = rig.play({ externalKey: rig.signed('ticket', 1202) }, ['Good morning.']);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', linkId: '1202' });
		expect(rig.any.on(1202)).toHaveLength(1);
	});

	it('and found by the sweep where its event never came', async () => {
		await rig.begin();
		const sessionId = rig.appliance.control.startSession({
			externalKey: rig.signed('ticket', 1201),
		});
		rig.appliance.control.end(sessionId);
		await rig.sweep();
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written', linkId: '1201' });
	});
});
