import type { Answer, Call } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';
import { type SimulatedDesk, start } from '../chassis/desk.mts';
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

export type Desk = SimulatedDesk<Control> & { clientId: string; clientSecret: string };

const TOKEN = /^\/auth\/token$/i;

/** Starts a desk on loopback, filled with invented agents, tickets and chats. Its token endpoint is `/auth/token`. */
export async function startDesk(options: DeskOptions = {}): Promise<Desk> {
	const now = options.now ?? (() => new Date());
	const clientId = options.clientId ?? 'desk-client';
	const clientSecret = options.clientSecret ?? 'desk-secret';
	const settings: Settings = { ...STRICT, ...(options.lenient ? LENIENT : {}) };
	for (const name of Object.keys(STRICT) as Array<keyof Settings>) {
		if (options[name] !== undefined) Object.assign(settings, { [name]: options[name] });
	}
	const store = new Store(settings, now);
	const client = { clientId, clientSecret };
	const tokens = new Tokens(client, options.tokenSeconds ?? 3600, now, settings);
	const control = new Control(store, tokens);
	const desk = await start(
		{
			...{ name: 'HaloPSA', control, now },
			isWire: (path) => /^\/(api|auth)(\/|$)/i.test(path),
			isLogin: (path) => TOKEN.test(path),
			answer(call) {
				if (TOKEN.test(call.path)) return issueToken(tokens, call);
				tokens.check(call.authorization);
				return routeApi(store, call);
			},
			controlled: (call) => routeControl(control, call),
			page: (call) => routePages(store, call),
			failure: (status, message) => ({ status, body: { error: 'server_error', message } }),
			account: (url) => ({
				type: 'oAuth2Api',
				data: {
					...{ grantType: 'clientCredentials', accessTokenUrl: `${url}/auth/token` },
					...{ ...client, scope: 'all', authentication: 'body' },
				},
			}),
			settings: (url) => ({ address: url, ticketPage: '/ticket/' }),
			pageOf: (number) => `/ticket/${number}`,
			messagesOf: (chatId) => store.chat(Number(chatId)).messages.map(({ text }) => text),
		},
		options.port,
	);
	return { ...desk, ...client };
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
