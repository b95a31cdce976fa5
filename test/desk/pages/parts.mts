import type { Action, Chat, Message, RemoteSession, Ticket } from '../model.mts';
import { STATUS } from '../model.mts';
import type { Store } from '../store.mts';
import { avatar, badge, escapeHtml, time } from './html.mts';
import { noteStyle } from './style.mts';

/** A ticket with its actions, oldest first. */
export function ticketCard(store: Store, ticket: Ticket): string {
	const actions = store.actions(ticket.id);
	const kind = { [STATUS.new]: 'open', [STATUS.inProgress]: 'progress' }[ticket.status_id] ?? '';
	return `<article class="card" data-test="ticket" data-id="${ticket.id}">
<header>
	<h3><a href="/ticket/${ticket.id}"><span class="number" data-test="ticket-id">#${ticket.id}</span>
		<span data-test="ticket-summary">${escapeHtml(ticket.summary)}</span></a></h3>
	${badge(ticket.status_name, kind, 'ticket-status')}
	<span class="meta"><span data-test="ticket-user">${escapeHtml(ticket.user_name)}</span> ·
		<span data-test="ticket-client">${escapeHtml(ticket.client_name)}</span> · assigned to
		<span data-test="ticket-agent">${escapeHtml(ticket.agent_name || 'nobody')}</span> ·
		${time(ticket.dateoccurred)}</span>
</header>
<p class="request" data-test="ticket-details">${escapeHtml(ticket.details)}</p>
${actions.length === 0 ? '<p class="none" data-test="no-actions">No actions yet</p>' : ''}
${actions.map(actionBlock).join('\n')}
</article>`;
}

function actionBlock(action: Action): string {
	const visibility = action.hiddenfromuser ? 'private' : 'public';
	const label = action.hiddenfromuser ? 'Private' : 'Visible to the customer';
	return `<section class="action ${visibility}" data-test="action" data-id="${action.id}">
<header>
	${avatar(action.who, 'agent')}
	<span class="who" data-test="action-who">${escapeHtml(action.who)}</span>
	${badge(action.outcome, 'outcome', 'action-outcome')}
	${badge(label, visibility, 'action-visibility')}
	<span class="when" data-test="action-when">${time(action.datetime)}${minutes(action)}</span>
</header>
${note(action)}
</section>`;
}

/** `timetaken` is in hours. */
function minutes(action: Action): string {
	const hours = Number(action.timetaken ?? 0);
	return hours > 0 ? ` · ${Math.max(1, Math.round(hours * 60))} min` : '';
}

/**
 * The frame allows no script; `allow-same-origin` lets the page around it measure the height. The
 * page's content security policy holds inside as well.
 */
function note(action: Action): string {
	if (action.note_html === null) {
		return `<pre class="note" data-test="note" data-format="text">${escapeHtml(action.note)}</pre>`;
	}
	const inner = `<!doctype html><meta charset="utf-8"><style>${noteStyle}</style>${action.note_html}`;
	return `<iframe class="note" data-test="note" data-format="html" title="Note"
	sandbox="allow-same-origin" srcdoc="${escapeHtml(inner)}"></iframe>`;
}

/** A chat with its messages, oldest first. */
export function chatCard(chat: Chat): string {
	const state = chat.closed ? 'Ended' : 'Open';
	const ticket =
		chat.ticketId === null
			? '<span data-test="chat-ticket" data-id="">no ticket</span>'
			: `<a href="/ticket/${chat.ticketId}" data-test="chat-ticket" data-id="${chat.ticketId}">ticket
		#${chat.ticketId}</a>`;
	return `<article class="card" data-test="chat" data-id="${chat.id}">
<header>
	<h3><a href="/chat/${chat.id}"><span class="number" data-test="chat-id">${chat.id}</span>
		<span data-test="chat-user">${escapeHtml(chat.userName)}</span></a></h3>
	${badge(state, chat.closed ? '' : 'open', 'chat-state')}
	<span class="meta">${escapeHtml(chat.clientName)} · ${ticket} · ${time(chat.startedAt)}</span>
</header>
<ol class="messages">${chat.messages.map(messageLine).join('\n')}</ol>
</article>`;
}

function messageLine(message: Message): string {
	const kind = message.agent_id === null ? 'customer' : 'agent';
	return `<li class="message ${kind}" data-test="message" data-id="${message.id}">
	${avatar(message.display_name, kind)}
	<span><span class="from" data-test="message-from">${escapeHtml(message.display_name)}</span>
		${time(message.timestamp)}</span>
	<p data-test="message-text">${escapeHtml(message.text)}</p>
</li>`;
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
