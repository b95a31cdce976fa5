import { answered, confirmed, contradicted, count, notSeen } from '../findings.mjs';

const SHORTEST = 3900;
/** What an entry of time is sent with. */
const SENT = ['task', 'comments', 'time_in_seconds', 'time_worked', 'work_date', 'user'];

const rowsOf = (body) => (Array.isArray(body?.result) ? body.result : []);

/** Entries of the dictionary of the instance: what it says of columns, and of nobody. */
async function dictionary(desk, condition) {
	const { status, body } = await desk.json('/api/now/table/sys_dictionary', {
		sysparm_query: condition,
		sysparm_fields: 'element,max_length,mandatory',
		sysparm_limit: '200',
	});
	return { status, rows: rowsOf(body).filter(({ element }) => element) };
}

async function noteCut(desk) {
	const { status, rows } = await dictionary(desk, 'name=sys_journal_field^element=value');
	const longest = Number(rows[0]?.max_length ?? Number.NaN);
	if (!(longest > 0)) return notSeen(`the dictionary shows no length (HTTP ${status})`);
	const seen = `a journal entry has up to ${count(longest, 'character')}`;
	return longest < SHORTEST ? contradicted(seen) : answered(seen);
}

/** How many users fit a condition; none of them is read. */
async function usersFor(desk, condition) {
	const { headers } = await desk.json('/api/now/table/sys_user', {
		sysparm_query: condition,
		sysparm_fields: 'active',
		sysparm_limit: '1',
	});
	return Number(headers['x-total-count'] ?? Number.NaN);
}

async function roles(desk) {
	const all = await usersFor(desk, 'active=true');
	const agents = await usersFor(desk, 'active=true^roles=itil');
	if (Number.isNaN(all) || Number.isNaN(agents)) return notSeen('the lists of users show no total');
	const seen = `${agents} of ${count(all, 'active user')} with the condition`;
	if (agents > 0 && agents < all) return confirmed(seen);
	return agents === all && all > 1 ? contradicted(seen) : notSeen(seen);
}

async function timeColumns(desk) {
	const { status, rows } = await dictionary(desk, 'name=task_time_worked');
	if (rows.length === 0) return notSeen(`the dictionary shows no such table (HTTP ${status})`);
	const names = rows.map(({ element }) => element);
	const needed = rows.filter(({ mandatory }) => mandatory === 'true').map(({ element }) => element);
	const seen = `columns ${desk.personal.names(names)}; mandatory ${desk.personal.names(needed)}`;
	const hasAll = ['task', 'comments'].every((name) => names.includes(name));
	const hasTime = ['time_in_seconds', 'time_worked'].some((name) => names.includes(name));
	const isEnough = needed.every((name) => SENT.includes(name));
	return hasAll && hasTime && isEnough ? confirmed(seen) : contradicted(seen);
}

export const servicenow = {
	name: 'ServiceNow',
	area: 'servicenow',
	login: { kind: 'token', path: '/oauth_token.do', fields: {} },
	ticketPath: () => '/api/now/table/incident',
	ticketQuery: (number) => ({
		sysparm_query: `number=${number}`,
		sysparm_fields: 'sys_id,number,sys_class_name,state,active,opened_at,sys_updated_on',
		sysparm_limit: '1',
	}),
	ticketIn: (body) => rowsOf(body)[0],
	questions: [
		{
			id: 'servicenow.note-cut',
			ask: noteCut,
			see: 'System Definition > Dictionary, table sys_journal_field, column value: the length. An account without admin may not read it',
		},
		{
			id: 'servicenow.roles',
			ask: roles,
			see: 'open the list of users in ServiceNow, filter by roles is itil, and compare the number with all active users',
		},
		{
			id: 'servicenow.time-columns',
			ask: timeColumns,
			see: 'System Definition > Dictionary, table task_time_worked: which columns are there, and which are mandatory',
		},
		{
			id: 'servicenow.write-shows',
			see: 'run Check a desk in n8n: it shows whether the note was found after it was written',
		},
		{
			id: 'servicenow.refusal-status',
			see: 'let n8n resolve a test record (setStatus) without a field that a data policy of yours demands: the sentence names the HTTP status',
		},
	],
};
