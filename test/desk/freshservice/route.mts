import type { Answer, Call } from '../chassis/http.mts';
import {
	filterTickets,
	included,
	listAgents,
	listRequesters,
	listTickets,
	paged,
} from './lists.mts';
import { nothing, wrongKey, wrongMethod } from './refusals.mts';
import { Refusal } from '../chassis/refusal.mts';
import type { Store } from './store.mts';
import { noteOf, ticketOf, timeOf } from './wire.mts';
import {
	addNote,
	addTime,
	changeTicket,
	createTicket,
	deleteNote,
	timeTracking,
} from './writes.mts';

type Handler = (store: Store, call: Call, id: number) => Answer;

const ROUTES: Array<[path: RegExp, methods: Record<string, Handler>]> = [
	[/^tickets$/, { GET: listTickets, POST: createTicket }],
	[/^tickets\/filter$/, { GET: filterTickets }],
	[
		/^tickets\/(\d{1,15})$/,
		{
			GET: (store, call, id) => {
				const include = included(call);
				return { status: 200, body: { ticket: ticketOf(store, store.ticket(id), include) } };
			},
			PUT: changeTicket,
		},
	],
	[
		/^tickets\/(\d{1,15})\/conversations$/,
		{
			GET(store, call, id) {
				store.ticket(id);
				const all = store.conversations(id).map((note) => noteOf(note, true));
				return paged(store, call, 'conversations', all);
			},
		},
	],
	[/^tickets\/(\d{1,15})\/notes$/, { POST: addNote }],
	[
		/^tickets\/(\d{1,15})\/time_entries$/,
		{
			GET(store, call, id) {
				timeTracking(store);
				store.ticket(id);
				return paged(store, call, 'time_entries', store.times(id).map(timeOf));
			},
			POST: addTime,
		},
	],
	[/^conversations\/(\d{1,15})$/, { DELETE: (store, _call, id) => deleteNote(store, id) }],
	[/^agents$/, { GET: listAgents }],
	[/^requesters$/, { GET: listRequesters }],
];

/** What a request costs of the account's minute: each `include` more, twice in a list. */
function creditsOf({ path, query }: Call): number {
	const more = (query.get('include') ?? '').split(',').filter(Boolean).length;
	return 1 + more * (/\/\d+$/.test(path) ? 1 : 2);
}

/** The key is the user of Basic, with any password. */
function isKey(authorization: string | undefined, key: string): boolean {
	const encoded = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '')?.[1] ?? '';
	const [user] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
	return user === key;
}

/** Answers a request of the API. @throws Refusal */
export function routeApi(store: Store, key: string, call: Call): Answer {
	if (store.isRevoked || !isKey(call.authorization, key)) throw wrongKey();
	const { perMinute, throttled } = store.settings;
	const credits = creditsOf(call);
	const { left, seconds } = store.spend(credits);
	const counted = {
		'x-ratelimit-total': String(perMinute),
		'x-ratelimit-remaining': String(Math.max(0, left)),
		'x-ratelimit-used-currentrequest': String(credits),
	};
	if (left < 0) {
		const message = 'You have exceeded the limit of requests per minute';
		const body = throttled === 'json' ? { message } : undefined;
		throw Refusal.of(429, body, { 'retry-after': String(seconds) });
	}
	try {
		const answer = answerOf(store, call);
		return { ...answer, headers: { ...answer.headers, ...counted } };
	} catch (error) {
		if (error instanceof Refusal) Object.assign(error.headers, counted);
		throw error;
	}
}

function answerOf(store: Store, call: Call): Answer {
	const path = call.path.replace(/^\/api\/v2\//, '');
	for (const [pattern, methods] of ROUTES) {
		const match = pattern.exec(path);
		if (!match) continue;
		if (!(call.method in methods)) throw wrongMethod(call.method, Object.keys(methods));
		const answer = methods[call.method](store, call, Number(match[1]));
		return answer;
	}
	throw nothing();
}
