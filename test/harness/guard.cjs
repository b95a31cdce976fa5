/**
 * `node guard.cjs '{"program": …, "args": […], "uid"?: …, "gid"?: …}'` runs a server that cannot watch over itself, and
 * ends it when the process that asked for it is gone.
 */
require('./parentWatch.cjs');
const { spawn } = require('node:child_process');

const { program, args, ...options } = JSON.parse(process.argv[2]);
const server = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
// PostgreSQL waits for its clients after SIGTERM; after SIGINT it does not, and others end just as well.
process.on('SIGTERM', () => server.kill('SIGINT'));
server.on('error', (error) => {
	console.error(error.message);
	process.exit(1);
});
server.on('close', (code) => process.exit(code ?? 1));
