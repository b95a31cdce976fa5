import { sanitised } from './html.mts';
import type { Comment, Ticket } from './model.mts';
import { invalid } from './refusals.mts';
import { API_USER, stamp } from './seed.mts';
import type { Store } from './store.mts';

export interface NewComment {
	html_body?: string;
	body?: string;
	public?: boolean;
	author_id?: number;
}

/** A comment as it is to be kept. @throws Refusal 422 */
export function commentFrom(store: Store, ticket: Ticket, wanted: NewComment): Comment {
	const { data, switches, now } = store;
	const html = sanitised(wanted.html_body ?? wanted.body ?? '');
	if (html.trim() === '') throw invalid('comment', 'Comment: cannot be blank');
	if (Buffer.byteLength(html) > switches.longestComment) {
		throw invalid('comment', 'Comment: is too long');
	}
	const { length } = data.comments.get(ticket.id) ?? [];
	if (length >= switches.mostComments) throw invalid('base', 'Ticket: has too many comments');
	const requester = data.users.find(({ id }) => id === ticket.requester_id);
	// Where nothing is said it is as public as its ticket.
	const isPublic = switches.leaks || (wanted.public ?? ticket.is_public);
	return {
		...{ id: store.nextId(), audit_id: store.nextId(), updater_id: API_USER },
		...{ html_body: filled(store, html, requester?.email ?? ''), public: isPublic },
		...{ author_id: authorOf(store, ticket, wanted.author_id), created_at: stamp(now()) },
	};
}

function authorOf({ data, switches }: Store, ticket: Ticket, wanted: number | undefined): number {
	if (wanted === undefined || wanted === ticket.requester_id) return wanted ?? API_USER;
	const user = data.users.find(({ id }) => id === wanted);
	const isAgent = user && user.role !== 'end-user' && user.active && !user.suspended;
	if (!isAgent || !switches.agentsMayBeAuthors) {
		throw invalid('comment', 'Author: is not a valid agent');
	}
	return wanted;
}

/** With placeholders filled in, where the account does that. */
export const filled = ({ switches }: Store, text: string, email: string | null): string =>
	switches.fillsPlaceholders
		? text.replace(/\{\{\s*ticket\.requester\.email\s*\}\}/g, email ?? '')
		: text;
