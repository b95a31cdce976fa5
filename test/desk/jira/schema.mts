import {
	anyObject,
	type Endpoint,
	flag,
	list,
	nullable,
	object,
	page,
	type Schema,
	text,
	whole,
} from '../chassis/schema.mts';

const any: Schema = {};
/** Through the gateway, the path has the site's id before it. */
const path = (rest: string) => new RegExp(`^(?:/ex/jira/[\\w-]+)?/rest/${rest}$`);
const issue = 'api/3/issue/[A-Z0-9_-]+';

const document = object(
	{ type: { const: 'doc' }, version: { const: 1 }, content: list(anyObject) },
	['type', 'version', 'content'],
);
const property = object({ key: text, value: any }, ['key', 'value']);
const named = object({ name: text }, ['name']);

const user = object(
	{
		...{ self: text, accountId: text, displayName: text, active: flag, timeZone: text },
		...{ accountType: { enum: ['atlassian', 'customer', 'app'] }, emailAddress: text },
	},
	['accountId', 'displayName', 'active'],
);
const time: Schema = {
	...{ type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d{4}$' },
};
const comment = object(
	{
		...{ self: text, id: text, author: user, body: document, updateAuthor: user },
		...{ created: time, updated: time, jsdPublic: flag, properties: list(property) },
	},
	['id', 'author', 'body', 'created', 'jsdPublic'],
);
const worklog = object(
	{
		...{ self: text, author: user, updateAuthor: user, comment: document, created: time },
		...{ updated: time, started: time, timeSpent: text, timeSpentSeconds: whole },
		...{ id: text, issueId: text },
	},
	['id', 'issueId', 'started', 'timeSpentSeconds'],
);
const category = object({ self: text, id: whole, key: text, colorName: text, name: text }, ['key']);
const status = object({ self: text, name: text, id: text, statusCategory: category }, [
	'name',
	'statusCategory',
]);
const fields: Schema = {
	type: 'object',
	properties: {
		...{ summary: text, status, issuetype: anyObject, reporter: nullable(user) },
		...{ creator: nullable(user), assignee: nullable(user), created: time, updated: time },
		project: object({ id: text, key: text, name: text, projectTypeKey: text, simplified: flag }, [
			'projectTypeKey',
		]),
		resolution: nullable(object({ id: text, name: text })),
	},
	patternProperties: { '^customfield_\\d+$': any },
	additionalProperties: false,
};
const found = object({ id: text, self: text, key: text, fields, expand: text }, ['id']);
const counted = { startAt: whole, maxResults: whole, total: whole };
const errors = object({ errorMessages: list(text), errors: anyObject });
const transition = object(
	{
		...{ id: text, name: text, to: status, hasScreen: flag, isGlobal: flag, isInitial: flag },
		...{ isAvailable: flag, isConditional: flag, fields: anyObject },
	},
	['id', 'name', 'to'],
);
const deskPage = page('values', anyObject, {
	...{ size: whole, start: whole, limit: whole, isLastPage: flag, _links: anyObject },
});

/** What the desk workflow may ask, by the platform's published document and, where that is older, by the reference page. */
export const ENDPOINTS: Endpoint[] = [
	{ method: 'GET', path: path('api/3/myself'), answers: { 200: user } },
	{
		...{ method: 'GET', path: path(issue) },
		query: ['fields', 'fieldsByKeys', 'expand', 'properties', 'updateHistory'],
		answers: { 200: found, 404: errors },
	},
	{
		...{ method: 'POST', path: path('api/3/search/jql') },
		body: object(
			{
				...{ jql: text, maxResults: whole, fields: list(text), nextPageToken: text },
				...{ expand: text, properties: list(text), fieldsByKeys: flag },
				reconcileIssues: list(whole),
			},
			['jql'],
		),
		answers: {
			200: page('issues', found, { nextPageToken: text, isLast: flag }, ['isLast']),
			400: errors,
		},
	},
	{
		...{ method: 'GET', path: path(`${issue}/comment`) },
		query: ['startAt', 'maxResults', 'orderBy', 'expand'],
		answers: { 200: page('comments', comment, counted) },
	},
	{
		...{ method: 'POST', path: path(`${issue}/comment`), query: ['expand'] },
		body: object({ body: document, properties: list(property), visibility: anyObject }, ['body']),
		answers: { 201: comment, 400: errors },
	},
	{ method: 'DELETE', path: path(`${issue}/comment/\\d+`), answers: { 204: { type: 'null' } } },
	{
		...{ method: 'GET', path: path(`${issue}/transitions`) },
		query: ['expand', 'transitionId', 'includeUnavailableTransitions', 'sortByOpsBarAndStatus'],
		answers: { 200: object({ expand: text, transitions: list(transition) }) },
	},
	{
		...{ method: 'POST', path: path(`${issue}/transitions`) },
		body: object(
			{
				transition: object({ id: text }, ['id']),
				fields: object({ resolution: named }),
				update: anyObject,
			},
			['transition'],
		),
		answers: { 204: { type: 'null' }, 400: errors },
	},
	{
		...{ method: 'GET', path: path(`${issue}/worklog`) },
		query: ['startAt', 'maxResults', 'startedAfter', 'startedBefore', 'expand'],
		answers: { 200: page('worklogs', worklog, counted) },
	},
	{
		...{ method: 'POST', path: path(`${issue}/worklog`) },
		query: ['notifyUsers', 'adjustEstimate', 'newEstimate', 'reduceBy', 'expand'],
		body: object({ started: text, timeSpentSeconds: whole, timeSpent: text, comment: document }),
		answers: { 201: worklog, 400: errors },
	},
	{
		...{ method: 'GET', path: path('servicedeskapi/request/[A-Z0-9_-]+/comment') },
		query: ['public', 'internal', 'expand', 'start', 'limit'],
		answers: { 200: deskPage, 403: { type: 'null' } },
	},
	{
		...{ method: 'POST', path: path('servicedeskapi/request/[A-Z0-9_-]+/comment') },
		body: object({ body: text, public: flag }, ['body']),
	},
	{
		...{ method: 'POST', path: path('servicedeskapi/request') },
		body: object(
			{
				...{ serviceDeskId: text, requestTypeId: text, requestFieldValues: anyObject },
				...{ raiseOnBehalfOf: text, requestParticipants: list(text), isAdfRequest: flag },
			},
			['serviceDeskId', 'requestTypeId', 'requestFieldValues'],
		),
	},
	{
		...{ method: 'GET', path: path('servicedeskapi/servicedesk/\\d+/customer') },
		query: ['query', 'start', 'limit'],
		answers: { 200: deskPage },
	},
];
