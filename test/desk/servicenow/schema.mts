import { type Endpoint, list, object, type Schema, text } from '../chassis/schema.mts';

/** Schemas from the reference's samples: fields of a record that are asked for, and what a write may have. */

const both: Schema = {
	anyOf: [text, object({ display_value: text, value: text, link: text })],
};
const record = (names: string[]): Schema =>
	object(Object.fromEntries(names.map((name) => [name, both])));

const INCIDENT = [
	...['sys_id', 'number', 'short_description', 'state', 'active', 'sys_class_name', 'opened_at'],
	...['sys_created_on', 'sys_updated_on', 'sys_mod_count', 'caller_id', 'caller_id.name'],
	...['caller_id.email', 'company', 'assigned_to', 'cmdb_ci', 'correlation_id', 'work_notes'],
	'comments',
];
const USER = ['sys_id', 'user_name', 'name', 'email', 'active'];
const ENTRY = ['sys_id', 'element', 'element_id', 'value'];
const TIME = ['sys_id', 'task', 'comments', 'time_worked', 'time_in_seconds', 'user'];

const texts = (names: string[], required: string[] = []): Schema =>
	object(Object.fromEntries(names.map((name) => [name, text])), required);

/** A write has one journal at most: what is in both is for the customer, too. */
const changes: Schema = {
	...texts(['work_notes', 'comments', 'state', 'close_code', 'close_notes', 'hold_reason']),
	not: { required: ['work_notes', 'comments'] },
	minProperties: 1,
};
const opened = texts(
	[
		...['short_description', 'description', 'caller_id', 'urgency', 'impact', 'contact_type'],
		...['correlation_id', 'correlation_display'],
	],
	['short_description'],
);
const time = texts(
	['task', 'user', 'time_worked', 'time_in_seconds', 'work_date', 'comments', 'category'],
	['task'],
);

const error = object(
	{
		error: object({ message: text, detail: { anyOf: [text, { type: 'null' }] } }, ['message']),
		status: { const: 'failure' },
	},
	['error', 'status'],
);
/** A sleeping instance gives a page, with 200, too. */
const orPage = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'string', pattern: '^<' }] });
const rows = (names: string[]): Schema =>
	orPage(object({ result: list(record(names)) }, ['result']));
const row = (names: string[]): Schema => orPage(object({ result: record(names) }, ['result']));
const refusals = { 400: error, 401: error, 403: error, 404: error, 405: error, 429: error };

const FIELDS = ['sysparm_fields', 'sysparm_display_value', 'sysparm_exclude_reference_link'];
const LISTS = [...FIELDS, 'sysparm_query', 'sysparm_limit', 'sysparm_offset'];

const lists = (table: string, names: string[]): Endpoint => ({
	...{ method: 'GET', path: new RegExp(`^/api/now/table/${table}$`), query: LISTS },
	answers: { 200: rows(names), ...refusals },
});

export const ENDPOINTS: Endpoint[] = [
	lists('incident', INCIDENT),
	lists('sys_user', USER),
	lists('sys_journal_field', ENTRY),
	lists('task_time_worked', TIME),
	lists('sys_dictionary', ['element', 'max_length', 'mandatory']),
	{
		...{ method: 'GET', path: /^\/api\/now\/table\/incident\/[0-9a-f]{32}$/, query: FIELDS },
		answers: { 200: row(INCIDENT), ...refusals },
	},
	{
		...{ method: 'PATCH', path: /^\/api\/now\/table\/incident\/[0-9a-f]{32}$/, query: FIELDS },
		...{ body: changes, answers: { 200: row(INCIDENT), ...refusals } },
	},
	{
		...{ method: 'POST', path: /^\/api\/now\/table\/incident$/, query: FIELDS },
		...{ body: opened, answers: { 201: row(INCIDENT), ...refusals } },
	},
	{
		...{ method: 'POST', path: /^\/api\/now\/table\/task_time_worked$/, query: FIELDS },
		...{ body: time, answers: { 201: row(TIME), ...refusals } },
	},
];
