import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

import { noMailFaults, type MailFaults, refusal } from './faults.mts';

export interface MailOptions {
	/** Default: a free one. */
	port?: number;
	/** Without it, there is no login. */
	login?: { user: string; password: string };
	/** Told of every accepted mail. */
	onMail?: (mail: Mail) => void;
}

/** A mail that was accepted with a 250, and nothing else. */
export interface Mail {
	/** Sender of the envelope. */
	from: string;
	/** Recipients of the envelope. */
	to: string[];
	/** What came over the wire, header and body, as text. */
	raw: string;
	parsed: ParsedMail;
}

export interface MailCounters {
	connections: number;
	refused: number;
	dropped: number;
	accepted: number;
}

export type MailServer = Awaited<ReturnType<typeof startMail>>;

const noCounters = (): MailCounters => ({ connections: 0, refused: 0, dropped: 0, accepted: 0 });

async function textOf(stream: SMTPServerDataStream, cutAfterFirst: boolean): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of stream) {
		chunks.push(chunk as Buffer);
		if (cutAfterFirst) break;
	}
	return Buffer.concat(chunks).toString('utf8');
}

/** A real SMTP server without TLS, on loopback, which keeps every mail that it accepted. */
export async function startMail(options: MailOptions = {}) {
	const mails: Mail[] = [];
	const faults: MailFaults = noMailFaults();
	const counters = noCounters();
	const sockets = new Set<Socket>();
	let server: SMTPServer | undefined;
	let port = options.port ?? 0;

	const cutOff = ({ remotePort }: SMTPServerSession) => {
		for (const socket of sockets) if (socket.remotePort === remotePort) socket.destroy();
	};

	async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
		if (faults.dropInData > 0) {
			faults.dropInData -= 1;
			counters.dropped += 1;
			await textOf(stream, true);
			cutOff(session);
			return;
		}
		const raw = await textOf(stream, false);
		if (faults.slowMs > 0) await sleep(faults.slowMs);
		if (faults.refuseData > 0) {
			faults.refuseData -= 1;
			counters.refused += 1;
			throw refusal(faults.refuseCode, 'The message was refused as spam');
		}
		const { mailFrom, rcptTo } = session.envelope;
		const parsed = await simpleParser(raw);
		if (faults.endAfter !== null && counters.accepted >= faults.endAfter) {
			faults.endAfter = null;
			await offline();
		}
		if (!server) return;
		const mail: Mail = {
			from: mailFrom === false ? '' : mailFrom.address,
			to: rcptTo.map(({ address }) => address),
			raw,
			parsed,
		};
		mails.push(mail);
		counters.accepted += 1;
		options.onMail?.(mail);
		if (faults.cutAfterData > 0) {
			faults.cutAfterData -= 1;
			cutOff(session);
		}
	}

	function create(): SMTPServer {
		const created = new SMTPServer({
			disabledCommands: options.login ? ['STARTTLS'] : ['AUTH', 'STARTTLS'],
			authOptional: !options.login,
			allowInsecureAuth: true,
			onAuth({ username, password }, _session, done) {
				const { user, password: right } = options.login ?? {};
				if (username === user && password === right) return done(null, { user });
				done(refusal(535, 'Authentication credentials invalid'));
			},
			onConnect(_session, done) {
				done(faults.busy ? refusal(421, 'Too busy') : null);
			},
			disableReverseLookup: true,
			logger: false,
			closeTimeout: 100,
			onRcptTo({ address }, _session, done) {
				if (!faults.refuseRecipient?.test(address)) return done();
				counters.refused += 1;
				done(refusal(550, `No such user here: ${address}`));
			},
			onData(stream, session, done) {
				receive(stream, session).then(
					() => done(),
					(error: Error) => done(error),
				);
			},
		});
		// A client that is cut off, or cuts off, is what these tests are about.
		created.on('error', () => {});
		created.server.on('connection', (socket: Socket) => {
			counters.connections += 1;
			sockets.add(socket);
			socket.once('close', () => sockets.delete(socket));
		});
		return created;
	}

	async function online(): Promise<void> {
		if (server) return;
		const created = create();
		server = created;
		created.listen(port, '127.0.0.1');
		await once(created.server, 'listening');
		({ port } = created.server.address() as AddressInfo);
	}

	async function offline(): Promise<void> {
		const ending = server;
		server = undefined;
		for (const socket of sockets) socket.destroy();
		if (ending) await new Promise<void>((resolve) => ending.close(() => resolve()));
	}

	function clear(): void {
		mails.length = 0;
		Object.assign(faults, noMailFaults());
		Object.assign(counters, noCounters());
	}

	await online();
	return {
		host: '127.0.0.1',
		port,
		/** What an SMTP credential of n8n holds for this server. */
		account: {
			host: '127.0.0.1',
			port,
			secure: false,
			disableStartTls: true,
			user: options.login?.user ?? '',
			password: options.login?.password ?? '',
		},
		control: {
			/** Accepted mails, oldest first. */
			mails: (): Mail[] => [...mails],
			counters: (): MailCounters => ({ ...counters }),
			/** Merged into what is set. */
			setFaults: (change: Partial<MailFaults>): void => void Object.assign(faults, change),
			/** Ends the server as a power cut would: connections are cut, new ones refused. */
			offline,
			/** The same port again. */
			online,
			/** No mails, no faults, counters at zero. */
			clear,
			/** The same, and online. */
			async reset(): Promise<void> {
				clear();
				await online();
			},
		},
		close: offline,
	};
}
