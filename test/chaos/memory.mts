import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../harness/prepared.mts';

/** What n8n is started with so that `settledMemory` can be measured. */
export const measurable = {
	NODE_OPTIONS: `--expose-gc --require=${path.join(root, 'test/chaos/collect.cjs')}`,
};

async function memoryOf(pid: number): Promise<number> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8');
	return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

/** Megabytes that a process holds when its garbage is collected: the least of what is seen within ten seconds. */
export async function settledMemory(pid: number): Promise<number> {
	const seen: number[] = [];
	for (let time = 0; time < 10; time++) {
		process.kill(pid, 'SIGUSR2');
		await sleep(1000);
		seen.push(await memoryOf(pid));
	}
	return Math.round(Math.min(...seen));
}
