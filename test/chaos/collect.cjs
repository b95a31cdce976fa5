/** Loaded into n8n: collects its garbage when asked to by a signal, so that what it really holds can be measured. */
process.on('SIGUSR2', () => {
	globalThis.gc();
	setTimeout(() => globalThis.gc(), 200).unref();
});
