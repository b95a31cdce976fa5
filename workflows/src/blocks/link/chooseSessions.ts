import type { Flow } from '../../flow';
import { formPage } from '../../forms';
import { firstOf, object, question } from '../../nodes';
import { halo } from '../desk/halo';
import { beingDone, PAGE, readSessions, STATES_ON_TICKETS, STATES_TO_LINK } from './linkLedger';
import { WORDS } from './linkText';
import { haloSystem } from '../settings';
import { readRows } from '../store/tables';

/** Most sessions that are written in one go: somebody waits for them. */
export const MOST_AT_ONCE = 20;

export const ACTIONS = {
	link: 'Link to a ticket',
	move: 'Move to another ticket',
	unlink: 'Unlink from their ticket',
} as const;

const ASKED = 'What is asked for?';
const FIRST = 'Read the newest sessions';
const SECOND = 'Read the newest sessions of the other state';
const PEOPLE = 'Read who can be chosen';
const LIST = 'Which sessions are shown?';
const CHOSEN = 'Which ones were chosen?';
const ME = 'Who are you?';

const asked = firstOf(ASKED);
const list = firstOf(LIST);

/** `{ action, customer, technician, from, to, name }` of the first page, for expressions of later nodes. */
export const askedFor = asked;

/** `{ sessions, name, agentId }` that were chosen and by whom, for expressions of later nodes. */
export const chosen = firstOf(ME);

/** What the form holds; a per cent sign would be a placeholder to the table. `form` is an expression. */
const read = (form: string) => `(() => {
	const form = ${form};
	const actions = ${JSON.stringify(ACTIONS)};
	const text = (value) => String(value ?? '').replace(/%/g, ' ').trim().slice(0, 100);
	const day = (value, add) => { const at = DateTime.fromISO(String(value ?? '')); return at.isValid ? at.startOf('day').plus({ days: add }).toUTC().toISO() : ''; };
	const action = Object.keys(actions).find((one) => actions[one] === form.action) ?? 'link';
	return { action, customer: text(form.customer), technician: text(form.technician), from: day(form.from, 0), to: day(form.to, 1), name: text(form.name) };
})()`;

/** The number at the start of a choice is the row's, and all that is read of it: names in it are for people. */
const sessions = `(() => {
	${WORDS}
	const action = ${asked}.action;
	const rows = [...$('${FIRST}').all(0), ...$('${SECOND}').all(0)].map((one) => one.json).filter((row) => row.id && !${beingDone('row')});
	const fitting = rows.filter((row) => action === 'link' || (row.linkKind === 'ticket' && row.linkSystem === ${haloSystem}));
	fitting.sort((a, b) => String(b.startedAt ?? '').localeCompare(String(a.startedAt ?? '')) || b.id - a.id);
	const sessions = fitting.slice(0, ${PAGE}).map((row) => ({
		rowId: row.id, key: row.key, sessionId: row.sessionId, state: row.state, attempts: row.attempts, customer: row.customer, company: row.company ?? null, hostname: row.hostname ?? null, representative: row.representative,
		startedAt: row.startedAt, endedAt: row.endedAt, durationSeconds: row.durationSeconds, firstLine: row.firstLine ?? null, from: action === 'link' ? null : row.linkId, reason: row.reason,
	}));
	const label = (one) => ['#' + one.rowId, time(one.startedAt), plain(one.customer || 'no customer', 40), plain(one.representative || 'no technician', 40), minutes(one.durationSeconds), one.firstLine ? '“' + plain(one.firstLine, 60) + '”' : null, one.from ? 'on ticket ' + one.from : null].filter(Boolean).join(' · ');
	const people = $input.all().map((one) => one.json).filter((row) => row.id).map((row) => ({ name: cut(row.agentName || row.displayName || row.privateName || row.publicName || row.username, 60), agentId: Number(row.agentId) || null })).filter((one) => one.name);
	const names = [...new Set(people.map((one) => plain(one.name)))].sort();
	return { sessions: sessions.map((one) => ({ ...one, label: label(one) })), people, names, more: fitting.length > ${PAGE}, back: sessions.length ? time(sessions[sessions.length - 1].startedAt) : null };
})()`;

const fields = `(() => {
	${WORDS}
	const { sessions, names } = ${list};
	const bare = (text) => clean(text).toLowerCase();
	const mine = names.find((name) => bare(name) === bare(${asked}.name)) ?? '';
	const who = names.length ? { fieldName: 'who', fieldLabel: 'Who you are', fieldType: 'dropdown', requiredField: true, defaultValue: mine, fieldOptions: { values: names.map((option) => ({ option })) } }
		: { fieldName: 'who', fieldLabel: 'Your name', fieldType: 'text', requiredField: true, defaultValue: ${asked}.name, placeholder: 'As in HaloPSA' };
	const which = { fieldName: 'sessions', fieldLabel: 'Sessions', fieldType: 'checkbox', requiredField: true, limitSelection: 'range', minSelections: 1, maxSelections: ${MOST_AT_ONCE}, fieldOptions: { values: sessions.map((one) => ({ option: one.label })) } };
	return [who, which];
})()`;

const shown = `(() => {
	const { sessions, more, back } = ${list};
	return sessions.length + (sessions.length === 1 ? ' session, ' : ' sessions, ') + 'the newest first. Choose up to ${MOST_AT_ONCE}.'
		+ (more ? '<br><b>There are more.</b> These go back to ' + back + '; for older ones, open the form again and enter a last day or a name.' : '');
})()`;

const wasChosen = `(() => {
	${WORDS}
	const { sessions, people, names } = ${list};
	const ids = [].concat($json.sessions ?? []).map((label) => Number((/^#([0-9]+) /.exec(String(label)) ?? [])[1]));
	const chosen = sessions.filter((one) => ids.includes(one.rowId));
	const name = clean($json.who).slice(0, 60);
	const known = people.find((one) => clean(plain(one.name)) === name) ?? null;
	const problem =
		!chosen.length ? 'No session was chosen.'
		: chosen.length > ${MOST_AT_ONCE} ? 'Choose at most ${MOST_AT_ONCE} sessions at once.'
		: !name || (names.length && !known) ? 'You did not say who you are. Your name goes on the ticket.'
		: null;
	return { sessions: chosen, name: known?.name ?? name, agentId: known?.agentId ?? null, problem };
})()`;

const me = `(() => {
	const before = ${firstOf(CHOSEN)};
	const body = $json.body ?? [];
	const agents = Array.isArray(body) ? body : body.agents ?? [];
	const same = (name) => String(name ?? '').trim().toLowerCase() === before.name.toLowerCase();
	const found = before.agentId ? null : agents.find((agent) => !agent.isdisabled && same(agent.name));
	return { ...before, agentId: before.agentId ?? (found ? Number(found.id) : null) };
})()`;

/**
 * The page with the sessions, and who chooses. `form` is an expression for what the first page holds.
 *
 * @returns names: of the first and the last node; of the question whose `no` means that there is nothing to show; of the
 * page; of the question whose `no` has a `problem`; of the request whose `error` must be led on
 */
export function chooseSessions(flow: Flow, form: string) {
	const page = 'Choose the sessions';
	const answered = 'Were sessions chosen?';
	const some = 'Is there a session?';
	const complete = 'Is the choice complete?';
	const known = 'Is your number at the desk known?';
	const request = 'Ask the desk who you are';
	const [first, second] = [0, 1].map(
		(index) =>
			`${asked}.action === 'link' ? '${STATES_TO_LINK[index]}' : '${STATES_ON_TICKETS[index]}'`,
	);
	flow.add(
		object(ASKED, read(form)),
		readSessions(FIRST, first, asked),
		readSessions(SECOND, second, asked),
		{
			...readRows(PEOPLE, 'beyondtrust_technicians', { enabled: 'true' }, 'allConditions', 500),
			settings: { alwaysOutputData: true, executeOnce: true },
		},
		object(LIST, sessions, { executeOnce: true }),
		question(some, '$json.sessions.length'),
		formPage(page, {
			title: `${JSON.stringify(ACTIONS)}[${asked}.action]`,
			description: shown,
			button: 'Continue',
			fields,
			wide: true,
		}),
		question(answered, '$json.submittedAt'),
		object(CHOSEN, wasChosen),
		question(complete, '!$json.problem'),
		question(known, '$json.agentId'),
		halo.getAgents(request),
		object(ME, me),
	);
	flow.path(ASKED, FIRST, SECOND, PEOPLE, LIST, some, page, answered, CHOSEN, complete, known, ME);
	flow.on(known, 'no', request, ME);
	return { first: ASKED, last: ME, some, page, answered, complete, request };
}
