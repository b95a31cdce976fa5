import { setTimeout as sleep } from 'node:timers/promises';
import path from 'node:path';

import { prepared, root } from '../test/harness/prepared.mts';
import { startProcess } from '../test/harness/process.mts';

/** What applianceWorker.mts says of itself; times in seconds since 1970. */
export interface Serving {
	url: string;
	clientId: string;
	clientSecret: string;
	/** When its first and its last session ended. */
	first: number;
	last: number;
}

/** The requests that reached the appliance since its start. */
export interface Counters {
	requests: number;
	byName: Record<string, number>;
	throttled: Record<string, number>;
}

/** A simulated appliance in a process of its own, with its limit of 20 requests a second. */
export interface BenchAppliance extends Serving {
	counters(): Promise<Counters>;
	close(): Promise<void>;
}

const PATIENCE_MS = 300_000;

/** Starts it with so many sessions, which ended `spacing` seconds after each other. */
export async function startAppliance(
	sessions = 0,
	spacing = 600,
	chatLines = 0,
): Promise<BenchAppliance> {
	const { node } = await prepared(true);
	const worker = path.join(root, 'bench/applianceWorker.mts');
	let said: (line: string) => void = () => {};
	const ready = new Promise<string>((resolve) => {
		said = resolve;
	});
	const server = startProcess(node, [worker, `${sessions}`, `${spacing}`, `${chatLines}`], {
		cwd: root,
		env: process.env,
		log: (line) => line.startsWith('{') && said(line),
	});
	// The timer also keeps this process alive, which the other one does not.
	const late = new AbortController();
	const line = await Promise.race([
		ready,
		server.ended,
		sleep(PATIENCE_MS, 'silent for too long', { signal: late.signal }),
	]);
	late.abort();
	if (!line.startsWith('{')) {
		await server.kill();
		throw new Error(`The simulated appliance did not start (${line}):\n${server.logs.join('\n')}`);
	}
	const serving = JSON.parse(line) as Serving;
	return {
		...serving,
		counters: async () =>
			(await (await fetch(`${serving.url}/control/counters`)).json()) as Counters,
		close: async () => await server.close(),
	};
}
