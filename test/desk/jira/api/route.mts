import type { Answer } from '../../chassis/http.mts';
import type { Issue } from '../model.mts';
import { refused } from '../refusals.mts';
import { addComment, deleteComment, listComments } from './comments.mts';
import { addWorklog, getIssue, listTransitions, listWorklogs, transit } from './issues.mts';
import { search } from './search.mts';
import {
	addRequest,
	addRequestComment,
	listCustomers,
	listRequestComments,
	onlyAgents,
} from './serviceDesk.mts';
import { type Site, userOf } from './shape.mts';

const ON_ISSUE: Record<string, (site: Site, issue: Issue) => Answer> = {
	'GET ': getIssue,
	'GET comment': listComments,
	'POST comment': addComment,
	'GET transitions': listTransitions,
	'POST transitions': transit,
	'GET worklog': listWorklogs,
	'POST worklog': addWorklog,
};

/** Answers a request below `/rest`, whose login was looked at. @throws Refusal */
export function routeApi(site: Site, path: string): Answer {
	const { store, call } = site;
	const [, kind, rest = ''] = /^\/rest\/(api\/3|servicedeskapi)\/(.+)$/.exec(path) ?? [];
	if (kind === 'servicedeskapi') return routeDesk(site, rest);
	if (rest === 'myself' && call.method === 'GET') {
		return { status: 200, body: userOf(site, store.me) };
	}
	if (rest === 'search/jql' && call.method === 'POST') return search(site);
	const [, key, what = '', id] = /^issue\/([^/]+)(?:\/(\w+)(?:\/(\w+))?)?$/.exec(rest) ?? [];
	if (key && what === 'comment' && id && call.method === 'DELETE') {
		return deleteComment(site, store.issue(key), id);
	}
	const handler = id ? undefined : ON_ISSUE[`${call.method} ${what}`];
	if (!key || !handler) throw refused(404, ['null for uri']);
	return handler(site, store.issue(key));
}

function routeDesk(site: Site, rest: string): Answer {
	const { store, call } = site;
	onlyAgents(site);
	if (call.method === 'POST' && rest === 'request') return addRequest(site);
	if (call.method === 'GET' && /^servicedesk\/\d+\/customer$/.test(rest))
		return listCustomers(site);
	const [, key] = /^request\/([^/]+)\/comment$/.exec(rest) ?? [];
	if (!key) throw refused(404, ['null for uri']);
	const issue = store.issue(key);
	return call.method === 'POST' ? addRequestComment(site, issue) : listRequestComments(site, issue);
}
