import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../harness/api.mts';
import type { N8nProcess } from '../../harness/n8nProcess.mts';
import { root } from '../../harness/prepared.mts';

/** What n8n is started with so that `settledMemory` can be measured. */
export const measurable = {
	NODE_OPTIONS: `--expose-gc --require=${path.join(root, 'test/chaos/forged/collect.cjs')}`,
};

/** Megabytes. */
export interface Memory {
	/** Of the whole process, as the operating system counts it. */
	resident: number;
	/** What objects, buffers and what hangs on them need. */
	used: number;
}

const LOOKS = 3;

async function memoryOf({ pid, logs }: N8nProcess): Promise<Memory> {
	const reports = () => logs.filter((line) => line.startsWith('MEMORY '));
	const before = reports().at(-1);
	process.kill(pid, 'SIGUSR2');
	const report = await eventually('what n8n holds', async () => {
		const last = reports().at(-1);
		return last === before ? undefined : last;
	});
	const { rss, heapUsed, external } = JSON.parse(report.slice('MEMORY '.length));
	return { resident: rss / 2 ** 20, used: (heapUsed + external) / 2 ** 20 };
}

/** What n8n holds when its garbage is collected: the least of what is seen within two seconds. */
export async function settledMemory(n8n: N8nProcess): Promise<Memory> {
	const seen: Memory[] = [];
	while (seen.length < LOOKS) {
		seen.push(await memoryOf(n8n));
		await sleep(500);
	}
	const least = (what: keyof Memory) => Math.round(Math.min(...seen.map((one) => one[what])));
	return { resident: least('resident'), used: least('used') };
}
