import { type SimulatedDesk, start } from '../chassis/desk.mts';
import type { Answer, Call } from '../chassis/http.mts';
import { Refusal } from '../chassis/refusal.mts';
import { Control } from './control.mts';
import { routePages } from './pages.mts';
import { failed, refused } from './refusals.mts';
import { type Settings, STRICT } from './settings.mts';
import { Store, sysId } from './store.mts';
import { answerTable } from './table.mts';
import { type Login, Tokens } from './tokens.mts';

export interface DeskOptions extends Partial<Settings> {
	/** 0, the default, takes a free port. */
	port?: number;
	/** Life of a token in seconds, by default 1800. */
	tokenSeconds?: number;
	/** The clock, for tests of expiry. */
	now?: () => Date;
}

export type ServiceNowDesk = SimulatedDesk<Control> & { login: Login };

const LOGIN: Login = {
	clientId: 'servicenow-client',
	clientSecret: 'servicenow-secret',
	user: 'desk.api',
	password: 'servicenow-password',
};
const TOKEN = '/oauth_token.do';
const ASLEEP =
	'<html><head><title>Instance Hibernating page</title></head><body>Sign in to wake it up.</body></html>';

/** Starts a ServiceNow instance on loopback: the Table API with incidents, users and journals, all invented. */
export async function startDesk(options: DeskOptions = {}): Promise<ServiceNowDesk> {
	const { port, tokenSeconds = 1800, now = () => new Date(), ...own } = options;
	const settings: Settings = { ...STRICT, ...own };
	const store = new Store(now);
	const tokens = new Tokens(LOGIN, tokenSeconds, now, settings);
	const control = new Control(store, tokens, settings);
	const answer = (call: Call): Answer => {
		if (settings.asleep !== null) return { status: settings.asleep, body: ASLEEP };
		if (call.path === TOKEN) return tokens.issue(call);
		tokens.check(call.authorization);
		limit(settings, now());
		look(control, call);
		return answerTable(store, settings, call);
	};
	const desk = await start(
		{
			...{ name: 'ServiceNow', control, now, answer },
			isWire: (path) => path.startsWith('/api/') || path === TOKEN,
			isLogin: (path) => path === TOKEN,
			page: (call) => routePages(store, call),
			failure: (status, message) => ({
				status,
				body:
					status === 429
						? failed(
								'Rate limit exceeded',
								'Rate limit of 100 requests per hour for Table API exceeded',
							)
						: failed('Operation Failed', message),
				headers: { 'content-type': 'application/json;charset=UTF-8' },
			}),
			account: (url) => ({
				type: 'oAuth2Api',
				data: {
					...{ grantType: 'clientCredentials', accessTokenUrl: `${url}${TOKEN}`, scope: '' },
					...{ clientId: LOGIN.clientId, clientSecret: LOGIN.clientSecret },
					authentication: 'body',
				},
			}),
			settings: (url) => ({ address: url, ticketPage: '/ticket/' }),
			pageOf: (number) => `/ticket/${store.byNumber(number)?.sys_id ?? sysId(number)}`,
		},
		port,
	);
	return { ...desk, login: LOGIN };
}

/** Rules on the rate exist where an administrator made some. @throws Refusal 429 */
function limit(settings: Settings, now: Date): void {
	if (settings.requestsLeft === null) return;
	if (settings.requestsLeft > 0) {
		settings.requestsLeft -= 1;
		return;
	}
	const { retryAfter } = settings;
	settings.requestsLeft = null;
	throw refused(
		429,
		'Rate limit exceeded',
		'Rate limit of 100 requests per hour for Table API exceeded',
		{
			'retry-after': String(retryAfter),
			'x-ratelimit-limit': '100',
			'x-ratelimit-reset': String(Math.floor(now.getTime() / 1000) + retryAfter),
			'x-ratelimit-rule': sysId('rule'),
		},
	);
}

const LONGEST_ADDRESS = 2048;

/** What a real instance may run or refuse, and a module must never send. @throws Refusal 414 */
function look(control: Control, call: Call): void {
	const query = call.query.get('sysparm_query') ?? '';
	if (/javascript:/i.test(query)) control.checked.invalid.push(`A query would be run: ${query}`);
	const length = call.path.length + call.query.toString().length;
	if (length > LONGEST_ADDRESS) throw Refusal.of(414, '<html>Request-URI Too Long</html>');
}
