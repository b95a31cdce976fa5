/** Loaded into n8n: when asked to by a signal, collects its garbage and says what it then holds, in a line of its output. */
process.on('SIGUSR2', () => {
	globalThis.gc();
	setTimeout(() => {
		globalThis.gc();
		console.log(`MEMORY ${JSON.stringify({ ...process.memoryUsage(), at: process.uptime() })}`);
	}, 200).unref();
});
