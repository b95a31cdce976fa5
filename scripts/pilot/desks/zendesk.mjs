import { confirmed, contradicted, count, notSeen } from '../findings.mjs';

const LONGEST = 65_536;

async function merged(desk) {
	const query = { query: 'type:ticket tags:closed_by_merge', per_page: '25' };
	const { status, body } = await desk.json('/api/v2/search.json', query);
	const found = (body?.results ?? []).filter(({ tags }) =>
		(tags ?? []).includes('closed_by_merge'),
	);
	if (found.length === 0) return notSeen(`no ticket with that tag (HTTP ${status})`);
	const closed = found.filter((ticket) => ticket.status === 'closed').length;
	const seen = `${closed} of ${count(found.length, 'ticket')} with that tag closed`;
	return closed === found.length ? confirmed(seen) : contradicted(seen);
}

async function commentLength(desk) {
	const sizes = [];
	for (const number of desk.tickets) {
		const path = `/api/v2/tickets/${encodeURIComponent(number)}/comments.json`;
		const { body } = await desk.json(path, { 'page[size]': '100' });
		for (const { html_body: html } of body?.comments ?? []) {
			sizes.push(Buffer.byteLength(String(html), 'utf8'));
		}
	}
	if (sizes.length === 0) return notSeen('no ticket with comments was named');
	const longest = Math.max(...sizes);
	const seen = `the longest of ${count(sizes.length, 'comment')} has ${count(longest, 'byte')}`;
	return longest > LONGEST ? contradicted(seen) : notSeen(seen);
}

export const zendesk = {
	name: 'Zendesk',
	area: 'zendesk',
	login: { kind: 'token', path: '/oauth/tokens', fields: { scope: 'read' } },
	ticketPath: (number) => `/api/v2/tickets/${encodeURIComponent(number)}.json`,
	ticketIn: (body) => body?.ticket,
	questions: [
		{
			id: 'zendesk.merged',
			ask: merged,
			see: 'merge two test tickets, wait ten minutes, and run the pilot again',
		},
		{
			id: 'zendesk.comment-length',
			ask: commentLength,
			see: 'paste a comment of 70,000 characters into a test ticket by hand, and look where it was cut or refused',
		},
		{
			id: 'zendesk.placeholders',
			see: 'send a comment {{ticket.id}} by the API to a test ticket, and look whether the number stands there',
		},
		{
			id: 'zendesk.key-kept',
			see: 'the page of the vendor on idempotency keys; in n8n, a ticket is opened once either way',
		},
		{
			id: 'zendesk.key-refusal',
			see: 'open a ticket twice by the API with the same Idempotency-Key and two texts, and note the HTTP status of the second call',
		},
		{
			id: 'zendesk.signed-again',
			see: 'switch n8n off, open a ticket, switch it on: Admin Center > Webhooks shows the attempts with their headers; compare the signatures of two',
		},
	],
};
