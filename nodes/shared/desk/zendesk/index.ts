/** Zendesk Support: its requests, and what its answers mean. */

import type { Desk } from '../desk';
import { typedNumber } from '../numbers';
import { requestTo } from '../request';
import { events } from './events';
import { idOf, listIn, nextCursor, PAGE, type ZendeskSettings } from './model';
import { adviceOn, commentOn, HIDDEN, ticket, writeNote } from './note';
import { agents, tickets } from './search';
import { addTime, createTicket, setStatus } from './writes';

/** Zendesk Support. */
export const zendesk: Desk<ZendeskSettings> = {
	name: 'Zendesk',
	sampleAddress: 'https://your-subdomain.zendesk.com',
	noteFormat: 'html',
	// UNSURE [zendesk.comment-length]: Zendesk's limit is told as about 64 KB a comment. So many characters fit whatever their script is, at three bytes each.
	longestNote: 21_000,
	canWriteAs: true,
	privateNotes: true,
	loginAdvice:
		'Check the credential: the identifier and secret of the OAuth client in Zendesk, its scopes, and that the account it acts as is an active agent.',
	ticketIn: typedNumber,
	ticket,
	tickets,
	agents,
	// Newest first; the list is current, unlike the search.
	notes: ({ settings }, { ref }, cursor) => ({
		request: requestTo(settings, `/api/v2/tickets/${ref}/comments.json`, {
			query: {
				...{ sort: '-created_at', 'page[size]': String(PAGE) },
				...(cursor ? { 'page[after]': cursor } : {}),
			},
		}),
		read({ body }) {
			const items = listIn(body, 'comments').map(({ id, html_body, plain_body, body: text }) => ({
				id: idOf(id),
				text: { html_body, plain_body, text },
			}));
			return { items, next: nextCursor(body) };
		},
	}),
	write: (on, found, note) => commentOn(on, found, note, null),
	writeInSteps: writeNote,
	adviceOn,
	hiddenAdvice: HIDDEN,
	// The mail to the customer has gone out; what is left is to take it from the ticket.
	takeBack: ({ settings }, { ref }, noteId) => ({
		request: requestTo(
			settings,
			`/api/v2/tickets/${ref}/comments/${encodeURIComponent(noteId)}/make_private.json`,
			{ method: 'PUT' },
		),
		read: () => 'private',
	}),
	events,
	createTicket,
	setStatus,
	addTime,
};
