import type { Settings } from '../ledger/settingsTable';
import { NO, YES } from './answer';
import { answerOf } from './desk';
import { peopleOf, shownName } from './person';
import { resultOf } from './result';
import { reviewOf } from './review';
import { labelOf, sessionsFrom, ticketFrom } from './shown';
import {
	ACTIONS,
	type LinkState,
	MOST_CHOSEN,
	MOST_SHOWN,
	type Page,
	stateFrom,
	ticketLabel,
} from './state';
import { offersFor } from './suggest';
import { html, minutes, time } from './words';

/** A page as n8n's form nodes take it. `title` is text, `description` mark-up, `fields` the JSON of n8n's form fields. */
export interface Shown {
	page: Page;
	title: string;
	description: string;
	fields: string;
	state: LinkState;
	problem: string | null;
}

export interface ToShow {
	/** As `answer` gave it. */
	state: unknown;
	/** What was found for the page: rows of the ledger (`sessions`, `result`), or the desk's answer (`ticket`, `review`). */
	found: unknown[];
	/** The desk's answer to the question for tickets of the customer, where it was asked. */
	theirs: unknown[];
	/** Reports of the chosen sessions, where they were read. */
	reports: unknown[];
	/** Rows of `beyondtrust_technicians`. */
	technicians: unknown[];
	settings: Settings;
	/** IANA zone of the times that are shown. */
	timezone: string;
}

type Field = Record<string, unknown>;

/** n8n puts the text into another one with String.replace, to which dollar signs mean something. */
const fieldsAsJson = (fields: Field[]) => JSON.stringify(fields).replace(/\$/g, '\\u0024');

const optionsOf = (options: string[]) => ({ values: options.map((option) => ({ option })) });

const NUMBER = 'Its number, e.g. 1234';

const shownAs = (
	state: LinkState,
	title: string,
	description: string,
	fields: Field[] = [],
): Shown => {
	const said = state.problem ? `<b>${html(state.problem, 500)}</b><br><br>` : '';
	return {
		page: state.page,
		title,
		description: said + description,
		fields: fieldsAsJson(fields),
		state,
		problem: state.problem,
	};
};

/** The last page, where nothing was written. */
const ended = (state: LinkState, problem: string, title = 'Nothing was changed'): Shown => ({
	...shownAs(
		{ ...state, page: 'result', problem: null },
		title,
		`${html(problem, 500)}<br><br>To continue, open the form again.`,
	),
	problem,
});

function whoField({ asked, user }: LinkState, technicians: unknown[]): Field[] {
	if (user !== null) return [];
	const names = [...new Set(peopleOf(technicians).map(({ name }) => name))].sort();
	const same = (name: string) => name.toLowerCase() === asked.name?.toLowerCase();
	const mine = names.find(same);
	if (names.length === 0) {
		const field = { fieldName: 'who', fieldLabel: 'Who you are', fieldType: 'text' };
		return [{ ...field, requiredField: true, defaultValue: asked.name ?? '' }];
	}
	return [
		{
			fieldName: 'who',
			fieldLabel: 'Who you are',
			fieldType: 'dropdown',
			requiredField: true,
			defaultValue: mine ? shownName(mine) : '',
			fieldOptions: optionsOf(names.map(shownName)),
		},
	];
}

function sessionsPage(input: ToShow, before: LinkState): Shown {
	const { settings, timezone, technicians } = input;
	const { asked } = before;
	const isAgain = before.problem !== null;
	const all = isAgain ? before.sessions : sessionsFrom(input.found, asked, settings);
	const more = isAgain ? before.more : all.length > MOST_SHOWN;
	const sessions = all.slice(0, MOST_SHOWN);
	const state = { ...before, sessions, more };
	const { customer, technician, from, to } = asked;
	if (sessions.length === 0) {
		const title =
			asked.action === 'link' ? 'No session without a ticket' : 'No session on a ticket';
		const isFiltered = customer || technician || from || to;
		const said = isFiltered
			? 'No session matches what you entered. Leave fields empty to see all.'
			: 'There is nothing to do here right now.';
		return ended(state, said, title);
	}
	const back = time(sessions[sessions.length - 1].startedAt, timezone);
	const older = more
		? `<br><b>There are more.</b> These go back to ${back}. For older ones, open the form again and enter a last day or a name.`
		: '';
	const you = state.person ? ` You are ${html(state.person.name, 60)}.` : '';
	const count = `${sessions.length} ${sessions.length === 1 ? 'session' : 'sessions'}`;
	const description = `${count}, newest first. Choose up to ${MOST_CHOSEN}.${you}${older}`;
	return shownAs(state, ACTIONS[asked.action], description, [
		...whoField(state, technicians),
		{
			fieldName: 'sessions',
			fieldLabel: 'Sessions',
			fieldType: 'checkbox',
			requiredField: true,
			limitSelection: 'range',
			minSelections: 1,
			maxSelections: MOST_CHOSEN,
			fieldOptions: optionsOf(sessions.map((one) => labelOf(one, timezone))),
		},
	]);
}

/** The sessions as lines of a page. */
const linesOf = ({ sessions }: LinkState, timezone: string) =>
	sessions
		.map((one) => {
			const company = one.company ? ` (${html(one.company)})` : '';
			const who = html(one.customer || 'no customer') + company;
			const said = one.firstLine ? `, “${html(one.firstLine, 120)}”` : '';
			const technician = html(one.representative || 'no technician');
			return `• ${time(one.startedAt, timezone)}, ${who}, ${technician}, ${minutes(one.durationSeconds)}${said}`;
		})
		.join('<br>');

function askForTicket(state: LinkState, timezone: string): Shown {
	const { offers, asked } = state;
	const some = {
		fieldName: 'suggested',
		fieldLabel: 'Suggested tickets',
		fieldType: 'radio',
		requiredField: false,
		fieldOptions: optionsOf(offers),
	};
	const title = asked.action === 'move' ? 'Which ticket should they go on?' : 'Which ticket is it?';
	return shownAs(state, title, linesOf(state, timezone), [
		...(offers.length > 0 ? [some] : []),
		{
			fieldName: 'ticket',
			fieldLabel: ticketLabel(state),
			fieldType: 'text',
			requiredField: offers.length === 0,
			placeholder: NUMBER,
		},
	]);
}

/** Tickets of an answer; none of what is no answer. */
function ticketsOf(answer: unknown, settings: Settings): unknown[] {
	const said = answerOf(answer, 'tickets', settings);
	return typeof said !== 'string' && Array.isArray(said.tickets) ? (said.tickets as unknown[]) : [];
}

function ticketPage(
	{ found, theirs, reports, settings, timezone }: ToShow,
	state: LinkState,
): Shown {
	if (state.problem !== null) return askForTicket(state, timezone);
	const said = answerOf(found[0], 'tickets', settings);
	if (typeof said === 'string') return ended(state, said);
	const tickets = [...theirs, found[0]].flatMap((one) => ticketsOf(one, settings));
	const offered = offersFor(state.sessions, tickets, reports, settings);
	return askForTicket({ ...state, ...offered }, timezone);
}

function reviewPage({ found, settings, timezone }: ToShow, before: LinkState): Shown {
	let state = before;
	if (state.problem === null && state.asked.action !== 'unlink') {
		const said = answerOf(found[0], 'ticket', settings);
		if (typeof said === 'string') return ended(state, said);
		const ticket = ticketFrom(said.ticket);
		if (ticket === null) {
			const problem = 'The desk has no such ticket. Enter a different number.';
			return askForTicket({ ...state, page: 'ticket', problem }, timezone);
		}
		state = { ...state, ticket };
	}
	const { sessions, what, table, warnings } = reviewOf(state, settings, timezone);
	if (sessions.length === 0) return ended(state, 'The chosen sessions are already on that ticket.');
	const twice = `<p><b>Please check</b></p><ul><li>${warnings.join('</li><li>')}</li></ul>`;
	return shownAs({ ...state, sessions }, 'This will be written', what, [
		{ fieldName: 'about', fieldType: 'html', html: table },
		...(warnings.length > 0 ? [{ fieldName: 'warnings', fieldType: 'html', html: twice }] : []),
		{
			fieldName: 'go',
			fieldLabel: 'Write it?',
			fieldType: 'dropdown',
			requiredField: true,
			defaultValue: warnings.length > 0 ? '' : YES,
			fieldOptions: optionsOf([YES, NO]),
		},
	]);
}

/** The page that `state` names, or the one that is to be shown in its place: each output says which (`page`). */
export function page(input: ToShow): Shown {
	const state = stateFrom(input.state);
	switch (state.page) {
		case 'sessions':
			return sessionsPage(input, state);
		case 'ticket':
			return ticketPage(input, state);
		case 'review':
			return reviewPage(input, state);
		case 'open':
		case 'result': {
			if (state.problem !== null) return ended(state, state.problem);
			const { title, description } = resultOf(state, input.found, input.timezone);
			return shownAs(state, title, description);
		}
	}
}
