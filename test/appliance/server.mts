import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

import { createControl, type Control } from './control.mts';
import { controlEndpoint, isControlCall } from './controlApi.mts';
import { faultAnswer, spoil, type FaultRule } from './faults.mts';
import { defaultOptions, type ApplianceOptions } from './options.mts';
import { route } from './router.mts';
import { html, json, readCall, type Answer, type Call } from './wire.mts';
import { populate, type World } from './world.mts';

export interface Appliance {
	/** Without a trailing slash. */
	url: string;
	port: number;
	/** The account to log in with; after a rotation, with the new secret. */
	readonly account: { clientId: string; clientSecret: string };
	control: Control;
	close(): Promise<void>;
}

/** Every answer sets a cookie that clients must ignore, and closes its connection (reference, 2.1). */
function headersOf({ type, headers }: Answer): Record<string, string> {
	return {
		'Content-Type': type,
		'Set-Cookie': `ns_s=${randomBytes(8).toString('hex')}; path=/; HttpOnly`,
		'X-Content-Type-Options': 'nosniff',
		...headers,
		Connection: 'close',
	};
}

/** Sends an answer in chunks (no length is known beforehand); with `cut`, the connection breaks after the first half. */
async function send(response: ServerResponse, answer: Answer, cut: boolean): Promise<void> {
	response.writeHead(answer.status, headersOf(answer));
	const { body } = answer;
	const pieces = typeof body === 'string' || Buffer.isBuffer(body) ? [body] : body;
	if (!cut) return await pipeline(Readable.from(pieces), response);
	const text = [...pieces].join('');
	await new Promise((resolve) => response.write(text.slice(0, text.length / 2), resolve));
	response.destroy();
}

/** The answer of the API with the faults of the moment; null when the connection is to be reset. */
async function answerCall(
	world: World,
	call: Call,
	rule: FaultRule | null,
): Promise<Answer | null> {
	if (world.faults.offline === 'reset' || rule?.kind === 'reset') return null;
	const wait = world.faults.slow + (rule?.kind === 'delay' ? (rule.ms ?? 1000) : 0);
	if (wait > 0) await sleep(wait);
	if (world.faults.offline === 'unavailable') return faultAnswer({ kind: 'status', status: 503 });
	if (rule?.kind === 'status' || rule?.kind === 'proxy') return faultAnswer(rule);
	const answer = route(world, call);
	return rule?.kind === 'resetAfter' ? null : spoil(answer, rule);
}

async function serveApi(world: World, call: Call, response: ServerResponse): Promise<void> {
	const { journal } = world;
	const entry = journal.begin(call);
	let status = 0;
	try {
		const rule = world.faults.take(call);
		const answer = await answerCall(world, call, rule);
		if (!answer) {
			response.socket?.resetAndDestroy();
			return;
		}
		status = answer.status;
		await send(response, answer, rule?.kind === 'cut');
	} finally {
		journal.finish(entry, status, call.clientId);
	}
}

async function serve(
	world: World,
	control: Control,
	request: IncomingMessage,
	response: ServerResponse,
): Promise<void> {
	const call = await readCall(request);
	if (!call) return await send(response, json(413, { message: 'Too long.' }), false);
	if (!isControlCall(call)) return await serveApi(world, call, response);
	const answer = await controlEndpoint(control, call, request.socket.remoteAddress ?? '');
	await send(response, answer, false);
}

/** Runs a server that can leave its port and come back to it. */
async function listen(server: Server, host: string, port: number): Promise<number> {
	server.listen(port, host);
	await once(server, 'listening');
	return (server.address() as AddressInfo).port;
}

async function unlisten(server: Server): Promise<void> {
	if (!server.listening) return;
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
}

/** Starts a simulated appliance on loopback; options that are left out take their defaults. */
export async function startAppliance(options: Partial<ApplianceOptions> = {}): Promise<Appliance> {
	const settings: ApplianceOptions = { ...defaultOptions, ...options };
	let port = 0;
	const world = populate(
		{
			publicUrl: (hostname) => publicUrl(settings.host, port, hostname),
		} as World,
		{ ...settings },
	);
	const server = createServer((request, response) => {
		serve(world, control, request, response).catch((error: unknown) => {
			if (response.headersSent) response.destroy();
			else void send(response, html(500, `${error instanceof Error ? error.stack : error}`), false);
		});
	});
	const control = createControl(world, {
		initial: settings,
		unlisten: async () => await unlisten(server),
		relisten: async () => {
			if (!server.listening) await listen(server, settings.host, port);
		},
	});
	port = await listen(server, settings.host, settings.port);
	return {
		url: `http://${settings.host}:${port}`,
		port,
		get account() {
			const { clientId, clientSecret } = world.accounts.get();
			return { clientId, clientSecret };
		},
		control,
		close: async () => {
			control.stop();
			await unlisten(server);
		},
	};
}

const isLocal = (hostname: string) => ['127.0.0.1', 'localhost'].includes(hostname);

/** A public portal of another name is a real host name elsewhere, with TLS and on the ordinary port. */
function publicUrl(host: string, port: number, hostname?: string | null): string {
	if (!hostname || hostname === host) return `http://${host}:${port}`;
	return isLocal(hostname) ? `http://${hostname}:${port}` : `https://${hostname}`;
}
