import type { Settings } from '../ledger/settingsTable';
import { lineOf } from '../session/value';

/** A ticket as the desk workflow tells of it (contract, version 1), as far as invites need it. */
export interface Ticket {
	id: string;
	/** As people know it. */
	number: string;
	/** The customer's own address, lower case; empty where there is none. */
	email: string;
	openChatId: string;
	/** Name and number of its type; empty where the desk workflow does not tell them. */
	types: string[];
	/** What the customer and the ticket are called; empty where the desk workflow does not tell it. */
	customer: string;
	summary: string;
}

/** Where an invite goes, and what it is linked to. */
export interface Target {
	ticketId: string;
	number: string;
	linkTo: 'ticket' | 'chat';
	linkId: string;
	/** `null` for a chat. */
	recipient: string | null;
	/** The ticket's own address, lower case. */
	own: string;
	/** For words of invites that name them. */
	customer: string;
	summary: string;
}

const word = (value: unknown): string => lineOf(value, 254);

/**
 * The ticket in a desk workflow's answer to `getTicket`; `null` where the desk has none, a sentence where this is no answer. Without version
 * and `ticket` it is none, whichever output it came by.
 */
export function ticketFrom(answer: unknown): Ticket | null | { problem: string } {
	const said = (typeof answer === 'object' && answer !== null ? answer : {}) as Record<
		string,
		unknown
	>;
	if (said.contract !== 1 || said.ticket === undefined) {
		const error = (said.error as { message?: unknown } | undefined)?.message ?? said.error;
		const why =
			word(said.said) || word(error) || 'its answer does not follow the contract (contract 1)';
		return { problem: `The desk workflow could not look at the ticket: ${why}` };
	}
	if (typeof said.ticket !== 'object' || said.ticket === null) return null;
	const ticket = said.ticket as Record<string, unknown>;
	const id = word(ticket.id);
	if (id === '') return null;
	const { email, name } = (ticket.customer ?? {}) as { email?: unknown; name?: unknown };
	return {
		id,
		number: word(ticket.number) || id,
		email: word(email).toLowerCase(),
		openChatId: word(ticket.openChatId),
		customer: word(name),
		summary: word(ticket.summary),
		types: [word(ticket.type), word(ticket.typeId)].filter(Boolean),
	};
}

/** Whether an invite may go to an address: the ticket's own, or one of a domain that the settings list. */
export function isAllowed(recipient: string, own: string, settings: Settings): boolean {
	const address = recipient.toLowerCase();
	if (own !== '' && address === own) return true;
	const domain = address.slice(address.lastIndexOf('@') + 1);
	return settings.inviteDomains.includes(domain);
}

/** Why an address is refused. */
export const notAllowed = (recipient: string, number: string): string =>
	`'Email address': ${recipient} is not the address on ticket ${number}, and its domain is not among those of the setting 'inviteDomains'. Leave it empty to use the address on the ticket.`;
