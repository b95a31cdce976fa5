import { setTimeout as sleep } from 'node:timers/promises';

import type { Json } from '../../harness/api.mts';
import { LEDGER, rig, type Route } from './rig.mts';

const SWEEPS = 'beyondtrust_sweeps';
const DAY = 24 * 3_600_000;
/** A little less than a second, and no look back that would need rows for longer. */
const MOMENT = { keepDays: 0.00001, lookBackHours: 0, longestRunMinutes: 0, retryPauseMinutes: 0 };

/** What is on its ticket since long ago leaves the ledger, once a day; what people still have to see to stays. */
export function tidy() {
	beforeAll(async () => {
		await rig.begin();
	});

	const states = async () =>
		(await rig.n8n.api.dataTableRows<Json>(LEDGER)).map(({ state }) => state).sort();

	/** Two written sessions, one that a person linked, one unlinked and one in quarantine. */
	const fill = async (route: Route) => {
		const [first, second, third] = ['1201', '1202', '', ''].map((externalKey) =>
			rig.play({ externalKey }, [], route),
		);
		rig.appliance.control.forgeEvent({ external_key: 'names no session' });
		for (const one of [first, second, third]) await rig.settled(one);
		await rig.row('the quarantine', ({ state }) => state === 'quarantined');
		// Too old for a look at what came late, which brings rows up to date.
		const endedAt = new Date(Date.now() - 60 * DAY).toISOString();
		await rig.enter(LEDGER, { sessionId: first }, { endedAt });
		await rig.enter(
			LEDGER,
			{ sessionId: second },
			{ endedAt, state: 'linked', linkedBy: 'Jordan' },
		);
		return { first };
	};

	/** The sweep of the day. */
	const nextDay = async (route: Route) => {
		const match = { key: route.workflowId };
		await rig.sweep(route);
		const yesterday = new Date(Date.now() - 2 * DAY).toISOString();
		await rig.enter(SWEEPS, match, { lookedBackAt: yesterday });
		await sleep(1_500);
		await rig.sweep(route);
	};

	it('deletes what is on its ticket, and nothing else, and writes no second note for a late event', async () => {
		const route = await rig.publishRoute(MOMENT);
		const { first } = await fill(route);
		await rig.sweep(route);
		const before = await states();
		expect(before).toEqual(['linked', 'quarantined', 'unlinked', 'unlinked', 'written']);
		await nextDay(route);
		expect(await states()).toEqual(['quarantined', 'unlinked', 'unlinked']);

		const notes = rig.allActions().length;
		rig.sendAgain(first, route);
		expect(await rig.settled(first)).toMatchObject({ state: 'written', linkId: '1201' });
		expect(rig.allActions()).toHaveLength(notes);
	});

	it.each([
		['not yet', { ...MOMENT, keepDays: 90 }],
		['for ever', { ...MOMENT, keepDays: 0 }],
	])('keeps it where the settings say so: %s', async (_when, settings) => {
		await rig.begin();
		const route = await rig.publishRoute(settings);
		await fill(route);
		await nextDay(route);
		expect(await states()).toEqual(['linked', 'quarantined', 'unlinked', 'unlinked', 'written']);
	});
}
