import { InputError } from '../session/errors';
import { cleaned, cut } from '../session/text';
import { textOf } from '../session/value';
import { end, type End, NOTHING_SENT } from './page';
import { type Person, personFrom, type Submitted } from './person';
import { checkedRecipient } from './recipient';

export const BY_EMAIL = 'By email';
export const INTO_CHAT = 'Into the chat of the ticket';

/** What was entered on the first page. */
export interface Form extends Submitted {
	ticket?: unknown;
	channel?: unknown;
	address?: unknown;
}

/** What is wanted, as a request for the desk workflow: the ticket has to be looked at next. */
export interface Wanted {
	goes: 'look';
	contract: 1;
	operation: 'getTicket';
	ticket: string;
	channel: 'email' | 'chat';
	/** Empty for the one on the ticket. */
	address: string;
	person: Person;
}

const text = (value: unknown): string => textOf(value).trim();

/** One address, or none; else a sentence. */
function addressFrom(given: string): { address: string } | { problem: string } {
	try {
		return { address: checkedRecipient(given, true) ?? '' };
	} catch (error) {
		const said = error instanceof InputError ? error.message : 'It cannot be read.';
		return {
			problem: `'Email address': ${said} Enter one address such as anna@example.com.`,
		};
	}
}

/** The first page of the form, checked as far as it can be alone: who it is, and what is entered. */
export function wantedFrom(form: Form, technicians: unknown[]): Wanted | End {
	const sender = personFrom(form, technicians);
	if ('problem' in sender) return end(NOTHING_SENT, sender.problem);
	const ticket = text(form.ticket).replace(/^#\s*/, '');
	if (!/^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,39}$/u.test(ticket)) {
		return end(
			NOTHING_SENT,
			"'Ticket number': It is missing, or not a number. Enter it as the desk shows it, for example 1234.",
		);
	}
	const isChat = text(form.channel) === INTO_CHAT;
	const given = isChat ? { address: '' } : addressFrom(cut(text(form.address), 1000));
	if ('problem' in given) return end(NOTHING_SENT, cleaned(given.problem));
	return {
		goes: 'look',
		contract: 1,
		operation: 'getTicket',
		ticket,
		channel: isChat ? 'chat' : 'email',
		address: given.address,
		person: sender.person,
	};
}
