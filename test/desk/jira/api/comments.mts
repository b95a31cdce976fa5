import type { Answer } from '../../chassis/http.mts';
import { isDocument, textOf } from '../adf.mts';
import type { Comment, Issue } from '../model.mts';
import { noIssue, refused } from '../refusals.mts';
import type { Store } from '../store.mts';
import { countWrite } from './limits.mts';
import { bodyOf, numberIn, type Site, timeOf, userOf } from './shape.mts';

export const LONGEST = 32_767;
const PER_ISSUE = 5_000;
const MOST = 100;

export const tooLong = () =>
	refused(400, [], {
		comment: 'The entered text is too long. It exceeds the allowed limit of 32,767 characters.',
	});

/** A document of a comment or of a work log. @throws Refusal 400 */
export function documentIn(store: Store, body: unknown): unknown {
	if (!isDocument(body)) throw refused(400, [], { comment: 'Comment body is not valid!' });
	const counted = store.behaviour.limitCounts === 'document' ? JSON.stringify(body) : textOf(body);
	if (counted.length > LONGEST) throw tooLong();
	return body;
}

/** Whether customers see a comment: the flag counts as the JSON value `true` only, of an agent, in a service desk. */
function isPublic(store: Store, issue: Issue, properties: Comment['properties']): boolean {
	const { isAgent, flagOfOthers, plainProjectSays } = store.behaviour;
	const flag = properties.find(({ key }) => key === 'sd.public.comment')?.value;
	const isWanted = (flag as { internal?: unknown } | undefined)?.internal === true;
	if (!isWanted) return true;
	if (store.leaks > 0) {
		store.leaks -= 1;
		return true;
	}
	return store.isDesk(issue) ? !isAgent && flagOfOthers === 'ignored' : plainProjectSays;
}

export function commentOf(site: Site, issue: Issue, comment: Comment, withProperties = false) {
	const { store, base } = site;
	const { id, author, body, created, properties } = comment;
	const person = userOf(site, author);
	const at = timeOf(store, created);
	return {
		...{ self: `${base}/rest/api/3/issue/${issue.id}/comment/${id}`, id, author: person, body },
		...{ updateAuthor: person, created: at, updated: at, jsdPublic: comment.isPublic },
		...(withProperties ? { properties } : {}),
	};
}

/** `GET …/comment` */
export function listComments(site: Site, issue: Issue): Answer {
	const { call } = site;
	const startAt = numberIn(call, 'startAt', 0);
	const maxResults = Math.min(numberIn(call, 'maxResults', MOST), MOST);
	const order = call.query.get('orderBy') ?? 'created';
	if (!/^[-+]?created$/.test(order)) throw refused(400, [`Cannot order by '${order}'.`]);
	const all = order.startsWith('-') ? [...issue.comments].reverse() : issue.comments;
	const withProperties = call.query.get('expand') === 'properties';
	const comments = all
		.slice(startAt, startAt + maxResults)
		.map((one) => commentOf(site, issue, one, withProperties));
	return { status: 200, body: { startAt, maxResults, total: all.length, comments } };
}

/** `POST …/comment`: published, unless it is flagged. */
export function addComment(site: Site, issue: Issue): Answer {
	const { store, call } = site;
	if (store.behaviour.lacks.includes('addComments')) {
		throw refused(403, [], { comment: 'You do not have the permission to comment on this issue.' });
	}
	const { body, properties = [] } = bodyOf(call);
	const document = documentIn(store, body);
	if (issue.comments.length >= PER_ISSUE) {
		throw refused(400, [], { comment: 'This issue has reached its limit of comments.' });
	}
	countWrite(store, issue);
	const given = properties as Comment['properties'];
	const made = { body: document, isPublic: isPublic(store, issue, given), properties: given };
	const comment = store.comment(issue, made);
	return { status: 201, body: commentOf(site, issue, comment) };
}

/** `DELETE …/comment/{id}` */
export function deleteComment({ store }: Site, issue: Issue, id: string): Answer {
	const comment = issue.comments.find((one) => one.id === id);
	if (!comment) throw noIssue();
	if (store.behaviour.lacks.includes('deleteOwnComments') || comment.author !== store.me) {
		throw refused(403, ['You do not have permission to delete this comment.']);
	}
	countWrite(store, issue);
	issue.comments = issue.comments.filter((one) => one !== comment);
	store.touch(issue);
	return { status: 204, body: undefined };
}
