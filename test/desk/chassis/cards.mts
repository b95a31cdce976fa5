import { avatar, badge, escapeHtml, time } from './html.mts';
import { noteStyle } from './style.mts';

/** A ticket as a page shows it. Texts are plain, whatever the desk sent. */
export interface ShownTicket {
	/** In the address of its page and at `data-id`. */
	id: string;
	number: string;
	summary: string;
	details: string;
	status: string;
	/** The colour of the status. */
	kind: 'open' | 'progress' | '';
	customer: string;
	company: string;
	technician: string;
	/** ISO 8601, UTC. */
	openedAt: string;
	notes: ShownNote[];
}

export interface ShownNote {
	id: string;
	author: string;
	/** What kind of note it is: an outcome of HaloPSA, *Work notes* of ServiceNow. */
	label: string;
	isPrivate: boolean;
	at: string;
	minutes: number | null;
	/** HTML as the desk shows it, in a frame that runs no script; or plain text. */
	html?: string;
	text?: string;
}

/** A ticket with its notes, oldest first. */
export function ticketCard(ticket: ShownTicket): string {
	const { id, notes } = ticket;
	return `<article class="card" data-test="ticket" data-id="${escapeHtml(id)}">
<header>
	<h3><a href="/ticket/${encodeURIComponent(id)}"><span class="number" data-test="ticket-id">${escapeHtml(ticket.number)}</span>
		<span data-test="ticket-summary">${escapeHtml(ticket.summary)}</span></a></h3>
	${badge(ticket.status, ticket.kind, 'ticket-status')}
	<span class="meta"><span data-test="ticket-user">${escapeHtml(ticket.customer)}</span> ·
		<span data-test="ticket-client">${escapeHtml(ticket.company)}</span> · assigned to
		<span data-test="ticket-agent">${escapeHtml(ticket.technician || 'nobody')}</span> ·
		${time(ticket.openedAt)}</span>
</header>
<p class="request" data-test="ticket-details">${escapeHtml(ticket.details)}</p>
${notes.length === 0 ? '<p class="none" data-test="no-actions">No actions yet</p>' : ''}
${notes.map(noteBlock).join('\n')}
</article>`;
}

function noteBlock(note: ShownNote): string {
	const visibility = note.isPrivate ? 'private' : 'public';
	const label = note.isPrivate ? 'Private' : 'Visible to the customer';
	const minutes = note.minutes ? ` · ${Math.max(1, Math.round(note.minutes))} min` : '';
	return `<section class="action ${visibility}" data-test="action" data-id="${escapeHtml(note.id)}">
<header>
	${avatar(note.author, 'agent')}
	<span class="who" data-test="action-who">${escapeHtml(note.author)}</span>
	${badge(note.label, 'outcome', 'action-outcome')}
	${badge(label, visibility, 'action-visibility')}
	<span class="when" data-test="action-when">${time(note.at)}${minutes}</span>
</header>
${frame(note)}
</section>`;
}

/**
 * The frame allows no script; `allow-same-origin` lets the page around it measure the height. The
 * page's content security policy holds inside as well.
 */
function frame({ html, text = '' }: ShownNote): string {
	if (html === undefined) {
		return `<pre class="note" data-test="note" data-format="text">${escapeHtml(text)}</pre>`;
	}
	const inner = `<!doctype html><meta charset="utf-8"><style>${noteStyle}</style>${html}`;
	return `<iframe class="note" data-test="note" data-format="html" title="Note"
	sandbox="allow-same-origin" srcdoc="${escapeHtml(inner)}"></iframe>`;
}

/** A conversation: a chat of a desk, a channel or a thread of a chat service. */
export interface ShownChat {
	id: string;
	number: string;
	title: string;
	state: string;
	isOpen: boolean;
	/** HTML: what stands below the title. */
	meta: string;
	messages: Array<{ id: string; from: string; isAgent: boolean; at: string; text: string }>;
}

/** A conversation with its messages, oldest first. */
export function chatCard(chat: ShownChat): string {
	return `<article class="card" data-test="chat" data-id="${escapeHtml(chat.id)}">
<header>
	<h3><a href="/chat/${encodeURIComponent(chat.id)}"><span class="number" data-test="chat-id">${escapeHtml(chat.number)}</span>
		<span data-test="chat-user">${escapeHtml(chat.title)}</span></a></h3>
	${badge(chat.state, chat.isOpen ? 'open' : '', 'chat-state')}
	<span class="meta">${chat.meta}</span>
</header>
<ol class="messages">${chat.messages.map(messageLine).join('\n')}</ol>
</article>`;
}

function messageLine({ id, from, isAgent, at, text }: ShownChat['messages'][number]): string {
	const kind = isAgent ? 'agent' : 'customer';
	return `<li class="message ${kind}" data-test="message" data-id="${escapeHtml(id)}">
	${avatar(from, kind)}
	<span><span class="from" data-test="message-from">${escapeHtml(from)}</span>
		${time(at)}</span>
	<p data-test="message-text">${escapeHtml(text)}</p>
</li>`;
}
