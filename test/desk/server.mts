import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

import { routeApi } from './api/route.mts';
import { Control } from './control.mts';
import { routeControl } from './controlRoutes.mts';
import { takeFault } from './faults.mts';
import { readCall, send } from './http.mts';
import type { Answer, Call } from './http.mts';
import { Journal } from './journal.mts';
import type { JournalEntry } from './journal.mts';
import { routePages } from './pages/route.mts';
import { Refusal } from './refusal.mts';
import { LENIENT, Store, STRICT, type Settings } from './store.mts';
import { Tokens } from './tokens.mts';

export interface DeskOptions extends Partial<Settings> {
	/** 0, the default, takes a free port. */
	port?: number;
	/** Default `desk-client`. */
	clientId?: string;
	/** Default `desk-secret`. */
	clientSecret?: string;
	/** Life of an access token in seconds, default 3600. */
	tokenSeconds?: number;
	/** What Halo refuses is taken: for templates that are older than that knowledge. */
	lenient?: boolean;
	/** The clock, for tests of expiry. */
	now?: () => Date;
}

export interface Desk {
	/** Base URL without a trailing slash; the token endpoint is `/auth/token` below it. */
	url: string;
	port: number;
	clientId: string;
	clientSecret: string;
	control: Control;
	/** Ends the server and every open connection. */
	close(): Promise<void>;
}

type Fault = JournalEntry['fault'];
type Outcome = { answer: Answer | 'destroy'; fault: Fault };

/** Starts a desk on loopback, filled with invented agents, tickets and chats. */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
	const now = options.now ?? (() => new Date());
	const clientId = options.clientId ?? 'desk-client';
	const clientSecret = options.clientSecret ?? 'desk-secret';
	const settings: Settings = { ...STRICT, ...(options.lenient ? LENIENT : {}) };
	for (const name of Object.keys(STRICT) as Array<keyof Settings>) {
		if (options[name] !== undefined) Object.assign(settings, { [name]: options[name] });
	}
	const store = new Store(settings, now);
	const tokens = new Tokens(
		{ clientId, clientSecret },
		options.tokenSeconds ?? 3600,
		now,
		settings,
	);
	const journal = new Journal();
	const desk = { store, tokens, journal, control: new Control(store, tokens, journal) };

	const server = createServer((request, response) => void handle(desk, request, response));
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(options.port ?? 0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	const close = async () => {
		await new Promise<void>((resolve) => {
			server.close(() => resolve());
			server.closeAllConnections();
		});
	};
	const url = `http://127.0.0.1:${port}`;
	return { url, port, clientId, clientSecret, control: desk.control, close };
}

interface Parts {
	store: Store;
	tokens: Tokens;
	journal: Journal;
	control: Control;
}

async function handle(desk: Parts, request: IncomingMessage, response: ServerResponse) {
	try {
		const call = await readCall(request);
		const wire = /^\/(api|auth)(\/|$)/i.test(call.path);
		const answer = wire ? await answerWire(desk, call) : answerLocal(desk, call);
		if (answer === 'destroy') request.socket.destroy();
		else send(response, answer);
	} catch (error) {
		if (request.socket.destroyed) return;
		send(response, refusalAnswer(error));
	}
}

/** Pages and control: no token, no faults, not in the journal. */
function answerLocal(desk: Parts, call: Call): Answer {
	if (call.path.startsWith('/control/')) return routeControl(desk.control, call);
	return routePages(desk.store, call);
}

async function answerWire(desk: Parts, call: Call): Promise<Answer | 'destroy'> {
	const { delayMs } = desk.control.faults;
	if (delayMs > 0) await pause(delayMs);
	const { answer, fault } = faultyAnswer(desk, call);
	desk.journal.add({
		at: desk.store.now().toISOString(),
		method: call.method,
		path: call.path,
		query: Object.fromEntries(call.query),
		status: answer === 'destroy' ? null : answer.status,
		body: /^\/api\//i.test(call.path) && call.body !== '' ? parsed(call.body) : null,
		fault,
	});
	return answer;
}

function faultyAnswer(desk: Parts, call: Call): Outcome {
	const { offline, answerNext, storeButFail } = desk.control.faults;
	if (offline === 'destroy') return { answer: 'destroy', fault: 'offline' };
	if (offline === 'unavailable') {
		return { answer: failure(503, 'The desk is offline.'), fault: 'offline' };
	}
	if (takeFault(answerNext, call.path)) {
		const { status, retryAfter, page } = answerNext;
		const headers: Record<string, string> =
			retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
		const said = failure(status, `The desk was told to answer ${status}.`);
		const answer = { ...said, headers, ...(page ? { body: '<html>A proxy</html>' } : {}) };
		return { answer, fault: 'answerNext' };
	}
	const answer = honestAnswer(desk, call);
	if (call.method === 'POST' && answer.status === 201 && takeFault(storeButFail, call.path)) {
		const failed = failure(500, 'Something went wrong after the write.');
		return { answer: storeButFail.how === 'destroy' ? 'destroy' : failed, fault: 'storeButFail' };
	}
	return { answer, fault: null };
}

function honestAnswer(desk: Parts, call: Call): Answer {
	try {
		if (/^\/auth\/token$/i.test(call.path)) return issueToken(desk, call);
		desk.tokens.check(call.authorization);
		return routeApi(desk.store, call);
	} catch (error) {
		return refusalAnswer(error);
	}
}

function issueToken(desk: Parts, call: Call): Answer {
	if (call.method !== 'POST') {
		throw new Refusal(405, 'method_not_allowed', 'A token is asked for with POST.');
	}
	if (!call.contentType.startsWith('application/x-www-form-urlencoded')) {
		throw new Refusal(400, 'invalid_request', 'A token request is sent as a form.');
	}
	const body = desk.tokens.issue(new URLSearchParams(call.body), call.authorization);
	return { status: 200, body };
}

/** An error that is not a refusal is a fault of this program, and shows as a 500 with its text. */
function refusalAnswer(error: unknown): Answer {
	if (error instanceof Refusal)
		return { status: error.status, body: error.body, headers: error.headers };
	return failure(500, error instanceof Error ? error.message : String(error));
}

function failure(status: number, message: string): Answer {
	return { status, body: { error: 'server_error', message } };
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}
