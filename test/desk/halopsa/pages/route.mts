import type { Answer, Call } from '../../chassis/http.mts';
import { notFound, onlyReading, page } from '../../chassis/pages.mts';
import { Refusal } from '../../chassis/refusal.mts';
import type { Store } from '../store.mts';
import { chatCard, remoteSessionTable, ticketCard } from './parts.mts';

/** Answers the pages for people: `/`, `/ticket/{id}`, `/chat/{id}`. */
export function routePages(store: Store, call: Call): Answer {
	onlyReading(call);
	if (call.path === '/') return overview(store);
	const [, kind, id] = /^\/(ticket|chat)\/(\d{1,9})$/.exec(call.path) ?? [];
	try {
		if (kind === 'ticket') return ticketPage(store, Number(id));
		if (kind === 'chat') return single(store, `Chat ${id}`, chatCard(store.chat(Number(id))));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return notFound(store.revision, error.message, error.status);
	}
	return notFound(store.revision, 'There is no such page.');
}

const single = ({ revision }: Store, title: string, content: string): Answer =>
	page({ revision, title, kind: 'single', content });

function overview(store: Store): Answer {
	const { tickets, chats, remoteSessions } = store.data;
	const remote = [...remoteSessions.values()];
	const table = remote.length > 0 ? `<h2>Remote sessions</h2>${remoteSessionTable(remote)}` : '';
	const content = `<section data-test="tickets"><h2>Tickets</h2>
${[...tickets.values()].map((ticket) => ticketCard(store, ticket)).join('\n')}</section>
<section data-test="chats"><h2>Chats</h2>
${[...chats.values()].map(chatCard).join('\n')}${table}</section>`;
	return page({ revision: store.revision, title: 'Overview', kind: 'overview', content });
}

function ticketPage(store: Store, id: number): Answer {
	const card = ticketCard(store, store.ticket(id));
	const chats = [...store.data.chats.values()].filter((chat) => chat.ticketId === id);
	const related = chats.length > 0 ? `<h2>Chats</h2>${chats.map(chatCard).join('\n')}` : '';
	return single(store, `Ticket ${id}`, `<section>${card}${related}</section>`);
}
