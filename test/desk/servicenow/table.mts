import { type Answer, type Call } from '../chassis/http.mts';
import { API_AGENT } from '../chassis/seed.mts';
import { dictionary } from './dictionary.mts';
import { ordered, parse } from './query.mts';
import { aclRefuses, noRecord, refused } from './refusals.mts';
import type { Settings } from './settings.mts';
import { answered } from './shown.mts';
import { COLUMNS, JOURNALS, type Row, type Store } from './store.mts';
import { momentOf, stored } from './time.mts';

const READABLE = [
	'incident',
	'sys_user',
	'sys_journal_field',
	'task_time_worked',
	'sys_dictionary',
];

interface Request {
	table: string;
	id?: string;
	call: Call;
	url: string;
}

/** Answers a request to the Table API. @throws Refusal */
export function answerTable(store: Store, settings: Settings, call: Call): Answer {
	const [, table, id] = /^\/api\/now\/table\/([^/]+)(?:\/([^/]+))?$/.exec(call.path) ?? [];
	if (!table) throw refused(400, 'Requested URI does not represent any resource');
	if (!READABLE.includes(table)) throw refused(400, `Invalid table ${table}`);
	if (!/json|\*\/\*/.test(call.headers.accept ?? '')) {
		throw refused(400, 'Invalid content-type. Supported request media types');
	}
	const request = { table, id, call, url: `http://${call.headers.host}` };
	if (call.method === 'GET') {
		return id === undefined ? list(store, settings, request) : one(store, settings, request);
	}
	if (call.method === 'POST' && id === undefined) return create(store, settings, request);
	if (call.method === 'PATCH' && id !== undefined) return update(store, settings, request);
	throw refused(405, 'Method not supported');
}

/** Whether the account sees a row. */
function isSeen(store: Store, settings: Settings, table: string, row: Row): boolean {
	if (table === 'sys_journal_field') return settings.journal === 'visible';
	return !(table === 'incident' && store.unseen.has(row.number));
}

/** The limit is applied before rows are hidden, so that a page may be short or empty although more follow. */
function list(store: Store, settings: Settings, { table, call, url }: Request): Answer {
	if (table === 'sys_journal_field' && settings.journal === 'forbidden') throw aclRefuses('Query');
	const { query } = call;
	const asked = parse(store, settings, table, query.get('sysparm_query') ?? '');
	const own = table === 'sys_dictionary' ? dictionary(settings) : store.rows(table);
	const all = ordered(store, own.filter(asked.matches), asked.order);
	const limit = Number(query.get('sysparm_limit') ?? 10_000);
	const offset = Number(query.get('sysparm_offset') ?? 0);
	const rows = all
		.slice(offset, offset + limit)
		.filter((row) => isSeen(store, settings, table, row));
	const headers: Record<string, string> = { 'x-total-count': String(all.length) };
	const link = (rel: string, from: number) => {
		const other = new URLSearchParams(query);
		other.set('sysparm_offset', String(from));
		return `<${url}${call.path}?${other.toString()}>;rel="${rel}"`;
	};
	const last = Math.max(0, Math.floor((all.length - 1) / limit) * limit);
	const links = [
		link('first', 0),
		...(offset > 0 ? [link('prev', Math.max(0, offset - limit))] : []),
		...(offset + limit < all.length ? [link('next', offset + limit)] : []),
		link('last', last),
	];
	if (settings.links) headers.link = links.join(',');
	const result = rows.map((row) => answered(store, settings, { table, row, query, url }));
	return { status: 200, body: { result }, headers };
}

function seen(store: Store, settings: Settings, table: string, id = ''): Row {
	const row = store.find(table, id);
	if (!row || !isSeen(store, settings, table, row)) throw noRecord();
	return row;
}

function one(store: Store, settings: Settings, { table, id, call, url }: Request): Answer {
	const row = seen(store, settings, table, id);
	const result = answered(store, settings, { table, row, query: call.query, url });
	return { status: 200, body: { result } };
}

function valuesOf({ table, call }: Request): Row {
	if (!call.contentType.startsWith('application/json')) {
		throw refused(400, 'Exception while reading request', 'The content type is not JSON');
	}
	let body: unknown;
	try {
		body = JSON.parse(call.body) as unknown;
	} catch {
		throw refused(400, 'Exception while reading request', 'The payload is not valid JSON');
	}
	const values = Object.entries(body as Record<string, unknown>);
	// What is no column is passed over without a word.
	return Object.fromEntries(
		values
			.filter(([name]) => COLUMNS[table].includes(name))
			.map(([name, one]) => [name, String(one)]),
	);
}

function create(store: Store, settings: Settings, request: Request): Answer {
	const { table, call, url } = request;
	const values = valuesOf(request);
	if (!['incident', 'task_time_worked'].includes(table)) throw aclRefuses('Insert');
	if (table === 'task_time_worked') {
		Object.assign(values, timeOf(values, settings));
		if (!settings.timeHasComments) delete values.comments;
	}
	const journals = table === 'incident' ? JOURNALS.filter((name) => values[name]) : [];
	const row = store.insert(
		table,
		Object.fromEntries(Object.entries(values).filter(([name]) => !journals.includes(name))),
	);
	for (const name of journals) store.say(row, name, values[name], API_AGENT.name);
	const result = answered(store, settings, { table, row, query: call.query, url });
	return {
		...{ status: 201, body: { result } },
		headers: { location: `${url}/api/now/table/${table}/${row.sys_id}` },
	};
}

/** One of the two columns counts, and the other one follows it. */
function timeOf(values: Row, { timeLeads }: Settings): Row {
	const seconds =
		timeLeads === 'time_in_seconds'
			? Number(values.time_in_seconds ?? 0)
			: Math.max(0, momentOf(values.time_worked ?? '1970-01-01 00:00:00') / 1000);
	return { time_in_seconds: String(seconds), time_worked: stored(new Date(seconds * 1000)) };
}

function update(store: Store, settings: Settings, request: Request): Answer {
	const { table, id, call, url } = request;
	const row = seen(store, settings, table, id);
	if (table !== 'incident') throw aclRefuses();
	const values = valuesOf(request);
	if (settings.closedIsFinal && row.active === 'false') throw aclRefuses();
	if (settings.workNotes === 'refused' && values.work_notes) throw aclRefuses();
	if (settings.workNotes === 'ignored') delete values.work_notes;
	policies(settings, row, values);
	if (settings.stateIsKept) delete values.state;
	const before = settings.showsWritten ? null : structuredClone(store.tables.sys_journal_field);
	write(store, settings, row, values);
	const after = store.tables.sys_journal_field;
	if (before) store.tables.sys_journal_field = before;
	const result = answered(store, settings, { table, row, query: call.query, url });
	store.tables.sys_journal_field = after;
	return { status: 200, body: { result } };
}

/** Who resolves or closes says how. */
function policies({ policyStatus }: Settings, row: Row, values: Row): void {
	if (values.state === undefined || !['6', '7'].includes(values.state)) return;
	const missing = [
		...((values.close_code ?? row.close_code) ? [] : ['Resolution code']),
		...((values.close_notes ?? row.close_notes) ? [] : ['Resolution notes']),
	];
	if (missing.length === 0) return;
	const detail = `Data Policy Exception: Following fields are mandatory: ${missing.join(', ')}`;
	throw refused(policyStatus, 'Operation Failed', detail);
}

function write(store: Store, settings: Settings, row: Row, values: Row): void {
	const changed = Object.entries(values).filter(([name, value]) =>
		JOURNALS.includes(name) ? value !== '' : row[name] !== value,
	);
	if (changed.length === 0) return;
	const { longestEntry, workNotes } = settings;
	for (const [name, value] of changed) {
		if (JOURNALS.includes(name)) {
			const text = longestEntry === null ? value : value.slice(0, longestEntry);
			store.say(row, name, text, API_AGENT.name);
			if (workNotes === 'leaks') store.say(row, 'comments', text, API_AGENT.name);
		} else {
			row[name] = value;
		}
	}
	row.active = String(!['7', '8'].includes(row.state));
	store.touch(row);
}
