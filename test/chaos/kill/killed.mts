import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../harness/api.mts';
import type { StoreName } from '../../e2e/rows.mts';
import { complete, prove } from '../proof.mts';
import { chances } from '../random.mts';
import { LAZY, noRuns, rig, startKillable } from '../rig.mts';
import { Storm } from './storm.mts';

const KILLS = 5;
/** Milliseconds. */
const OUTAGE = 8_000;

const random = chances();
const storm = new Storm(random);

/** Waits until n8n has written so many more notes, or has had the time for it. */
async function someNotes(count: number): Promise<void> {
	const before = rig.allActions().length;
	const enough = async () => (rig.allActions().length >= before + count ? true : undefined);
	await eventually(`${count} notes`, enough, { timeout: 20_000, pause: 20 }).catch(() => {});
}

/** What goes wrong before n8n is killed for the `nth` time. */
async function trouble(nth: number): Promise<void> {
	const { desk, appliance } = rig;
	if (nth === 1) {
		desk.control.setFaults({ offline: 'unavailable' });
		await sleep(OUTAGE);
		desk.control.setFaults({ offline: 'no', storeButFail: { times: 5, how: 'destroy' } });
	} else if (nth === 3) {
		await appliance.control.offline('unavailable');
		await sleep(OUTAGE);
		await appliance.control.online();
	} else if (nth === 4) {
		// Killed in the middle, as any other run.
		void rig.sweep().catch(() => {});
	}
}

/** So many sessions end while n8n is killed again and again, and the desk and the appliance are away for a while. */
export function killed(store: StoreName, sessions: number): void {
	let n8n: Awaited<ReturnType<typeof startKillable>>;

	beforeAll(async () => {
		n8n = await startKillable({
			store,
			n8n: { env: LAZY },
			appliance: { retryInterval: 500, retryDuration: 30_000 },
		});
		rig.listen(rig.route);
	}, 300_000);

	afterAll(async () => {
		await n8n?.close();
	});

	it(`${sessions} sessions are on their tickets once each, after n8n was killed ${KILLS} times`, async () => {
		const share = Math.ceil(sessions / (2 * KILLS + 1));
		const endSome = () => storm.end(Math.min(share, sessions - storm.sessions.length));
		for (let kill = 1; kill <= KILLS; kill++) {
			endSome();
			await trouble(kill);
			await someNotes(random.between(1, share));
			await n8n.kill();
			console.info(
				`Killed at ${rig.allActions().length} notes of ${storm.sessions.length} sessions`,
			);
			endSome();
			await n8n.startAgain();
		}
		endSome();
		storm.sendRest();
		await rig.appliance.control.outboundIdle(1_200_000);
		await noRuns();
		await storm.reported();
		const late = storm.sessions.filter((one) => one.late).length;
		console.info(
			`${storm.sent} events of ${storm.sessions.length} sessions, ${late} of them with late reports; ` +
				`${rig.appliance.control.dropped().length} events given up by the appliance; ${KILLS} kills`,
		);
		await prove('Before the sweep', storm.sessions);

		await rig.hurry();
		await rig.sweep(rig.sweeper, 1_200_000);
		expect(await prove('After it', storm.sessions)).toEqual(complete(sessions));

		const last = rig.requests().at(-1)!.number;
		await rig.sweep(rig.sweeper, 1_200_000);
		expect(rig.requests(last)).toEqual([]);
		expect(await prove('After one more', storm.sessions)).toEqual(complete(sessions));
	});
}
