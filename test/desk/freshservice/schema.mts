import {
	anyObject,
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

/** What the desk publishes of the endpoints that a desk workflow uses, and of nothing else. */

const spent: Schema = { type: 'string', pattern: '^\\d{2,3}:[0-5]\\d$' };
const person = {
	id: whole,
	name: text,
	email: text,
	phone: nullable(text),
	mobile: nullable(text),
};

const ticketFields: Record<string, Schema> = {
	...{ id: whole, subject: text, description: text, description_text: text, type: text },
	...{ status: whole, priority: whole, urgency: whole, impact: whole, source: whole },
	...{ workspace_id: whole, requester_id: whole, requested_for_id: whole },
	...{ responder_id: nullable(whole), group_id: nullable(whole), department_id: nullable(whole) },
	...{ email_config_id: nullable(whole), category: nullable(text), sub_category: nullable(text) },
	...{ item_category: nullable(text), spam: flag, deleted: flag, is_escalated: flag },
	...{ fr_escalated: flag, cc_emails: list(text), fwd_emails: list(text) },
	...{ reply_cc_emails: list(text), to_emails: nullable(list(text)), tags: list(text) },
	...{ attachments: list(anyObject), custom_fields: anyObject, due_by: moment, fr_due_by: moment },
	...{ created_at: moment, updated_at: moment },
};
const needed = Object.keys(ticketFields);
const plainTicket = object(ticketFields, needed);
const listedTicket = object({ ...ticketFields, requester: object(person) }, needed);
const oneTicket = object(
	{
		...{ ...ticketFields, requester: object(person) },
		department: object({ id: whole, name: text }),
		stats: anyObject,
	},
	needed,
);

const noteFields: Record<string, Schema> = {
	...{ id: whole, user_id: whole, to_emails: list(text), body: text, body_text: text },
	...{ incoming: flag, private: flag, support_email: nullable(text), ticket_id: whole },
	...{ attachments: list(anyObject), created_at: moment, updated_at: moment },
};
const listedNote = object(
	{
		...{ ...noteFields, cc_emails: list(text), bcc_emails: list(text) },
		...{ from_email: nullable(text), source: whole },
	},
	Object.keys(noteFields),
);

const entry = object({
	...{ id: whole, created_at: moment, updated_at: moment, start_time: moment, timer_running: flag },
	...{ billable: flag, time_spent: spent, executed_at: moment, task_id: nullable(whole) },
	...{ workspace_id: whole, note: text, agent_id: whole, custom_fields: anyObject },
});
const newEntry = object(
	{
		...{ agent_id: whole, time_spent: spent, billable: flag, executed_at: moment, note: text },
		...{ task_id: whole, custom_fields: anyObject },
	},
	['time_spent'],
);

const agent = object(
	{
		...{ id: whole, first_name: text, last_name: text, email: text, active: flag },
		...{ occasional: flag, job_title: nullable(text), department_ids: list(whole) },
		...{ group_ids: list(whole), roles: list(anyObject), workspace_ids: list(whole) },
		...{ created_at: moment, updated_at: moment },
	},
	['id', 'email', 'active'],
);

const newTicket = {
	...{ email: text, requester_id: whole, subject: text, description: text, type: text },
	...{ status: whole, priority: whole, urgency: whole, impact: whole, source: whole },
	...{ workspace_id: whole, responder_id: whole, group_id: whole, department_id: whole },
	...{ category: text, sub_category: text, item_category: text, custom_fields: anyObject },
	tags: list(text),
};

const error = object(
	{
		description: { const: 'Validation failed' },
		errors: list(object({ field: text, message: text, code: text }, ['field', 'message', 'code'])),
	},
	['description', 'errors'],
);
const refused = object({ code: text, message: text }, ['code', 'message']);
const empty: Schema = { type: 'null' };
const answers = (of: Record<number, Schema>): Record<number, Schema> => ({
	...{ 400: error, 401: refused, 403: refused, 404: empty },
	...of,
});
const PAGES = ['page', 'per_page'];

export const ENDPOINTS: Endpoint[] = [
	{
		method: 'GET',
		path: /^\/api\/v2\/tickets$/,
		query: ['updated_since', 'order_type', 'include', 'workspace_id', 'filter', ...PAGES],
		answers: answers({ 200: page('tickets', listedTicket) }),
	},
	{
		method: 'GET',
		path: /^\/api\/v2\/tickets\/filter$/,
		query: ['query', 'page'],
		answers: answers({
			200: page('tickets', plainTicket, { total: whole }, ['total']),
		}),
	},
	{
		method: 'GET',
		path: /^\/api\/v2\/tickets\/\d+$/,
		query: ['include'],
		answers: answers({ 200: object({ ticket: oneTicket }, ['ticket']) }),
	},
	{
		method: 'POST',
		path: /^\/api\/v2\/tickets$/,
		body: object(newTicket, ['subject', 'description', 'status', 'priority']),
		answers: answers({ 201: object({ ticket: plainTicket }, ['ticket']) }),
	},
	{
		method: 'PUT',
		path: /^\/api\/v2\/tickets\/\d+$/,
		query: ['bypass_mandatory'],
		body: object(newTicket),
		answers: answers({ 200: object({ ticket: plainTicket }, ['ticket']) }),
	},
	{
		method: 'GET',
		path: /^\/api\/v2\/tickets\/\d+\/conversations$/,
		query: PAGES,
		answers: answers({ 200: page('conversations', listedNote) }),
	},
	{
		method: 'POST',
		path: /^\/api\/v2\/tickets\/\d+\/notes$/,
		// `private` has a default; a desk workflow says it all the same.
		body: object({ body: text, private: flag, user_id: whole, notify_emails: list(text) }, [
			'body',
			'private',
		]),
		answers: answers({
			201: object({ conversation: object(noteFields, Object.keys(noteFields)) }, ['conversation']),
		}),
	},
	{
		method: 'DELETE',
		path: /^\/api\/v2\/conversations\/\d+$/,
		answers: answers({ 204: empty }),
	},
	{
		method: 'GET',
		path: /^\/api\/v2\/tickets\/\d+\/time_entries$/,
		query: PAGES,
		answers: answers({ 200: page('time_entries', entry) }),
	},
	{
		method: 'POST',
		path: /^\/api\/v2\/tickets\/\d+\/time_entries$/,
		body: { anyOf: [newEntry, object({ time_entry: newEntry }, ['time_entry'])] },
		answers: answers({ 201: object({ time_entry: entry }, ['time_entry']) }),
	},
	{
		method: 'GET',
		path: /^\/api\/v2\/agents$/,
		query: ['email', 'query', 'active', 'state', ...PAGES],
		answers: answers({ 200: page('agents', agent) }),
	},
	{
		method: 'GET',
		path: /^\/api\/v2\/requesters$/,
		query: ['email', 'query', ...PAGES],
		answers: answers({ 200: page('requesters', anyObject) }),
	},
];
