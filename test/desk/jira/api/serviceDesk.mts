import type { Answer } from '../../chassis/http.mts';
import { documentOf, textOf } from '../adf.mts';
import { type Comment, type Issue, REQUEST_TYPE, SERVICE_DESK } from '../model.mts';
import { deskRefused, noLicence } from '../refusals.mts';
import { STATUS } from '../seed.mts';
import { LONGEST, tooLong } from './comments.mts';
import { countWrite } from './limits.mts';
import { bodyOf, deskTimeOf, numberIn, type Site } from './shape.mts';

/** @throws Refusal 403 with an empty body */
export function onlyAgents({ store }: Site): void {
	if (!store.behaviour.isAgent) throw noLicence();
}

/** @throws Refusal 404 */
function onlyRequests(issue: Issue): void {
	if (issue.isRequest) return;
	const message = 'The issue does not exist or is no request of this portal.';
	throw deskRefused(404, message, 'sd.request.not.found');
}

const pageOf = <T,>(site: Site, all: T[]) => {
	const [start, limit] = [
		numberIn(site.call, 'start', 0),
		Math.min(numberIn(site.call, 'limit', 50), 100),
	];
	const values = all.slice(start, start + limit);
	const isLastPage = start + limit >= all.length;
	const _links = { base: site.base, context: '', self: `${site.base}${site.call.path}` };
	return { size: values.length, start, limit, isLastPage, _links, values };
};

function commentOf({ store, base }: Site, issue: Issue, comment: Comment) {
	const { accountId, displayName, active } = comment.author;
	const self = `${base}/rest/servicedeskapi/request/${issue.id}/comment/${comment.id}`;
	return {
		...{ id: comment.id, body: textOf(comment.body), public: comment.isPublic },
		author: { accountId, displayName, active, timeZone: 'Europe/Berlin', _links: {} },
		...{ created: deskTimeOf(store, comment.created), _links: { self } },
	};
}

/** `GET …/request/{key}/comment` */
export function listRequestComments(site: Site, issue: Issue): Answer {
	onlyRequests(issue);
	const { query } = site.call;
	const shown = issue.comments.filter((one) =>
		one.isPublic ? query.get('public') !== 'false' : query.get('internal') !== 'false',
	);
	const all = shown.map((one) => commentOf(site, issue, one));
	return { status: 200, body: pageOf(site, all) };
}

/** `POST …/request/{key}/comment` */
export function addRequestComment(site: Site, issue: Issue): Answer {
	onlyRequests(issue);
	const { body, public: isPublic } = bodyOf(site.call);
	if (String(body).length > LONGEST) throw tooLong();
	countWrite(site.store, issue);
	const made = { body: documentOf(String(body)), isPublic: isPublic !== false };
	return { status: 201, body: commentOf(site, issue, site.store.comment(issue, made)) };
}

/** `GET /servicedesk/{id}/customer`: still an experiment. */
export function listCustomers(site: Site): Answer {
	if (site.call.headers['x-experimentalapi'] !== 'opt-in') {
		throw deskRefused(412, 'This resource is experimental.', 'sd.experimental.api');
	}
	const wanted = (site.call.query.get('query') ?? '').toLowerCase();
	const all = site.store
		.customers()
		.filter((one) => `${one.displayName} ${one.emailAddress}`.toLowerCase().includes(wanted))
		.map(({ accountId, displayName, emailAddress, active }) => ({
			...{ accountId, displayName, active, timeZone: 'Europe/Berlin', _links: {} },
			...(site.store.behaviour.showsMail ? { emailAddress } : {}),
		}));
	return { status: 200, body: pageOf(site, all) };
}

/** `POST /request` */
export function addRequest(site: Site): Answer {
	const { store, base } = site;
	const { serviceDeskId, requestTypeId, requestFieldValues, raiseOnBehalfOf } = bodyOf(
		site.call,
	) as Record<string, string> & { requestFieldValues?: Record<string, string> };
	if (serviceDeskId !== SERVICE_DESK || requestTypeId !== REQUEST_TYPE) {
		throw deskRefused(404, 'The service desk or request type does not exist.', 'sd.not.found');
	}
	const values = requestFieldValues ?? {};
	const missing = ['summary', ...store.behaviour.requiredFields].find((name) => !values[name]);
	if (missing) throw deskRefused(400, `The field ${missing} is required.`, 'sd.field.required');
	const person = store.customers().find(({ accountId }) => accountId === raiseOnBehalfOf);
	if (raiseOnBehalfOf !== undefined && !person) {
		throw deskRefused(400, 'The customer does not exist.', 'sd.customer.unknown');
	}
	const issue = store.open('HELP', {
		...{ summary: values.summary!, description: values.description ?? '' },
		...{ reporter: person ?? store.me, statusId: STATUS.waiting },
	});
	const at = deskTimeOf(store, issue.created);
	const { accountId, displayName, emailAddress, active } = issue.reporter!;
	return {
		status: 201,
		body: {
			...{ issueId: issue.id, issueKey: issue.key, requestTypeId, serviceDeskId },
			...{ createdDate: at, reporter: { accountId, emailAddress, displayName, active } },
			requestFieldValues: Object.entries(values).map(([fieldId, value]) => ({
				...{ fieldId, label: fieldId, value },
			})),
			currentStatus: { status: store.statusOf(issue).name, statusCategory: 'NEW', statusDate: at },
			_links: {
				jiraRest: `${base}/rest/api/2/issue/${issue.id}`,
				web: `${base}/servicedesk/customer/portal/${serviceDeskId}/${issue.key}`,
				agent: `${base}/browse/${issue.key}`,
				self: `${base}/rest/servicedeskapi/request/${issue.id}`,
			},
		},
	};
}
