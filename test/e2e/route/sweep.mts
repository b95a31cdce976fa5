import { type Json } from '../../harness/api.mts';
import { LEDGER, rig, type Route } from './rig.mts';

/** Nothing waits for minutes here. */
const atOnce = { longestRunMinutes: 0, retryPauseMinutes: 0 };

export function sweep() {
	let route: Route;

	// Of its own, so that no other one sweeps up what is to be found here.
	beforeAll(async () => {
		await rig.begin();
		route = await rig.publishRoute(atOnce);
		await rig.sweep(route);
	}, 120_000);

	beforeEach(() => {
		rig.appliance.control.setRecipients([]);
	});

	/** A session whose event reaches nobody. */
	const unheard = (externalKey = '1201') => {
		const sessionId = rig.appliance.control.startSession({ externalKey, notify: false });
		rig.appliance.control.end(sessionId, { notify: false });
		return sessionId;
	};

	const reports = (before: number) =>
		rig.appliance.control
			.requests()
			.slice(before)
			.filter(({ path }) => path.startsWith('/api/'));

	it('routes sessions whose event never came, each once', async () => {
		const found = [unheard('1201'), unheard('1202'), unheard('')];
		await rig.sweep(route);
		const [first, second, third] = await Promise.all(found.map((one) => rig.settled(one)));
		const { applianceId } = rig.appliance.control.state().options;
		expect(first).toMatchObject({ state: 'written', key: `${String(applianceId)}:${found[0]}` });
		expect(second).toMatchObject({ state: 'written', linkId: '1202' });
		expect(third).toMatchObject({ state: 'unlinked', reason: 'no-link' });
		await rig.sweep(route);
		expect(rig.actions(1201)).toHaveLength(1);
		expect(rig.allActions()).toHaveLength(2);
	});

	it('takes one reporting call when nothing is missing, and no other call', async () => {
		await rig.sweep(route);
		const before = rig.appliance.control.requests().length;
		await rig.sweep(route);
		const asked = reports(before);
		expect(asked).toMatchObject([{ path: '/api/reporting' }]);
	});

	it('is the same session to an event that comes after all', async () => {
		const sessionId = unheard();
		await rig.sweep(route);
		const before = await rig.endedRuns(route);
		rig.listen(route);
		const { applianceId } = rig.appliance.control.state().options;
		rig.appliance.control.forgeEvent({ lsid: sessionId, appliance_id: String(applianceId) });
		await rig.waitForRuns(route, before + 1);
		const rows = await rig.n8n.api.dataTableRows<Json>(LEDGER);
		expect(rows.filter((row) => row.sessionId === sessionId)).toHaveLength(1);
		expect(rig.actions(1201)).toHaveLength(1);
	});

	it('says why it could not ask the appliance, and goes on from where it was', async () => {
		const sessionId = unheard();
		const { workflowId: key } = route;
		const rowOfSweep = async () => {
			const rows = await rig.n8n.api.dataTableRows<Json>('beyondtrust_sweeps');
			return rows.find((row) => row.key === key);
		};
		const before = await rowOfSweep();
		await rig.appliance.control.offline('unavailable');
		await rig.sweep(route);
		await rig.appliance.control.online();
		expect(await rowOfSweep()).toMatchObject({
			sweptTo: before?.sweptTo,
			lastError: expect.stringContaining('not available'),
		});
		await rig.sweep(route);
		expect(await rig.settled(sessionId)).toMatchObject({ state: 'written' });
		expect(await rowOfSweep()).toMatchObject({ lastError: null });
	});
}
