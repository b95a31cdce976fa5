import { randomBytes } from 'node:crypto';

import type { Answer, Call } from '../http.mts';
import { Refusal } from '../refusal.mts';
import type { Store } from '../store.mts';
import { escapeHtml } from './html.mts';
import { chatCard, remoteSessionTable, ticketCard } from './parts.mts';
import { script } from './script.mts';
import { style } from './style.mts';

/**
 * Answers the pages for people: `/`, `/ticket/{id}`, `/chat/{id}`. Elements carry `data-test` for
 * browser tests, and `data-id` where there are several.
 */
export function routePages(store: Store, call: Call): Answer {
	if (call.method !== 'GET') {
		throw new Refusal(405, 'method_not_allowed', 'Pages are only for reading.');
	}
	if (call.path === '/') return overview(store);
	const [, kind, id] = /^\/(ticket|chat)\/(\d{1,9})$/.exec(call.path) ?? [];
	try {
		if (kind === 'ticket') return ticketPage(store, Number(id));
		if (kind === 'chat')
			return document(store, `Chat ${id}`, 'single', chatCard(store.chat(Number(id))));
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		return document(store, 'Not found', 'single', missing(error.message), error.status);
	}
	return document(store, 'Not found', 'single', missing('There is no such page.'), 404);
}

function overview(store: Store): Answer {
	const { tickets, chats, remoteSessions } = store.data;
	const remote = [...remoteSessions.values()];
	const table = remote.length > 0 ? `<h2>Remote sessions</h2>${remoteSessionTable(remote)}` : '';
	const content = `<section data-test="tickets"><h2>Tickets</h2>
${[...tickets.values()].map((ticket) => ticketCard(store, ticket)).join('\n')}</section>
<section data-test="chats"><h2>Chats</h2>
${[...chats.values()].map(chatCard).join('\n')}${table}</section>`;
	return document(store, 'Overview', 'overview', content);
}

function ticketPage(store: Store, id: number): Answer {
	const card = ticketCard(store, store.ticket(id));
	const chats = [...store.data.chats.values()].filter((chat) => chat.ticketId === id);
	const related = chats.length > 0 ? `<h2>Chats</h2>${chats.map(chatCard).join('\n')}` : '';
	return document(store, `Ticket ${id}`, 'single', `<section>${card}${related}</section>`);
}

function missing(message: string): string {
	return `<p data-test="not-found">${escapeHtml(message)}</p>`;
}

function document(
	store: Store,
	title: string,
	kind: string,
	content: string,
	status = 200,
): Answer {
	const nonce = randomBytes(12).toString('base64');
	const policy = [
		"default-src 'none'",
		"style-src 'unsafe-inline'",
		`script-src 'nonce-${nonce}'`,
		"connect-src 'self'",
		'img-src data:',
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
	const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Simulated desk</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header class="top"><strong><a href="/">Service desk</a></strong>
	<span>a simulation: every name here is invented</span></header>
<main class="${kind}" data-revision="${store.revision}">
${content}
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
	return { status, body, headers: { 'content-security-policy': policy } };
}
