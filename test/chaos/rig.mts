import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { HouseOptions } from '../e2e/house.mts';
import { LEDGER, type StoreName } from '../e2e/rows.mts';
import { RouteHouse } from '../e2e/routeHouse.mts';
import { eventually, type Json } from '../harness/api.mts';
import { startN8n } from '../harness/n8n.mts';
import { postgresFolder } from '../harness/postgres.mts';
import { describeWithServers } from '../harness/programs.mts';

export { LAZY } from '../../bench/servers.mts';
export { TOKEN } from '../e2e/house.mts';
export { LEDGER } from '../e2e/rows.mts';

/** Whether PostgreSQL takes as much as data tables do. By itself it takes less, so that all of `.ci/run` ends in time. */
export const FULL = process.env.CHAOS_SIZE === 'full';

/** The route and its sweep together with the desk workflow for HaloPSA. */
class ChaosHouse extends RouteHouse {
	/** The actions on all tickets. */
	allActions() {
		return Object.values(this.desk.control.state().actions).flat();
	}

	/** What was asked of the desk's API, but for tokens, after the request of this number; of the last 1,000 requests. */
	requests(since = 0) {
		return this.desk.control.journal(since).filter(({ path: asked }) => /^\/api\//i.test(asked));
	}

	/** Whatever has failed or was broken off may be taken up at once. */
	async hurry(): Promise<void> {
		await this.set({ longestRunMinutes: 0, retryPauseMinutes: 0 });
	}

	async ledger(): Promise<Json[]> {
		return await this.rows(LEDGER);
	}
}

/** One for all tests of a file: a real n8n takes its time to start. */
export const rig = new ChaosHouse();

const IN: Record<StoreName, string> = {
	dataTables: 'With the ledger in data tables',
	postgres: 'With the ledger in PostgreSQL',
};

/** `describe` for a store; the one that this machine does not have is skipped, which its title says. */
export function describeStore(store: StoreName, tests: () => void): void {
	const servers = store === 'postgres' ? { PostgreSQL: postgresFolder() } : {};
	describeWithServers(IN[store], servers, tests);
}

/** The same with each of both. */
export function describeStores(tests: (store: StoreName) => void): void {
	for (const store of Object.keys(IN) as StoreName[]) describeStore(store, () => tests(store));
}

/** A ticket of its own for each of `count` sessions. @returns their numbers */
export const openTickets = (count: number): number[] =>
	Array.from({ length: count }, () => rig.desk.control.addTicket().id);

/** The sentence by which a note is known to be of a session, as people read it. */
export const markerOf = (sessionId: string) => `BeyondTrust session ${sessionId}`;

/** How many notes a ticket has of a session. */
export const notesOf = (sessionId: string, ticketId: number): number =>
	rig.desk.control.actions(ticketId).filter(({ note }) => note.includes(markerOf(sessionId)))
		.length;

/** When n8n was started last. */
let bootedAt = 0;

/** Waits until n8n has done all that it was given; what it was at when it was killed does not count. */
export async function noRuns(timeout = 900_000): Promise<void> {
	const isMine = ({ startedAt }: { startedAt: string | null }) =>
		startedAt === null || Date.parse(startedAt) >= bootedAt;
	const none = async () => {
		const open = await rig.n8n.api.listExecutions({ status: ['new', 'running', 'waiting'] });
		return open.some(isMine) ? undefined : true;
	};
	await eventually('the end of all executions', none, { timeout, pause: 500 });
}

/** The rig on a folder that outlives n8n, for tests that end n8n and start it again. */
export async function startKillable(options: HouseOptions = {}) {
	const userFolder = await mkdtemp(path.join(os.tmpdir(), 'n8n-nodes-beyondtrust-chaos-'));
	const n8nOptions = { ...options.n8n, userFolder };
	await rig.start({ ...options, n8n: n8nOptions });
	const { port } = rig.n8n;
	return {
		/** Ends n8n as a power cut would. */
		kill: async () => await rig.n8n.kill(),
		/** Starts n8n again, on the same database and port. */
		startAgain: async () => {
			bootedAt = Date.now();
			rig.n8n = await startN8n({ ...n8nOptions, port });
			await rig.n8n.api.login();
		},
		close: async () => {
			await rig.close();
			await rm(userFolder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}
