import type { Account } from './accounts.mts';
import { commandEndpoint } from './command.mts';
import { commandV2Endpoint } from './commandV2.mts';
import { configurationEndpoint } from './configuration.mts';
import { joinPage } from './customerPage.mts';
import { sessionDownload } from './downloads.mts';
import type { Pace } from './limiter.mts';
import { accessDenied, basicCredentials, tokenEndpoint } from './oauth.mts';
import { reportingEndpoint } from './reporting.mts';
import { specification } from './specifications.mts';
import { html, json, methodNotAllowed, type Answer, type Call } from './wire.mts';
import type { World } from './world.mts';

type ApiHandler = (world: World, call: Call, account: Account) => Answer;

function paceHeaders(world: World, answer: Answer, pace: Pace): Answer {
	if (answer.type.startsWith('text/xml') && !world.options.rateHeadersOnXml) return answer;
	return {
		...answer,
		headers: {
			...answer.headers,
			'X-RateLimit-Limit': `${pace.limit}`,
			'X-RateLimit-Remaining': `${pace.remaining}`,
			...(pace.retryAfter !== undefined && { 'Retry-After': `${pace.retryAfter}` }),
		},
	};
}

/** Counts the request against its account's limits, and answers 429 beyond them (reference, 1.4). */
function paced(world: World, clientId: string, answer: () => Answer): Answer {
	const pace = world.limiter.admit(clientId);
	const given =
		pace.retryAfter === undefined ? answer() : json(429, { message: 'Too many requests.' });
	return paceHeaders(world, given, pace);
}

function withToken(world: World, call: Call, handler: ApiHandler): Answer {
	const token = /^Bearer\s+(\S+)$/i.exec(call.headers.authorization ?? '')?.[1];
	const account = token === undefined ? null : world.accounts.byToken(token);
	if (!account) return accessDenied();
	call.clientId = account.clientId;
	return paced(world, account.clientId, () => handler(world, call, account));
}

/** The two XML endpoints take GET and POST, and of the bodies only a form (reference, 2.1). */
function xmlApi(world: World, call: Call, handler: ApiHandler): Answer {
	if (call.method !== 'GET' && call.method !== 'POST') return methodNotAllowed('GET, POST');
	if (call.method === 'POST' && call.contentType === 'multipart/form-data') {
		return json(415, { message: 'Only application/x-www-form-urlencoded is supported.' });
	}
	return withToken(world, call, handler);
}

function token(world: World, call: Call): Answer {
	const clientId = basicCredentials(call.headers.authorization)?.[0];
	const known = clientId !== undefined && world.accounts.all().some((a) => a.clientId === clientId);
	if (!known) return tokenEndpoint(world, call);
	call.clientId = clientId;
	return paced(world, clientId, () => tokenEndpoint(world, call));
}

/** The page that needs no login: 200 or 500 and a sentence (reference, 0.3). */
function healthPage({ health }: World): Answer {
	return health.healthy
		? html(200, 'The appliance is healthy.\n')
		: html(500, `${health.message || 'The appliance is not healthy.'}\n`);
}

/** Finds the endpoint of a call and its answer. Everything but `/control` and the control page comes here. */
export function route(world: World, call: Call): Answer {
	const { path } = call;
	const own = specification(path, world.options.commandV2);
	if (own) return withToken(world, call, () => own);
	if (path === '/oauth2/token') return token(world, call);
	if (path === '/api/command') return xmlApi(world, call, commandEndpoint);
	if (path === '/api/reporting') return xmlApi(world, call, reportingEndpoint);
	if (path.startsWith('/api/config/v1/')) return withToken(world, call, configurationEndpoint);
	if (path.startsWith('/api/command/v2/')) return withToken(world, call, commandV2Endpoint);
	if (path === '/check_health') return healthPage(world);
	if (path === '/session_download') return sessionDownload(world, call);
	if (path === '/' || path === '/api/start_session') return joinPage(world, call);
	return html(404, '<html><body><h1>404 Not Found</h1></body></html>\n');
}
