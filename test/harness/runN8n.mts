import path from 'node:path';
import { prepared, root } from './prepared.mts';
import { type ServerProcess, startProcess } from './process.mts';

/** n8n's commands: all in one, only the webhooks, only what others put into the queue. */
export type Command = 'start' | 'webhook' | 'worker';

/** This process's environment without anything that would configure n8n or the Node.js under it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
	const configuresN8n =
		/^(N8N_|DB_|EXECUTIONS_|OFFLOAD_|QUEUE_|WEBHOOK_|GENERIC_|NODES_|CREDENTIALS_|JEST_|NODE_ENV$|NODE_OPTIONS$)/;
	const kept = Object.entries(process.env).filter(([name]) => !configuresN8n.test(name));
	return Object.fromEntries(kept);
}

/**
 * Runs one command of n8n. Tests, benchmarks and `npm start` all come through here, and nothing else knows how n8n is run:
 * today a program of the Node.js in the cache folder; where a version comes as an image only, a container takes its place.
 * It has to see the folder `userFolder`, listen on this machine's loopback, and end when this process does.
 *
 * @param env everything that configures n8n, N8N_USER_FOLDER and N8N_PORT included
 * @param log receives each line of output as it comes
 */
export async function runN8n(
	command: Command,
	options: { userFolder: string; env: Record<string, string>; log?: (line: string) => void },
): Promise<ServerProcess> {
	const { n8n, node } = await prepared(false);
	const args = [
		'--require',
		path.join(root, 'test/harness/parentWatch.cjs'),
		path.join(n8n, 'node_modules/n8n/bin/n8n'),
		command,
	];
	return startProcess(node, args, {
		cwd: options.userFolder,
		env: {
			...cleanEnvironment(),
			PATH: [path.dirname(node), process.env.PATH].join(path.delimiter),
			...options.env,
		},
		log: options.log,
	});
}
