import { randomBytes } from 'node:crypto';

import { type N8n, startN8n } from './n8n.mts';
import { launchN8n, type N8nProcess } from './n8nProcess.mts';
import { type Postgres, postgresFolder, startPostgres } from './postgres.mts';
import { freePort } from './process.mts';
import { startProxy } from './proxy.mts';
import { type Redis, redisFolder, startRedis } from './redis.mts';

/** What queue mode needs of this machine, and where it is. */
export const queueModeServers = () => ({ PostgreSQL: postgresFolder(), Redis: redisFolder() });

export interface QueueModeOptions {
	/** Default 2. */
	workers?: number;
	/** Executions that one worker runs at a time; default 10, which is n8n's own. */
	concurrency?: number;
	/** Added to the environment of every process. */
	env?: Record<string, string>;
}

/** n8n in queue mode: each process has a user folder of its own with the package in it, as on machines of their own. */
export interface QueueMode {
	/** Editor, schedules and REST interface; its `api` knows that webhooks answer at the proxy, which leads to the webhook processor. */
	main: N8n;
	webhook: N8nProcess;
	/** Those that run. */
	workers: Map<number, N8nProcess>;
	postgres: Postgres;
	/** Ends a worker at once, as a power cut would. */
	killWorker(index: number): Promise<void>;
	/** Puts a new worker into the place of a killed one. */
	startWorker(index: number): Promise<void>;
	close(): Promise<void>;
}

function sharedEnvironment(postgres: Postgres, redis: Redis, options: QueueModeOptions) {
	return {
		EXECUTIONS_MODE: 'queue',
		// Also what a person starts in the editor, so that workers run everything.
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: postgres.database,
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_PASSWORD: postgres.password,
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		N8N_CONCURRENCY_PRODUCTION_LIMIT: String(options.concurrency ?? 10),
		...options.env,
	};
}

/**
 * Starts PostgreSQL, Redis, one main process, one webhook processor and workers, all on loopback.
 *
 * @throws when a part does not start; what had started is ended then
 */
export async function startQueueMode(options: QueueModeOptions = {}): Promise<QueueMode> {
	const ends: Array<() => Promise<void>> = [];
	const close = async () => {
		for (const end of ends.splice(0).reverse()) await end();
	};
	try {
		const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
		ends.push(postgres.stop, redis.stop);
		const webhookPort = await freePort();
		const proxy = await startProxy();
		ends.push(proxy.close);
		proxy.ports.webhook = webhookPort;
		const env = {
			...sharedEnvironment(postgres, redis, options),
			N8N_WEBHOOK_URL: `${proxy.url}/`,
			// Where forms send people to log in.
			N8N_EDITOR_BASE_URL: proxy.url,
		};
		// First and alone: it creates the tables. Events go to the webhook processor, so it takes none.
		const main = await startN8n({ env: { ...env, N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' } });
		ends.push(main.close);
		proxy.ports.main = main.port;
		const webhook = launchN8n('webhook', { env, port: webhookPort });
		const workers = new Map<number, N8nProcess>();
		const startWorker = async (index: number) => {
			workers.set(index, await launchN8n('worker', { env }));
		};
		const killWorker = async (index: number) => {
			const worker = workers.get(index);
			workers.delete(index);
			await worker?.kill();
			await worker?.close();
		};
		const indexes = Array.from({ length: options.workers ?? 2 }, (_, index) => index);
		const started = await Promise.allSettled([webhook, ...indexes.map(startWorker)]);
		ends.push(async () => {
			await Promise.all([...workers.values()].map((worker) => worker.close()));
			await webhook.then(
				({ close: end }) => end(),
				() => {},
			);
		});
		const failed = started.find((one) => one.status === 'rejected');
		if (failed) throw failed.reason;
		return {
			main,
			webhook: await webhook,
			workers,
			postgres,
			killWorker,
			startWorker,
			close,
		};
	} catch (error) {
		await close();
		throw error;
	}
}
