import { Journal } from '../chassis/journal.mts';
import type { Answer, Call } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';
import { type Listening, listen } from '../chassis/server.mts';
import { routeApi } from './api/route.mts';
import { Control } from './control.mts';
import { routeControl } from './controlRoutes.mts';
import { routePages } from './pages/route.mts';
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

/** The token endpoint is `/auth/token` below `url`. */
export interface Desk extends Listening {
	clientId: string;
	clientSecret: string;
	control: Control;
}

const TOKEN = /^\/auth\/token$/i;

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
	const control = new Control(store, tokens, journal);
	const listening = await listen(
		{
			isWire: (path) => /^\/(api|auth)(\/|$)/i.test(path),
			isLogin: (path) => TOKEN.test(path),
			answer(call) {
				if (TOKEN.test(call.path)) return issueToken(tokens, call);
				tokens.check(call.authorization);
				return routeApi(store, call);
			},
			local: (call) =>
				call.path.startsWith('/control/') ? routeControl(control, call) : routePages(store, call),
			failure: (status, message) => ({ status, body: { error: 'server_error', message } }),
			faults: () => control.faults,
			journal,
			now,
		},
		options.port,
	);
	return { ...listening, clientId, clientSecret, control };
}

function issueToken(tokens: Tokens, call: Call): Answer {
	if (call.method !== 'POST') {
		throw new Refusal(405, 'method_not_allowed', 'A token is asked for with POST.');
	}
	if (!call.contentType.startsWith('application/x-www-form-urlencoded')) {
		throw new Refusal(400, 'invalid_request', 'A token request is sent as a form.');
	}
	const body = tokens.issue(new URLSearchParams(call.body), call.authorization);
	return { status: 200, body };
}
