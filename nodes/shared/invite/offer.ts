import type { Settings } from '../ledger/settingsTable';
import { escapedHtml } from '../session/escape';
import { type Choice, choicesFrom } from './choices';
import { type Ask, end, type End, fieldsOf, NOTHING_SENT } from './page';
import { isAllowed, notAllowed, type Target, type Ticket, ticketFrom } from './target';
import { BY_EMAIL, type Wanted } from './wanted';

/** What is offered on the page that asks who takes the session, and what goes with the answer. */
export interface Offer extends Ask {
	wanted: Wanted;
	target: Target;
	choices: Choice[];
	/** ISO 8601, an hour before the page: of all invites since then, some may count when it is answered. */
	since: string;
}

export interface ToOffer {
	wanted: Wanted;
	/** The desk workflow's answer to `getTicket`. */
	answer: unknown;
	/** Rows of `beyondtrust_teams` and `beyondtrust_technicians`. */
	teams: unknown[];
	technicians: unknown[];
	/** Representatives who are logged in, or the one item that says why they could not be read. */
	loggedIn: unknown[];
	settings: Settings;
	/** Milliseconds since 1970. */
	now: number;
}

const HOUR = 3_600_000;

export const NO_CHOICE = 'No, send nothing';

/** Where an invite for a ticket goes, or a sentence why it goes nowhere. */
export function targetFor(
	{ channel, address }: Pick<Wanted, 'channel' | 'address'>,
	ticket: Ticket,
	settings: Settings,
): Target | { problem: string } {
	const { id, number, email, openChatId, customer, summary } = ticket;
	const to = { ticketId: id, number, own: email, customer, summary };
	if (channel === 'chat') {
		return openChatId === ''
			? { problem: `Ticket ${number} has no open chat. Choose '${BY_EMAIL}' instead.` }
			: { ...to, linkTo: 'chat', linkId: openChatId, recipient: null };
	}
	const recipient = address || email;
	if (recipient === '') return { problem: `Ticket ${number} has no email address. Enter one.` };
	return isAllowed(recipient, email, settings)
		? { ...to, linkTo: 'ticket', linkId: id, recipient }
		: { problem: notAllowed(recipient, number) };
}

/** The list on the page. `given` is chosen already. */
export const listOf = (choices: string[], given: string): string =>
	fieldsOf([
		{
			fieldName: 'who',
			fieldLabel: 'Who takes the session',
			fieldType: 'dropdown',
			requiredField: false,
			defaultValue: given,
			fieldOptions: { values: choices.map((option) => ({ option })) },
		},
	]);

/** The page that asks who takes the session: the enabled teams and the technicians who are logged in. */
export function offerFrom(input: ToOffer): Offer | End {
	const { wanted, loggedIn, settings } = input;
	const ticket = ticketFrom(input.answer);
	if (ticket === null) {
		return end(NOTHING_SENT, `There is no ticket ${wanted.ticket} at the desk.`);
	}
	if ('problem' in ticket) return end(NOTHING_SENT, ticket.problem);
	const target = targetFor(wanted, ticket, settings);
	if ('problem' in target) return end(NOTHING_SENT, target.problem);
	const choices = choicesFrom(input);
	const standard = choices.find(({ isDefault }) => isDefault);
	const where = target.recipient ? `, to ${target.recipient}.` : ', into its chat.';
	const unread = loggedIn.some((one) => Boolean((one as { error?: unknown } | null)?.error))
		? ' The technicians who are logged in could not be read.'
		: '';
	return {
		goes: 'ask',
		title: 'Who takes the session?',
		description: escapedHtml(`For ticket ${target.number}${where}${unread}`),
		fields: listOf(
			choices.map(({ label }) => label),
			standard?.label ?? '',
		),
		wanted,
		target,
		choices,
		since: new Date(input.now - HOUR).toISOString(),
	};
}
