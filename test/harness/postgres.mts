import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

import { freePort, type ServerProcess } from './process.mts';
import { folderOf, startGuarded, type User } from './programs.mts';

const run = promisify(execFile);
const patience = 60_000;

/** A private PostgreSQL cluster on loopback with one empty database. */
export interface Postgres {
	host: string;
	port: number;
	user: string;
	password: string;
	database: string;
	/** Ends the server and removes its data. */
	stop(): Promise<void>;
}

/** The folder of PostgreSQL's programs; undefined where it is not installed. */
export const postgresFolder = (): string | undefined =>
	folderOf(['postgres', 'initdb'], ['/usr/lib/postgresql/*/bin', '/usr/pgsql-*/bin']);

/** PostgreSQL refuses to run as root: then its own user or nobody runs it. */
async function userForServer(): Promise<User> {
	if (process.getuid?.() !== 0) return {};
	const users = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
	const user = ['postgres', 'nobody']
		.flatMap((name) => users.filter(([one]) => one === name))
		.at(0);
	if (!user) throw new Error('PostgreSQL does not run as root, and there is no other user');
	return { uid: Number(user[2]), gid: Number(user[3]) };
}

/** Makes the cluster below `folder`. @returns where its data is */
async function createCluster(bin: string, folder: string, password: string, user: User) {
	const passwordFile = path.join(folder, 'password');
	await writeFile(passwordFile, password, { mode: 0o600 });
	if (user.uid !== undefined && user.gid !== undefined) {
		await chown(folder, user.uid, user.gid);
		await chown(passwordFile, user.uid, user.gid);
	}
	const data = path.join(folder, 'data');
	const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--no-locale', '--no-sync'];
	await run(
		path.join(bin, 'initdb'),
		['-D', data, '-U', 'n8n', `--pwfile=${passwordFile}`, ...options],
		{ cwd: folder, ...user },
	);
	return data;
}

/** What PostgreSQL answers to the request for encryption: one letter, as soon as it listens and is not starting up. */
async function answers(port: number): Promise<boolean> {
	const socket = net.connect(port, '127.0.0.1');
	try {
		return await new Promise<boolean>((resolve) => {
			socket.once('error', () => resolve(false));
			socket.once('close', () => resolve(false));
			socket.once('data', () => resolve(true));
			socket.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
		});
	} finally {
		socket.destroy();
	}
}

const isReady = ({ logs }: ServerProcess) =>
	logs.some((line) => line.includes('ready to accept connections'));

async function waitUntilReady(server: ServerProcess, port: number) {
	let end: string | undefined;
	void server.ended.then((how) => (end = how));
	const deadline = Date.now() + patience;
	while (!(isReady(server) && (await answers(port)))) {
		if (end !== undefined || Date.now() > deadline) {
			const lines = server.logs.slice(-20).join('\n');
			throw new Error(`PostgreSQL ${end ? `ended with ${end}` : 'does not answer'}:\n${lines}`);
		}
		await sleep(100);
	}
}

/**
 * Starts a private PostgreSQL. What it holds survives a kill of the server's clients, not a loss of power: it does not
 * wait for the disk.
 *
 * @throws when PostgreSQL is not installed or does not start
 */
export async function startPostgres(): Promise<Postgres> {
	const bin = postgresFolder();
	if (!bin) throw new Error('PostgreSQL is not installed');
	const user = await userForServer();
	const folder = await mkdtemp(path.join(os.tmpdir(), 'n8n-nodes-beyondtrust-postgres-'));
	const removeFolder = () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
	const password = randomBytes(12).toString('hex');
	try {
		const data = await createCluster(bin, folder, password, user);
		const port = await freePort();
		const settings = {
			listen_addresses: '127.0.0.1',
			port,
			unix_socket_directories: '',
			max_connections: 200,
			fsync: 'off',
			synchronous_commit: 'off',
			full_page_writes: 'off',
		};
		const server = startGuarded(
			path.join(bin, 'postgres'),
			[
				'-D',
				data,
				...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
			],
			{ cwd: folder, user },
		);
		await waitUntilReady(server, port).catch(async (error: unknown) => {
			await server.kill();
			throw error;
		});
		const stop = async () => {
			await server.close();
			await removeFolder();
		};
		return { host: '127.0.0.1', port, user: 'n8n', password, database: 'postgres', stop };
	} catch (error) {
		await removeFolder();
		throw error;
	}
}
