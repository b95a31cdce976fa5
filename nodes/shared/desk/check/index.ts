/** What *Check the desk* does: asks the desk workflow for one thing after the other, and tells what of it can be used. */

import { addressOf, type Submitted } from '../../invite/person';
import type { Settings } from '../../ledger/settingsTable';
import { escapedHtml } from '../../session/escape';
import { lineOf, textOf } from '../../session/value';
import { answerFrom } from './answer';
import { type CheckRow, type CheckState, row, tableOf } from './row';
import { STEPS } from './steps';
import type { Asked, Author } from '../contract';
import { fieldsOf } from '../json';

/** What the check does next: it asks the desk workflow `asked`, or shows the last page. `description` is HTML, `rows` are the table. */
export interface CheckNext {
	goes: 'ask' | 'done';
	asked: Partial<Asked> | null;
	title: string;
	description: string;
	rows: CheckRow[];
	/** `null` at the end. */
	state: CheckState | null;
}

/** What a check begins with. */
export interface CheckForm {
	/** The first page, as n8n's form gives it. */
	form: Submitted & { ticket?: unknown };
	/** Rows of `beyondtrust_technicians`. */
	technicians: unknown[];
	settings: Partial<Settings>;
	/** Milliseconds since 1970. */
	now: number;
}

/** Operations that change more than a note, and are not tried. */
const UNTRIED: Record<string, string> = {
	postToChat: 'It was not tried: it would post into a chat.',
	createTicket: 'It was not tried: it would open a ticket.',
	setStatus: 'It was not tried: it would change the ticket.',
	addTime: 'It was not tried: it would put time on the ticket.',
};

const NEEDED = ['getTicket', 'findTickets', 'putNote'];

const done = (title: string, description: string, rows: CheckRow[] = []): CheckNext => ({
	...{ goes: 'done', asked: null, title, description, rows, state: null },
});

const nothing = (sentence: string) => done('Nothing was checked', escapedHtml(sentence));

/** Who checks, by the address of the login: the row of the technician, or the address alone. */
function authorFrom(form: Submitted, technicians: unknown[]): Author {
	const email = addressOf(form);
	const mine = technicians
		.map(fieldsOf)
		.filter((one) => email !== '' && lineOf(one.email).toLowerCase() === email);
	const own = mine.find((one) => lineOf(one.agentId) !== '') ?? mine[0] ?? {};
	const names = [own.agentName, own.displayName, own.privateName].map((one) => lineOf(one));
	return {
		agentId: lineOf(own.agentId) || null,
		names: [...new Set(names.filter(Boolean))],
		email: email || null,
	};
}

/** The first question, or why there is none. */
export function beginCheck({ form, technicians, settings, now }: CheckForm): CheckNext {
	const typed = lineOf(form.ticket, 60).replace(/^#\s*/, '');
	if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}$/u.test(typed)) {
		return nothing(
			"'Ticket number': It is missing, or not a number. Enter it as the desk shows it, for example 1234.",
		);
	}
	if (textOf(settings.deskWorkflow) === '') {
		return nothing(
			"No desk workflow is chosen. Publish it and enter its ID in the row 'deskWorkflow' of beyondtrust_settings.",
		);
	}
	return ask({
		...{ step: 0, startedAt: now, typed, author: authorFrom(form, technicians) },
		...{ operations: null, canWriteAs: false, privateNotes: false, canRead: true, found: null },
		ticket: { id: typed, number: typed, url: null, touchedAt: null },
		...{ isWritten: false, noteId: null, rows: [] },
	});
}

/** What the answer to the last question says, and what comes next. `items`: all that came back. */
export function goOnChecking(state: CheckState, items: unknown[]): CheckNext {
	const step = STEPS[state.step];
	if (!step) return end(state);
	const read = answerFrom(items, step.operation);
	if ('wrong' in read) {
		const rows = [...state.rows, row(step.what, 'no', read.wrong)];
		if (step.decides) return end({ ...state, rows }, true);
		return ask({ ...state, rows, step: state.step + 1 });
	}
	const { rows, knows, ends } = step.read(read.answer, state);
	const after = { ...state, ...knows, rows: [...state.rows, ...rows], step: state.step + 1 };
	return ends ? end(after, true) : ask(after);
}

/** The next question that the desk workflow offers to answer. */
function ask(state: CheckState): CheckNext {
	const rows = [...state.rows];
	for (let index = state.step; index < STEPS.length; index += 1) {
		const { operation, what, unseen, ask: question } = STEPS[index];
		if (state.operations !== null && !state.operations.includes(operation)) {
			const isNew = STEPS.findIndex((one) => one.operation === operation) === index;
			if (isNew) rows.push(notOffered(operation, what));
			continue;
		}
		if (!state.canRead && unseen) {
			rows.push(row(what, 'not offered', unseen));
			continue;
		}
		const asked = question(state);
		if (asked === null) continue;
		return {
			...{ goes: 'ask', asked: { contract: 1, operation, ...asked }, title: '', description: '' },
			...{ rows: [], state: { ...state, rows, step: index } },
		};
	}
	return end({ ...state, rows });
}

const notOffered = (operation: string, what: string) =>
	row(
		what,
		'not offered',
		`'describe' does not list ${operation}.${NEEDED.includes(operation) ? ' The templates need it.' : ''}`,
	);

const others = (operations: string[]): CheckRow[] =>
	Object.entries(UNTRIED).map(([name, said]) =>
		operations.includes(name) ? row(name, 'look', said) : row(name, 'not offered'),
	);

/** The last page. `isEarly`: what came back made all further questions useless. */
function end(state: CheckState, isEarly = false): CheckNext {
	const rows = isEarly ? state.rows : [...state.rows, ...others(state.operations ?? [])];
	const wrong = rows.filter(({ holds }) => holds === 'no').length;
	const title =
		wrong === 0
			? 'Nothing is wrong with the desk workflow'
			: `Wrong with the desk workflow: ${wrong}`;
	const rest = isEarly ? '<br>The rest was not checked.' : '';
	return done(title, `Ticket ${escapedHtml(state.typed)}${rest}${tableOf(rows)}`, rows);
}
