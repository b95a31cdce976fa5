import { numberFrom } from '../ledger/place';
import type { Settings } from '../ledger/settingsTable';
import type { Question } from './desk';
import { whoAnswered } from './person';
import { rowIdsFrom, statesFor } from './shown';
import {
	type Action,
	ACTIONS,
	type Asked,
	type LinkState,
	MOST_CHOSEN,
	stateFrom,
	ticketLabel,
	type Wanted,
} from './state';
import { dayFrom, line } from './words';

export const YES = 'Yes, write it';
export const NO = 'No, change nothing';

/** Which rows to read for the page: the newest of a state. `null` is no condition. */
export interface Reading extends Pick<Asked, 'customer' | 'technician' | 'from' | 'to'> {
	state: string;
}

/**
 * What a page's answer leads to. `read`: get the rows of `readings`; `reports`: get the reports of the sessions and ask the desk `question`;
 * `desk`: ask it; `write`: do what is `wanted`; `page`: show the page that `state` names, which may be the same one with `problem` on it.
 */
export interface Answer {
	state: LinkState;
	todo: 'read' | 'reports' | 'desk' | 'write' | 'page';
	problem: string | null;
	readings: Reading[];
	question: Question | null;
	/** What the desk is asked before `question`: tickets of the first session's customer. */
	ofCustomer: Question | null;
	wanted: Wanted[];
}

export interface ToAnswer {
	/** What the page's node passed on: the fields by their names, `submittedAt`, and `user` where people log in. */
	submitted: unknown;
	/** As `page` gave it; nothing for the first page. */
	state: unknown;
	/** Rows of `beyondtrust_technicians`. */
	technicians: unknown[];
	settings: Settings;
	/** IANA zone of the days that were entered. */
	timezone: string;
	/** Milliseconds since 1970. */
	now: number;
}

const NOBODY_ANSWERED = 'Nobody answered this page within an hour, so nothing was changed.';
const NOT_WANTED = 'You chose to change nothing.';

/** Days whose tickets are looked through, and how many tickets. */
const RECENT_DAYS = 60;
const MOST_TICKETS = 200;
const MOST_OF_CUSTOMER = 100;
const ANY_TIME = '1970-01-01T00:00:00.000Z';

type Fields = Record<string, unknown>;

const leadsTo = (state: LinkState, more: Partial<Answer> = {}): Answer => ({
	state,
	todo: 'page',
	problem: state.problem,
	readings: [],
	question: null,
	ofCustomer: null,
	wanted: [],
	...more,
});

const ends = (state: LinkState, problem: string) => leadsTo({ ...state, page: 'result', problem });

const again = (state: LinkState, problem: string) => leadsTo({ ...state, problem });

/** A part of a name. Signs that stand for anything in a comparison are none of it. */
const part = (value: unknown) => line(value, 100).replace(/%/g, ' ').trim() || null;

function opened(state: LinkState, fields: Fields, timezone: string): Answer {
	const action = (Object.keys(ACTIONS) as Action[]).find((one) => ACTIONS[one] === fields.action);
	if (action === undefined) {
		return ends(state, "'What do you want to do?' was not answered. Open the form again.");
	}
	const days = { from: dayFrom(fields.from, timezone), to: dayFrom(fields.to, timezone, 1) };
	for (const [label, name] of [
		['First day', 'from'],
		['Last day', 'to'],
	] as const) {
		if (line(fields[name]) !== '' && days[name] === null) {
			return ends(state, `'${label}' is not a day. Open the form again and choose one.`);
		}
	}
	const asked: Asked = {
		action,
		customer: part(fields.customer),
		technician: part(fields.technician),
		...days,
		name: line(fields.name, 60) || null,
	};
	const { customer, technician, from, to } = asked;
	const readings = statesFor(asked).map((one) => ({ state: one, customer, technician, from, to }));
	return leadsTo({ ...state, asked, page: 'sessions', problem: null }, { todo: 'read', readings });
}

/** A typed number counts more than a ticked one. */
function chosenTicket(state: LinkState, fields: Fields): Answer {
	const typed = line(fields.ticket, 40);
	const ticked = Array.isArray(fields.suggested)
		? (fields.suggested as unknown[])[0]
		: fields.suggested;
	const offered = /^(\S+) /.exec(line(ticked, 60))?.[1] ?? '';
	const said = typed.replace(/^#\s*/, '') || offered;
	const label = ticketLabel(state);
	if (said === '') return again(state, `Choose a ticket, or enter its number under '${label}'.`);
	const id = numberFrom(said);
	if (id === null) {
		return again(
			state,
			`'${label}' must be the number of a ticket, such as 1234, and '${said}' is not one.`,
		);
	}
	const question: Question = { contract: 1, operation: 'getTicket', ticket: id };
	return leadsTo({ ...state, page: 'review', problem: null }, { todo: 'desk', question });
}

function chosenSessions(state: LinkState, fields: Fields, now: number): Answer {
	const ids = rowIdsFrom(fields.sessions);
	const sessions = state.sessions.filter(({ rowId }) => ids.includes(rowId));
	if (sessions.length === 0) return again(state, "Tick at least one session under 'Sessions'.");
	if (sessions.length > MOST_CHOSEN) {
		return again(state, `Tick at most ${MOST_CHOSEN} sessions under 'Sessions'.`);
	}
	if (state.person === null) {
		return again(state, "Choose who you are under 'Who you are': your name goes on the ticket.");
	}
	if (state.asked.action === 'unlink') {
		return leadsTo({ ...state, sessions, page: 'review', problem: null });
	}
	const find = { contract: 1, operation: 'findTickets' } as const;
	const since = new Date(now - RECENT_DAYS * 86_400_000).toISOString();
	const question: Question = { ...find, since, text: '', limit: MOST_TICKETS };
	const text = sessions[0].customer ?? '';
	const ofCustomer: Question = { ...find, since: ANY_TIME, text, limit: MOST_OF_CUSTOMER };
	const next: LinkState = { ...state, sessions, page: 'ticket', problem: null };
	return leadsTo(next, { todo: 'reports', question, ofCustomer });
}

/** What is to be done, in the order in which it is done: a session leaves its ticket before it goes on another one. */
function wantedOf({ asked, sessions, ticket, person }: LinkState): Wanted[] {
	if (person === null) return [];
	const { name: by, agentId, email } = person;
	return sessions.flatMap(({ sessionId, from }): Wanted[] => {
		const one = { sessionId, by, agentId, email };
		const off: Wanted[] = from
			? [{ ...one, action: 'takeOff', ticketId: from, other: ticket?.id ?? null }]
			: [];
		if (asked.action === 'unlink') return off;
		return ticket ? [...off, { ...one, action: 'link', ticketId: ticket.id, other: from }] : [];
	});
}

function reviewed(state: LinkState, fields: Fields): Answer {
	const next: LinkState = { ...state, page: 'result', problem: null };
	if (fields.go === NO) return ends(state, NOT_WANTED);
	if (fields.go !== YES) return again(state, "Answer 'Write it?'.");
	const wanted = wantedOf(state);
	return wanted.length > 0 ? leadsTo(next, { todo: 'write', wanted }) : ends(state, NOT_WANTED);
}

/**
 * What the answer to a page leads to. A page whose time is over goes on as if it had been sent, without `submittedAt`, or with that of an
 * earlier page: nobody answered, and nothing is done. Who answered is told by the page itself.
 */
export function answer(input: ToAnswer): Answer {
	const { technicians, timezone, now } = input;
	const state = stateFrom(input.state);
	const fields = (
		typeof input.submitted === 'object' && input.submitted !== null ? input.submitted : {}
	) as Fields;
	const answeredAt = line(fields.submittedAt, 60);
	if (answeredAt === '' || answeredAt === state.answeredAt) return ends(state, NOBODY_ANSWERED);
	const who = whoAnswered(state, fields, technicians);
	if (typeof who === 'string') return ends(state, who);
	const known: LinkState = { ...state, ...who, answeredAt };
	switch (state.page) {
		case 'open':
			return opened(known, fields, timezone);
		case 'sessions':
			return chosenSessions(known, fields, now);
		case 'ticket':
			return chosenTicket(known, fields);
		case 'review':
			return reviewed(known, fields);
		case 'result':
			return ends(known, NOT_WANTED);
	}
}
