import os from 'node:os';

/** One line on what a bench is about to run on: absolute times mean nothing without it. */
export function machine(): string {
	const cores = os.cpus();
	const [load] = os.loadavg();
	const busy = load === 0 ? '' : `, load ${load.toFixed(1)} at the start`;
	const memory = Math.round(os.totalmem() / 1_000_000_000);
	return `Node.js ${process.version}, ${cores.length} cores (${cores[0]?.model.trim() || process.arch}), ${memory} GB${busy}`;
}
