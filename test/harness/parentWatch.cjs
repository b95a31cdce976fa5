/**
 * Loaded into n8n before n8n itself: ends it, with its task runner, when the process that started it is gone.
 * The channel to that process is closed by the operating system even after a hard kill. (Standard input would not do:
 * it ends by itself while n8n starts.)
 */
process.on('disconnect', () => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => {
		if (process.platform === 'win32') process.exit(1);
		// n8n leads its own process group, so this takes what it started along.
		process.kill(0, 'SIGKILL');
	}, 5000).unref();
});
process.channel?.unref();
