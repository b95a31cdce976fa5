import { mkdtemp, rm } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';

import { freePort } from './process.mts';
import { folderOf, startGuarded } from './programs.mts';
import { eventually } from './rest.mts';

/** A private Redis on loopback that keeps nothing. */
export interface Redis {
	host: string;
	port: number;
	stop(): Promise<void>;
}

/** The folder of Redis' server; undefined where it is not installed. */
export const redisFolder = (): string | undefined => folderOf(['redis-server']);

async function answers(port: number): Promise<true | undefined> {
	const socket = net.connect(port, '127.0.0.1');
	try {
		return await new Promise<true | undefined>((resolve) => {
			socket.once('error', () => resolve(undefined));
			socket.once('data', (data) => resolve(String(data).startsWith('+PONG') || undefined));
			socket.write('PING\r\n');
		});
	} finally {
		socket.destroy();
	}
}

/** @throws when Redis is not installed or does not start */
export async function startRedis(): Promise<Redis> {
	const bin = redisFolder();
	if (!bin) throw new Error('Redis is not installed');
	const port = await freePort();
	const folder = await mkdtemp(path.join(os.tmpdir(), 'n8n-nodes-beyondtrust-redis-'));
	const settings = {
		bind: '127.0.0.1',
		port: String(port),
		save: '',
		appendonly: 'no',
		dir: folder,
	};
	const server = startGuarded(
		path.join(bin, 'redis-server'),
		Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]),
		{ cwd: folder },
	);
	const stop = async () => {
		await server.close();
		await rm(folder, { recursive: true, force: true });
	};
	await eventually('an answer of Redis', () => answers(port)).catch(async (error: unknown) => {
		await stop();
		throw new Error(`${(error as Error).message}:\n${server.logs.slice(-20).join('\n')}`);
	});
	return { host: '127.0.0.1', port, stop };
}
