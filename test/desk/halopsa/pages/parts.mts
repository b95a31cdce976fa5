import { chatCard as card, ticketCard as cardOf } from '../../chassis/cards.mts';
import { escapeHtml, time } from '../../chassis/html.mts';
import type { Action, Chat, RemoteSession, Ticket } from '../model.mts';
import { STATUS } from '../model.mts';
import type { Store } from '../store.mts';

/** A ticket with its actions, oldest first. */
export const ticketCard = (store: Store, ticket: Ticket): string =>
	cardOf({
		...{ id: String(ticket.id), number: `#${ticket.id}` },
		...{ summary: ticket.summary, details: ticket.details, status: ticket.status_name },
		kind:
			({ [STATUS.new]: 'open', [STATUS.inProgress]: 'progress' } as const)[ticket.status_id] ?? '',
		...{ customer: ticket.user_name, company: ticket.client_name },
		...{ technician: ticket.agent_name, openedAt: ticket.dateoccurred },
		notes: store.actions(ticket.id).map(shownAction),
	});

/** `timetaken` is in hours. */
const shownAction = (action: Action) => ({
	...{ id: String(action.id), author: action.who, label: action.outcome },
	...{ isPrivate: action.hiddenfromuser, at: action.datetime },
	minutes: Number(action.timetaken ?? 0) * 60 || null,
	...(action.note_html === null ? { text: action.note } : { html: action.note_html }),
});

/** A chat with its messages, oldest first. */
export function chatCard(chat: Chat): string {
	const ticket =
		chat.ticketId === null
			? '<span data-test="chat-ticket" data-id="">no ticket</span>'
			: `<a href="/ticket/${chat.ticketId}" data-test="chat-ticket" data-id="${chat.ticketId}">ticket
		#${chat.ticketId}</a>`;
	return card({
		...{ id: String(chat.id), number: String(chat.id), title: chat.userName },
		...{ state: chat.closed ? 'Ended' : 'Open', isOpen: !chat.closed },
		meta: `${escapeHtml(chat.clientName)} · ${ticket} · ${time(chat.startedAt)}`,
		messages: chat.messages.map((message) => ({
			...{ id: String(message.id), from: message.display_name, text: message.text },
			...{ isAgent: message.agent_id !== null, at: message.timestamp },
		})),
	});
}

/** The desk's own table of remote sessions. */
export function remoteSessionTable(sessions: RemoteSession[]): string {
	const row = (session: RemoteSession) => `<tr data-test="remote-session" data-id="${session.id}">
	<td>${session.id}</td><td>${escapeHtml(session.thirdpartyid)}</td>
	<td>${escapeHtml(session.customername)}</td><td>${escapeHtml(session.ticket_id || '–')}</td></tr>`;
	return `<div class="card"><table>
<tr><th>Number</th><th>Session</th><th>Customer</th><th>Ticket</th></tr>
${sessions.map(row).join('\n')}
</table></div>`;
}
