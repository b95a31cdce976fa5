import { randomBytes } from 'node:crypto';

import { ticketCard, type ShownTicket } from './cards.mts';
import { escapeHtml } from './html.mts';
import type { Answer, Call } from './http.mts';
import { Refusal } from './refusal.mts';
import { script } from './script.mts';
import { style } from './style.mts';

/** What a desk of tickets shows. */
export interface Shown {
	revision: number;
	/** By the id of their page. */
	tickets: ShownTicket[];
}

/**
 * Answers the pages of a desk that has nothing but tickets: `/` and `/ticket/{id}`. Elements carry `data-test` for browser tests, and
 * `data-id` where there are several.
 */
export function ticketPages({ revision, tickets }: Shown, call: Call): Answer {
	onlyReading(call);
	if (call.path === '/') {
		const cards = tickets.map(ticketCard).join('\n');
		const section = `<section data-test="tickets"><h2>Tickets</h2>${cards}</section>`;
		return page({ revision, title: 'Overview', kind: 'overview', content: section });
	}
	const [, id] = /^\/ticket\/([\w-]{1,40})$/.exec(call.path) ?? [];
	const ticket = tickets.find((one) => one.id === id);
	if (!ticket) return notFound(revision, 'There is no such page.');
	const content = `<section>${ticketCard(ticket)}</section>`;
	return page({ revision, title: `Ticket ${ticket.number}`, kind: 'single', content });
}

/** @throws Refusal 405 */
export function onlyReading(call: Call): void {
	if (call.method === 'GET') return;
	throw new Refusal(405, 'method_not_allowed', 'Pages are only for reading.');
}

export const notFound = (revision: number, message: string, status = 404): Answer =>
	page({
		...{ revision, title: 'Not found', kind: 'single', status },
		content: `<p data-test="not-found">${escapeHtml(message)}</p>`,
	});

/** A page that refreshes itself when the revision has changed. `content` is HTML. */
export function page(shown: {
	revision: number;
	title: string;
	kind: 'overview' | 'single';
	content: string;
	status?: number;
}): Answer {
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
<title>${escapeHtml(shown.title)} · Simulated desk</title>
<link rel="icon" href="data:,">
<style>${style}</style>
</head>
<body>
<header class="top"><strong><a href="/">Service desk</a></strong>
	<span>a simulation: every name here is invented</span></header>
<main class="${shown.kind}" data-revision="${shown.revision}">
${shown.content}
</main>
<script nonce="${nonce}">${script}</script>
</body>
</html>
`;
	return { status: shown.status ?? 200, body, headers: { 'content-security-policy': policy } };
}
