import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { rig, type RigOptions } from '../e2e/route/rig.mts';
import { eventually } from '../harness/api.mts';
import { startN8n } from '../harness/n8n.mts';

export { LAZY } from '../../bench/servers.mts';
export { LEDGER, rig, type Route, TOKEN } from '../e2e/route/rig.mts';

/** A ticket of its own for each of `count` sessions. @returns their numbers */
export const openTickets = (count: number): number[] =>
	Array.from({ length: count }, () => rig.desk.control.addTicket().id);

/** The sentence by which a note is known to be of a session, as people read it. */
export const markerOf = (sessionId: string) => `BeyondTrust session ${sessionId}`;

/** How many notes a ticket has of a session. */
export const notesOf = (sessionId: string, ticketId: number): number =>
	rig.actions(ticketId).filter(({ note }) => note.includes(markerOf(sessionId))).length;

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
export async function startKillable(options: RigOptions = {}) {
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
