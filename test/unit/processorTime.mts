/** Milliseconds of processor time that `work` takes: on a busy machine it is the same work, which a clock would not say. */
export function processorTime(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const { user, system } = process.cpuUsage(before);
	return (user + system) / 1_000;
}
