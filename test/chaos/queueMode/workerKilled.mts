import type { Published } from '../../e2e/house.mts';
import { eventually } from '../../harness/api.mts';
import type { QueueMode } from '../../harness/queueMode.mts';
import { notesOf, openTickets, rig } from '../rig.mts';

const SESSIONS = 200;
const TICKETS = 40;
const NOTES_BEFORE_THE_KILL = 60;

/** Plays sessions for tickets in turn. @returns the ticket of each session */
function playAll(): Map<string, number> {
	const tickets = openTickets(TICKETS);
	const play = (_: unknown, index: number): [string, number] => {
		const ticketId = tickets[index % TICKETS];
		return [rig.play({ externalKey: rig.signed('ticket', ticketId) }), ticketId];
	};
	return new Map(Array.from({ length: SESSIONS }, play));
}

/** How many notes each session has, as [notes, sessions]. */
function noteCounts(played: Map<string, number>): Array<[number, number]> {
	const counts = new Map<number, number>();
	for (const [sessionId, ticketId] of played) {
		const notes = notesOf(sessionId, ticketId);
		counts.set(notes, (counts.get(notes) ?? 0) + 1);
	}
	return [...counts].sort(([one], [other]) => one - other);
}

const notes = () => rig.allActions().length;

async function waitForNotes(count: number) {
	const enough = async () => (notes() >= count ? true : undefined);
	await eventually(`${count} notes`, enough, { timeout: 300_000 });
}

/** Waits until no run of the route waits or runs any more; those of a killed worker end when n8n misses it. */
async function waitUntilQuiet({ workflowId }: Published) {
	await rig.appliance.control.outboundIdle(300_000);
	await eventually(
		'the end of all runs',
		async () => {
			const open = await rig.n8n.api.listExecutions({ workflowId, status: ['new', 'running'] });
			return open.length === 0 ? true : undefined;
		},
		{ timeout: 300_000, pause: 1000 },
	);
}

export function workerKilled(processes: () => QueueMode) {
	it(`leaves ${SESSIONS} sessions with one note each after one sweep`, async () => {
		// A run that ended with its worker is over at once: the test waits for all others before the sweep.
		await rig.hurry();
		const { route } = rig;
		const { control } = rig.appliance;
		const requestsBefore = control.requests().length;
		const played = playAll();

		await waitForNotes(NOTES_BEFORE_THE_KILL);
		const before = notes();
		await processes().killWorker(0);
		await processes().startWorker(0);
		await waitUntilQuiet(route);
		const failed = await rig.n8n.api.listExecutions({
			workflowId: route.workflowId,
			status: ['error', 'crashed'],
		});
		const missing = SESSIONS - notes();
		console.info(`Killed at ${before} notes: ${failed.length} runs lost, ${missing} notes missing`);
		expect(before).toBeLessThan(SESSIONS);
		expect(failed.length).toBeGreaterThan(0);

		await rig.sweep(rig.sweeper, 300_000);
		expect(noteCounts(played)).toEqual([[1, SESSIONS]]);
		const rows = await rig.ledger();
		const mine = rows.filter(({ sessionId }) => played.has(String(sessionId)));
		expect(new Set(mine.map(({ key }) => key)).size).toBe(SESSIONS);
		expect(mine.filter(({ state }) => state !== 'written')).toEqual([]);
		expect(mine).toHaveLength(SESSIONS);

		const [account] = control.state().accounts;
		console.info(`Tokens of the account: ${JSON.stringify(account.counters)}`);
		expect(account.liveTokens).toBeLessThanOrEqual(3);
		expect(account.counters).toMatchObject({ tokensEvicted: 0, badSecrets: 0, lockouts: 0 });
		const asked = control.requests().slice(requestsBefore);
		expect(asked.filter(({ status }) => status === 401)).toEqual([]);
	});
}
