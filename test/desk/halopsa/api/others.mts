import type { RemoteSession } from '../model.mts';
import { Refusal } from '../../chassis/refusal.mts';
import { readEntries } from '../schema/fields.mts';
import { remoteSessionFields } from '../schema/others.mts';
import { nextId } from '../store.mts';
import type { Store } from '../store.mts';
import { flag, matches, page, wholeNumber } from './query.mts';

/** `GET /Agent`: a plain array; the API's own login only with `includeapiagents`. */
export function listAgents(store: Store, query: URLSearchParams) {
	const found = store.data.agents.filter(
		(agent) =>
			(!agent.isapi || flag(query, 'includeapiagents')) &&
			matches(query.get('search'), [agent.name, agent.email]),
	);
	return page(found, query, store.settings.mostPerPage);
}

/** `GET /Outcome`: a plain array. */
export function listOutcomes(store: Store, query: URLSearchParams) {
	return store.data.outcomes.filter((outcome) => !outcome.hidden || flag(query, 'showhidden'));
}

/** `GET /RemoteSession`, newest first. Sessions on a ticket only with `includelinked`. */
export function listRemoteSessions(store: Store, query: URLSearchParams) {
	const wanted: Array<[string, number | undefined]> = [
		['unum', wholeNumber(query, 'agent_id')],
		['clientid', wholeNumber(query, 'client_id')],
		['siteid', wholeNumber(query, 'site_id')],
	];
	const username = query.get('username');
	const found = [...store.data.remoteSessions.values()].filter(
		(session) =>
			(!session.ticket_id || flag(query, 'includelinked')) &&
			(!username || session.username === username) &&
			wanted.every(([name, value]) => value === undefined || session[name] === value) &&
			matches(query.get('search'), Object.values(session)),
	);
	found.sort((a, b) => b.id - a.id);
	return {
		record_count: found.length,
		remotesessions: page(found, query, store.settings.mostPerPage),
	};
}

/** `GET /RemoteSession/{id}`. @throws Refusal 404 */
export function getRemoteSession(store: Store, id: number): RemoteSession {
	const session = store.data.remoteSessions.get(id);
	if (!session) throw new Refusal(404, 'not_found', `There is no remote session ${id}.`);
	return session;
}

/** `POST /RemoteSession`: creates, or changes the session whose `id` is given. */
export function postRemoteSessions(store: Store, body: unknown): RemoteSession[] {
	const entries = readEntries(body, 'RemoteSessionData', remoteSessionFields);
	entries.forEach((entry, index) => {
		if (entry.id) getRemoteSession(store, Number(entry.id));
		if (entry.ticket_id && !store.data.tickets.has(Number(entry.ticket_id))) {
			const details = { field: 'ticket_id', index };
			throw new Refusal(400, 'unknown_ticket', `There is no ticket ${entry.ticket_id}.`, details);
		}
	});
	return entries.map((entry) => {
		store.touch();
		const id = Number(entry.id || nextId(store.data.remoteSessions, 1));
		const session = { ...store.data.remoteSessions.get(id), ...entry, id };
		store.data.remoteSessions.set(id, session);
		return session;
	});
}

/** `DELETE /RemoteSession/{id}`. @throws Refusal 404 */
export function deleteRemoteSession(store: Store, id: number): RemoteSession {
	const session = getRemoteSession(store, id);
	store.touch();
	store.data.remoteSessions.delete(id);
	return session;
}
