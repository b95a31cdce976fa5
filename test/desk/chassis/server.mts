import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { type Faults, takeFault } from './faults.mts';
import { readCall, send } from './http.mts';
import type { Answer, Call } from './http.mts';
import type { Journal, JournalEntry } from './journal.mts';
import { Refusal } from './refusal.mts';

/** What one simulated desk does, and another does not. */
export interface Wire {
	/** Whether a path is the API's own or that of its logins: only those know faults and are in the journal. */
	isWire(path: string): boolean;
	/** Whether a path is that of a login: its faults are not used up, and its body, which holds a secret, is not kept. */
	isLogin?(path: string): boolean;
	/** Answers a request of the API. What it throws is a refusal, or a fault of this program. */
	answer(call: Call): Answer;
	/** Pages and control: no login, no faults. */
	local(call: Call): Answer;
	/** What a failure looks like that the desk has no words of its own for. */
	failure(status: number, message: string): Answer;
	faults(): Faults;
	journal: Journal;
	now(): Date;
}

export interface Listening {
	/** Base URL without a trailing slash. */
	url: string;
	port: number;
	/** Ends the server and every open connection. */
	close(): Promise<void>;
}

/** Lets a simulated desk listen on loopback. `port` 0 takes a free one. */
export async function listen(wire: Wire, port = 0): Promise<Listening> {
	const server = createServer((request, response) => void handle(wire, request, response));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', resolve);
	});
	const address = server.address() as AddressInfo;
	const close = async () => {
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	};
	return { url: `http://127.0.0.1:${address.port}`, port: address.port, close };
}

async function handle(wire: Wire, request: IncomingMessage, response: ServerResponse) {
	try {
		const call = await readCall(request);
		const answer = wire.isWire(call.path) ? await answerWire(wire, call) : wire.local(call);
		if (answer === 'destroy') request.socket.destroy();
		else send(response, answer);
	} catch (error) {
		if (request.socket.destroyed) return;
		send(response, refused(wire, error));
	}
}

type Outcome = { answer: Answer | 'destroy'; fault: JournalEntry['fault'] };

async function answerWire(wire: Wire, call: Call): Promise<Answer | 'destroy'> {
	const { delayMs } = wire.faults();
	if (delayMs > 0) await pause(delayMs);
	const { answer, fault } = faulty(wire, call);
	wire.journal.add({
		at: wire.now().toISOString(),
		method: call.method,
		path: call.path,
		query: Object.fromEntries(call.query),
		status: answer === 'destroy' ? null : answer.status,
		body: wire.isLogin?.(call.path) || call.body === '' ? null : parsed(call.body),
		fault,
	});
	return answer;
}

function faulty(wire: Wire, call: Call): Outcome {
	const { offline, answerNext, storeButFail } = wire.faults();
	if (offline === 'destroy') return { answer: 'destroy', fault: 'offline' };
	if (offline === 'unavailable') {
		return { answer: wire.failure(503, 'The desk is offline.'), fault: 'offline' };
	}
	const isLogin = wire.isLogin?.(call.path) ?? false;
	if (!isLogin && takeFault(answerNext, call.path)) {
		const { status, retryAfter, page } = answerNext;
		const headers: Record<string, string> =
			retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
		const said = wire.failure(status, `The desk was told to answer ${status}.`);
		const shown = page ? { body: '<html>A proxy</html>' } : {};
		return {
			answer: { ...said, headers: { ...(page ? {} : said.headers), ...headers }, ...shown },
			fault: 'answerNext',
		};
	}
	const answer = honest(wire, call);
	const isWrite = call.method !== 'GET' && !isLogin && answer.status < 300;
	if (isWrite && takeFault(storeButFail, call.path)) {
		const failed = wire.failure(500, 'Something went wrong after the write.');
		return { answer: storeButFail.how === 'destroy' ? 'destroy' : failed, fault: 'storeButFail' };
	}
	return { answer, fault: null };
}

function honest(wire: Wire, call: Call): Answer {
	try {
		return wire.answer(call);
	} catch (error) {
		return refused(wire, error);
	}
}

/** An error that is not a refusal is a fault of this program, and shows as a 500 with its text. */
function refused(wire: Wire, error: unknown): Answer {
	if (error instanceof Refusal) {
		return { status: error.status, body: error.body, headers: error.headers };
	}
	return wire.failure(500, error instanceof Error ? error.message : String(error));
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
