/** HaloPSA: its requests, and what its answers mean. */

import type { Desk, Found, NoteSeen, On } from '../desk';
import { bySecret } from '../event';
import type { Page, Query } from '../flow';
import { actionOf, actionWritten, adviceOn, type HaloSettings } from './action';
import { agentIn, chatIn, listed, newTicketIn, PAGE, ticketIn } from './model';
import { addTime, createTicket, setStatus } from './writes';
import { typedNumber } from '../numbers';
import { baseOf, requestTo } from '../request';
import { textOf, textOrNull } from '../../session/value';

const urlOf = (settings: HaloSettings) => (id: string) =>
	`${baseOf(settings) ?? ''}${textOf(settings.ticketPage)}${id}`;

/** Lists are cut at 100 a page whatever is asked for. `count` is for lists that know no pages: no document says that actions do. */
const paged = (cursor: string | null): Record<string, string> => ({
	...{ pageinate: 'true', page_size: String(PAGE), page_no: cursor ?? '1', count: '1000' },
});

const chats: NonNullable<Desk<HaloSettings>['chats']> = {
	chatIn: typedNumber,
	chat: ({ settings }, id) => ({
		request: requestTo(settings, `/api/Chat/${id}`),
		read({ body }) {
			const chat = chatIn(Array.isArray(body) ? (body as unknown[])[0] : body);
			return chat?.id === id ? chat : null;
		},
	}),
	list: ({ settings }, cursor) => ({
		request: requestTo(settings, '/api/Chat', {
			query: { order: 'id', orderdesc: 'true', ...paged(cursor) },
		}),
		read({ body }) {
			const { items, next } = listed(body, 'chats', cursor);
			return { items: items.map(chatIn).filter((chat) => chat !== null), next };
		},
	}),
	openOf: ({ settings }, { ref }) => ({
		request: requestTo(settings, '/api/Chat', {
			query: { ticket_id: ref, ignore_all_closed: 'true', ...paged(null) },
		}),
		read({ body }) {
			const all = listed(body, 'chats', null).items.map(chatIn);
			const ids = all.flatMap((chat) =>
				chat?.isOpen && chat.ticketId === ref ? [Number(chat.id)] : [],
			);
			return ids.length > 0 ? String(Math.max(...ids)) : null;
		},
	}),
	// Its messages come without pages, oldest first.
	messages: ({ settings }, id) => ({
		request: requestTo(settings, '/api/ChatMessage', { query: { chat_id: id } }),
		read({ body }) {
			const { items } = listed(body, 'messages', null);
			return { items: items.map((one) => ({ id: textOrNull(one.id), text: one })), next: null };
		},
	}),
	post: ({ settings }, id, text) => ({
		request: requestTo(settings, '/api/ChatMessage', {
			method: 'POST',
			body: [{ chat_id: Number(id), text }],
		}),
		read: ({ body }) => textOrNull(listed(body, 'messages', null).items[0]?.id),
	}),
};

function ticket({ settings }: On<HaloSettings>, id: string): Query<Found | null> {
	return {
		request: requestTo(settings, `/api/Tickets/${id}`, { query: { includedetails: 'true' } }),
		read({ body }) {
			const found = ticketIn(body, urlOf(settings));
			return found?.id === id ? { ticket: found, ref: id } : null;
		},
	};
}

/** The actions of a ticket, notes among them. */
const actions = (
	{ settings }: On<HaloSettings>,
	id: string,
	cursor: string | null,
): Query<Page<NoteSeen>> => ({
	request: requestTo(settings, '/api/Actions', {
		query: { ticket_id: id, includehtmlnote: 'true', ...paged(cursor) },
	}),
	read({ body }) {
		const { items, next } = listed(body, 'actions', cursor);
		return { items: items.map((one) => ({ id: textOrNull(one.id), text: one })), next };
	},
});

/** HaloPSA and HaloITSM, by the names of its published document. */
export const haloPsa: Desk<HaloSettings> = {
	name: 'HaloPSA',
	sampleAddress: 'https://your-tenant.halopsa.com',
	noteFormat: 'html',
	longestNote: 200_000,
	canWriteAs: true,
	privateNotes: true,
	ticketIn: typedNumber,
	ticket,
	tickets: ({ settings }, { text }, cursor) => ({
		request: requestTo(settings, '/api/Tickets', {
			query: {
				...{ order: 'id', orderdesc: 'true', includeagent: 'true', includestatus: 'true' },
				...(text ? { search: text } : {}),
				...paged(cursor),
			},
		}),
		read({ body }) {
			const { items, next } = listed(body, 'tickets', cursor);
			const tickets = items.map((one) => ticketIn(one, urlOf(settings)));
			return { items: tickets.filter((one) => one !== null), next };
		},
	}),
	agents: ({ settings }, _author, cursor) => ({
		request: requestTo(settings, '/api/Agent', { query: paged(cursor) }),
		read({ body }) {
			const { items, next } = listed(body, 'agents', cursor);
			return { items: items.map(agentIn).filter((agent) => agent !== null), next };
		},
	}),
	notes: (on, { ref }, cursor) => actions(on, ref, cursor),
	alongside: (on, id) => [actions(on, id, null)],
	write: (on, found, note) => ({
		request: requestTo(on.settings, '/api/Actions', {
			method: 'POST',
			body: [actionOf(on, found, note)],
		}),
		read: ({ body }) => actionWritten(body),
	}),
	adviceOn,
	chats,
	events: { doubt: bySecret, newTicketIn },
	createTicket: (on) => createTicket(on, urlOf(on.settings)),
	setStatus,
	addTime,
};
