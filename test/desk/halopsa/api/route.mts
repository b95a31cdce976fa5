import { jsonBody } from '../../chassis/http.mts';
import type { Answer, Call } from '../../chassis/http.mts';
import { Refusal } from '../../chassis/refusal.mts';
import type { Store } from '../store.mts';
import { getAction, listActions, postActions } from './actions.mts';
import { getChat, listChats, listMessages, postMessages } from './chats.mts';
import {
	deleteRemoteSession,
	getRemoteSession,
	listAgents,
	listOutcomes,
	listRemoteSessions,
	postRemoteSessions,
} from './others.mts';
import { getTicket, listTickets, postTickets } from './tickets.mts';

interface Resource {
	list?: (store: Store, query: URLSearchParams) => unknown;
	get?: (store: Store, id: number, query: URLSearchParams) => unknown;
	post?: (store: Store, body: unknown) => unknown[];
	delete?: (store: Store, id: number) => unknown;
}

const resources = new Map<string | undefined, Resource>(
	Object.entries({
		actions: { list: listActions, get: getAction, post: postActions },
		agent: { list: listAgents },
		chat: { list: listChats, get: getChat },
		chatmessage: { list: listMessages, post: postMessages },
		outcome: { list: listOutcomes },
		remotesession: {
			list: listRemoteSessions,
			get: getRemoteSession,
			post: postRemoteSessions,
			delete: deleteRemoteSession,
		},
		tickets: { list: listTickets, get: getTicket, post: postTickets },
	}),
);

/**
 * Answers a request below `/api`. Paths are matched without regard to case, as the real API does.
 * A write answers 201 with the stored object, or with an array when several were posted.
 * @throws Refusal 400, 403, 404, 405, 415
 */
export function routeApi(store: Store, call: Call): Answer {
	const [, name, id] = /^\/api\/([a-z]+)(?:\/([^/]+))?$/i.exec(call.path) ?? [];
	const resource = resources.get(name?.toLowerCase());
	if (!resource) throw new Refusal(404, 'not_found', `There is no endpoint ${call.path}.`);
	if (id === undefined) return collection(store, call, resource);
	// Not padded with zeros, as people type it.
	if (!/^[1-9]\d{0,8}$/.test(id)) {
		throw new Refusal(400, 'wrong_type', `The id "${id}" must be a whole number.`);
	}
	const action = { GET: resource.get, DELETE: resource.delete }[call.method];
	if (!action) throw notAllowed(call);
	return { status: 200, body: action(store, Number(id), call.query) };
}

function collection(store: Store, call: Call, resource: Resource): Answer {
	if (call.method === 'GET' && resource.list) {
		return { status: 200, body: resource.list(store, call.query) };
	}
	if (call.method === 'POST' && resource.post) {
		const stored = resource.post(store, jsonBody(call));
		return { status: 201, body: stored.length === 1 ? stored[0] : stored };
	}
	throw notAllowed(call);
}

function notAllowed(call: Call): Refusal {
	return new Refusal(405, 'method_not_allowed', `${call.method} is not possible on ${call.path}.`);
}
