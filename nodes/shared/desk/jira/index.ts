/** Jira Service Management: its requests, and what its answers mean. */

import type { Desk, Found, On } from '../desk';
import type { Query } from '../flow';
import { fieldsOf, listOf } from '../json';
import { events } from './events';
import { countedPage, fieldsWanted, isAsked, issueIn, issuePath, PAGE } from './model';
import { adviceOn, isInternal, obstacle, write } from './note';
import { searchRequest } from './search';
import type { JiraSettings } from './settings';
import { setStatus } from './status';
import { addTime, createTicket } from './writes';
import { typedKey } from '../numbers';
import { requestTo } from '../request';
import { textOrNull } from '../../session/value';

const ticket = ({ settings }: On<JiraSettings>, id: string): Query<Found | null> => ({
	request: requestTo(settings, issuePath(id), {
		query: { fields: fieldsWanted(settings).join(',') },
	}),
	read({ body }) {
		const found = issueIn(body, settings);
		return found && isAsked(id, found.ticket.id) ? found : null;
	},
});

/**
 * Jira Service Management, cloud. The author of a comment is always the account of the credential, so agents would be good for nothing and are not
 * listed: Jira finds users one by one only, customers among them, and mostly hides their addresses.
 */
export const jira: Desk<JiraSettings> = {
	name: 'Jira Service Management',
	sampleAddress: 'https://your-site.atlassian.net',
	noteFormat: 'adf',
	// What is added to a note (a postscript, who it was) needs room up to LONGEST_DOCUMENT.
	longestNote: 30_000,
	canWriteAs: false,
	privateNotes: true,
	ticketIn: typedKey,
	ticket,
	tickets: (on, wanted, cursor) => ({
		request: searchRequest(on, wanted, cursor),
		read({ body }) {
			const { issues, nextPageToken } = fieldsOf(body);
			const items = Array.isArray(issues) ? listOf(issues, '') : [];
			const found = items.map((one) => issueIn(one, on.settings));
			return {
				items: found.flatMap((one) => (one ? [one.ticket] : [])),
				next: items.length > 0 ? textOrNull(nextPageToken) : null,
			};
		},
	}),
	notes: ({ settings }, found, cursor) => ({
		request: requestTo(settings, `${issuePath(found.ref)}/comment`, {
			query: { orderBy: '-created', maxResults: String(PAGE), startAt: cursor ?? '0' },
		}),
		read({ body }) {
			const { items, next } = countedPage(body, 'comments', cursor);
			const seen = items.map((one) => ({
				...{ id: textOrNull(one.id), text: one.body, isPrivate: isInternal(found, one) },
			}));
			return { items: seen, next };
		},
	}),
	obstacle,
	write,
	adviceOn,
	takeBack: ({ settings }, { ref }, noteId) => ({
		request: requestTo(settings, `${issuePath(ref)}/comment/${encodeURIComponent(noteId)}`, {
			method: 'DELETE',
		}),
		read: () => 'gone' as const,
	}),
	hiddenAdvice:
		"Jira gives the same answer for a ticket that it does not show to this account: check the permission 'Browse projects' in the ticket's project.",
	loginAdvice:
		"Check the email address and API token in the credential 'Jira SW Cloud API': a token expires after a year at most. A token with scopes works only if 'address' in Settings starts with https://api.atlassian.com/ex/jira/, and only for what its scopes allow.",
	listAdvice:
		"Check 'projects' in Settings: each must be the key of a project that the account of the credential may see.",
	loginProof: ({ settings }) => ({
		request: requestTo(settings, '/rest/api/3/myself'),
		read: ({ body }) => textOrNull(fieldsOf(body).accountId) !== null,
	}),
	events,
	createTicket,
	setStatus,
	findsTimeItself: true,
	addTime,
};
