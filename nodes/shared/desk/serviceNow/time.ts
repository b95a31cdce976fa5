import { authorOf, pickAgent } from '../agents';
import type { Told } from '../contract';
import type { Desk, Found, NoteSeen, On } from '../desk';
import { eachPage, type Flow, type Page, type Query, send } from '../flow';
import type { Fields } from '../json';
import { holds } from '../marker';
import { findNote } from '../putNote';
import { requestTo } from '../request';
import { sysIdIn } from './model';
import { adviceOn, fitted, inertText, reasonOf } from './notes';
import { nameOf, nextOf, PAGE, rowsOf, type ServiceNowSettings, valueOf } from './query';
import { textOf } from '../../session/value';

/**
 * UNSURE [servicenow.time-columns] which columns `task_time_worked` needs, and whether `time_worked` or `time_in_seconds` counts (reference: a loader of others reads
 * both). Both are sent, and the answer is believed in whichever it has. To find out: the dictionary entries of that table.
 */
function entryOf(ref: string, minutes: number, at: string, comments: string): Fields {
	const seconds = Math.round(minutes * 60);
	return {
		...{ task: ref, comments, time_in_seconds: String(seconds), time_worked: durationOf(seconds) },
		...(/^\d{4}-\d\d-\d\d/.test(at) ? { work_date: at.slice(0, 10) } : {}),
	};
}

const EPOCH = Date.UTC(1970, 0, 1);

/** A duration as ServiceNow writes it: a moment, counted from 1970 on. */
const durationOf = (seconds: number): string =>
	new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** Seconds of an entry, by the column that holds some; `null` where none does. */
function secondsOf(entry: Fields): number | null {
	const seconds = Number(valueOf(entry.time_in_seconds) || Number.NaN);
	const lasted = (Date.parse(`${valueOf(entry.time_worked).replace(' ', 'T')}Z`) - EPOCH) / 1000;
	return [seconds, lasted].find((one) => one > 0) ?? null;
}

/** Entries of a record, newest first; an entry's `comments` hold the marker. */
const entries = (
	settings: ServiceNowSettings,
	table: string,
	ref: string,
	cursor: string | null,
): Query<Page<NoteSeen>> => ({
	request: requestTo(settings, `/api/now/table/${table}`, {
		query: {
			sysparm_query: `task=${ref}^ORDERBYDESCsys_created_on`,
			sysparm_fields: 'sys_id,task,comments',
			...{ sysparm_limit: String(PAGE), sysparm_offset: cursor ?? '0' },
		},
	}),
	read(got) {
		const rows = rowsOf(got.body);
		const own = rows.filter((row) => valueOf(row.task) === ref);
		const items = own.map((row) => ({
			id: sysIdIn(valueOf(row.sys_id)),
			text: valueOf(row.comments),
		}));
		return { items, next: nextOf(got, rows.length, cursor) };
	},
});

/** The user whose time it is; nobody where that is not clear. */
function* userOf(
	agents: NonNullable<Desk<ServiceNowSettings>['agents']>,
	on: On<ServiceNowSettings>,
): Flow<string | null> {
	const author = authorOf(on.asked);
	const named = sysIdIn(author.agentId);
	if (named !== null || (author.names.length === 0 && !author.email)) return named;
	const listed = yield* eachPage((cursor) => agents(on, author, cursor));
	const picked = listed.ok ? pickAgent(listed.value, author) : null;
	return picked && 'id' in picked ? picked.id : null;
}

const OFF =
	"Time tracking is off. To try it, enter task_time_worked as 'timeTable' in Settings of the desk workflow, and check the first entry in ServiceNow.";

/** What to look at where the instance keeps something else than it was told. */
function doubtOn(seconds: number | null, minutes: number, isMarked: boolean): string | null {
	const isSame = seconds !== null && Math.abs(seconds - minutes * 60) < 60;
	const other = seconds === null ? 'no time' : `${Math.round(seconds / 60)} minutes`;
	if (!isSame) return `ServiceNow created an entry with ${other}. Check it by hand.`;
	if (isMarked) return null;
	return "ServiceNow stores no comment with the entry, so the entry cannot be found again and may be written twice. Leave 'timeTable' in Settings empty.";
}

/** Time on a record, as an entry of its own, once: it is looked for among the entries by its marker. */
export const addTime = (agents: NonNullable<Desk<ServiceNowSettings>['agents']>) =>
	function* (on: On<ServiceNowSettings>, { ticket, ref }: Found): Flow<Told> {
		const { settings, asked } = on;
		const about = { ticketId: ticket.id, url: ticket.url, timeId: null, status: null, said: null };
		const table = nameOf(settings.timeTable, '');
		if (table === '') return { ...about, outcome: 'unsupported', said: OFF };
		const minutes = Number(textOf(asked.minutes));
		if (minutes > 60 * 24 * 365) {
			return { ...about, outcome: 'refused', said: 'This is more than a year.' };
		}
		const marker = textOf(asked.note?.marker);
		const refused = (status: number, said: string): Told => ({
			...{ ...about, outcome: 'refused', status, said },
		});
		if (marker !== '') {
			const list = (cursor: string | null) => entries(settings, table, ref, cursor);
			const there = yield* findNote(list, { marker, isPlain: false }, '');
			if (!there.ok) return refused(there.status, there.said);
			if (there.value) return { ...about, outcome: 'there', timeId: there.value.id };
		}
		const user = yield* userOf(agents, on);
		const text = textOf(asked.note?.text) || 'Time of a remote session.';
		const comments = fitted(inertText([text, marker].filter(Boolean).join('\n')), marker, 1000);
		const entry = entryOf(ref, minutes, textOf(asked.at), comments);
		const reply = yield* send({
			request: requestTo(settings, `/api/now/table/${table}`, {
				method: 'POST',
				query: { sysparm_fields: 'sys_id,time_worked,time_in_seconds,user,comments' },
				body: { ...entry, ...(user ? { user } : {}) },
			}),
			read({ body }) {
				const [row = {}] = rowsOf(body);
				const said = { id: sysIdIn(valueOf(row.sys_id)), user: sysIdIn(valueOf(row.user)) };
				return { ...said, seconds: secondsOf(row), isMarked: holds(valueOf(row.comments), marker) };
			},
			because: ({ body }) => reasonOf(body),
		});
		if (!reply.ok) {
			const advice = adviceOn({ settings: { ...settings, table } }, reply.status, reply.because);
			return refused(reply.status, `${reply.said} ${advice}`.trim());
		}
		const { id: timeId, seconds, user: writtenAs, isMarked } = reply.value;
		const said = doubtOn(seconds, minutes, isMarked || marker === '');
		return { ...about, outcome: 'added', timeId, minutes, writtenAs, said };
	};
