import {
	type Endpoint,
	flag,
	list,
	moment,
	nullable,
	object,
	page,
	type Schema,
	text,
	whole,
} from '../chassis/schema.mts';

/** What Zendesk publishes of the requests that the workflow sends. Names it does not know, it passes over; here they are found. */
const anything: Schema = {};
const status: Schema = { enum: ['new', 'open', 'pending', 'hold', 'solved', 'closed'] };

const comment = object(
	{ html_body: { type: 'string', minLength: 1 }, public: flag, author_id: whole },
	// It defaults to true.
	['html_body', 'public'],
);
const fields = list(object({ id: whole, value: whole }, ['id', 'value']));
const requester = object({ name: text, email: text }, ['name', 'email']);

const create = object(
	{
		ticket: object(
			{
				...{ subject: text, comment, requester, requester_id: whole },
				external_id: { type: 'string', minLength: 1, maxLength: 255 },
			},
			['subject', 'comment'],
		),
	},
	['ticket'],
);

const update = object(
	{
		ticket: {
			...object({
				...{ comment, status, custom_status_id: whole, custom_fields: fields },
				...{ safe_update: { const: true }, updated_stamp: moment },
			}),
			// One is nothing without the other.
			dependencies: { safe_update: ['updated_stamp'], updated_stamp: ['safe_update'] },
			minProperties: 1,
		},
	},
	['ticket'],
);

const id = nullable(whole);
const ticket = object(
	{
		...{
			id: whole,
			url: text,
			external_id: nullable(text),
			created_at: moment,
			updated_at: moment,
		},
		...{ type: nullable({ enum: ['problem', 'incident', 'question', 'task'] }), status },
		...{ subject: text, raw_subject: text, description: text, priority: nullable(text) },
		...{
			custom_status_id: whole,
			recipient: nullable(text),
			requester_id: whole,
			submitter_id: whole,
		},
		...{ assignee_id: id, organization_id: id, group_id: id, collaborator_ids: list(whole) },
		...{ follower_ids: list(whole), email_cc_ids: list(whole), has_incidents: flag },
		...{
			is_public: flag,
			due_at: nullable(moment),
			tags: list(text),
			satisfaction_rating: anything,
		},
		custom_fields: list(object({ id: whole, value: anything }, ['id', 'value'])),
		...{ brand_id: whole, allow_channelback: flag, from_messaging_channel: flag, via: anything },
		result_type: { const: 'ticket' },
	},
	['id', 'url', 'subject', 'status', 'requester_id', 'created_at', 'updated_at', 'custom_fields'],
);
const user = object(
	{
		...{ id: whole, url: text, name: text, email: nullable(text), active: flag, suspended: flag },
		...{ role: { enum: ['end-user', 'agent', 'admin'] }, organization_id: id, time_zone: text },
		external_id: nullable(text),
	},
	['id', 'name', 'email', 'role', 'active', 'suspended'],
);
const organization = object(
	{ id: whole, url: text, name: text, domain_names: list(text), external_id: nullable(text) },
	['id', 'name'],
);
const shown = object(
	{
		...{ id: whole, type: { const: 'Comment' }, author_id: whole, audit_id: whole, public: flag },
		...{ body: text, html_body: text, plain_body: text, attachments: list(anything) },
		...{ via: anything, created_at: moment, metadata: anything },
	},
	['id', 'type', 'author_id', 'html_body', 'plain_body', 'public'],
);
const audit = object(
	{
		...{ id: whole, ticket_id: whole, created_at: moment, author_id: whole, metadata: anything },
		...{ via: anything, events: list({ type: 'object', required: ['id', 'type'] }) },
	},
	['id', 'ticket_id', 'author_id', 'events'],
);
const pages = { next_page: nullable(text), previous_page: nullable(text), count: whole };
const cursors = {
	meta: object({ has_more: flag, after_cursor: nullable(text), before_cursor: nullable(text) }, [
		'has_more',
		'after_cursor',
	]),
	links: object({ prev: nullable(text), next: nullable(text) }, ['next']),
};
const beside = { users: list(user), organizations: list(organization) };

const failed = object({ error: anything, description: text, details: anything }, ['error']);
const recordInvalid = object({ error: text, description: text, details: { type: 'object' } }, [
	'error',
]);
const refusals: Record<number, Schema> = {
	...{ 400: failed, 401: object({ error: text, error_description: text }, ['error']) },
	...{ 403: failed, 404: failed, 409: failed, 422: recordInvalid, 429: text },
};

const under = (path: string) => new RegExp(`^/api/v2${path}(?:\\.json)?$`);
const ID = '/\\d+';
const PAGES = ['page', 'per_page'];
const CURSORS = ['page[size]', 'page[after]'];

export const endpoints: Endpoint[] = [
	{
		...{ method: 'GET', path: under('/tickets') },
		query: [...PAGES, 'sort_by', 'sort_order', 'external_id', 'include'],
		answers: {
			...refusals,
			200: page('tickets', ticket, { ...beside, ...pages }, ['next_page']),
		},
	},
	{
		...{ method: 'POST', path: under('/tickets'), body: create },
		answers: { ...refusals, 201: object({ ticket, audit }, ['ticket', 'audit']) },
	},
	{
		...{ method: 'GET', path: under(`/tickets${ID}`), query: ['include'] },
		answers: { ...refusals, 200: object({ ticket, ...beside }, ['ticket']) },
	},
	{
		...{ method: 'PUT', path: under(`/tickets${ID}`), body: update },
		answers: { ...refusals, 200: object({ ticket, audit }, ['ticket', 'audit']) },
	},
	{
		...{ method: 'GET', path: under(`/tickets${ID}/comments`), query: [...CURSORS, 'sort'] },
		answers: {
			...refusals,
			200: page('comments', shown, cursors, ['meta', 'links']),
		},
	},
	{
		...{ method: 'PUT', path: under(`/tickets${ID}/comments${ID}/make_private`) },
		answers: refusals,
	},
	{
		...{ method: 'GET', path: under('/search') },
		query: [...PAGES, 'query', 'sort_by', 'sort_order', 'include'],
		answers: {
			...refusals,
			200: page('results', ticket, { facets: anything, ...beside, ...pages }),
		},
	},
	{
		...{ method: 'GET', path: under('/users'), query: [...CURSORS, 'role', 'role[]'] },
		answers: { ...refusals, 200: page('users', user, cursors, ['meta']) },
	},
	{
		...{ method: 'GET', path: under('/users/search'), query: [...PAGES, 'query'] },
		answers: { ...refusals, 200: page('users', user, pages) },
	},
	{
		...{ method: 'GET', path: under('/users/me') },
		answers: { ...refusals, 200: object({ user: { type: 'object' } }, ['user']) },
	},
];
